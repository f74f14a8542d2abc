"""The library as a picture, paragraphs by month and theme, and a text as a strip.

The first shows what was fed in, not what happened; the page says so.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.model import Library, Theme, Themes

MONTHS = 60
"""Shown at most: a page must not grow with the years."""

HEIGHT = 100
COLUMN = 10
"""Width of a month, in units of the chart."""

GAP = 2
"""Between two months."""


@dataclass(frozen=True, slots=True)
class StripMark:
    """One ¶ in the strip that shows the whole text in the order of the source."""

    number: int
    place: str
    """Where it counts: id of a section, or `FURNITURE`."""

    theme: Theme | None


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


def chart(library: Library, themes: Sequence[Theme]) -> Chart:
    """Stack the paragraphs of `themes` month by month, up to the last dated text."""
    counts: Counter[tuple[str, str]] = Counter()
    for theme in themes:
        for entry in library.histories.get(theme.id, ()):
            if day := entry.record.date:
                counts[_month(day), theme.id] += len(entry.paragraphs)
    dated = sorted(_month(day) for record in library.records if (day := record.date))
    names = list(_span(dated[0], dated[-1]))[-MONTHS:] if dated else []
    months = tuple(
        ChartMonth(name, row, sum(row))
        for name in names
        for row in [tuple(counts[name, theme.id] for theme in themes)]
    )
    return Chart(
        themes=tuple(themes),
        months=months,
        bars=tuple(_bars(months, themes)),
        width=max(1, len(months) * COLUMN),
        height=HEIGHT,
    )


def _month(day: datetime.date) -> str:
    return day.isoformat()[:7]


def _span(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _bars(months: Sequence[ChartMonth], themes: Sequence[Theme]) -> Iterator[ChartBar]:
    most = max((month.total for month in months), default=0)
    for column, month in enumerate(months):
        below = 0
        for theme, count in zip(themes, month.counts, strict=True):
            bottom = HEIGHT - HEIGHT * below // most if most else HEIGHT
            below += count
            top = HEIGHT - HEIGHT * below // most if most else HEIGHT
            if count:
                x = column * COLUMN + GAP // 2
                yield ChartBar(theme, month.name, count, x, top, COLUMN - GAP, bottom - top)


def strip(places: Iterable[str], themes: Themes) -> tuple[StripMark, ...]:
    """Return one mark per paragraph; `places` are where they count, in the order of the source."""
    by_id = {theme.id: theme for theme in themes}
    return tuple(
        StripMark(number, place, by_id.get(place)) for number, place in enumerate(places, start=1)
    )
