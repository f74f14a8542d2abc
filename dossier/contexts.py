"""Stage 6: what each template may use, one dataclass per template and nothing else.

Every template is given `site` (a Site), `page` (a PageHead) and `view`, which is the dataclass
named after it: `briefing.html` gets a BriefingView. Paths lead from the site's root; in templates
`link(path)` makes them relative to the page.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias, TypeVar

from dossier import addresses
from dossier.model import (
    Briefing,
    Extract,
    Filed,
    Frame,
    Library,
    Publish,
    Section,
    Theme,
    ThemeEntry,
    Themes,
)

T = TypeVar("T")

PAGE_LENGTH = 50
"""Entries on one page of a theme's history or of a year."""

NEWEST = 10
"""Briefings on the home page."""


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
    nav: tuple[Link, ...]
    generator: str
    """Name and version of this program."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """What holds for one page."""

    title: str
    description: str
    language: str
    path: str
    canonical: str | None
    """The page's full address; None while the site's own is not known."""


# --- blocks of a text -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Framed:
    """A quote, list or item and what stands in it."""

    frame: Frame
    blocks: tuple["Block", ...]


Block: TypeAlias = Framed | Filed


def nest(filed: Sequence[Filed], depth: int = 0) -> tuple[Block, ...]:
    """Put neighbours that share a frame back into it together."""
    blocks: list[Block] = []
    for frame, members in groupby(filed, key=lambda f: _frame_at(f, depth)):
        if frame is None:
            blocks.extend(members)
        else:
            blocks.append(Framed(frame, nest(tuple(members), depth + 1)))
    return tuple(blocks)


def _frame_at(filed: Filed, depth: int) -> Frame | None:
    frames = filed.paragraph.frames
    return frames[depth] if depth < len(frames) else None


# --- one briefing ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the themed page."""

    section: Section
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class StripMark:
    """One ¶ in the strip that shows the whole text in the order of the source."""

    number: int
    section: str
    theme: Theme | None


@dataclass(frozen=True, slots=True)
class BriefingView:
    """`briefing.html`: the themed briefing."""

    briefing: Briefing
    sections: tuple[SectionView, ...]
    strip: tuple[StripMark, ...]
    names: Mapping[str, str]
    """Section id to name, for the filing notes."""

    full: bool
    """False: only the extracts may be shown."""

    as_published: str
    json: str


@dataclass(frozen=True, slots=True)
class AsPublishedView:
    """`as-published.html`: the same paragraphs in the order of the source."""

    briefing: Briefing
    blocks: tuple[Block, ...]
    strip: tuple[StripMark, ...]
    names: Mapping[str, str]
    themed: str


def briefing_view(briefing: Briefing, themes: Themes) -> BriefingView:
    """Gather what the themed page shows."""
    return BriefingView(
        briefing=briefing,
        sections=tuple(SectionView(s, nest(s.filed)) for s in briefing.sections),
        strip=strip(briefing),
        names=_names(briefing, themes),
        full=briefing.document.source.front.publish == Publish.FULL,
        as_published=addresses.as_published(briefing.slug),
        json=addresses.briefing_json(briefing.slug),
    )


def as_published_view(briefing: Briefing, themes: Themes) -> AsPublishedView:
    """Gather what the as-published page shows."""
    return AsPublishedView(
        briefing=briefing,
        blocks=nest(in_source_order(briefing)),
        strip=strip(briefing),
        names=_names(briefing, themes),
        themed=addresses.briefing(briefing.slug),
    )


def in_source_order(briefing: Briefing) -> tuple[Filed, ...]:
    """Return all filed paragraphs of a briefing by number."""
    filed = (filed for section in briefing.sections for filed in section.filed)
    return tuple(sorted(filed, key=lambda f: f.paragraph.number))


def strip(briefing: Briefing) -> tuple[StripMark, ...]:
    """Return one mark per paragraph, in the order of the source."""
    themes = {section.id: section.theme for section in briefing.sections}
    return tuple(
        StripMark(f.paragraph.number, f.filing.section, themes[f.filing.section])
        for f in in_source_order(briefing)
    )


