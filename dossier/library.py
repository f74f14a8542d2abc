"""Stage 5: all briefings become a library, with its theme histories and its archive."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from dossier.model import Briefing, Library, Publish, Theme, ThemeEntry, Themes

T = TypeVar("T")

UNDATED = "undated"

EMPTY = Library(briefings=(), histories={}, countries={}, years={})


def gather(briefings: Iterable[Briefing], themes: Themes) -> Library:
    """Order the briefings that may be published and collect the views across them."""
    published = [b for b in briefings if b.document.source.front.publish != Publish.WITHHELD]
    by_slug = sorted(published, key=lambda b: b.slug)
    ordered = tuple(sorted(by_slug, key=_ordinal, reverse=True))
    histories: dict[str, list[ThemeEntry]] = {theme.id: [] for theme in themes}
    years: dict[str, list[Briefing]] = defaultdict(list)
    countries: dict[str, list[Briefing]] = defaultdict(list)
    for briefing in ordered:
        day = briefing.document.date
        years[str(day.year) if day else UNDATED].append(briefing)
        for mention in briefing.mentions:
            countries[mention.code].append(briefing)
        for theme in themes:
            if entry := _entry(briefing, theme):
                histories[theme.id].append(entry)
    return Library(
        briefings=ordered,
        histories={theme: tuple(entries) for theme, entries in histories.items()},
        countries={code: tuple(countries[code]) for code in sorted(countries)},
        years={year: tuple(members) for year, members in years.items()},
    )


def divided(entries: Sequence[T], length: int) -> Iterator[tuple[int, int, Sequence[T]]]:
    """Yield the pages of a list, at least one: number, from 1, how many there are, and entries."""
    count = max(1, -(-len(entries) // length))
    for number in range(1, count + 1):
        yield number, count, entries[(number - 1) * length : number * length]


def digest_years(entries: Iterable[ThemeEntry]) -> dict[str, tuple[ThemeEntry, ...]]:
    """Return the years in which several briefings have a theme, each with its entries."""
    years: dict[str, list[ThemeEntry]] = defaultdict(list)
    for entry in entries:
        day = entry.briefing.document.date
        if day and entry.paragraphs:
            years[str(day.year)].append(entry)
    return {year: tuple(members) for year, members in years.items() if len(members) > 1}


def _ordinal(briefing: Briefing) -> int:
    day = briefing.document.date
    return day.toordinal() if day else 0


def _entry(briefing: Briefing, theme: Theme) -> ThemeEntry | None:
    filings = [filed.filing for filed in briefing.filed]
    paragraphs = tuple(filing.number for filing in filings if filing.theme == theme.id)
    also = tuple(filing.number for filing in filings if theme.id in filing.also)
    points = [
        p for section in briefing.sections if section.theme == theme for p in section.key_points
    ]
    if not paragraphs and not also:
        return None
    return ThemeEntry(briefing, next(iter(points), None), paragraphs, also)
