"""A timeline: how many briefings are dated in each stretch of time, as a small picture.

All places are shares of the picture's width and height, in percent, so that it takes the width that
it is given and nothing in it is stretched.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.web.site import SiteContext

AT_LEAST = 3
"""Dated briefings from which on a picture says more than their dates."""

MOST_DOTS, MOST_DOTTED = 6, 40
"""Briefings in one column, and columns, up to which each briefing has a dot of its own."""

MOST_LABELS = 7
"""Years that are named below the axis."""

LABEL = 12
"""Width of such a name, in percent of a narrow picture."""

_MONTH, _QUARTER, _YEAR = 1, 3, 12
_COLUMNS = ((3, _MONTH), (10, _QUARTER), (60, _YEAR))
"""Up to how many years a column is so many months."""

_ROUND = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)
"""Years of one column, or from one label to the next."""

_SKELETONS = {_MONTH: "yMMMM", _QUARTER: "yQQQ", _YEAR: "y"}
"""How CLDR writes the name of a column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time with briefings."""

    name: str
    """Such as "May 2026", "Q2 2026" or "2020–2024"."""

    count: int
    x: float
    """Of its middle."""

    height: float
    """As the share of the highest."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, or of a single year a month, where it begins on the axis."""

    name: str
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Briefings along the time axis, from the first day of a year to the last of another."""

    columns: tuple[Column, ...]
    """Those with briefings, in the order of time."""

    ticks: tuple[Tick, ...]
    width: float
    """Of a column."""

    has_dots: bool
    """Has each briefing a dot of its own? Else columns are bars."""

    unit: str
    """The phrase that says what a column is."""

    span: int
    """Years of a column; 0 of one that is shorter."""

    most: int
    """Briefings in the highest column."""

    years: tuple[tuple[str, int], ...]
    """Each year with its briefings: the picture in words."""


def timeline(
    days: Iterable[datetime.date | None], newest: datetime.date | None, site: SiteContext
) -> Timeline | None:
    """Return the timeline of the briefings of these days; None of too few.

    It ends with the year of the `newest` briefing of the library: so a story that has come to an
    end can be told from one that goes on, and no page depends on the day of the build.
    """
    dated = sorted(day for day in days if day)
    if len(dated) < AT_LEAST:
        return None
    last = max(dated[-1], newest or dated[-1]).year
    months = _months(last - dated[0].year + 1)
    per_column = max(1, months // _YEAR)
    first = dated[0].year - dated[0].year % per_column
    count = -(-(last + 1 - first) * _YEAR // months)
    width = 100 / count
    counts = Counter(((day.year - first) * _YEAR + day.month - 1) // months for day in dated)
    most = max(counts.values())
    return Timeline(
        columns=tuple(
            Column(
                name=_name(first, index, months, site),
                count=number,
                x=round((index + 0.5) * width, 2),
                height=round(100 * number / most, 2),
            )
            for index, number in sorted(counts.items())
        ),
        ticks=tuple(_ticks(first, count * months, site)),
        width=round(width, 2),
        has_dots=most <= MOST_DOTS and count <= MOST_DOTTED,
        unit={_MONTH: "by_month", _QUARTER: "by_quarter", _YEAR: "by_one_year"}.get(
            months, "by_some_years"
        ),
        span=months // _YEAR,
        most=most,
        years=tuple((str(year), n) for year, n in sorted(Counter(d.year for d in dated).items())),
    )


def _months(years: int) -> int:
    """Return the months of a column."""
    for most, months in _COLUMNS:
        if years <= most:
            return months
    most = _COLUMNS[-1][0]
    return _YEAR * next(step for step in _ROUND if years <= most * step)


def _name(first: int, index: int, months: int, site: SiteContext) -> str:
    years, rest = divmod(index * months, _YEAR)
    begin = first + years
    if months in _SKELETONS:
        return site.phrases.date_as(datetime.date(begin, rest + 1, 1), _SKELETONS[months])
    return f"{max(begin, 1)}–{begin + months // _YEAR - 1}"


def _ticks(first: int, months: int, site: SiteContext) -> Iterator[Tick]:
    """Yield as many years as have room, or the quarters of a single one."""
    if months == _YEAR:
        for month, skeleton in ((1, "yMMM"), (4, "MMM"), (7, "MMM"), (10, "MMM")):
            name = site.phrases.date_as(datetime.date(first, month, 1), skeleton)
            yield Tick(name, round(100 * (month - 1) / _YEAR, 2))
        return
    years = months // _YEAR
    step = next(step for step in _ROUND if years <= MOST_LABELS * step)
    for year in range(first + -first % step, first + years, step):
        if year and (x := round(100 * (year - first) / years, 2)) <= 100 - LABEL:
            yield Tick(str(year), x)
