"""Letters and selectors that have no form of their own, and where they are meant to stand.

They are of Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt). Left out are those
that words of living scripts are written with, wherever they stand: soft hyphen, zero width space,
joiners, marks of direction, grapheme joiner and byte order mark. U+17B4 and U+17B5 are in: Unicode
itself calls them errors of encoding.
"""

import re
import unicodedata
from collections.abc import Iterator

HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Those among them that count as letters for Unicode, and so for regular expressions."""

LETTERS = (
    HANGUL_FILLERS + "\u17b4\u17b5\u180b-\u180f"  # Khmer and Mongolian
    "\u2061-\u2065\u206a-\u206f\ufff0-\ufff8"  # of mathematics, deprecated, unassigned
    "\ufe00-\ufe0f"  # variation selectors
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # of shorthand and of music
    "\U000e0000-\U000e0fff"  # tags, and selectors of ideographs
)
"""All of them, as a part of a character class."""


def _tagged(region: str) -> str:
    """Return a black flag with the tags of a region: the emoji that is its flag."""
    return f"\U0001f3f4{''.join(chr(0xE0000 + ord(letter)) for letter in region)}\U000e007f"


_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SEQUENCE = re.compile(
    f"{_tagged('gbeng')}|{_tagged('gbsct')}|{_tagged('gbwls')}"
    f"|(?<=[{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]?\u180e?"
    # Old Korean: a filler holds the place of a letter that a syllable lacks, but not of two alone.
    "|[\u1100-\u115e\ua960-\ua97c]\u1160"
    "|\u115f(?:[\u1161-\u11a7\ud7b0-\ud7c6]|\u1160[\u11a8-\u11ff\ud7cb-\ud7fb])"
)
_SELECTED = re.compile("(.)(?=[\ufe00-\ufe0f])")
_SELECTABLE = re.compile(
    # of Burma, Phags-pa, Manichaean and Egyptian; letterlike and mathematical; ideographs
    "[\u1000-\u109f\ua840-\ua87f\U00010ac0-\U00010aff\U00013000-\U0001342f"
    f"\u2100-\u214f\U0001d400-\U0001d7ff{_IDEOGRAPHS}]"
)


def meant(text: str) -> Iterator[int]:
    """Yield the positions of those that do what they are made for, as in 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and ❤️."""
    for match in _SEQUENCE.finditer(text):
        yield from range(*match.span())
    for match in _SELECTED.finditer(text):  # one selector behind what may have several forms
        if unicodedata.category(match[1])[0] in "NPS" or _SELECTABLE.match(match[1]):
            yield match.end()
