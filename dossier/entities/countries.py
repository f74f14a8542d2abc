"""Which countries a text mentions: by name, by demonym, by the capital that stands for one.

A name that may be a person's or another place's is judged by the words beside it, then by what else
the text says.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.entities.gazetteer import (
    Exceptions,
    Name,
    Sighting,
    country_codes,
    display_name,
    gazetteer,
    locale_of,
    normalize,
)
from dossier.model import COUNTRY, Mention, Paragraph

_BEFORE = re.compile(r"((?:Mr|Mrs|Ms|Dr|Gen|Gov|Prof|Rep|Sen|[^\W\d_])\.|[^\W\d_][\w'-]*) $")
_AFTER = re.compile(r" ([^\W\d_][\w'-]*)")
_TITLE = re.compile(r"(?: [A-Z]\w*){1,3}")
_SHOUT = re.compile(r"[A-Z]{4}")
_START = re.compile(r"(?:^|[.!?:][\"'”)\]]*\s)[\"'“(\[]*$")
_PLACED = re.compile(r"\b(?:across|from|in|inside|into|near|outside|through|throughout|within) $")


def mentions(paragraphs: Sequence[Paragraph], language: str) -> tuple[Mention, ...]:
    """Return the countries that a text mentions, most mentioning paragraphs first, then by code.

    `language` is the text's BCP 47 tag; where CLDR does not know it, the text is read as English.
    """
    known = gazetteer(locale_of(language))
    texts = {paragraph.number: normalize(paragraph.text) for paragraph in paragraphs}
    seen = [sighting for number in texts for sighting in known.sightings(number, texts[number])]
    where: dict[str, dict[int, None]] = defaultdict(dict)
    for number, code in _meant(seen, known.exceptions, "\n".join(texts.values())):
        where[code][number] = None
    found = (Mention(COUNTRY, code, tuple(numbers)) for code, numbers in where.items())
    return tuple(sorted(found, key=lambda m: (-len(m.paragraphs), m.id)))


def country_name(code: str, language: str) -> str:
    """Return CLDR's name of a country in a language; KeyError for a code of no country."""
    if code not in country_codes():
        raise KeyError(code)
    return display_name(code, language)


def _meant(
    seen: Sequence[Sighting], exceptions: Exceptions, text: str
) -> Iterator[tuple[int, str]]:
    """Yield ¶ number and country of each sighting that mentions one."""
    people = {s.name.form for s in seen if _surname(s, exceptions)}
    plain = _plain_words(seen, exceptions, text)
    kept = [
        s
        for s in seen
        if not (_person(s, exceptions) or _instrument(s, exceptions) or _shouted(s))
        and (s.name.form not in people or s.joined or _PLACED.search(s.before))
        and not (s.name.form in plain and _opens(s))
    ]
    elsewhere = _elsewhere({s.name.form for s in seen}, exceptions, text)
    doubtful = {*exceptions.weak, *elsewhere}
    named = {
        s.name.codes[0] for s in kept if len(s.name.codes) == 1 and s.name.form not in doubtful
    }
    for s in kept:
        sure = s.name.form not in doubtful or (s.joined and s.name.form in elsewhere)
        for code in _countries(s.name, sure, named, exceptions.shared):
            yield s.paragraph, code


def _countries(
    name: Name, sure: bool, named: set[str], shared: Mapping[str, Mapping[str, Any]]
) -> Sequence[str]:
    """Return those countries of a doubtful or shared name that the text also names otherwise."""
    if sure and len(name.codes) == 1:
        return name.codes
    plainly = [code for code in name.codes if code in named]
    usual = shared[name.form]["else"] if name.form in shared else None
    return [usual] if usual and (usual in plainly or not plainly) else plainly


def _person(sighting: Sighting, exceptions: Exceptions) -> bool:
    """A name that people bear stands next to another capitalised word."""
    if sighting.name.form not in exceptions.personal:
        return False
    after = _AFTER.match(sighting.after)
    if after and after[1][0].isupper() and after[1].removesuffix("'s") not in exceptions.offices:
        return True
    return _surname(sighting, exceptions)


def _surname(sighting: Sighting, exceptions: Exceptions) -> bool:
    if sighting.name.form not in exceptions.personal:
        return False
    before = _BEFORE.search(sighting.before)
    if not before:
        return False
    word = before[1]
    if not word[0].isupper() or word.endswith("'s") or word in exceptions.openers:
        return False
    opens = _START.search(sighting.before[: before.start()])
    return not (opens and word.endswith(("ing", "ed", "ly")))


def _instrument(sighting: Sighting, exceptions: Exceptions) -> bool:
    """A treaty or the like, called after the capital in which it was made."""
    title = _TITLE.match(sighting.after) if sighting.name.kind == "capital" else None
    return title is not None and not set(title[0].split()).isdisjoint(exceptions.instruments)


def _shouted(sighting: Sighting) -> bool:
    """The pronoun in a line of capitals: JOIN US TODAY."""
    around = sighting.before + sighting.after
    return sighting.name.form == "US" and around.isupper() and bool(_SHOUT.search(around))


def _plain_words(seen: Sequence[Sighting], exceptions: Exceptions, text: str) -> set[str]:
    """Return the names that the text has as plain words, and as names only opening a sentence."""
    common = [s for s in seen if s.name.form in exceptions.common]
    within = {s.name.form for s in common if not _opens(s)}
    opening = {s.name.form for s in common} - within
    return {form for form in opening if re.search(rf"\b{form.lower()}\b", text)}


def _elsewhere(forms: set[str], exceptions: Exceptions, text: str) -> set[str]:
    """Return the names that, by other words of the text, may mean another place."""
    return {
        form
        for form, words in exceptions.elsewhere.items()
        if form in forms and re.search(rf"\b(?:{'|'.join(words)})\b", text)
    }


def _opens(sighting: Sighting) -> bool:
    return bool(_START.search(sighting.before))
