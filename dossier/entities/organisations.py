"""Find the organisations that a text mentions: those of `organisations.yml`, and others by pattern.

In texts that are not in English only names from the file are found.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from dossier.entities.capitalised import plain
from dossier.entities.organisation_names import Found, listed
from dossier.entities.organisation_patterns import patterns
from dossier.entities.sentence import sentence_at
from dossier.model import ORGANISATION, Mention, Paragraph

_ENGLISH = "en"


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return the organisations that a text mentions, those of most paragraphs first, then by name.

    `language` is a BCP 47 tag.
    """
    bodies = [paragraph for paragraph in paragraphs if paragraph.kind != "furniture"]
    places: dict[tuple[str, str, str], dict[int, int]] = defaultdict(dict)
    for index, one in enumerate(spans(tuple(p.text for p in bodies), language)):
        for span in one:
            places[span.id, span.name, span.identifier].setdefault(index, span.start)
    entities = (
        Mention(
            ORGANISATION,
            key,
            tuple(bodies[index].number for index in starts),
            name,
            identifier,
            sentence_at(bodies[first], starts[first], language),
        )
        for (key, name, identifier), starts in places.items()
        for first in [next(iter(starts))]
    )
    return tuple(sorted(entities, key=lambda m: (-len(m.paragraphs), m.name)))


@lru_cache(maxsize=8)
def spans(texts: tuple[str, ...], language: str) -> tuple[tuple[Found, ...], ...]:
    """Return where each paragraph of a text names an organisation, in the order of the paragraph.

    The last texts are remembered, as what is an organisation is no person.
    """
    english = language.partition("-")[0] == _ENGLISH
    plains = [plain(text) for text in texts]
    known = listed(plains, english)
    if not english:
        return known
    further = patterns(plains, known)
    return tuple(tuple(sorted((*one, *more))) for one, more in zip(known, further, strict=True))
