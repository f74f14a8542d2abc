"""What the templates in `templates/pdf/` may use, one dataclass per template.

They are handed over as JSON, so that no text is ever read as code. A source's words are whole
sentences of their paragraph, or not there at all; what an editor wrote may be cut, with an
ellipsis.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A string with what a typesetter must know of it."""

    text: str
    lang: str
    """ISO 639 code of two or three letters."""

    dir: str
    """"ltr" or "rtl", by its own first letter that has a direction."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A ¶ and the address of the paragraph on the site, if that is known."""

    label: str
    number: int
    url: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A verbatim sentence of the source with its ¶."""

    text: Phrase
    mark: Mark


@dataclass(frozen=True, slots=True)
class Marks:
    """The ¶ that stand somewhere: the first of them, and how many more there are."""

    shown: tuple[Mark, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A label and what it says, perhaps with the address it leads to."""

    label: Phrase
    text: Phrase
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What every printed document has: metadata, masthead and footer."""

    paper: str
    lang: str
    dir: str
    title: Phrase
    author: tuple[str, ...]
    keywords: tuple[str, ...]
    date: tuple[int, int, int]
    """Year, month and day, for the metadata."""

    site: Phrase
    kind: Phrase
    address: str | None
    """Full address of the page that this is the print of."""

    page_of: str
    """With {number} and {count} to be filled in."""


# --- summary.typ --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lead:
    """The editor's bottom line, or the lead extract."""

    label: Phrase
    note: Phrase | None
    """Says that these are the editor's words; None: they are the source's."""

    text: Phrase | None
    """None: the sentence is too long, and its ¶ must do."""

    mark: Mark | None
    """None: it is the editor's."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many paragraphs a theme takes; no letter and colour: those of no theme."""

    name: Phrase
    letter: str | None
    colour: str | None
    count: int


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    """A theme with text in the source."""

    name: Phrase
    letter: str
    colour: str
    points: tuple[Point, ...]
    """In the order of the source."""

    ranks: tuple[int, ...]
    """Of each of the points: the best has 1, and stays longest where there is little room."""

    marks: Marks


@dataclass(frozen=True, slots=True)
class Watch:
    """What the editor says is to be watched."""

    label: Phrase
    note: Phrase
    items: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """`summary.typ`: one briefing."""

    frame: Frame
    day: Phrase
    byline: Phrase | None
    lead: Lead
    shares: tuple[Share, ...]
    """Empty where nothing was filed."""

    themes: tuple[ThemeBlock, ...]
    silent: Statement | None
    """The themes without text."""

    notice: Phrase | None
    """Says that nothing could be filed."""

    watch: Watch | None
    provenance: tuple[Statement, ...]
    whole: Statement | None
    """Where the whole text can be read."""


# --- digest.typ ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One briefing in a digest."""

    slug: str
    day: Phrase
    title: Phrase
    url: str | None
    point: Point | None
    marks: Marks


@dataclass(frozen=True, slots=True)
class Digest:
    """`digest.typ`: a theme's year."""

    frame: Frame
    letter: str
    colour: str
    definition: Phrase
    count: Phrase
    entries: tuple[Entry, ...]
    total: int
    more: tuple[str, ...]
    """What to say of the rest when 0, 1, 2 ... of the entries are shown."""
