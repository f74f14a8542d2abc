"""Who and where: the entities that a text mentions, kind by kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from dossier.entities import countries, organisations, people
from dossier.entities.organisation_names import full_names
from dossier.entities.parts import parted
from dossier.model import COUNTRY, ORGANISATION, PERSON, Mention, Paragraph

Detector = Callable[[Sequence[Paragraph], str], tuple[Mention, ...]]
"""Given the paragraphs of a text, long ones `parted`, and its language, returns the mentions of its
kind."""

DETECTORS: Mapping[str, Detector] = {
    COUNTRY: countries.mentions,
    ORGANISATION: organisations.mentions,
    PERSON: people.mentions,
}
"""The detector of every kind of entity."""

MOST_NAMED = 12
"""The most entities of a kind that are named where there is no room for all of them."""


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return every entity that a text mentions, kind by kind; `language` is a BCP 47 tag."""
    inside = parted(paragraphs)
    return tuple(mention for detect in DETECTORS.values() for mention in detect(inside, language))


def name_of(mention: Mention, language: str) -> str:
    """Return the name of an entity as a site in a language says it, whatever a text calls it.

    What is well known has one name in all texts: "the U.N." is the United Nations.
    """
    if mention.kind == COUNTRY:
        return countries.country_name(mention.id, language)
    if mention.kind == ORGANISATION:
        return full_names().get(mention.id, mention.name)
    return mention.name


def most_mentioned(mentions: Iterable[Mention], kind: str) -> tuple[Mention, ...]:
    """Return the entities of a kind that most paragraphs of a text mention, a few.

    Those of which it has no full name are left out: beside other texts nobody knows who is meant.
    """
    known = (mention for mention in mentions if mention.kind == kind and mention.id)
    return tuple(islice(known, MOST_NAMED))
