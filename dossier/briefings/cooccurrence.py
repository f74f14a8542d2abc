"""What often stands in the same briefings: themes, countries, organisations and people."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier.model import THEME, Companion, Subject

AT_LEAST = 2
"""Briefings that two must share: one may be chance."""

MOST = 8
"""Countries, organisations and people that are named as companions of one subject, in all."""

MOST_OF_A_KIND = 3
"""Of each kind, so that countries do not crowd out people. Themes come on top of `MOST`."""


def often_with(briefings: Mapping[Subject, Sequence[str]]) -> dict[Subject, tuple[Companion, ...]]:
    """Return what most often stands in the same briefings as each subject that several have.

    `briefings` are the slugs of those that each subject stands in. Of companions that share equally
    many, the one that stands in fewer briefings comes first, since that says more. The work grows
    with the square of what one briefing names, not with that of the library.
    """
    subjects = sorted(one for one, slugs in briefings.items() if len(slugs) >= AT_LEAST)
    sizes = [len(briefings[subject]) for subject in subjects]
    named: dict[str, list[int]] = defaultdict(list)  # numbers are counted faster than subjects
    for number, subject in enumerate(subjects):
        for slug in briefings[subject]:
            named[slug].append(number)
    found: dict[Subject, tuple[Companion, ...]] = {}
    for number, subject in enumerate(subjects):
        shared: Counter[int] = Counter()
        for slug in briefings[subject]:
            shared.update(named[slug])
        del shared[number]
        ranked = sorted((-count, sizes[n], n) for n, count in shared.items() if count >= AT_LEAST)
        companions = (Companion(*subjects[n], -count) for count, _, n in ranked)
        found[subject] = tuple(_few(companions, with_themes=subject[0] != THEME))
    return found


def _few(ranked: Iterable[Companion], *, with_themes: bool) -> Iterator[Companion]:
    """Yield the first companions of each kind; themes are not named as companions of themes."""
    taken: Counter[str] = Counter()
    for one in ranked:
        most_others = taken.total() - taken[THEME] == MOST
        is_left_out = most_others if one.kind != THEME else not with_themes
        if is_left_out or taken[one.kind] == MOST_OF_A_KIND:
            continue
        taken[one.kind] += 1
        yield one
