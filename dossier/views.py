"""Stage 6b: a briefing or the library becomes what a template shows of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from dossier import addresses
from dossier.contexts import (
    ArchiveView,
    AsPublishedView,
    Block,
    BriefingView,
    Card,
    FiguresView,
    Framed,
    HistoryLine,
    HomeView,
    Month,
    Pager,
    SectionView,
    StripMark,
    ThemeCard,
    ThemePoints,
    ThemesView,
    ThemeView,
    YearCard,
    YearView,
)
from dossier.model import Briefing, Filed, Frame, Library, Publish, Theme, ThemeEntry, Themes

T = TypeVar("T")

PAGE_LENGTH = 50
"""Entries on one page of a theme's history or of a year."""

NEWEST = 10
"""Briefings on the home page."""


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


def briefing_view(briefing: Briefing, themes: Themes) -> BriefingView:
    """Gather what the themed page shows."""
    return BriefingView(
        briefing=briefing,
        sections=tuple(SectionView(s, nest(s.filed)) for s in briefing.sections),
        strip=strip(briefing),
        points=tuple(_points(briefing, theme) for theme in themes),
        names=_names(briefing, themes),
        full=_is_full(briefing),
        as_published=addresses.as_published(briefing.slug),
        json=addresses.briefing_json(briefing.slug),
    )


def _points(briefing: Briefing, theme: Theme) -> ThemePoints:
    section = next((s for s in briefing.sections if s.id == theme.id), None)
    if section is None:
        return ThemePoints(theme, (), ())
    numbers = tuple(filed.paragraph.number for filed in section.filed)
    return ThemePoints(theme, section.key_points, numbers)


def as_published_view(briefing: Briefing, themes: Themes) -> AsPublishedView:
    """Gather what the as-published page shows."""
    return AsPublishedView(
        briefing=briefing,
        blocks=nest(briefing.filed),
        strip=strip(briefing),
        names=_names(briefing, themes),
        themed=addresses.briefing(briefing.slug),
    )


def strip(briefing: Briefing) -> tuple[StripMark, ...]:
    """Return one mark per paragraph, in the order of the source."""
    themes = {section.id: section.theme for section in briefing.sections}
    return tuple(
        StripMark(f.paragraph.number, f.filing.section, themes[f.filing.section])
        for f in briefing.filed
    )


def _names(briefing: Briefing, themes: Themes) -> Mapping[str, str]:
    sections = {section.id: section.name for section in briefing.sections}
    return sections | {theme.id: theme.name for theme in themes}


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
            len(library.histories[theme.id]),
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
    return HistoryLine(entry, addresses.briefing(briefing.slug), _is_full(briefing))


def _is_full(briefing: Briefing) -> bool:
    return briefing.document.source.front.publish == Publish.FULL


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
