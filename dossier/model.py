"""What passes from stage to stage: frozen records, in the order in which they arise."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:  # most builds file nothing anew, and need not wait for NumPy
    import numpy as np
    from numpy.typing import NDArray

OVERVIEW, CONTEXT, OUTLOOK = "overview", "context", "outlook"
UNTHEMED = {OVERVIEW: "Overview", CONTEXT: "Context", OUTLOOK: "Outlook"}
"""The sections for paragraphs of no theme: opening, in between, closing."""


class Publish(StrEnum):
    """How much of a text its rights allow on the site."""

    FULL = "full"
    EXTRACTS = "extracts"
    WITHHELD = "withheld"


# --- source ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's own filing of one paragraph."""

    place: str
    """A theme's id, or one of `UNTHEMED`."""

    because: str | None
    """The editor's reason, in the editor's words."""

    line: int
    """Where in the file it was written."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The editor's statements about a text; what was not stated is None or empty."""

    title: str | None = None
    date: datetime.date | None = None
    updated: datetime.date | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    rights: str | None = None
    language: str | None = None
    bottom_line: str | None = None
    watch: tuple[str, ...] = ()
    filed: Mapping[int, Correction] = field(default_factory=dict)
    publish: Publish = Publish.FULL


@dataclass(frozen=True, slots=True)
class Source:
    """One text as received."""

    path: str
    """The file, as the user would name it."""

    slug: str
    """The name in URLs: lower case, words joined by hyphens; unique in a library."""

    markup: Literal["plain", "commonmark"]
    front: FrontMatter

    text: str
    """What follows the front matter, decoded, line ends as received."""

    first_line: int
    """The line of the file on which `text` begins, from 1."""

    sha256: str
    """Of `text` in UTF-8, as 64 hexadecimal digits."""


# --- document -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """A quote, list or list item around a paragraph of a Markdown text."""

    kind: Literal["quote", "bullets", "numbers", "item"]

    key: int
    """Tells two frames of one document apart."""

    start: int = 1
    """The number of an item, or of the first item of a numbered list."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered block of a text: the unit that is filed, cited and proved."""

    number: int
    """¶ number, from 1, in the order of the source."""

    kind: Literal["prose", "heading", "table", "code"]

    text: str
    """Its words as a reader sees them, white space folded to single spaces."""

    html: str
    """Its inner HTML, safe to put on a page; its text content is `text`."""

    line: int
    """The line of the file on which it begins, from 1."""

    level: int = 0
    """1 to 6 for a heading, else 0."""

    frames: tuple[Frame, ...] = ()
    """What stands around it, outermost first."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its paragraphs, and the title, date and language that hold for it."""

    source: Source
    title: str
    date: datetime.date | None
    language: str
    """BCP 47 tag."""

    paragraphs: tuple[Paragraph, ...]


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
    """One capital that stands for the theme where colour alone must not."""

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
    """All that themes.yml says."""

    themes: Themes
    language: str = "en"
    """Of definitions, vocabulary and examples; BCP 47 tag. Texts in others are not filed."""

    framing: tuple[Term, ...] = ()
    """Words of openings, transitions and procedure; they speak for no theme at all."""

    subjects: tuple[Term, ...] = ()
    """Words of matters that none of the themes is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores of one paragraph, as the shares that add up to them.

    A theme's score is its log-odds against no theme: above 0 the paragraph rather belongs there
    than nowhere.
    """

    themes: tuple[str, ...]
    """Ids, in the order of the columns below."""

    spans: "NDArray[np.int32]"
    """Words x 2: where each word stands in the paragraph's text, start and end in characters."""

    words: "NDArray[np.float64]"
    """Words x themes: each word's share."""

    context: "NDArray[np.float64]"
    """Per theme, the share of the other paragraphs of the text."""

    standing: "NDArray[np.float64]"
    """What each theme starts from."""

    def ranked(self) -> tuple[tuple[str, float], ...]:
        """Return the themes with their scores, best first."""
        totals = (self.words.sum(axis=0) + self.context + self.standing).tolist()
        return tuple(sorted(zip(self.themes, totals, strict=True), key=lambda pair: -pair[1]))


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a paragraph stands in its briefing, and why."""

    number: int
    theme: str | None
    """None: it belongs to no theme."""

    section: str
    """The theme's id, or one of `UNTHEMED`."""

    also: tuple[str, ...]
    """Further themes that take a real share of it, strongest first."""

    filed_by: Literal["dossier", "editor"]
    because: str | None
    """The editor's reason."""

    ranked: tuple[tuple[str, float], ...]
    """Every theme with its score, best first, before any correction; empty without scores."""

    close_call: bool
    """The two best choices, no theme being one, are so near that editors often differ."""

    framed: bool
    """It opens or closes a text that announces its themes, and so is of no theme by its place."""

    scores: Scores | None
    """The shares; None for a heading, and where no word is known."""

    proposed: str
    """The section in which Dossier would have filed it."""

    @property
    def moved(self) -> bool:
        """An editor filed it elsewhere than Dossier would have."""
        return self.filed_by == "editor" and self.section != self.proposed


