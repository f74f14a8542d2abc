"""Fold the white space of a text and split it into sentences."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sentencex import segment

from dossier.text.languages import primary

SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space that may be folded: all but the three no-break spaces."""

_LABEL = re.compile(
    r"(?:\(\d{1,3}\)|\([a-z]{1,3}\)|\d{1,3}\)|(?P<dot>\d{1,3}\.)|[A-Z][A-Z.'’ -]{1,40}:"
    r"|Q:?(?=\s+[A-Z])|[•·▪*–-]|(?:The f|F)ollowing (?:is|are) the texts? of [^:]{1,300}:)\s+"
    r"(?=[\W\d]*[^\W\d_a-z])"
)
"""What stands before the first sentence of a paragraph: its number, its bullet, who speaks,
SUMMARY:, "Following is the text of the speech:"."""

_WITHIN = re.compile(r"\.\w")
"""A dot that ends no sentence, whatever the library takes it for: China-U.S. relations."""

_ABBREVIATED = re.compile(r"\b(?:Smt|Kum|Amb|Shri|Govt|Vol|Stg|paras?|approx)\.$")
"""English abbreviations that the library does not know; a sentence goes on behind them."""

_DOTTED = {"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "nb", "no", "pl", "sk", "sl", "sr", "tr"}
"""Languages that write an ordinal with a dot, so that "5. Mai" is a day and no number."""


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space, and none at its ends."""
    if text.isprintable() and "  " not in text:  # then single spaces are its only white space
        return text.strip()
    return SPACE.sub(" ", text).strip()


class Sentence(NamedTuple):
    """A sentence, and its start and end in characters of its paragraph."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=512)  # a paragraph is split for its extracts, and for whom and when it names
def split_sentences(text: str, language: str, breaks: tuple[int, ...] = ()) -> tuple[Sentence, ...]:
    """Split a paragraph into its sentences, each a verbatim part of `text`.

    `language` is a BCP 47 tag. The sentencex library knows the abbreviations and closing marks of
    many languages: "Dr. Khan" does not end a sentence. The number of a paragraph, and the name of
    who speaks in it, are no part of its first sentence. `breaks` are the places in `text`, in
    ascending order, before which a sentence ends in any case.
    """
    code = primary(language)
    sentences: list[Sentence] = []
    end = _label_end(text, code)
    for first, last in pairwise((end, *(one for one in breaks if one > end), len(text))):
        for piece in segment(code, text[first:last]):
            sentence = piece.strip()
            if not sentence:
                continue
            start = text.index(sentence, end)
            if sentences and (
                (start == end and _WITHIN.match(text, end - 1))
                or (code == "en" and end > first and _ABBREVIATED.search(sentences[-1].text))
            ):
                start = sentences.pop().start
            end = text.index(sentence, end) + len(sentence)
            sentences.append(Sentence(text[start:end], start, end))
    return tuple(sentences)


def _label_end(text: str, language: str) -> int:
    """Return where the first sentence begins, behind any labels."""
    end = 0
    while (match := _LABEL.match(text, end)) and not (match["dot"] and language in _DOTTED):
        end = match.end()
    return end
