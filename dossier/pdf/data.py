"""The data that the templates in `templates/pdf/` get, one dataclass for each template.

A template gets it as JSON, so no text is ever read as code. It prints the title, the lead, each
theme or briefing with its sentences, why the text matters, and who is named, in this order; what
there is no room for was left out before (`fit`). A source's words are whole sentences of their
paragraph, or not there at all; what an editor wrote may be cut, with an ellipsis.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A string with its language and direction."""

    text: str
    lang: str
    """ISO 639 code of two or three letters."""

    dir: str
    """"ltr" or "rtl", by the first letter that has a direction."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The ¶ of a paragraph, and its address if the site has one."""

    label: str
    number: int
    url: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A verbatim sentence of the source, printed behind its ¶."""

    text: Phrase
    mark: Mark


@dataclass(frozen=True, slots=True)
class Marks:
    """The first paragraphs of a theme or briefing, and how many more there are."""

    shown: tuple[Mark, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A label and a text, perhaps with the address that the text links to."""

    label: Phrase
    text: Phrase
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Metadata, masthead and footer of a document."""

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
    """Full address of the document's page on the site."""

    page_of: str
    """"Page {number} of {count}"; the template fills in both."""


# --- summary.typ --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lead:
    """The editor's bottom line, or the lead extract."""

    label: Phrase
    note: Phrase | None
    """Says that the words are the editor's, or that the editor chose them of the source's."""

    text: Phrase | None
    """None if the sentence is too long to be printed; its ¶ is all the same."""

    mark: Mark | None
    """None if the words are the editor's."""


@dataclass(frozen=True, slots=True)
class Share:
    """Number of a theme's paragraphs; without letter and colour, of those that have no theme."""

    name: Phrase
    letter: str | None
    colour: str | None
    count: int


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    """A theme, or a section of none, with sentences that stand for it; there is none without."""

    name: Phrase
    letter: str | None
    colour: str | None
    points: tuple[Point, ...]
    """In the order of the source, or in that of the editor who chose them."""

    ranks: tuple[int, ...]
    """Rank of each point; the best has 1, and is the last to be left out for want of room."""

    marks: Marks


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor says of the text."""

    label: Phrase
    note: Phrase
    text: Phrase


@dataclass(frozen=True, slots=True)
class Watch:
    """What to watch, in the editor's words."""

    label: Phrase
    note: Phrase
    items: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The entities of one kind that most paragraphs of a text mention."""

    kind: str
    """One of the kinds of `model.Mention`."""

    label: Phrase
    names: tuple[Phrase, ...]
    more: str | None
    """How many more there are."""


@dataclass(frozen=True, slots=True)
class WhoAndWhere:
    """The people, organisations and countries that a text mentions."""

    label: Phrase
    kinds: tuple[Named, ...]
    """Only kinds that are mentioned."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One briefing, for `summary.typ`."""

    frame: Frame
    kicker: tuple[Phrase, ...]
    """Above the title: what the text is, its day, and how long it takes to read."""

    byline: Phrase | None
    lead: Lead
    shares: tuple[Share, ...]
    """Empty if nothing was filed."""

    themes: tuple[ThemeBlock, ...]
    chosen: Phrase | None
    """Says that an editor chose the sentences of the themes."""

    notice: Phrase | None
    """Says that nothing could be filed."""

    why: Remark | None
    """Why it matters, in the editor's words."""

    watch: Watch | None
    who: WhoAndWhere | None
    provenance: tuple[Statement, ...]
    """Where the text comes from and where it can be read whole; its checksum last."""


# --- card.typ -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """The picture that a link to a briefing is shown with, for `card.typ`."""

    frame: Frame
    kicker: tuple[Phrase, ...]
    shares: tuple[Share, ...]
    """Empty if nothing was filed."""

    named: tuple[Share, ...]
    """Those whose colours are explained: of many themes the ones with most paragraphs."""


# --- digest.typ ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One briefing in a digest."""

    slug: str
    kicker: tuple[Phrase, ...]
    """As in a summary."""

    title: Phrase
    url: str | None
    bottom_line: Remark | None
    point: Point | None
    marks: Marks


@dataclass(frozen=True, slots=True)
class Digest:
    """One theme's year, for `digest.typ`."""

    frame: Frame
    letter: str
    colour: str
    definition: Phrase
    count: Phrase
    entries: tuple[Entry, ...]
    total: int
    more: tuple[str, ...]
    """What to say of the other briefings if 0, 1, 2 ... are shown; a template gets one, or none."""
