"""Judge whether a capitalised word can be part of the name of a person."""

import re
from functools import lru_cache

from dossier.entities.capitalised import Word
from dossier.entities.lexicon import country_words, lexicon

_SHORTEST = 3
"""Letters of a family name at least, if it is none of `family_first`."""
NUMERAL = re.compile(r"[IVX]+")
_TWO_SYLLABLES = re.compile(r"([A-Z][a-z]{0,5})-([a-z]{1,5})")
"""A Korean or Chinese given name, as in Park Geun-hye."""
_SHORT_WORD = re.compile(r"[A-Z][a-z]{1,4}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_REGULAR = re.compile(r"[^\W\d_](?:[^\W\d_]|(?<=[^\W\d_])'|(?<=[^\W\d_']|(?<=[^\W\d_])')-)*+")
"""Letters, among which apostrophes and hyphens stand, as in O'Neill and Al-Assad.

Nothing of it can be matched in two ways, else the time would double with each letter.
"""
_BODIES = frozenset(
    ("D.C.", "E.U.", "P.O.", "P.R.", "R.O.K.", "U.", "U.A.R.", "U.K.", "U.N.", "U.S.")
)
"""Initials that are those of a state or body, beside those of `places.yml`."""


@lru_cache(maxsize=4096)
def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without initials, particles, numerals, articles and hyphens."""
    particles = lexicon().particles
    kept = [
        part
        for word in words
        if word not in particles and not is_initials(word) and not NUMERAL.fullmatch(word)
        for part in re.sub(r"^[Aa]l-", "", word).split("-")
    ]
    return tuple(re.sub(r"^Al(?=[A-Z])", "", part).casefold() for part in kept if part)


def is_initials(word: str) -> bool:
    """Is it one or more initials with dots?"""
    return word.endswith(".") and _INITIALS.fullmatch(word) is not None


def goes_on(word: Word, initials: Word) -> bool:
    """May a word be a name behind initials, which are not those of a state or body?"""
    if initials.text in lexicon().places or initials.text in _BODIES:
        return False
    return is_initials(word.text) or is_name(word.text) or word.text in lexicon().surnames


def is_after_honorific(word: str) -> bool:
    """May it be the name in "Mr Brown" or "Mr Jordan"?"""
    names = lexicon()
    if word in names.titles or word in names.honorifics or not word[1:].islower():
        return False
    if len(word) < _SHORTEST and word not in names.family_first:
        return False
    if word in names.places:
        return word in names.surnames
    return word in names.surnames or word.lower() not in names.common


@lru_cache(maxsize=16384)
def is_name(word: str) -> bool:
    """Can a word be part of a name on its own looks?"""
    names = lexicon()
    if word in names.given:
        return True
    if word in names.places or word in names.titles or word in names.honorifics:
        return False
    parts = word.split("-")
    if any(part.lower() in names.common or part in names.places for part in parts):
        return False
    if len(parts) > 1 and parts[0] not in ("Al", "al") and not names.well_known.isdisjoint(parts):
        return False
    return len(word) > 1 and not word.isupper() and _REGULAR.fullmatch(word) is not None


def is_sure(word: str) -> bool:
    """Is it surely part of the name of a person: a given name, or initials?"""
    return word in lexicon().given or is_initials(word)


def opens(word: str) -> bool:
    """Can it not be the last word of a name?"""
    return word in lexicon().particles or is_initials(word)


def is_double(word: Word) -> bool:
    """Is it a double name with a common word in it: Douglas-Home?"""
    first, _, rest = word.text.partition("-")
    return bool(rest) and rest[0].isupper() and is_name(first)


def is_plain_word(word: Word, titles: frozenset[str]) -> bool:
    """May it end a name, common word as it is: Mr David Steel?"""
    return word.gap == " " and word.text[1:].islower() and word.text not in titles


def is_placed(word: Word) -> bool:
    """Is it a place, as family names may be: Jack London?"""
    names = lexicon()
    is_place = word.text in names.places and word.text[1:].islower()
    return is_place and word.gap == " " and word.text.lower() not in names.common


def has_two_syllables(family: str, given: str) -> bool:
    """Is it a family name that stands first and a given name with a hyphen: Park Geun-hye?"""
    names = lexicon()
    match = _TWO_SYLLABLES.fullmatch(given)
    if match is None or family not in names.family_first:
        return False
    means_something = all(part.lower() in names.common for part in match.groups())
    return family.lower() not in names.common or not means_something


def is_syllable(family: str, word: Word) -> bool:
    """May a place be a given name behind a family name that stands first: Wong Kan Seng?"""
    names = lexicon()
    if family not in names.family_first or family.lower() in names.common or word.gap != " ":
        return False
    is_place = word.text in names.places and word.text not in country_words()
    is_common = word.text.lower() in names.common
    return is_place and not is_common and _SHORT_WORD.fullmatch(word.text) is not None
