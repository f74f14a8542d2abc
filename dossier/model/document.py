"""A text parsed into numbered paragraphs."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.model.source import Note, Source

WORDS_A_MINUTE = 238
"""Read silently by adults in English non-fiction: M. Brysbaert, "How many words do we read per
minute?", Journal of Memory and Language 109 (2019)."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_CHARACTERS = "\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003fffd"
_IS_UNSPACED = re.compile(f"[{_CHARACTERS}{_UNSPACED}]")
_WORD = re.compile(rf"[{_CHARACTERS}]|[{_UNSPACED}]{{1,5}}|[^\s{_CHARACTERS}{_UNSPACED}]+")
"""A word, as reading takes time: 255 Chinese characters take a minute too (S. Trauzettel-Klosinski
and K. Dietz, "Standardized assessment of reading performance", 2012)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A quote, list or list item that encloses a paragraph of a Markdown text."""

    kind: Literal["quote", "bullets", "numbers", "item", "definitions", "term", "definition"]
    """A list of definitions has terms, and definitions behind each."""

    key: int
    """Identifies the frame in its document; paragraphs in the same frame have the same key."""

    start: int = 1
    """The number of an item, or of the first item of a numbered list."""

    mark: str = ""
    """Of an item of a numbered list: the sign behind its number."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered block of a text: the unit that is filed, cited and proved."""

    number: int
    """¶ number, from 1, in the order of the source."""

    kind: Literal["prose", "heading", "table", "code", "note", "furniture"]
    """A note is a footnote. Furniture belongs to a document but says nothing: a byline, a date, a
    greeting, a page number."""

    text: str
    """Its words as a reader sees them, white space folded to single spaces."""

    html: str
    """Its inner HTML, safe to put on a page; its text content is `text`."""

    line: int
    """The line of the file on which it begins, from 1."""

    level: int = 0
    """1 to 6 for a heading, else 0."""

    frames: tuple[Frame, ...] = ()
    """The frames that enclose it, outermost first."""

    role: str = ""
    """Of furniture: what it is, such as "dateline"; else empty."""

    breaks: tuple[int, ...] = ()
    """Where in `text` a line begins that the source sets apart; a sentence ends before it."""

    noted_in: int = 0
    """Of a note: the number of the paragraph that first refers to it; else 0."""

    label: str = ""
    """What the source numbers it by: "4." of an item, the label of a note; else empty."""

    struck: tuple[tuple[int, int], ...] = ()
    """Start and end of the words, in characters of `text`, that the source strikes out."""

    def lines(self) -> tuple[str, ...]:
        """Return its text, divided at its breaks."""
        return lines_of(self.text, self.breaks)

    def is_struck(self, start: int, end: int) -> bool:
        """Are words between two places of `text` struck out?"""
        return any(first < end and last > start for first, last in self.struck)

    @property
    def is_body(self) -> bool:
        """Is it filed by its own words? Headings, terms, notes and furniture go with another."""
        return self.kind in ("prose", "table", "code") and not self.is_term

    @property
    def is_term(self) -> bool:
        """Is it a term, which the definition behind it explains?"""
        return bool(self.frames) and self.frames[-1].kind == "term"

    @property
    def numbered_text(self) -> str:
        """Its words behind the number that the source gives it, if it is an item."""
        return f"{self.label} {self.text}" if self.label and self.kind != "note" else self.text


def lines_of(text: str, breaks: Sequence[int]) -> tuple[str, ...]:
    """Return the lines of `text` that begin at its start and at each of `breaks`."""
    ends = (*breaks, len(text))
    return tuple(text[start:end].strip() for start, end in zip((0, *breaks), ends, strict=True))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a text says of itself, for the editor to confirm; nothing of it is published before."""

    line: int
    key: Literal["author", "date"]
    """The key of front matter that would state it."""

    value: str
    """Of a date, in ISO form."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source parsed into paragraphs, with its title, date and language."""

    source: Source
    title: str
    date: datetime.date | None
    language: str
    """BCP 47 tag."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...] = ()
    """On the front matter and on the text, in the order of their lines."""

    has_comments: bool = False
    """Has the source comments, which are not published?"""

    proposals: tuple[Proposal, ...] = ()
    """What the front matter does not state, and the text seems to."""

    lists: tuple[tuple[int, ...], ...] = ()
    """The ¶ numbers of each list that is kept whole, with those of the sentence before it; without
    headings, notes and furniture, which go with their neighbours."""

    @property
    def minutes(self) -> int:
        """How long a person reads it, at least 1."""
        words = sum(_words(one.text) for one in self.paragraphs)
        return max(1, round(words / WORDS_A_MINUTE))


def _words(text: str) -> int:
    if not _IS_UNSPACED.search(text):  # then white space alone divides it
        return len(text.split())
    return len(_WORD.findall(text))
