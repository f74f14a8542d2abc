"""Stage 6a: what each template may use, one dataclass per template and nothing else.

Every template is given `site` (a Site), `page` (a PageHead) and `view`, which is the dataclass
named after it: `briefing.html` gets a BriefingView. Paths lead from the site's root; in templates
`link(path)` makes them relative to the page. What is put into pages gets less: `around.html` a
`site` and its view, `figures/*.html` a view alone.
"""

import datetime
from dataclasses import dataclass
from typing import TypeAlias

from dossier.export.metadata import Metadata
from dossier.model import (
    Briefing,
    Extract,
    Filing,
    Frame,
    Paragraph,
    Record,
    Section,
    Theme,
    ThemeEntry,
    WordShare,
)

# --- on every page --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A title and the path it leads to."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Site:
    """What holds for the whole site."""

    name: str
    description: str
    language: str
    direction: str
    """"ltr" or "rtl"."""

    nav: tuple[Link, ...]
    generator: str
    """Name and version of this program."""

    preview: bool = False
    """Served while it is written; the server puts a script of its own into each page."""

    search: bool = True
    """Whether there is a search index."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """What holds for one page."""

    title: str
    description: str
    language: str
    direction: str
    path: str
    metadata: Metadata
    """What programs read of the page; the canonical address among it."""


# --- blocks of a text -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paragraph is filed where it is; the numbers add up to `score`."""

    best: Theme
    """The best theme, whether or not it was taken."""

    score: float
    """Its log-odds against no theme."""

    second: Theme | None
    """The next choice; None is no theme."""

    margin: float
    """How far the first choice is ahead of it."""

    words: tuple[WordShare, ...]
    """Those that speak most for the best theme; they are marked in the paragraph."""

    others: float
    """The share of all other words."""

    context: float
    """The share of the other paragraphs of the text."""

    standing: float
    """What the theme starts from."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A source paragraph on a page."""

    paragraph: Paragraph
    filing: Filing
    html: str
    """Its inner HTML, safe, with the words of `reason` marked."""

    theme: Theme | None
    also: tuple[Theme, ...]
    reason: Reason | None
    """None for headings, and where the page does not show it."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A quote, list or item and what stands in it."""

    frame: Frame
    blocks: tuple["Block", ...]


Block: TypeAlias = Framed | ParagraphView


# --- one briefing ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the themed page."""

    section: Section
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ThemePoints:
    """What the summary says of one theme."""

    theme: Theme
    key_points: tuple[Extract, ...]
    paragraphs: tuple[int, ...]
    """¶ numbers filed under it; none: nothing in this source."""


@dataclass(frozen=True, slots=True)
class StripMark:
    """One ¶ in the strip that shows the whole text in the order of the source."""

    number: int
    section: str
    """Id of the section it is in."""

    theme: Theme | None


@dataclass(frozen=True, slots=True)
class MentionLink:
    """A country that a text mentions."""

    name: str
    path: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """`briefing.html`: the themed briefing."""

    briefing: Briefing
    sections: tuple[SectionView, ...]
    strip: tuple[StripMark, ...]
    points: tuple[ThemePoints, ...]
    """One entry per theme, in the order of the themes."""

    full: bool
    """False: only the extracts may be shown."""

    unread: bool
    """The text is in another language than the themes, so nothing in it was filed."""

    as_published: str
    json: str
    text: str
    """Path of the source text."""

    pdf: str | None
    """Path of the summary for print."""

    citation: str
    citations: tuple[Link, ...]
    """The same for programs that keep references."""

    mentions: tuple[MentionLink, ...]


@dataclass(frozen=True, slots=True)
class AroundView:
    """`around.html`: a briefing's place in the library; it is put into `briefing.html`."""

    earlier: Link | None
    later: Link | None
    related: tuple[Link, ...]
    """Those that share most themes and countries with it, the nearest first."""


@dataclass(frozen=True, slots=True)
class AsPublishedView:
    """`as-published.html`: the same paragraphs in the order of the source."""

    briefing: Briefing
    blocks: tuple[Block, ...]
    strip: tuple[StripMark, ...]
    themed: str


# --- across briefings -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    record: Record
    path: str
    strip: tuple[StripMark, ...]


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme in a list."""

    theme: Theme
    path: str
    briefings: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class YearCard:
    """A year of the archive in a list."""

    name: str
    path: str
    briefings: int


@dataclass(frozen=True, slots=True)
class CountryCard:
    """A country in a list."""

    code: str
    """ISO 3166-1 alpha-2."""

    name: str
    path: str
    briefings: int


@dataclass(frozen=True, slots=True)
class ChartMonth:
    """A month and its paragraphs, theme by theme."""

    name: str
    """2026-02"""

    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One theme's part of one month's column, in units of the chart."""

    theme: Theme
    month: str
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Paragraphs by month and theme, stacked."""

    themes: tuple[Theme, ...]
    months: tuple[ChartMonth, ...]
    """From the first month with a text to the last, none left out."""

    bars: tuple[ChartBar, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a reader stands in a list that runs over pages."""

    number: int
    count: int
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """`home.html`: what is new, and the ways in."""

    newest: tuple[Card, ...]
    total: int
    themes: tuple[ThemeCard, ...]
    years: tuple[YearCard, ...]
    countries: tuple[CountryCard, ...]
    """The most mentioned."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class ThemesView:
    """`themes.html`: all themes with their definitions."""

    themes: tuple[ThemeCard, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One briefing in a theme's history."""

    entry: ThemeEntry
    path: str
    full: bool
    """False: its paragraphs cannot be linked to, for only extracts may be shown."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """`theme.html`: one page of a theme's history, newest first."""

    theme: Theme
    lines: tuple[HistoryLine, ...]
    pager: Pager
    chart: Chart | None
    """On the first page."""

    digests: tuple[Link, ...]
    """Years with a digest for print."""


@dataclass(frozen=True, slots=True)
class CountriesView:
    """`countries.html`: all countries that are mentioned, by name."""

    countries: tuple[CountryCard, ...]


@dataclass(frozen=True, slots=True)
class CountryLine:
    """One briefing that mentions a country."""

    record: Record
    path: str
    full: bool
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CountryView:
    """`country.html`: one page of the briefings that mention a country, newest first."""

    card: CountryCard
    lines: tuple[CountryLine, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`: the form; what is found comes from the index."""

    themes: tuple[str, ...]
    countries: tuple[str, ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """`archive.html`: the years."""

    years: tuple[YearCard, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Month:
    """The briefings of one month."""

    number: int
    """1 to 12; 0 for undated."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """`year.html`: one page of a year, by month."""

    card: YearCard
    months: tuple[Month, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ProseView:
    """`main.html`: a hand-written page of docs/."""

    content: str
    """HTML."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page in sitemap.xml."""

    address: str
    changed: datetime.date | None
    """The day on which the text was dated or updated; None for pages that have no such day."""


@dataclass(frozen=True, slots=True)
class StaticView:
    """`404.html` and `sitemap.xml`."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """How many paragraphs editors moved from one place to another."""

    before: str
    """Name of the theme or section where they would have stood."""

    after: str
    """Name of the theme or section that the editor chose."""

    count: int


@dataclass(frozen=True, slots=True)
class FiguresView:
    """`figures/*.html`: the live figures of hand-written pages."""

    themes: tuple[ThemeCard, ...]
    briefings: int
    paragraphs: int
    filed: int
    """Paragraphs filed under a theme."""

    close_calls: int
    moved: int
    """Paragraphs that an editor filed elsewhere than Dossier would have."""

    moves: tuple[Move, ...]
    """Where to and from, the commonest first."""
