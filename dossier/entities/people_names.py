"""Runs of capitalised words that may be names of people, with what stands around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dossier.entities.capitalised import Word, capitalised
from dossier.entities.lexicon import lexicon

_SHORTEST = 3
"""Letters of a family name at least, if it is none of `family_first`."""
_LONGEST = 6
"""Words of a name at most."""
_NUMERAL = re.compile(r"[IVX]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_OFFICE_GAPS = frozenset(
    (" ", " of ", " of the ", " for ", " for the ", " and ", " & ", ", ", ", the ")
)
"""What may stand within an office: "Secretary of State for Foreign Affairs, David Owen"."""
_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""A Korean or Chinese given name, as in Park Geun-hye."""
_REGULAR = re.compile(
    r"(?:(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|Al|[A-Z]')?[^\W\d_][^\W\d_A-Z]*'?[^\W\d_A-Z]*-?)+"
)
_BODIES = frozenset(
    (
        "U.S.",
        "U.N.",
        "U.K.",
        "U.",
        "D.C.",
        "E.U.",
        "U.S.S.R.",
        "P.O.",
        "U.A.R.",
        "U.S.A.",
        "P.R.",
        "R.O.K.",
    )
)
_OFFICE_WORDS = 8
_FATHERS = frozenset(("bin", "ibn", "bint", "binti"))
"""Behind these a word is a name, whatever else it means: Osama bin Laden."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One or more words that may be the name of a person."""

    words: tuple[str, ...]
    start: int
    end: int

    honorific: bool
    """Does Mr, Dr, Shri or the like stand before?"""

    office: bool
    """Does an office stand before, such as "President"?"""

    apart: bool
    """Is there a comma or more between office and name: "the President of India, Zail Singh"?"""

    before: str
    """The neighbour before in capitals, such as "Canadian" or "Lake"; empty for none."""

    after: str
    """The neighbour behind in capitals; empty for none."""

    @property
    def is_single(self) -> bool:
        """Is it one word, apart from particles and numerals?"""
        return len(self.key) == 1

    @property
    def key(self) -> tuple[str, ...]:
        """The words by which it is compared with others."""
        return key_of(self.words)


@lru_cache(maxsize=4096)
def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without initials, particles, numerals, articles and hyphens."""
    particles = lexicon().particles
    kept = [
        part
        for word in words
        if word not in particles and not is_initials(word) and not _NUMERAL.fullmatch(word)
        for part in re.sub(r"^[Aa]l-", "", word).split("-")
    ]
    return tuple(re.sub(r"^Al(?=[A-Z])", "", part).casefold() for part in kept if part)


def is_initials(word: str) -> bool:
    """Is it one or more initials with dots?"""
    return word.endswith(".") and _INITIALS.fullmatch(word) is not None


def candidates(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield the candidates of a paragraph in plain form; `taken` are spans of organisations."""
    words = capitalised(text)
    blocked = _blocked(words, taken)
    office = 0  # words since an office began, or 0
    number = 0
    while number < len(words):
        if not blocked[number] and _may_begin(words, number, text):
            end = _end(words, blocked, number, text)
            yield _candidate(text, words, number, end, office)
            office = 0
            number = end
            continue
        office = _office(words, number, office)
        number += 1


