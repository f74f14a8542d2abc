"""The words of a text, in the form in which filing compares them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dossier.text.invisible_letters import HANGUL_FILLERS

Vector: TypeAlias = NDArray[np.float64]

LONGEST = 100
"""Letters of a word that are looked at: the longest words of languages that put them together have
fewer. More of them are characters of a file, or a text without spaces, and the time grows with the
square of them."""

ARABIC_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Vowel marks and others that stand on Arabic letters, as ranges of a pattern."""

_LETTER = rf"[^\W_{HANGUL_FILLERS}]"
_LETTERS = f"{_LETTER}++(?:[{ARABIC_MARKS}]++{_LETTER}*+)*+"
"""Letters and digits that can be seen; the marks of Arabic letters stand within a word."""

_WORD = re.compile(rf"({_LETTERS}(?:[.'’](?<![\u0600-\u06ff].){_LETTERS})*+)")
"""Behind an Arabic letter, a full stop ends a word: many write no space behind it."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of a text, in order."""

    forms: tuple[str, ...]
    """The words in lower case, without a possessive 's; "0" stands for every number. Of a word that
    is longer than `LONGEST`, they have its beginning."""

    spans: NDArray[np.int32]
    """Words x 2: start and end of each, in characters of the text."""

    def __len__(self) -> int:
        return len(self.forms)


@lru_cache(maxsize=512)  # a paragraph is tokenized to file it, and again to explain its filing
def tokenize(text: str) -> Tokens:
    """Return the words of `text`."""
    parts = _WORD.split(text)  # in turn what stands between words, and a word
    ends = np.cumsum(np.fromiter(map(len, parts), np.int32, len(parts)), dtype=np.int32)
    words = [word[:LONGEST] for word in parts[1::2]]
    return Tokens(tuple(map(_form, words)), ends[:-1].reshape(-1, 2))


def longest(text: str) -> int:
    """Return the letters of the longest word of `text` if it is longer than `LONGEST`, else 0."""
    if max(map(len, text.split()), default=0) <= LONGEST:
        return 0
    starts, ends = tokenize(text).spans.T
    length = int(max(ends - starts, default=0))
    return length if length > LONGEST else 0


def first_forms(text: str, count: int) -> list[str]:
    """Return the forms of the first words of `text`, `count` at most."""
    return [_form(match[0][:LONGEST]) for match in islice(_WORD.finditer(text), count)]


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    form = word.lower().replace("’", "'").removesuffix("'s")
    return "0" if form[0].isdigit() and not any(map(str.isalpha, form)) else form
