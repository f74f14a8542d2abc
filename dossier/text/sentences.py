"""The small measures of prose: white space and sentences."""

import re
from typing import NamedTuple

from sentencex import segment

_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space that may be folded: all but the three spaces that forbid a line break."""


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space, and none at its ends."""
    if text.isprintable() and "  " not in text:  # of white space it has single spaces alone
        return text.strip()
    return _SPACE.sub(" ", text).strip()


class Sentence(NamedTuple):
    """A sentence and where it stands in its paragraph, in characters."""

    text: str
    start: int
    end: int


def split_sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """Split a paragraph into its sentences, each a verbatim part of `text`.

    `language` is a BCP 47 tag; sentencex knows its abbreviations and closing marks, so that
    "Dr. Khan" is not the end of a sentence.
    """
    found = []
    end = 0
    for piece in segment(language.split("-")[0].lower(), text):
        words = piece.strip()
        if words:
            start = text.index(words, end)
            end = start + len(words)
            found.append(Sentence(words, start, end))
    return tuple(found)
