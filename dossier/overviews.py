"""Stage 6c: the library becomes what the pages across briefings show of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from dossier import addresses
from dossier.contexts import (
    ArchiveView,
    Card,
    FiguresView,
    HistoryLine,
    HomeView,
    Month,
    Move,
    Pager,
    ThemeCard,
    ThemesView,
    ThemeView,
    YearCard,
    YearView,
)
from dossier.model import Briefing, Library, ThemeEntry, Themes
from dossier.views import is_full, names, strip

T = TypeVar("T")

PAGE_LENGTH = 50
"""Entries on one page of a theme's history or of a year."""

NEWEST = 10
"""Briefings on the home page."""


def themes_view(library: Library, themes: Themes) -> ThemesView:
    """Gather what the page of all themes shows."""
    return ThemesView(theme_cards(library, themes))


def archive_view(library: Library) -> ArchiveView:
    """Gather what the archive's first page shows."""
    return ArchiveView(years(library), len(library.briefings))


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
            sum(bool(entry.paragraphs) for entry in library.histories[theme.id]),
            sum(len(entry.paragraphs) for entry in library.histories[theme.id]),
        )
        for theme in themes
    )


def theme_views(library: Library, card: ThemeCard) -> Iterator[ThemeView]:
    """Yield the pages of a theme's history, at least one."""
    entries = library.histories[card.theme.id]
    for pager, part in _pages(entries, lambda number: addresses.theme(card.theme.id, number)):
        yield ThemeView(card, tuple(_line(entry) for entry in part), pager)


def _line(entry: ThemeEntry) -> HistoryLine:
    briefing = entry.briefing
    return HistoryLine(entry, addresses.briefing(briefing.slug), is_full(briefing))


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
        close_calls=sum(filing.close_call for filing in filings),
        moved=sum(filing.moved for filing in filings),
        moves=moves(library.briefings, themes),
    )


def moves(briefings: Iterable[Briefing], themes: Themes) -> tuple[Move, ...]:
    """Count where editors moved paragraphs from and to, the commonest first."""
    known = names(themes)
    filings = (filed.filing for briefing in briefings for filed in briefing.filed)
    counts = Counter(
        (known[filing.proposed], known[filing.section]) for filing in filings if filing.moved
    )
    return tuple(Move(*places, count) for places, count in counts.most_common())


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
