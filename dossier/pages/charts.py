"""The library as a picture, briefings and paragraphs by month and theme, and a text as a strip.

The first shows what was fed in, not what happened; the page says so.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.model import Library, Theme, Themes

FEWEST, MONTHS = 12, 60
"""Months that a chart shows: a year, so that a column is no wall, to five, so that no page grows
without end."""

HEIGHT = 400
COLUMN, GAP = 10, 2
"""Width of a month, and of what is empty in it, in units of the chart; they stretch with the page.
"""

LABELS = 7
"""Months that are named at most: on a telephone there is no room for more."""

ROOM = 8
"""A year is named if at least this part of the chart belongs to it."""


@dataclass(frozen=True, slots=True)
class StripMark:
    """One ¶ in the strip that shows the whole text in the order of the source."""

    number: int
    place: str
    """Where it counts: id of a section, or `FURNITURE`."""

    theme: Theme | None


@dataclass(frozen=True, slots=True)
class ChartMonth:
    """A month and what is dated in it: over all themes, then theme by theme."""

    day: datetime.date
    """The first of the month."""

    briefings: tuple[int, ...]
    """Each once, also if it is of no theme; then those with a paragraph of each theme."""

    paragraphs: tuple[int, ...]
    """Those of any theme, then those of each."""


@dataclass(frozen=True, slots=True)
class Column:
    """What stands above a month, in units of the chart."""

    day: datetime.date
    """The first of the month."""

    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns over the months; empty months have their place and no column."""

    theme: Theme | None
    """None: all themes together."""

    columns: tuple[Column, ...]
    most: Column | None
    """The highest, the first of equals."""

    ticks: tuple[int, ...]
    """Round numbers from 0 to the upper edge."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a picture counts, with the keys of its phrases."""

    id: str
    """The field of ChartMonth."""

    name: str
    text: str
    """Says what is counted."""


MEASURES = (
    Measure("briefings", "measure_briefings", "briefings_of_themes"),
    Measure("paragraphs", "measure_paragraphs", "paragraphs_of_themes"),
)
"""The first is shown until a reader chooses the other."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One thing counted: over all, and theme by theme on a scale of their own."""

    measure: Measure
    whole: Panel
    parts: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A month that is named below the columns."""

    day: datetime.date
    start: float
    """Where the month begins, in per cent of the width."""

    middle: float
    has_month: bool
    has_year: bool
    is_last: bool
    """Does it stand so near to the end that its words must end there?"""


@dataclass(frozen=True, slots=True)
class Chart:
    """Briefings, and paragraphs, by month and theme."""

    themes: tuple[Theme, ...]
    months: tuple[ChartMonth, ...]
    """Up to the last month with a text, none left out; all that is drawn follows from them."""

    pictures: tuple[Picture, ...]
    labels: tuple[AxisLabel, ...]
    width: int
    height: int = HEIGHT


def chart(library: Library, themes: Sequence[Theme]) -> Chart:
    """Count briefings and paragraphs of `themes` month by month, up to the last dated text."""
    briefings, paragraphs = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for theme in themes:
        for entry in library.histories.get(theme.id, ()):
            if (day := entry.record.date) and entry.paragraphs:
                briefings[_month(day), theme.id] += 1
                paragraphs[_month(day), theme.id] += len(entry.paragraphs)
    dated = Counter(_month(day) for record in library.records if (day := record.date))
    months = []
    for name in list(_span(min(dated), max(dated)))[-MONTHS:] if dated else ():
        touching = (briefings[name, theme.id] for theme in themes)
        filed = [paragraphs[name, theme.id] for theme in themes]
        first = datetime.date.fromisoformat(f"{name}-01")
        months.append(ChartMonth(first, (dated[name], *touching), (sum(filed), *filed)))
    return Chart(
        themes=tuple(themes),
        months=tuple(months),
        pictures=tuple(_picture(measure, themes, months) for measure in MEASURES),
        labels=tuple(_labels(months)),
        width=max(1, len(months) * COLUMN),
    )


def _month(day: datetime.date) -> str:
    return day.isoformat()[:7]


def _span(first: str, last: str) -> Iterator[str]:
    """Yield the months from one to another; if they are few, also months before them."""
    start, end = (int(name[:4]) * 12 + int(name[5:]) - 1 for name in (first, last))
    for number in range(max(12, min(start, end - FEWEST + 1)), end + 1):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def _picture(measure: Measure, themes: Sequence[Theme], months: Sequence[ChartMonth]) -> Picture:
    rows: list[tuple[int, ...]] = [getattr(month, measure.id) for month in months]
    first, *others = zip(*rows, strict=True) if rows else ((),)
    edge = ticks(max((max(counts) for counts in others), default=0), 2)
    return Picture(
        measure,
        _panel(None, months, first, ticks(max(first, default=0), 4)),
        tuple(
            _panel(theme, months, counts, edge)
            for theme, counts in zip(themes, others, strict=False)
        ),
    )


def _panel(
    theme: Theme | None,
    months: Sequence[ChartMonth],
    counts: Sequence[int],
    edge: tuple[int, ...],
) -> Panel:
    columns = []
    for place, (month, count) in enumerate(zip(months, counts, strict=True)):
        if count:
            height = max(1, HEIGHT * count // edge[-1])
            x = place * COLUMN + GAP // 2
            columns.append(Column(month.day, count, x, HEIGHT - height, COLUMN - GAP, height))
    most = max(columns, key=lambda column: column.count, default=None)
    return Panel(theme, tuple(columns), most, edge)


def ticks(most: int, intervals: int) -> tuple[int, ...]:
    """Return round numbers from 0 to `most` or above it, at equal distances.

    They go to 2 at least, so that months of one text each are no wall.
    """
    most = max(most, 2)
    scales = (10**power * step for power in range(20) for step in (1, 2, 5))
    step = next(step for step in scales if -(-most // step) <= intervals)
    return tuple(range(0, most + step, step))


def _labels(months: Sequence[ChartMonth]) -> Iterator[AxisLabel]:
    """Yield the months that are named: every second or third, or only the years."""
    count = len(months)
    every = next((n for n in (1, 2, 3, 6) if count <= n * LABELS), 12)
    for place, day in enumerate(month.day for month in months):
        left = min(count - place, 13 - day.month)
        has_year = day.month == 1 or (place == 0 and left * ROOM >= count)
        has_month = every < 12 and (day.month - 1) % every == 0
        if has_month or has_year:
            start, middle = (round(100 * (place + part) / count, 2) for part in (0, 0.5))
            yield AxisLabel(day, start, middle, has_month, has_year, start > 90)


def strip(places: Iterable[str], themes: Themes) -> tuple[StripMark, ...]:
    """Return one mark per paragraph; `places` are where they count, in the order of the source."""
    by_id = {theme.id: theme for theme in themes}
    return tuple(
        StripMark(number, place, by_id.get(place)) for number, place in enumerate(places, start=1)
    )
