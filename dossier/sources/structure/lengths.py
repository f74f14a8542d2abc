"""Say of which long paragraphs and words less is looked at than they have."""

from collections.abc import Iterator, Sequence

from dossier.model import Note, Paragraph
from dossier.text import sentences, tokens
from dossier.text.languages import UNSPACED, primary

_PROSE = ("prose", "note")
"""Kinds of paragraphs whose sentences are quoted."""


def notes(paragraphs: Sequence[Paragraph], language: str) -> Iterator[Note]:
    """Yield a note on the first paragraph, and one on the first word, that is so long.

    A language without spaces has no words that could be too long; `language` is a BCP 47 tag.
    """
    long = [p for p in paragraphs if p.kind in _PROSE and len(p.text) > sentences.LONGEST]
    if long:
        yield Note(
            long[0].line,
            f"\u00b6{long[0].number} has {len(long[0].text):,} characters{_more(len(long))}; it is "
            f"published whole, but its sentences, names and dates are sought in parts of "
            f"{sentences.LONGEST:,}, so one may be cut in two; put a blank line where another "
            "paragraph begins",
        )
    if primary(language) in UNSPACED:
        return
    words = [(p, length) for p in paragraphs if (length := tokens.longest(p.text))]
    if words:
        paragraph, length = words[0]
        yield Note(
            paragraph.line,
            f"\u00b6{paragraph.number} has a word of {length:,} letters{_more(len(words))}; it is "
            f"published whole, but filed by its first {tokens.LONGEST}; put spaces between words",
        )


def _more(count: int) -> str:
    return f", and {count - 1} more so" if count > 1 else ""
