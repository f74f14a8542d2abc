"""Who and where: the entities that a text mentions, kind by kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

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

_UNQUOTED = ("furniture", "table", "code")
"""Kinds of paragraphs that have no sentences to quote."""

MOST_NAMED = 12
"""The most entities of a kind that are named where there is no room for all of them."""


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return every entity that a text mentions, kind by kind; `language` is a BCP 47 tag."""
    by_number = {paragraph.number: paragraph for paragraph in paragraphs}
    return tuple(
        mention if _is_quotable(mention, by_number) else replace(mention, sentence=None)
        for detect in DETECTORS.values()
        for mention in detect(paragraphs, language)
    )


def _is_quotable(mention: Mention, paragraphs: Mapping[int, Paragraph]) -> bool:
    """May the sentence of a mention be quoted? Furniture, tables and struck words may not."""
    sentence = mention.sentence
    if sentence is None:
        return True
    paragraph = paragraphs[sentence.paragraph]
    start = paragraph.text.find(sentence.text)
    end = start + len(sentence.text)
    is_struck = any(first < end and last > start for first, last in paragraph.struck)
    return paragraph.kind not in _UNQUOTED and not is_struck


def name_of(mention: Mention, language: str) -> str:
    """Return the name of an entity as a site in a language says it."""
    if mention.kind == COUNTRY:
        return countries.country_name(mention.id, language)
    return mention.name


def most_mentioned(mentions: Iterable[Mention], kind: str) -> tuple[Mention, ...]:
    """Return the entities of a kind that most paragraphs of a text mention, a few.

    Those of which it has no full name are left out: beside other texts nobody knows who is meant.
    """
    known = (mention for mention in mentions if mention.kind == kind and mention.id)
    return tuple(islice(known, MOST_NAMED))
