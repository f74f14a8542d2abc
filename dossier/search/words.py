"""The words of a text, in the forms by which a search finds them.

`templates/site/assets/search-words.js` does the same in the browser to a query, and to the texts
whose hits it marks: change both together; tests/search/test_words.py holds one against the other.

A word is found as people type it: without accents, points and capitals, with one form of letters
that keyboards write differently, and of an Arabic word without its article. Scripts that write no
spaces have no words, so each character and the next become one: then no dictionary is needed, and
any part of a sentence is found as words in a row.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e50-\u0e59"  # Thai
    "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0ed0-\u0edf"  # Lao
    "\u1000-\u102a\u103f-\u1049\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    "\u1075-\u1081\u108e\u1090-\u1099"  # Burmese
    "\u1780-\u17b3\u17dc\u17e0-\u17e9"  # Khmer
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # Chinese
)
"""Letters of scripts that write no spaces."""

_WITHIN = "'’‘\u02bc\u200c"
"""What may stand between two parts of a word; it is found whole, and by its parts."""

_POSSESSIVE = frozenset("sS")
_ELIDED = frozenset((*"cdjlmnst", "qu", "jusqu", "lorsqu", "puisqu"))
"""Onsets of French and Italian words that nobody looks for: l'accord, d'Ivoire."""

_DROPPED = re.compile(
    "[\u00ad\u02b0-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u2060\ufe0f]"
)
"""Accents and points. Marks that make other words, as those of Indian scripts, stay."""

_LETTERS = str.maketrans(
    {
        **dict(zip("ßæœþøđðłıħŋəς", "ss ae oe th o d d l i h n a σ".split(), strict=True)),  # noqa: RUF001, SIM905
        **dict.fromkeys("\u0649\u06cc\u06d0\u06d2", "\u064a"),  # Arabic ya
        **dict.fromkeys("\u06a9\u06aa", "\u0643"),  # kaf
        **dict.fromkeys("\u0629\u06c1\u06be\u06d5\u06c3", "\u0647"),  # ha, ta marbuta
        "\u0671": "\u0627",  # alef
        **{chr(start + digit): str(digit) for start in (0x660, 0x6F0) for digit in range(10)},
    }
)
"""One letter for those that people type for one another."""

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""Letters of German and the North, as they are written on other keyboards."""

_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=.{3})")
"""The Arabic article, with what is written onto it."""

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


class Word(NamedTuple):
    """A word of a text."""

    forms: tuple[str, ...]
    """By which it is found; a query is looked for by the first."""

    start: int
    end: int
    """Where it stands, in characters."""

    run: int = 0
    """In a script without spaces: the number, from 1, of the stretch it belongs to. Words of one
    stretch overlap."""


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in its order."""
    run = 0
    for match in _pattern().finditer(text):
        if match["unspaced"]:
            run += 1
            yield from _pairs(match, run)
        elif forms := _forms(match[0]):
            yield Word(forms, match.start(), match.end())


def _pairs(match: re.Match[str], run: int) -> Iterator[Word]:
    """Yield each character, with its marks, and the next; then the last one alone."""
    units = list(_unit().finditer(match.string, match.start(), match.end()))
    for unit, following in zip(units, [*units[1:], None], strict=True):
        both = unit[0] + (following[0] if following else "")
        yield Word((fold(both),), unit.start(), unit.end(), run)


@lru_cache(maxsize=1 << 17)
def _forms(word: str) -> tuple[str, ...]:
    """Return the forms of one word as it is written."""
    if "." in word and not word[0].isdigit():
        return (fold(word.replace(".", "")),)  # U.S.
    parts = [part for part in re.split(f"[{_WITHIN}]", word) if part]
    if len(parts) > 1 and parts[-1] in _POSSESSIVE:
        parts.pop()
    if len(parts) > 1 and parts[0].lower() in _ELIDED:
        parts.pop(0)
    whole = "".join(parts)
    forms = [fold(whole)]
    if len(parts) > 1:
        forms += [fold(part) for part in parts]
    if not whole.isascii():
        composed = unicodedata.normalize("NFC", whole).lower()
        forms.append(fold(composed.translate(_SPELT_OUT)))
        forms.append(fold(whole, article=True))
    return tuple(dict.fromkeys(filter(None, forms)))


def fold(word: str, *, article: bool = False) -> str:
    """Return a word without capitals, accents and points, perhaps with its Arabic article."""
    if word.isascii():
        word = word.lower()
        return word.replace(",", "") if _THOUSANDS.fullmatch(word) else word
    folded = unicodedata.normalize("NFKD", word).lower().replace("и\u0306", "й")
    folded = _DROPPED.sub("", folded).translate(_LETTERS)
    folded = unicodedata.normalize("NFC", folded)
    return folded if article else _ARTICLE.sub("", folded)


# --- patterns -------------------------------------------------------------------------


@cache
def _marks() -> str:
    """Return all combining marks as ranges of a pattern; Python has no class for them."""
    codes = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}][{_marks()}]*")


@cache
def _pattern() -> re.Pattern[str]:
    """Return what is a word: a stretch without spaces, U.S., or letters and digits."""
    letter = f"(?![{_UNSPACED}])[^\\W_]"
    return re.compile(
        f"(?P<unspaced>(?:[{_UNSPACED}][{_marks()}]*)+)"
        r"|(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"
        f"|{letter}(?:{letter}|[{_marks()}\u00ad\u0640\u200d]"
        rf"|[{_WITHIN}](?={letter})|(?<=\d)[.,](?=\d))*"
    )
