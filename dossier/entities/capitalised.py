"""The capitalised words of a text, of which names are made."""

import re
from functools import lru_cache
from typing import NamedTuple

from dossier.entities.lexicon import lexicon

_UPPER = "".join(character for character in map(chr, range(0x250)) if character.isupper())
"""The capital letters of all Latin alphabets."""

_GROUPS = ("People's", "Peoples'", "Workers'", "Farmers'", "Women's", "Children's")
_GROUP = "|".join(f"(?<={group[0]}){group[1:]}" for group in _GROUPS)
_WORD = re.compile(
    # It begins with a set of letters, which `re` finds several times as fast as anything else.
    rf"[{_UPPER}](?<!\w[{_UPPER}])(?:(?:{_GROUP})(?= [{_UPPER}])"
    rf"|\.(?:[{_UPPER}]\.)*[{_UPPER}]?(?!\w)|\w*(?:(?:'(?!s\b)|-|&)\w+)*)"
)
"""A word, without its possessive ending; or initials, with their dots.

The possessive of a group is a word of a name: "Women's League".
"""

_ARTICLES = frozenset(("ad", "al", "an", "ar", "as", "ash", "at", "az", "el", "ul"))


class Word(NamedTuple):
    """A capitalised word of a paragraph."""

    text: str
    start: int
    end: int
    gap: str
    """What stands between it and the capitalised word before it: a space, if they are neighbours.
    Empty before the first one."""


@lru_cache(maxsize=512)
def capitalised(text: str) -> tuple[Word, ...]:
    """Return the capitalised words of a paragraph, in its order; `text` is in plain form.

    An Arabic article belongs to its word: al-Assad. The last paragraphs are remembered, as every
    kind of entity is sought in them.
    """
    abbreviations = lexicon().abbreviations
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        start, stop = match.span()
        if start > end and text[start - 1] == "-":
            article = text[max(end, start - 4) : start - 1].rpartition(" ")[2]
            if article.lower() in _ARTICLES:
                start -= len(article) + 1
        gap = text[end:start] if words else ""
        if gap[:2] == ". " and words[-1].text in abbreviations:
            gap = gap[1:]
        words.append(Word(text[start:stop], start, stop, gap))
        end = stop
    return tuple(words)
