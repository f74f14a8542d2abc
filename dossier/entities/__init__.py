"""Who and where: the entities that a text mentions, kind by kind."""

from collections.abc import Callable, Mapping, Sequence

from dossier.entities import countries, organisations, people
from dossier.model import COUNTRY, ORGANISATION, PERSON, Mention, Paragraph

Detector = Callable[[Sequence[Paragraph], str], tuple[Mention, ...]]
"""Given the paragraphs of a text and its language, returns the mentions of its kind."""

DETECTORS: Mapping[str, Detector] = {
    COUNTRY: countries.mentions,
    ORGANISATION: organisations.mentions,
    PERSON: people.mentions,
}
"""The detector of every kind of entity."""


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return every entity that a text mentions, kind by kind; `language` is a BCP 47 tag."""
    return tuple(
        mention for detect in DETECTORS.values() for mention in detect(paragraphs, language)
    )