def _blocked(words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> list[bool]:
    blocked = [False] * len(words)
    ends = [word.end for word in words]
    for start, end in taken:
        number = bisect_right(ends, start)
        while number < len(words) and words[number].start < end:
            blocked[number] = True
            number += 1
    return blocked


def _office(words: Sequence[Word], number: int, office: int) -> int:
    """Return how many words ago an office began, that may end with this word; 0 for none."""
    word = words[number]
    names = lexicon()
    if word.text in names.titles:
        return 1
    if office and word.gap in _OFFICE_GAPS and office < _OFFICE_WORDS:
        return office + 1
    return 0


def _may_begin(words: Sequence[Word], number: int, text: str) -> bool:
    word = words[number]
    names = lexicon()
    if word.text in names.honorifics:
        return False
    following = words[number + 1] if number + 1 < len(words) else None
    if is_initials(word.text):
        return following is not None and following.gap in (" ", "") and _goes_on(following, word)
    if word.text in names.given:
        return True
    if following and following.gap == " ":
        if word.text in names.particles:
            return _is_name(following.text)
        if word.text in names.family_first and _TWO_SYLLABLES.fullmatch(following.text):
            return True
    if _is_name(word.text) and word.text not in names.things:
        return True
    if not number or word.gap != " ":
        return False
    if words[number - 1].text in names.titles:
        return word.text in names.surnames
    return words[number - 1].text in names.honorifics and _is_after_honorific(word.text)


def _goes_on(word: Word, initials: Word) -> bool:
    """May a word be a name behind initials, which are not those of a state or body?"""
    if initials.text in lexicon().places or initials.text in _BODIES:
        return False
    return is_initials(word.text) or _is_name(word.text) or word.text in lexicon().surnames


def _is_after_honorific(word: str) -> bool:
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
def _is_name(word: str) -> bool:
    """Can a word be part of a name on its own looks?"""
    names = lexicon()
    if word in names.given:
        return True
    if word in names.places or word in names.titles or word in names.honorifics:
        return False
    parts = word.split("-")
    if any(part.lower() in names.common or part in names.places for part in parts):
        return False
    if len(parts) > 1 and not names.well_known.isdisjoint(parts):
        return False
    return len(word) > 1 and not word.isupper() and _REGULAR.fullmatch(word) is not None


def _end(words: Sequence[Word], blocked: Sequence[bool], first: int, text: str) -> int:
    """Return where the name that begins with a word ends, as an index + 1."""
    names = lexicon()
    number = first + 1
    titled = first > 0 and words[first].gap == " " and words[first - 1].text in names.honorifics
    while number < len(words) and number - first < _LONGEST and not blocked[number]:
        word = words[number]
        before = words[number - 1]
        if not _is_within(word.gap, before.text):
            break
        sure = any(_is_sure(one.text) for one in words[first:number])
        last = sure and (word.text in names.surnames or _is_placed(word) or _is_double(word))
        last = last or (titled and sure and _is_plain_word(word, names.titles))
        inner = word.text in names.particles or is_initials(word.text)
        last = last or (word.gap.strip() in _FATHERS and word.gap != " ")
        numeral = _NUMERAL.fullmatch(word.text) is not None
        if not (_is_name(word.text) or last or inner or numeral):
            break
        number += 1
    while number - 1 > first and _opens(words[number - 1].text):
        number -= 1
    return number


def _opens(word: str) -> bool:
    """Can it not be the last word of a name?"""
    return word in lexicon().particles or is_initials(word)


def _is_double(word: Word) -> bool:
    """Is it a double name with a common word in it: Douglas-Home?"""
    first, _, rest = word.text.partition("-")
    return bool(rest) and rest[0].isupper() and _is_name(first)


def _is_plain_word(word: Word, titles: frozenset[str]) -> bool:
    """May it end a name, common word as it is: Mr David Steel?"""
    return word.gap == " " and word.text[1:].islower() and word.text not in titles


def _is_placed(word: Word) -> bool:
    """Is it a place, as family names may be: Jack London?"""
    names = lexicon()
    is_place = word.text in names.places and word.text[1:].islower()
    return is_place and word.gap == " " and word.text.lower() not in names.common


def _is_within(gap: str, before: str) -> bool:
    """May two words of a name stand so far apart?"""
    if gap == " " or (gap == "" and before.endswith(".")):
        return True
    inner = gap.split()
    return bool(inner) and gap == f" {' '.join(inner)} " and lexicon().particles.issuperset(inner)


def _is_sure(word: str) -> bool:
    return word in lexicon().given or is_initials(word)


def _candidate(text: str, words: Sequence[Word], first: int, end: int, office: int) -> Candidate:
    word = words[first]
    start = _with_particle(text, word.start)
    near = first > 0 and word.gap == " "
    before = words[first - 1].text if near else ""
    names = lexicon()
    honorific = before.rstrip(".") in names.honorifics or before in names.honorifics
    comma = first > 0 and word.gap in (", ", ", the ") and office > 0
    following = words[end] if end < len(words) and words[end].gap == " " else None
    return Candidate(
        _split(text[start : words[end - 1].end]),
        start,
        words[end - 1].end,
        honorific,
        office > 0 and (near or comma) and not honorific,
        comma,
        before,
        following.text if following else "",
    )


def _with_particle(text: str, start: int) -> int:
    """Return where a name begins, with a particle before it: bin Laden."""
    head, _, particle = text[max(0, start - 6) : start].rstrip().rpartition(" ")
    if (
        head
        and particle in ("bin", "ibn", "al", "el", "van", "von", "de", "ben")
        and text[start - 1] == " "
    ):
        return start - len(particle) - 1
    return start


def _split(name: str) -> tuple[str, ...]:
    return tuple(re.sub(r"(?<=\.)(?=[^\W\d_]{2})", " ", name).split())
