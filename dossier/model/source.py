"""A file as it was received: what the editor states, and the text."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Publish(StrEnum):
    """How much of a text its rights allow to be shown."""

    FULL = "full"
    EXTRACTS = "extracts"
    WITHHELD = "withheld"
    DRAFT = "draft"
    PREVIEW = "preview"
    """A draft in the preview, which shows it whole; no front matter can state this."""

    @property
    def is_shown(self) -> bool:
        """May anything of the text be on the site?"""
        return self.is_full or self == Publish.EXTRACTS

    @property
    def is_full(self) -> bool:
        """May the whole text be on the site?"""
        return self in (Publish.FULL, Publish.PREVIEW)

    @property
    def is_draft(self) -> bool:
        """Does the front matter call it a draft?"""
        return self in (Publish.DRAFT, Publish.PREVIEW)

    @property
    def stated(self) -> "Publish":
        """As the front matter states it."""
        return Publish.DRAFT if self.is_draft else self


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something about a text that an editor should look at; it stops no build."""

    line: int
    """Line in the file, from 1; 0 for the whole file."""

    sentence: str
    """What is doubtful, what was done, and what to write to have it otherwise."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's filing of one paragraph."""

    place: str
    """A theme's id, or one of `UNTHEMED`."""

    because: str | None
    """The editor's reason, verbatim."""

    line: int
    """The line of the file on which it is written."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence of the text that an editor chose."""

    paragraph: int
    """¶ number."""

    sentence: int | None
    """Which of its sentences, from 1; None for the first that is one."""

    line: int
    """The line of the file on which it is written."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that a text had before; whoever comes to its address is led to the text."""

    slug: str
    """As in the address of a briefing."""

    line: int
    """The line of the file on which it is written."""


_BRACED = re.compile(r"(?:^|(?<=;))(\s*)\{\s*([^{};]*[^{};\s])\s*\}(?=\s*(?:;|$))")


@dataclass(frozen=True, slots=True)
class Provenance:
    """The file of another format that a text was converted from."""

    file: str
    """Its name, without its folder."""

    sha256: str
    """SHA-256 of its bytes, as 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the editor states about a text; None or empty where nothing is stated."""

    title: str | None = None
    kind: str | None = None
    """In a word or two, such as "Readout"."""

    date: datetime.date | None = None
    updated: datetime.date | None = None
    author: tuple[str, ...] = ()
    source: str | None = None
    url: str | None = None
    rights: str | None = None
    language: str | None = None
    bottom_line: str | None = None
    why_it_matters: str | None = None
    lead: Choice | None = None
    key_points: tuple[Choice, ...] = ()
    """In the editor's order; empty for Dossier to choose."""

    watch: tuple[str, ...] = ()
    filed: Mapping[int, Correction] = field(default_factory=dict)
    reviewed: datetime.date | None = None
    """The day on which an editor had decided on every close call of its filing."""

    publish: Publish = Publish.FULL
    paragraphs: Literal["blank-lines", "lines", "indents"] | None = None
    """What separates the paragraphs of a `.txt` text; None to see it from the text."""

    aliases: tuple[Alias, ...] = ()
    received: Provenance | None = None
    """Kept for the editor, and on no page: the name of a file may be private."""

    @property
    def awaits_review(self) -> bool:
        """Is it published, and was never reviewed?"""
        return self.publish.is_shown and not self.reviewed

    @property
    def byline(self) -> str | None:
        """The authors for a reader, without the braces in which an editor puts organisations."""
        return _BRACED.sub(r"\1\2", "; ".join(self.author)) or None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a relative address in a text leads to: another text, or a picture."""

    address: str
    """As the text writes it, decoded, without what follows `#`."""

    kind: Literal["text", "picture", "nothing"]

    to: str = ""
    """Of a text: its slug. Of a picture: the name of its file on the site. Of nothing: why."""

    width: int = 0
    """Of a picture, in pixels; 0 if it is not known."""

    height: int = 0
    origin: str = ""
    """Of a picture: its file, as the user would name it."""

    sha256: str = ""
    """Of a picture: SHA-256 of its bytes, as 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its front matter, before it is parsed."""

    path: str
    """The file, as the user would name it."""

    slug: str
    """Its name in URLs: lower case, words joined by hyphens; unique in a library."""

    markup: Literal["plain", "commonmark"]
    front: FrontMatter

    text: str
    """What follows the front matter, decoded, in Unicode's form NFC and with line ends of LF."""

    first_line: int
    """The line of the file on which `text` begins, from 1."""

    sha256: str
    """SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""

    notes: tuple[Note, ...] = ()
    """On the front matter."""

    beside: tuple[Beside, ...] = ()
    """What its relative addresses lead to."""
