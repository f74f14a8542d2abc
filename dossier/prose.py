"""The small measures of prose: white space and sentences."""

import re

from sentencex import segment

_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space that may be folded: all but the three spaces that forbid a line break."""


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space, and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def sentences(text: str, language: str) -> tuple[str, ...]:
    """Split a paragraph into its sentences, each a verbatim part of `text`.

    `language` is a BCP 47 tag; sentencex knows its abbreviations and closing marks, so that
    "Dr. Khan" is not the end of a sentence.
    """
    found = segment(language.split("-")[0].lower(), text)
    return tuple(sentence.strip() for sentence in found if sentence.strip())
