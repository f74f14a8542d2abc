"""The frozen records that pass from stage to stage, in the order in which they arise."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:  # a build whose texts are all cached need not wait for NumPy
    import numpy as np
    from numpy.typing import NDArray

OVERVIEW, CONTEXT, OUTLOOK = "overview", "context", "outlook"
UNTHEMED = {OVERVIEW: "Overview", CONTEXT: "Context", OUTLOOK: "Outlook"}
"""The sections of paragraphs without a theme: at the beginning, in between, at the end."""

FURNITURE = "furniture"
"""What is said, in the place of a section, of furniture that stands in the section of a theme."""


class Publish(StrEnum):
    """How much of a text its rights allow to be shown."""

    FULL = "full"
    EXTRACTS = "extracts"
    WITHHELD = "withheld"
    DRAFT = "draft"

    @property
    def is_shown(self) -> bool:
        """May anything of the text be on the site?"""
        return self in (Publish.FULL, Publish.EXTRACTS)


# --- source ---------------------------------------------------------------------------


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


_BRACED = re.compile(r"(?<![^;\s])\{([^{};]+)\}(?=\s*(?:;|$))")


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
    date: datetime.date | None = None
    updated: datetime.date | None = None
    author: tuple[str, ...] = ()
    source: str | None = None
    url: str | None = None
    rights: str | None = None
    language: str | None = None
    bottom_line: str | None = None
    watch: tuple[str, ...] = ()
    filed: Mapping[int, Correction] = field(default_factory=dict)
    publish: Publish = Publish.FULL
    paragraphs: Literal["blank-lines", "lines", "indents"] | None = None
    """What separates the paragraphs of a `.txt` text; None to see it from the text."""

    received: Provenance | None = None
    """Kept for the editor, and on no page: the name of a file may be private."""

    @property
    def byline(self) -> str | None:
        """The authors for a reader, without the braces in which an editor puts organisations."""
        return _BRACED.sub(r"\1", "; ".join(self.author)) or None


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


# --- document -------------------------------------------------------------------------


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
        ends = (*self.breaks, len(self.text))
        return tuple(
            self.text[start:end].strip() for start, end in zip((0, *self.breaks), ends, strict=True)
        )

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

    proposals: tuple[Proposal, ...] = ()
    """What the front matter does not state, and the text seems to."""


# --- filing ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a theme's vocabulary."""

    phrase: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as themes.yml defines it."""

    id: str
    name: str
    letter: str
    """One capital that marks the theme where colour alone must not."""

    definition: str
    vocabulary: tuple[Term, ...]
    examples: tuple[str, ...]
    light: str
    """Accent colour on a light page, `#rrggbb`."""

    dark: str
    """Accent colour on a dark page, `#rrggbb`."""


Themes: TypeAlias = tuple[Theme, ...]
"""All themes in the order in which sections show them."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The content of themes.yml."""

    themes: Themes
    language: str = "en"
    """Of definitions, vocabulary and examples; BCP 47 tag. Other texts are not filed."""

    framing: tuple[Term, ...] = ()
    """Words of openings, transitions and procedure; they speak for no theme."""

    subjects: tuple[Term, ...] = ()
    """Words of subjects that no theme is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores of one paragraph, as shares that add up to them.

    The score of a theme is its log-odds against no theme: above 0, the paragraph belongs to the
    theme rather than to none.
    """

    themes: tuple[str, ...]
    """Ids, in the order of the columns below."""

    spans: "NDArray[np.int32]"
    """Words x 2: start and end of each word, in characters of the paragraph's text."""

    words: "NDArray[np.float64]"
    """Words x themes: the share of each word."""

    context: "NDArray[np.float64]"
    """Themes: the share of the other paragraphs of the text."""

    standing: "NDArray[np.float64]"
    """Themes: the score of each before any word is read, the intercept."""

    def ranked(self) -> tuple[tuple[str, float], ...]:
        """Return the themes with their scores, best first."""
        totals = (self.words.sum(axis=0) + self.context + self.standing).tolist()
        return tuple(sorted(zip(self.themes, totals, strict=True), key=lambda pair: -pair[1]))


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a paragraph is filed, and why."""

    number: int
    theme: str | None
    """None for no theme."""

    section: str
    """The theme's id, or one of `UNTHEMED`."""

    also: tuple[str, ...]
    """Further themes that it is clearly about, strongest first."""

    filed_by: Literal["dossier", "editor"]
    because: str | None
    """The editor's reason."""

    ranked: tuple[tuple[str, float], ...]
    """Every theme with its score, best first, before any correction; empty without scores."""

    close_call: bool
    """Are the two best choices, one of which may be no theme, so near that editors often differ?"""

    framed: bool
    """Is it in the opening or the closing of a text that announces its themes, and so of none?"""

    scores: Scores | None
    """None for what is no body text, and for a text that is not in the language of the themes."""

    proposed: str
    """The section under which Dossier would have filed it."""

    @property
    def place(self) -> str:
        """Where it counts: the theme's id, one of `UNTHEMED`, or `FURNITURE`."""
        return self.section if self.theme or self.section in UNTHEMED else FURNITURE

    @property
    def moved(self) -> bool:
        """Did an editor file it under another section than Dossier would have?"""
        return self.filed_by == "editor" and self.section != self.proposed


