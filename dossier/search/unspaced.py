"""Divide Chinese, Japanese, Thai, Lao, Khmer and Burmese for Pagefind, which needs words.

These scripts write no spaces, so every character, with the marks that it carries, becomes a word;
`assets/search.js` divides a query in the same way, looks for the words in a row, and puts together
again what it shows. That finds any part of a sentence, needs no dictionary, and holds for a few
words within a text in another language. Two things must survive Pagefind, to be put right later:

- A word that was not followed by a space ends in a WORD JOINER, which Pagefind does not index.
- Pagefind takes marks for accents, and finds words without them. Here a mark makes another word,
  so it is replaced by a letter of the Tangut script, which no text has.
"""

import re
import unicodedata

UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
"""Languages in such a script."""

_SCRIPTS = (
    "\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59"  # Thai
    "\u0e81-\u0edf"  # Lao
    "\u1000-\u1049\u1050-\u109d"  # Burmese
    "\u1780-\u17d3\u17dc-\u17e9"  # Khmer
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # Chinese characters
)
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059"
    "\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d"
    "\u17b4-\u17d3\u17dd\u3099\u309a"
)
_OPENING = r"(\[{“‘«（［｛〈《「『【〔"  # noqa: RUF001 - wide brackets
_BEFORE = re.compile(rf"(?<=[^\s{_OPENING}])(?=[{_OPENING}]*(?![{_MARKS}])[{_SCRIPTS}])")
_BEHIND = re.compile(rf"[{_SCRIPTS}{_MARKS}][^\w\s&]*(?=[^\W{_SCRIPTS}{_MARKS}])")
"""Where another script follows; & begins an entity of HTML, which must stay whole."""
_LETTER = re.compile(rf"[{_SCRIPTS}]")
_MARK = re.compile(rf"[{_MARKS}]")
_WORDS = re.compile(r"(?<=>)[^<]+(?=<)")
"""The text between the tags of a page."""

JOINT = "\u2060 "
_TANGUT, _TURN = 0x17000, 0x1800
"""The letter of a mark is this far into the script: its code by this modulus, alike for no two."""


def divide_page(html: str) -> str:
    """Return a page with the words between its tags divided."""
    return _WORDS.sub(lambda words: divide(words[0]), html) if _LETTER.search(html) else html


def divide(text: str) -> str:
    """Return a text with a joint between the characters of scripts that write no spaces."""
    if not _LETTER.search(text):
        return text
    divided = _BEFORE.sub(JOINT, unicodedata.normalize("NFD", text))
    divided = _BEHIND.sub(rf"\g<0>{JOINT}", divided)
    return _MARK.sub(lambda mark: chr(_TANGUT + ord(mark[0]) % _TURN), divided)
