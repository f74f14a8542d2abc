"""Find the organisations that a text mentions: those of `organisations.yml`, and others by pattern.

In texts that are not in English only names from the file are found.
"""

from collections.abc import Sequence
from functools import lru_cache

from dossier.entities.occurrences import Occurrence, gathered
from dossier.entities.organisation_names import Found, listed
from dossier.entities.organisation_patterns import patterns, without_explained
from dossier.entities.spelling import plain
from dossier.model import ORGANISATION, Mention, Paragraph
from dossier.text.languages import primary

_ENGLISH = "en"


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return the organisations that a text mentions, those of most paragraphs first, then by name.

    `language` is a BCP 47 tag.
    """
    bodies = [paragraph for paragraph in paragraphs if paragraph.kind != "furniture"]
    found = spans(tuple(paragraph.text for paragraph in bodies), language)
    places = (
        Occurrence(body, one.start, one.id, one.name, one.identifier)
        for body, several in zip(bodies, found, strict=True)
        for one in several
    )
    return gathered(ORGANISATION, places, language)


@lru_cache(maxsize=8)
def spans(texts: tuple[str, ...], language: str) -> tuple[tuple[Found, ...], ...]:
    """Return where each paragraph of a text names an organisation, in the order of the paragraph.

    The last texts are remembered, as what is an organisation is no person.
    """
    english = primary(language) == _ENGLISH
    plains = [plain(text) for text in texts]
    known = listed(plains, english)
    if not english:
        return known
    known = without_explained(plains, known)
    further = patterns(plains, known)
    return tuple(
        tuple(sorted((*(found for found in one if not _is_within(found, more)), *more)))
        for one, more in zip(known, further, strict=True)
    )


def _is_within(found: Found, longer: Sequence[Found]) -> bool:
    return any(other.start <= found.start and found.end <= other.end for other in longer)
