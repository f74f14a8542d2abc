"""Find the countries that a text mentions: by name, by demonym, or by their capital.

A name that people or other places also bear is judged by the words beside it, then by the rest of
the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.entities.gazetteer import Sighting, gazetteer
from dossier.entities.names import (
    Exceptions,
    Name,
    country_codes,
    display_name,
    locale_of,
    normalize,
)
from dossier.model import COUNTRY, Mention, Paragraph

_BEFORE = re.compile(r"((?:Mr|Mrs|Ms|Dr|Gen|Gov|Prof|Rep|Sen|[^\W\d_])\.|[^\W\d_][\w'-]*) $")
_AFTER = re.compile(r" ([^\W\d_][\w'-]*)")
_TITLE = re.compile(r"(?: [A-Z]\w*){1,3}")
_SHOUT = re.compile(r"[A-Z]{4}")
_BYLINE = re.compile(
    r"\b(?:BY (?P<given>[A-Z][A-Z'-]*\.?)(?: [A-Z]\.)*|(?:MR|MRS|MS|DR|GEN|GOV|PROF|REP|SEN)\.?) $"
)
_START = re.compile(r"(?:^|[.!?:][\"'”)\]]*\s)[\"'“(\[]*$")
_PLACED = re.compile(r"\b(?:across|from|in|inside|into|near|outside|through|throughout|within) $")


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return the countries that a text mentions, those of most paragraphs first, then by code.

    `language` is a BCP 47 tag; a text in a language that CLDR does not have is read as English.
    """
    names = gazetteer(locale_of(language))
    texts = {paragraph.number: normalize(paragraph.text) for paragraph in paragraphs}
    sightings = [s for number, text in texts.items() for s in names.sightings(number, text)]
    paragraphs_of: dict[str, dict[int, None]] = defaultdict(dict)
    for number, code in _meant(sightings, names.exceptions, "\n".join(texts.values())):
        paragraphs_of[code][number] = None
    countries = (Mention(COUNTRY, code, tuple(numbers)) for code, numbers in paragraphs_of.items())
    return tuple(sorted(countries, key=lambda m: (-len(m.paragraphs), m.id)))


def country_name(code: str, language: str) -> str:
    """Return CLDR's name of a country in a language; raises KeyError for an unknown code."""
    if code not in country_codes():
        raise KeyError(code)
    return display_name(code, language)


def _meant(
    sightings: Sequence[Sighting], exceptions: Exceptions, text: str
) -> Iterator[tuple[int, str]]:
    """Yield ¶ number and country code of each sighting that means a country."""
    people = {s.name.usual for s in sightings if _surname(s, exceptions)}
    common = _common_words(sightings, exceptions, text)
    places = [
        s
        for s in sightings
        if not (_person(s, exceptions) or _instrument(s, exceptions) or _shouted(s))
        and (s.name.usual not in people or s.joined or _PLACED.search(s.before))
        and not (s.name.usual in common and _opens(s))
    ]
    elsewhere = _elsewhere({s.name.usual for s in sightings}, exceptions, text)
    doubtful = {*exceptions.weak, *elsewhere}
    named = {
        s.name.codes[0] for s in places if len(s.name.codes) == 1 and s.name.usual not in doubtful
    }
    for s in places:
        sure = s.name.usual not in doubtful or (s.joined and s.name.usual in elsewhere)
        for code in _countries(s.name, sure, named, exceptions.shared):
            yield s.paragraph, code


def _countries(
    name: Name, sure: bool, named: set[str], shared: Mapping[str, Mapping[str, Any]]
) -> Sequence[str]:
    """Return the countries that a name means.

    A doubtful or shared name means those of its countries that the text also names otherwise.
    """
    if sure and len(name.codes) == 1:
        return name.codes
    confirmed = [code for code in name.codes if code in named]
    usual = shared[name.usual]["else"] if name.usual in shared else None
    return [usual] if usual and (usual in confirmed or not confirmed) else confirmed


def _person(sighting: Sighting, exceptions: Exceptions) -> bool:
    """Is it the name of a person: one that people bear, beside another capitalised word?"""
    if sighting.name.usual not in exceptions.personal:
        return False
    after = _AFTER.match(sighting.after)
    beside = after is not None and after[1][0].isupper() and not _in_capitals(sighting, after[1])
    if after and beside and after[1].removesuffix("'s") not in exceptions.offices:
        return True
    return _surname(sighting, exceptions)


def _surname(sighting: Sighting, exceptions: Exceptions) -> bool:
    """Is it a family name, behind a title or a given name?"""
    if sighting.name.usual not in exceptions.personal:
        return False
    before = _BEFORE.search(sighting.before)
    if not before:
        return False
    word = before[1]
    if _in_capitals(sighting, word):
        byline = _BYLINE.search(sighting.before)
        return byline is not None and str(byline["given"]).capitalize() not in exceptions.openers
    if not word[0].isupper() or word.endswith("'s") or word in exceptions.openers:
        return False
    opens = _START.search(sighting.before[: before.start()])
    return not (opens and word.endswith(("ing", "ed", "ly")))


def _in_capitals(sighting: Sighting, word: str) -> bool:
    """Do a name and a word beside it stand in a line of capitals, where all look like names?"""
    return sighting.name.form != sighting.name.usual and word.isupper()


def _instrument(sighting: Sighting, exceptions: Exceptions) -> bool:
    """Is it a treaty or the like, named after the capital in which it was signed?"""
    title = _TITLE.match(sighting.after) if sighting.name.kind == "capital" else None
    words = {word.capitalize() for word in title[0].split()} if title else set()
    return not words.isdisjoint(exceptions.instruments)


def _shouted(sighting: Sighting) -> bool:
    """Is it the pronoun "us" in a line of capitals: JOIN US TODAY?"""
    around = sighting.before + sighting.after
    return sighting.name.usual == "US" and around.isupper() and bool(_SHOUT.search(around))


def _common_words(sightings: Sequence[Sighting], exceptions: Exceptions, text: str) -> set[str]:
    """Return the names that are common words of the text too, and only ever begin a sentence."""
    common = [s for s in sightings if s.name.usual in exceptions.common]
    within = {s.name.usual for s in common if not _opens(s)}
    opening = {s.name.usual for s in common} - within
    return {form for form in opening if re.search(rf"\b{form.lower()}\b", text)}


def _elsewhere(forms: set[str], exceptions: Exceptions, text: str) -> set[str]:
    """Return the names that may mean another place, as other words of the text suggest."""
    return {
        form
        for form, words in exceptions.elsewhere.items()
        if form in forms and re.search(rf"\b(?:{'|'.join(words)})\b", text)
    }


def _opens(sighting: Sighting) -> bool:
    """Does it begin a sentence?"""
    return bool(_START.search(sighting.before))
