"""Choose the sentences that represent a text, and each of its themes.

An extract is a sentence of the source, verbatim, that can be read alone and says something: who
did, decided or claims what. `judge` says how likely an editor would take each.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from dossier.briefings.judge import Judged
from dossier.model import Extract, Filed

DESERVING = 0.8
"""Log-odds from which a sentence is fit to be a key point. Measured by cross-validation on texts
that editors marked: `benchmarks/extracts.py` prints how often it is right."""

MANY_PARAGRAPHS = 3
"""A theme with so many paragraphs has two key points."""

MOST = 3
"""The most sentences of a theme that are ever shown."""


FAIR, FAIR_LEAD = 0.0, -2.0
"""Log-odds as a key point and as a lead, below which a lead is reported as weak: by the same
measurement, half of those leads are bad."""


def lead(judged: Sequence[Judged]) -> Extract:
    """Return the sentence of a text that says best what it is about.

    `judged` has one at least. One with struck words, or one that breaks off, is chosen only if
    there is no other.
    """
    ranked = sorted(judged, key=lambda one: -one.lead)  # of equals, the first stands first
    whole = filter(_is_whole, ranked)
    readable = (one for one in ranked if not one.candidate.is_struck)
    return _extract(next(chain(whole, readable, ranked)))


def is_weak(judged: Iterable[Judged], lead: Extract) -> bool:
    """Is a lead that was chosen of `judged` not fit to stand alone, or no lead of a text?"""
    fair = (one for one in judged if one.key >= FAIR and one.lead >= FAIR_LEAD)
    return not any(_extract(one) == lead for one in fair)


def best(judged: Iterable[Judged], filed: Iterable[Filed], lead: Extract) -> tuple[Extract, ...]:
    """Return up to `MOST` sentences that speak for a theme, one a paragraph, best first.

    `filed` are the paragraphs of its section. No sentence is chosen that does not deserve it; the
    `lead`, which stands above, comes last.
    """
    numbers = {f.paragraph.number for f in filed if f.paragraph.kind == "prose"}
    fit = [
        one
        for one in judged
        if one.key >= DESERVING and one.candidate.paragraph.number in numbers and _is_whole(one)
    ]
    fit.sort(key=lambda one: (_extract(one) == lead, -one.key))
    chosen: dict[int, Extract] = {}
    for extract in map(_extract, fit):
        said = {other.text for other in chosen.values()}
        if len(chosen) < MOST and extract.paragraph not in chosen and extract.text not in said:
            chosen[extract.paragraph] = extract
    return tuple(chosen.values())


def key_points(best: Sequence[Extract], filed: Iterable[Filed]) -> tuple[Extract, ...]:
    """Return one or two of the best sentences of a section, in the order of the source."""
    prose = sum(f.paragraph.kind == "prose" for f in filed)
    chosen = best[: 2 if prose >= MANY_PARAGRAPHS else 1]
    return tuple(sorted(chosen, key=lambda extract: extract.paragraph))


_BROKEN_OFF = re.compile(r"(?:,|\b(?:Smt|Shri|H\.E|Mr|Mrs|Ms|Dr|Gen|Prof)\.)$")
_BROKEN_OFF_IN = 5
"""Characters at the end of a sentence in which it shows."""

_OTHER = re.compile(r"[•▪/](?:(?<=\s[•▪])\s|(?<=\b[AS]/)\d+/)")
"""An item, or the head of a page of the United Nations, within a sentence."""


def _is_whole(one: Judged) -> bool:
    """Is nothing of it struck out, does it not break off, and is nothing else within it?"""
    text = one.candidate.sentence.text
    breaks_off = _BROKEN_OFF.search(text, max(0, len(text) - _BROKEN_OFF_IN))
    return not (one.candidate.is_struck or breaks_off or _OTHER.search(text))


def _extract(one: Judged) -> Extract:
    return Extract(one.candidate.text, one.candidate.paragraph.number)