@dataclass(frozen=True, slots=True)
class WordShare:
    """A word and the share of all its occurrences in the score of a theme."""

    word: str
    share: float


# --- briefing -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Extract:
    """A verbatim sentence of the source."""

    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A paragraph with its filing."""

    paragraph: Paragraph
    filing: Filing


@dataclass(frozen=True, slots=True)
class Section:
    """The paragraphs filed under one theme, or one of `UNTHEMED`, in the order of the source."""

    id: str
    name: str
    theme: Theme | None
    filed: tuple[Filed, ...]
    key_points: tuple[Extract, ...]
    best: tuple[Extract, ...] = ()
    """The key points and perhaps one more, best first; a PDF takes as many as fit on its page."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The ¶ numbers of its paragraphs; of a theme, without furniture, which is of none."""
        return tuple(f.paragraph.number for f in self.filed if self.theme is None or f.filing.theme)


COUNTRY = "country"
"""Kind of an entity that is a country."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity, such as a country, and where a text mentions it."""

    kind: str
    """Such as `COUNTRY`."""

    id: str
    """Of a country: ISO 3166-1 alpha-2; XK for Kosovo."""

    paragraphs: tuple[int, ...]
    """¶ numbers, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """A text with every paragraph in exactly one section."""

    document: Document
    lead: Extract
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    """Kind by kind; of each kind, the entity of most paragraphs first."""

    @property
    def filed(self) -> tuple[Filed, ...]:
        """All paragraphs with their filings, in the order of the source."""
        members = (filed for section in self.sections for filed in section.filed)
        return tuple(sorted(members, key=lambda f: f.paragraph.number))

    @property
    def slug(self) -> str:
        """The name in URLs."""
        return self.document.source.slug

    @property
    def title(self) -> str:
        """The editor's title, or else the first heading, or else the slug in words."""
        return self.document.title

    @property
    def date(self) -> datetime.date | None:
        """None if undated."""
        return self.document.date

    @property
    def language(self) -> str:
        """Of the text; BCP 47 tag."""
        return self.document.language

    @property
    def front(self) -> FrontMatter:
        """The front matter."""
        return self.document.source.front

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.front.publish == Publish.FULL

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes that it has paragraphs of, in their order."""
        return tuple(section.name for section in self.sections if section.theme)

    @property
    def is_unread(self) -> bool:
        """Was nothing filed, not even by the editor, the text being in another language?"""
        worded = [
            filed.filing
            for filed in self.filed
            if filed.paragraph.is_body and any(map(str.isalnum, filed.paragraph.text))
        ]
        return bool(worded) and not self.theme_names and all(f.scores is None for f in worded)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """The lead, then the key points in the order of the sections."""
        return (self.lead, *(point for section in self.sections for point in section.key_points))


# --- library --------------------------------------------------------------------------


class Described(Protocol):
    """The properties that a briefing and its record share."""

    @property
    def slug(self) -> str:
        """The name in URLs."""

    @property
    def title(self) -> str:
        """The title, as a reader sees it."""

    @property
    def date(self) -> datetime.date | None:
        """None if undated."""

    @property
    def language(self) -> str:
        """BCP 47 tag."""

    @property
    def front(self) -> FrontMatter:
        """The front matter."""

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes that it has paragraphs of, in their order."""

    @property
    def lead(self) -> Extract:
        """The sentence that says best what the text is about."""


