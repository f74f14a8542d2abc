"""Tell whether a string is the name of one person, and take it apart.

A person has two to six words with capitals, of which particles (van, de la, bin) and initials may
be some. Titles (Dr, Prof.), degrees (PhD) and what follows in brackets are left out. Words in
capitals throughout are the family name where the others are not: Jean MOULIN, XI Jinping.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from dossier.export import name_order
from dossier.export.name_order import PARTICLE

_TITLE = re.compile(
    r"(?:dr|prof|mrs?|ms|mx|rev|hon|sir|dame|h\.e|dipl\.-?\w+)\.?|professor|doctor|miss",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r",?\s(?P<suffix>Jr\.?|Sr\.?|II|III|IV)$")
_BEHIND = re.compile(
    r",?\s*\([^()]*\)$|,\s(?:_?Ph\.? ?D\.?_?|M\.?D\.?|M\.?P\.?|M\.?A\.?|LL\.?M\.?|Esq\.?)$"
)
_UNCLEAR = re.compile(
    r"jr|sr|ii|iii|iv|phd|mp|esq|lord|lady|gen|col|capt|amb|ambassador|president|minister"
    r"|secretary|sheikh|ayatollah|anonymous|author|editor|guest|writer|various|dr|prof|mrs?|ms"
)
"""Words that stand in no name of a person, or leave in doubt where it begins."""

_RANK = re.compile(r"king|queen|prince(ss)?|pope|saint|general|professor|sir|dame|rev")
"""Words with which no name begins."""

_PREFIX = re.compile(r"(a[dlnrst]|ash|az|el|d|l)[-'’]", re.IGNORECASE)
"""Prefixes before the capital of a family name, as in al-Khatib and d'Alembert."""

_VOWEL = re.compile(r"[aeiouyà-öø-ÿāēīōū]", re.IGNORECASE)
_NO_INITIALS = {"EU", "UK", "UN", "US"}
_FIRST = slice(0, 1)
_MOST_WORDS, _MOST_SHOUTED, _SHORTEST_SHOUTED = 6, 3, 4


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name of a person; without a family name if it is not certain which word that is."""

    text: str
    family: Sequence[str] = ()
    given: Sequence[str] = ()
    particles: Sequence[str] = ()
    suffix: str = ""


def parse(text: str) -> PersonName | None:
    """Return the name in `text`, which is not inverted; None if it is not clearly one person's."""
    text = _BEHIND.sub("", text)
    suffix = _SUFFIX.search(text)
    words = text[: suffix.start()].split() if suffix else text.split()
    while len(words) > 2 and _TITLE.fullmatch(words[0]):
        text = text.partition(words[0])[2].strip()
        words = words[1:]
    usual = [_in_usual_case(word, at, words) for at, word in enumerate(words)]
    if len(words) < 2 or not are_clear(usual) or _RANK.fullmatch(usual[0].lower()):
        return None
    shouted = [at for at, word in enumerate(words) if _is_word(usual[at]) and word != usual[at]]
    at = name_order.family_at(usual)
    if shouted and len(shouted) < sum(map(_is_word, usual)):
        at = _in_capitals(words, shouted, at)
        if at is None:
            return None
    if at is None:
        return PersonName(text)
    particles = list(takewhile(PARTICLE.fullmatch, usual[at][:-1]))
    names, given = words[at], words[: at.start] + words[at.stop :]
    family = names[len(particles) :]
    return PersonName(
        text, family, given, names[: len(particles)], suffix["suffix"] if suffix else ""
    )


def are_clear(words: Sequence[str]) -> bool:
    """Can all of these be words of one person's name?"""
    joined = [at for at, word in enumerate(words) if word in name_order.AND]
    if any(not 1 < at < len(words) - 1 for at in joined):
        return False
    names = [word for word in words if word not in name_order.AND]
    return len(words) <= _MOST_WORDS and all(map(_is_clear, names))


def _is_clear(word: str) -> bool:
    if PARTICLE.fullmatch(word):
        return True
    letters = re.sub(r"[-.'’]", "", word)
    is_name = letters.isalpha() and _PREFIX.sub("", word)[:1].isupper()
    return is_name and not _UNCLEAR.fullmatch(word.lower().rstrip(".")) and not _is_shouted(word)


# --- capitals -------------------------------------------------------------------------


def _is_shouted(word: str) -> bool:
    letters = re.sub(r"[-'’]", "", word)
    return len(letters) > 1 and letters.isupper() and "." not in word


def _is_word(word: str) -> bool:
    """Is it more than an initial?"""
    return len(word) > 1 and "." not in word


def _in_usual_case(word: str, at: int, words: Sequence[str]) -> str:
    """Return Moulin for MOULIN, and J.D. for JD before Long; an abbreviation stays as it is."""
    if not _is_shouted(word):
        return word
    usual = word.lower() if PARTICLE.fullmatch(word.lower()) else word.title()
    is_alone = not at and not any(map(_is_shouted, words[1:]))
    if is_alone and len(word) == len("JD") and name_order.family_at([usual, *words[1:]]) != _FIRST:
        return word if word in _NO_INITIALS else f"{word[0]}.{word[1]}."
    few = sum(map(_is_word, words)) <= _MOST_SHOUTED
    return usual if few and _VOWEL.search(word) else word


def _in_capitals(
    words: Sequence[str], shouted: Sequence[int], family: slice | None
) -> slice | None:
    """Return where the words in capitals stand, if they can be the family name."""
    first, last = shouted[0], shouted[-1]
    if last == len(words) - 1 and len(words[last]) >= _SHORTEST_SHOUTED:
        return slice(first, len(words))
    return family if family == _FIRST and last == 0 else None
