"""Runs of capitalised words that may be names of people, with what stands around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.entities.capitalised import Word, capitalised
from dossier.entities.lexicon import lexicon
from dossier.entities.people_words import (
    NUMERAL,
    goes_on,
    has_two_syllables,
    is_after_honorific,
    is_double,
    is_initials,
    is_name,
    is_placed,
    is_plain_word,
    is_sure,
    is_syllable,
    key_of,
    opens,
)

_PARTICLE = 6
"""Characters before a name in which a particle is sought."""
_LONGEST = 6
"""Words of a name at most."""
_OFFICE_GAPS = frozenset(
    (" ", " of ", " of the ", " for ", " for the ", " and ", " & ", ", ", ", the ")
)
"""What may stand within an office: "Secretary of State for Foreign Affairs, David Owen"."""
_SYLLABLES = 2
"""Words of a given name behind a family name, at most."""
_LEADING = frozenset(("al", "ben", "bin", "de", "el", "ibn", "van", "von"))
_OFFICE_WORDS = 8
"""Words of an office at most."""
_FATHERS = frozenset(("bin", "ibn", "bint", "binti"))
"""Behind these a word is a name, whatever else it means: Osama bin Laden."""
_MONTHS = frozenset(("April", "May", "June", "August"))
"""Given names that are months, too."""
_OF_TIME = frozenset(("in", "since", "until", "during", "early", "late", "last", "next", "every"))
"""Words behind which they are months: "In June Kazakhstan opened the gates"."""


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


def candidates(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield the candidates of a paragraph in plain form; `taken` are spans of organisations."""
    words = capitalised(text)
    blocked = _blocked(words, taken)
    office = 0  # words since an office began, or 0
    number = 0
    while number < len(words):
        if not blocked[number] and _may_begin(words, number):
            end = _end(words, blocked, number)
            yield _candidate(text, words, number, end, office)
            office = 0
            number = end
            continue
        office = _office(words, number, office)
        number += 1


def _blocked(words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> list[bool]:
    """Tell which words are no name: parts of organisations, and words with the number of a note."""
    blocked = [any(map(str.isdigit, word.text)) for word in words]
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


def _may_begin(words: Sequence[Word], number: int) -> bool:
    """May a name begin with a word, by its looks and its neighbours?"""
    word = words[number]
    names = lexicon()
    if word.text in names.honorifics or _is_month(words, number):
        return False
    following = words[number + 1] if number + 1 < len(words) else None
    if is_initials(word.text):
        return following is not None and following.gap in (" ", "") and goes_on(following, word)
    if word.text in names.given:
        return True
    if following and following.gap == " ":
        if word.text in names.particles:
            return is_name(following.text)
        if has_two_syllables(word.text, following.text):
            return True
    if is_name(word.text) and word.text not in names.things:
        return True
    if not number or word.gap != " ":
        return False
    if words[number - 1].text in names.titles:
        return word.text in names.surnames
    return words[number - 1].text in names.honorifics and is_after_honorific(word.text)


def _is_month(words: Sequence[Word], number: int) -> bool:
    word = words[number]
    near = words[number - 1].text if number and word.gap == " " else word.gap
    before = near.split()[-1:]
    return word.text in _MONTHS and bool(before) and before[0].lower() in _OF_TIME


def _end(words: Sequence[Word], blocked: Sequence[bool], first: int) -> int:
    """Return where the name that begins with a word ends, as an index + 1."""
    honorifics = lexicon().honorifics
    number = first + 1
    titled = first > 0 and words[first].gap == " " and words[first - 1].text in honorifics
    while number < len(words) and number - first < _LONGEST and not blocked[number]:
        word = words[number]
        before = words[number - 1]
        if not _is_within(word.gap, before.text):
            break
        sure = any(is_sure(one.text) for one in words[first:number])
        family = words[first].text
        syllable = number - first <= _SYLLABLES and is_syllable(family, word)
        given = number == first + 1 and has_two_syllables(family, word.text)
        if not (syllable or given or _continues(word) or (sure and _ends(word, titled))):
            break
        number += 1
    while number - 1 > first and opens(words[number - 1].text):
        number -= 1
    return number


def _continues(word: Word) -> bool:
    """May a name go on with a word, whatever it begins with?"""
    return word.text not in lexicon().honorifics and (
        is_name(word.text)
        or opens(word.text)
        or NUMERAL.fullmatch(word.text) is not None
        or word.gap.strip() in _FATHERS
    )


def _ends(word: Word, titled: bool) -> bool:
    """May a name that begins with a given name end with a word that alone is none?"""
    names = lexicon()
    if word.text in names.surnames or is_placed(word) or is_double(word):
        return True
    return titled and is_plain_word(word, names.titles)


def _is_within(gap: str, before: str) -> bool:
    """May two words of a name stand so far apart?"""
    if gap == " " or (gap == "" and before.endswith(".")):
        return True
    inner = gap.split()
    return bool(inner) and gap == f" {' '.join(inner)} " and lexicon().particles.issuperset(inner)


def _candidate(text: str, words: Sequence[Word], first: int, end: int, office: int) -> Candidate:
    word = words[first]
    start = _with_particle(text, word.start)
    gap = word.gap.removesuffix(text[start : word.start])  # President de Klerk
    near = first > 0 and gap == " "
    before = words[first - 1].text if near else ""
    names = lexicon()
    honorific = before.rstrip(".") in names.honorifics or before in names.honorifics
    comma = first > 0 and gap in (", ", ", the ") and office > 0
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
    head, _, particle = text[max(0, start - _PARTICLE) : start].rstrip().rpartition(" ")
    if head and particle in _LEADING and text[start - 1] == " ":
        return start - len(particle) - 1
    return start


def _split(name: str) -> tuple[str, ...]:
    return tuple(re.sub(r"(?<=\.)(?=[^\W\d_]{2})", " ", name).split())