@dataclass(frozen=True, slots=True)
class Abridged:
    """The section of a theme, without its paragraphs."""

    id: str
    """The theme's."""

    name: str
    key_points: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A briefing without its paragraphs: all that a library and its pages need of it.

    A library of thousands of briefings is held in memory as records.
    """

    path: str
    """The file, as the user would name it."""

    slug: str
    title: str
    date: datetime.date | None
    language: str
    front: FrontMatter
    lead: Extract
    sections: tuple[Abridged, ...]
    """The sections of themes, in the order of the themes."""

    places: tuple[str, ...]
    """The section of each paragraph, in the order of the source."""

    furniture: tuple[int, ...]
    """The ¶ numbers that stand in a section but count for no theme."""

    also: Mapping[str, tuple[int, ...]]
    """Theme id to the ¶ numbers that are filed elsewhere but have it among their further themes."""

    mentions: tuple[Mention, ...]
    close_calls: int
    """Paragraphs on which editors often differ."""

    moves: tuple[tuple[str, str], ...]
    """For each paragraph that an editor moved, the proposed section and the editor's."""

    notes: tuple[Note, ...]
    """What an editor should look at, in the order of the lines."""

    proposals: tuple[Proposal, ...]
    """What an editor may confirm."""

    key: str
    """Cache key of everything generated from this record; changes with any field above."""

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.front.publish == Publish.FULL

    @property
    def filed_places(self) -> tuple[str, ...]:
        """Where each paragraph counts: its section, or `FURNITURE`."""
        numbered = enumerate(self.places, start=1)
        return tuple(FURNITURE if n in self.furniture else place for n, place in numbered)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes that it has paragraphs of, in their order."""
        return tuple(section.name for section in self.sections)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """The lead, then the key points in the order of the sections."""
        return (self.lead, *(point for section in self.sections for point in section.key_points))


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A briefing in the history of a theme."""

    record: Record
    sentence: Extract | None
    """Its first key point for the theme; None if the theme has no prose in it."""

    paragraphs: tuple[int, ...]
    """The ¶ numbers filed under the theme."""

    also: tuple[int, ...]
    """The ¶ numbers filed elsewhere that have it among their further themes."""


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """A briefing that mentions an entity."""

    record: Record
    paragraphs: tuple[int, ...]
    """The ¶ numbers that mention it."""


@dataclass(frozen=True, slots=True)
class Library:
    """All published briefings, newest first and undated last, with the lists that pages need."""

    records: tuple[Record, ...]
    histories: Mapping[str, tuple[ThemeEntry, ...]]
    """Theme id to its entries, in the order of `records`."""

    entities: Mapping[str, Mapping[str, tuple[EntityEntry, ...]]]
    """By kind and id: the briefings that mention the entity, in the order of `records`."""

    years: Mapping[str, tuple[Record, ...]]
    """Year, or "undated", to its briefings, newest year first."""

    digests: Mapping[str, Mapping[str, tuple[ThemeEntry, ...]]]
    """By theme id and year: the entries of every year in which several briefings have it."""