@dataclass(frozen=True, slots=True)
class WordShare:
    """A word, all its occurrences together, and its share of the score."""

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
    """The paragraphs of one theme, or of none, in the order of the source."""

    id: str
    name: str
    theme: Theme | None
    filed: tuple[Filed, ...]
    key_points: tuple[Extract, ...]
    best: tuple[Extract, ...] = ()
    """Those among them and perhaps one more, best first: for print, which fills its page."""


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
    """A text, themed: every paragraph in exactly one section."""

    document: Document
    lead: Extract
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    """Kind by kind; of each kind the entity that most paragraphs mention first."""

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
        """The editor's title, else the first heading, else the file's name in words."""
        return self.document.title

    @property
    def date(self) -> datetime.date | None:
        """None: undated."""
        return self.document.date

    @property
    def language(self) -> str:
        """Of the text; BCP 47 tag."""
        return self.document.language

    @property
    def front(self) -> FrontMatter:
        """What the editor stated."""
        return self.document.source.front

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.front.publish == Publish.FULL

    @property
    def is_unread(self) -> bool:
        """Was there something to file, and none of it filed, the text being in another language?"""
        worded = [
            filed.filing
            for filed in self.filed
            if filed.paragraph.kind != "heading" and any(map(str.isalnum, filed.paragraph.text))
        ]
        return bool(worded) and all(filing.scores is None for filing in worded)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """The lead, then the key points in the order of the sections."""
        return (self.lead, *(point for section in self.sections for point in section.key_points))


# --- library --------------------------------------------------------------------------


class Described(Protocol):
    """What a briefing and its record both tell."""

    @property
    def slug(self) -> str:
        """The name in URLs."""

    @property
    def title(self) -> str:
        """As a reader sees it."""

    @property
    def date(self) -> datetime.date | None:
        """None: undated."""

    @property
    def language(self) -> str:
        """BCP 47 tag."""

    @property
    def front(self) -> FrontMatter:
        """What the editor stated."""

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""

    @property
    def lead(self) -> Extract:
        """The sentence that says best what it is about."""


@dataclass(frozen=True, slots=True)
class Abridged:
    """A section of a theme without its paragraphs."""

    id: str
    """The theme's."""

    name: str
    key_points: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A briefing without its paragraphs: all that a library, and the pages across it, need of it.

    A library of thousands is held in memory as records.
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
    """Those of themes, in the order of the themes."""

    places: tuple[str, ...]
    """The section of each paragraph, in the order of the source."""

    also: Mapping[str, tuple[int, ...]]
    """Theme id to the ¶ that are filed elsewhere and give it a real share."""

    mentions: tuple[Mention, ...]
    close_calls: int
    """Paragraphs on which editors often differ."""

    moves: tuple[tuple[str, str], ...]
    """Of each paragraph that an editor moved: the section from which, and that to which."""

    key: str
    """Cache key of everything that is generated from this record: changes with any field above."""

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.front.publish == Publish.FULL

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """The lead, then the key points in the order of the sections."""
        return (self.lead, *(point for section in self.sections for point in section.key_points))


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """One briefing's line in a theme's history."""

    record: Record
    sentence: Extract | None
    """None where the theme has no prose of its own in it."""

    paragraphs: tuple[int, ...]
    """Those filed under the theme."""

    also: tuple[int, ...]
    """Those filed elsewhere that give it a real share."""


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """A briefing that mentions an entity."""

    record: Record
    paragraphs: tuple[int, ...]
    """Those that mention it."""


@dataclass(frozen=True, slots=True)
class Library:
    """All published briefings, newest first and undated last, and the views across them."""

    records: tuple[Record, ...]
    histories: Mapping[str, tuple[ThemeEntry, ...]]
    """Theme id to its entries, in the order of `records`."""

    entities: Mapping[str, Mapping[str, tuple[EntityEntry, ...]]]
    """By kind and id: the briefings that mention the entity, in the order of `records`."""

    years: Mapping[str, tuple[Record, ...]]
    """Year, or "undated", to its briefings, newest year first."""

    digests: Mapping[str, Mapping[str, tuple[ThemeEntry, ...]]]
    """By theme id and year: the entries of every year in which several briefings have it."""
