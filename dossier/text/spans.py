"""Spans of whole days, as ISO 8601 and the Extended Date/Time Format (EDTF) write them.

EDTF is https://www.loc.gov/standards/datetime/, since 2019 a part of ISO 8601-2. Of its level 0 are
2025-11-03, 2025-11, 2025 and 2025-01/2025-03; of level 1 is 199X.
"""

import calendar
import datetime
from dataclasses import dataclass

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` to `end`, both included."""

    start: Day
    end: Day

    @property
    def edtf(self) -> str:
        """The shortest way to write it: 2025, 2025-11, 2025-11-03, 199X or first/last."""
        first, last = self.start, self.end
        if first == last:
            return first.isoformat()
        if (first, last) == (Day(first.year, 1, 1), Day(first.year, 12, 31)):
            return f"{first.year:04}"
        if (first, last) == _bounds(month(first.year, first.month)):
            return first.isoformat()[:7]
        if first.year % 10 == 0 and (first, last) == _bounds(decade(first.year)):
            return f"{first.year // 10:03}X"
        return "/".join(self._ends())

    def _ends(self) -> tuple[str, str]:
        first, last = self.start.isoformat(), self.end.isoformat()
        if first[5:] == "01-01" and last[5:] == "12-31":
            return first[:4], last[:4]
        if self.start.day == 1 and self.end.day == _days(self.end.year, self.end.month):
            return first[:7], last[:7]
        return first, last


def _bounds(span: Span) -> tuple[Day, Day]:
    return span.start, span.end


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def day(year: int, month: int, day: int) -> Span | None:
    """Return one day; None if there is no such day."""
    try:
        one = Day(year, month, day)
    except ValueError:
        return None
    return Span(one, one)


def month(year: int, month: int) -> Span:
    """Return a whole month."""
    return Span(Day(year, month, 1), Day(year, month, _days(year, month)))


def year(year: int) -> Span:
    """Return a whole year."""
    return Span(Day(year, 1, 1), Day(year, 12, 31))


def decade(year: int) -> Span:
    """Return the ten years that begin with one such as 1990."""
    return Span(Day(year, 1, 1), Day(year + 9, 12, 31))


def week(one: Day) -> Span:
    """Return the week of a day, from Monday to Sunday."""
    monday = one - datetime.timedelta(days=one.weekday())
    return Span(monday, monday + datetime.timedelta(days=6))


def between(first: Span | None, last: Span | None) -> Span | None:
    """Return all from one span to another; None if they are not in this order."""
    if first is None or last is None or first.start > last.start:
        return None
    return Span(first.start, last.end)
