"""Fold the white space of a text and split it into sentences."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from sentencex import segment

_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space that may be folded: all but the three no-break spaces."""


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space, and none at its ends."""
    if text.isprintable() and "  " not in text:  # then single spaces are its only white space
        return text.strip()
    return _SPACE.sub(" ", text).strip()


class Sentence(NamedTuple):
    """A sentence, and its start and end in characters of its paragraph."""

    text: str
    start: int
    end: int


def split_sentences(text: str, language: str, breaks: Iterable[int] = ()) -> tuple[Sentence, ...]:
    """Split a paragraph into its sentences, each a verbatim part of `text`.

    `language` is a BCP 47 tag. The sentencex library knows the abbreviations and closing marks of
    many languages: "Dr. Khan" does not end a sentence. `breaks` are the places in `text`, in
    ascending order, before which a sentence ends in any case.
    """
    code = language.split("-")[0].lower()
    sentences = []
    end = 0
    for first, last in pairwise((0, *breaks, len(text))):
        for piece in segment(code, text[first:last]):
            sentence = piece.strip()
            if sentence:
                start = text.index(sentence, end)
                end = start + len(sentence)
                sentences.append(Sentence(sentence, start, end))
    return tuple(sentences)
