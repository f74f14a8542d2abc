"""Fold the white space of a text and split it into sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from sentencex import segment

from dossier.text.languages import primary

SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space that may be folded: all but the three no-break spaces."""

LONGEST = 5_000
"""Characters in which sentences, names and dates are sought together, for the time grows with the
square of them. Of the paragraphs of people hardly one in a thousand is longer; what is longer is
looked at in parts."""

_SEAM = re.compile(
    r"(?s:.*)(?:[.!?\u2026\u061f\u06d4\u0964][\"'\u2019\u201d\u00bb)\]]*\s|[\u3002\uff01\uff1f])"
)
"""All up to the last place where a sentence seems to end."""

_GAP = re.compile(r"(?s:.*)\s")
"""All up to the last white space."""

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

_ABBREVIATION = 7
"""Characters of the longest of them."""

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
    ascending order, before which a sentence ends in any case; so does one at the end of each of
    the `parts` of a long text.
    """
    code = primary(language)
    sentences: list[Sentence] = []
    seams = accumulate(map(len, parts(text)))
    end = _label_end(text, code)
    ends = sorted({end, len(text), *(one for one in (*breaks, *seams) if one > end)})
    for first, last in pairwise(ends):
        for piece in segment(code, text[first:last]):
            sentence = piece.strip()
            if not sentence:
                continue
            start = text.index(sentence, end)
            if end > first and (
                (start == end and _WITHIN.match(text, end - 1))
                or (code == "en" and _ABBREVIATED.search(text, max(0, end - _ABBREVIATION), end))
            ):
                start = sentences.pop().start
            end = text.index(sentence, end) + len(sentence)
            sentences.append(Sentence(text[start:end], start, end))
    return tuple(sentences)


def parts(text: str) -> Iterator[str]:
    """Yield a text in parts of `LONGEST` characters at most: whole sentences, or else words."""
    start = 0
    while (limit := start + LONGEST) < len(text):
        match = _SEAM.match(text, start, limit) or _GAP.match(text, start, limit)
        end = match.end() if match else limit
        yield text[start:end]
        start = end
    yield text[start:]


def _label_end(text: str, language: str) -> int:
    """Return where the first sentence begins, behind any labels."""
    end = 0
    while (match := _LABEL.match(text, end, LONGEST)) and not (
        match["dot"] and language in _DOTTED
    ):
        end = match.end()
    return end
