"""Bring the spellings of a text to one form, so that the names of `names.yml` match."""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

_PLAIN = {"’": "'", "‘": "'", "\u02bc": "'", "\u2011": "-", "\u00a0": " ", "\u202f": " "}
"""Typographic variants of signs, each with the one form that names are written with."""
_POINTS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
"""Arabic vowel points and the tatweel, which writers may leave out."""
_POINT = re.compile(f"[{_POINTS}]")
_AMMAN = re.compile("ع[\u064b-\u0650]*م[\u064b-\u0650]*\u0651[\u064b-\u0650]*ان")
_AMMAN_KEPT = "عم\u0651ان"  # noqa: RUF001 - an alif
"""Only the sign of a doubled letter tells Amman from Oman, so there it is kept."""


def plain(text: str) -> str:
    """Return `text` with one form of apostrophe, hyphen and space; no place in it is moved."""
    if not text.isascii():
        for sign, usual in _PLAIN.items():  # several times as fast as str.translate
            text = text.replace(sign, usual)
    return text


def normalize(text: str) -> str:
    """Return `text` with typographic variants replaced by one form, so that names match."""
    if text.isascii():
        return text
    text = plain(unicodedata.normalize("NFC", text))
    if not any(map(text.__contains__, _POINTS)):
        return text
    return _AMMAN_KEPT.join(_POINT.sub("", part) for part in _AMMAN.split(text))


def place_in(text: str, place: int) -> int:
    """Return where in `text` stands what its normalized form has at a place."""
    if normalize(text) == plain(text):
        return place
    written, normal = _starts_of_words(text)
    number = bisect_right(normal, place) - 1
    start, inside = written[number], place - normal[number]
    word = text[start : written[number + 1]] if number + 1 < len(written) else ""
    ends = range(len(word))
    return start + bisect_right(ends, inside, key=lambda end: len(normalize(word[:end]))) - 1


@lru_cache(maxsize=16)
def _starts_of_words(text: str) -> tuple[list[int], list[int]]:
    """Return where each word of `text` starts, as it is written and as it is normalized."""
    words = text.split(" ")
    normal = accumulate(len(normalize(word)) + 1 for word in words)
    return [0, *accumulate(len(word) + 1 for word in words)], [0, *normal]
