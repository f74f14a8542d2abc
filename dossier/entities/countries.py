"""Find the countries that a text mentions: by name, by demonym, or by their capital.

A name that people or other places also bear is judged by the words beside it, then by the rest of
the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dossier.entities.gazetteer import Sighting, gazetteer
from dossier.entities.homonyms import (
    common_words,
    given_name,
    is_called,
    is_instrument,
    is_person,
    is_shouted,
    is_surname,
    opens_sentence,
    other_places,
)
from dossier.entities.names import (
    Exceptions,
    Name,
    country_codes,
    display_name,
    locale_of,
)
from dossier.entities.occurrences import Occurrence, gathered
from dossier.entities.spelling import normalize, place_in
from dossier.model import COUNTRY, Mention, Paragraph

_PLACED = re.compile(r"\b(?:across|from|in|inside|into|near|outside|through|throughout|within) $")
_WHOLE_SOUTH = re.compile(r"\b(?:Global South|North-South|South-South)\b")
"""Words that make the South more than half a land."""


class _Meant(NamedTuple):
    """Where a text means a country."""

    paragraph: int
    """Its place among the paragraphs of the text."""

    start: int
    """In characters of the normalized text of the paragraph."""

    code: str


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return the countries that a text mentions, those of most paragraphs first, then by code.

    `language` is a BCP 47 tag; a text in a language that CLDR does not have is read as English.
    """
    names = gazetteer(locale_of(language))
    texts = [normalize(paragraph.text) for paragraph in paragraphs]
    sightings = [s for index, text in enumerate(texts) for s in names.sightings(index, text)]
    places = (
        Occurrence(paragraphs[index], place_in(paragraphs[index].text, start), code)
        for index, start, code in sorted(_meant(sightings, names.exceptions, texts))
    )
    return gathered(COUNTRY, places, language)


def country_name(code: str, language: str) -> str:
    """Return CLDR's name of a country in a language; raises KeyError for an unknown code."""
    if code not in country_codes():
        raise KeyError(code)
    return display_name(code, language)


def _meant(
    sightings: Sequence[Sighting], exceptions: Exceptions, texts: Sequence[str]
) -> Iterator[_Meant]:
    """Yield the places of a text that mean a country."""
    text = "\n".join(texts)
    surnames = {s.name.usual for s in sightings if is_surname(s, exceptions)}
    called = {s for s in sightings if is_called(s, exceptions)}
    people = {given_name(s, exceptions) for s in called} - {""}
    common = common_words(sightings, exceptions, text)
    places = [
        s
        for s in sightings
        if not (
            s.is_town
            or (called and s in called)
            or is_person(s, exceptions)
            or is_instrument(s, exceptions)
            or is_shouted(s)
            or (people and given_name(s, exceptions) in people)
        )
        and (s.name.usual not in surnames or s.joined or _PLACED.search(s.before))
        and not (s.name.usual in common and opens_sentence(s))
    ]
    elsewhere = other_places(sightings, exceptions, text)
    doubtful = {*exceptions.weak, *elsewhere}
    named = {
        s.name.codes[0] for s in places if len(s.name.codes) == 1 and s.name.usual not in doubtful
    }
    for s in places:
        sure = s.name.usual not in doubtful or (s.joined and s.name.usual in elsewhere)
        for code in _countries(s.name, sure, named, exceptions):
            yield _Meant(s.paragraph, s.start, code)
    halves = set(exceptions.halves.values())
    if halves and halves <= named and _is_mostly_about(halves, places):
        yield from _halves(exceptions.halves, texts)


def _countries(name: Name, sure: bool, named: set[str], exceptions: Exceptions) -> Sequence[str]:
    """Return the countries that a name means.

    A doubtful or shared name means those of its countries that the text also names otherwise.
    """
    if sure and (len(name.codes) == 1 or name.kind == "several"):
        return name.codes
    confirmed = [code for code in name.codes if code in named]
    shared = exceptions.shared.get(name.usual)
    if shared and (shared["else"] in confirmed or (sure and not confirmed)):
        return [shared["else"]]
    return confirmed


def _is_mostly_about(codes: set[str], places: Sequence[Sighting]) -> bool:
    """Do half of the sightings mean these countries?"""
    return 2 * sum(not codes.isdisjoint(s.name.codes) for s in places) >= len(places)


def _halves(halves: Mapping[str, str], texts: Sequence[str]) -> Iterator[_Meant]:
    """Yield where a text calls two states of one land the North and the South."""
    if any(_WHOLE_SOUTH.search(text) for text in texts):
        return
    half = re.compile(rf"\b[Tt]he ({'|'.join(halves)})\b(?!-|(?:'s)? [A-Z]| of\b)")
    for index, text in enumerate(texts):
        for match in half.finditer(text):
            yield _Meant(index, match.start(1), halves[match[1]])