def _names(briefing: Briefing, themes: Themes) -> Mapping[str, str]:
    sections = {section.id: section.name for section in briefing.sections}
    return sections | {theme.id: theme.name for theme in themes}


# --- across briefings -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    briefing: Briefing
    path: str
    extract: Extract
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


@dataclass(frozen=True, slots=True)
class ThemesView:
    """`themes.html`: all themes with their definitions."""

    themes: tuple[ThemeCard, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One briefing in a theme's history."""

    entry: ThemeEntry
    path: str


@dataclass(frozen=True, slots=True)
class ThemeView:
    """`theme.html`: one page of a theme's history, newest first."""

    card: ThemeCard
    lines: tuple[HistoryLine, ...]
    pager: Pager


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
class FiguresView:
    """`figures/*.html`: the live figures of hand-written pages."""

    themes: tuple[ThemeCard, ...]
    briefings: int
    paragraphs: int
    filed: int
    """Paragraphs filed under a theme."""

    corrected: int
    """Paragraphs that an editor filed."""


def home_view(library: Library, themes: Themes) -> HomeView:
    """Gather what the home page shows."""
    newest = tuple(card(briefing) for briefing in library.briefings[:NEWEST])
    return HomeView(newest, len(library.briefings), theme_cards(library, themes), years(library))


def theme_cards(library: Library, themes: Themes) -> tuple[ThemeCard, ...]:
    """Return a card for every theme."""
    return tuple(
        ThemeCard(
            theme,
            addresses.theme(theme.id),
            len(library.histories[theme.id]),
            sum(len(entry.paragraphs) for entry in library.histories[theme.id]),
        )
        for theme in themes
    )


def theme_views(library: Library, card: ThemeCard) -> Iterator[ThemeView]:
    """Yield the pages of a theme's history, at least one."""
    entries = library.histories[card.theme.id]
    for pager, part in _pages(entries, lambda number: addresses.theme(card.theme.id, number)):
        lines = tuple(HistoryLine(e, addresses.briefing(e.briefing.slug)) for e in part)
        yield ThemeView(card, lines, pager)


def years(library: Library) -> tuple[YearCard, ...]:
    """Return a card for every year that has briefings, newest first."""
    return tuple(
        YearCard(name, addresses.year(name), len(members))
        for name, members in library.years.items()
    )


def year_views(library: Library, year: YearCard) -> Iterator[YearView]:
    """Yield the pages of a year."""
    members = library.years[year.name]
    for pager, part in _pages(members, lambda number: addresses.year(year.name, number)):
        months = tuple(
            Month(number, tuple(card(briefing) for briefing in group))
            for number, group in groupby(part, key=_month)
        )
        yield YearView(year, months, pager)


def figures_view(library: Library, themes: Themes) -> FiguresView:
    """Count what the hand-written pages tell."""
    filings = [f.filing for b in library.briefings for s in b.sections for f in s.filed]
    return FiguresView(
        themes=theme_cards(library, themes),
        briefings=len(library.briefings),
        paragraphs=len(filings),
        filed=sum(filing.theme is not None for filing in filings),
        corrected=sum(filing.filed_by == "editor" for filing in filings),
    )


def card(briefing: Briefing) -> Card:
    """Return a briefing's card."""
    return Card(briefing, addresses.briefing(briefing.slug), briefing.lead, strip(briefing))


def _month(briefing: Briefing) -> int:
    return briefing.document.date.month if briefing.document.date else 0


def _pages(entries: Sequence[T], path: Callable[[int], str]) -> Iterator[tuple[Pager, Sequence[T]]]:
    count = max(1, -(-len(entries) // PAGE_LENGTH))
    for number in range(1, count + 1):
        newer = path(number - 1) if number > 1 else None
        older = path(number + 1) if number < count else None
        start = (number - 1) * PAGE_LENGTH
        yield Pager(number, count, newer, older), entries[start : start + PAGE_LENGTH]
