"""What a date means that an English sentence writes: the days from its first to its last.

Each public function gets the parts of one form of `date_forms`, in their order, None where a part
is not written, and the day of the text, if it has one. It returns None where the days are not
certain.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeAlias

from dossier.text import spans
from dossier.text.spans import Span

Parts: TypeAlias = Sequence[str | None]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_STEPS = {"last": -1, "this": 0, "next": 1}

_SAME_YEAR = 366
"""Days before and after the date of a text in which the number of a year may lack its century."""

_NEAR = 10
"""Days before and after the date of a text in which a day without a year is near it."""


def _number(month: str | None) -> int:
    return _NUMBERS[(month or "")[:3]]


def year_of(year: str | None, which: str | None, today: date | None) -> int | None:
    """Return a year as it is written, or last, this or next year."""
    if year:
        return int(year)
    if which and today:
        return today.year + _step(which)
    return None


def _step(which: str) -> int:
    return _STEPS[which.lower()]


def _day(
    year: int | None, month: str | None, day: str | None, today: date | None, weekday: str | None
) -> Span | None:
    """Return a day; without a year, the one that is near, or that the day of the week fits."""
    if day is None or (year is None and today is None):
        return None
    if year is not None:
        return spans.day(year, _number(month), int(day))
    assert today is not None  # noqa: S101 - else it was returned above
    years = (today.year - 1, today.year, today.year + 1)
    found = [one for year in years if (one := spans.day(year, _number(month), int(day)))]
    if weekday:
        found = [one for one in found if WEEKDAYS[one.start.weekday()] == weekday]
        return found[0] if len(found) == 1 else None
    near = [one for one in found if abs(one.start - today) <= timedelta(days=_NEAR)]
    return near[0] if near else None


def iso_day(parts: Parts, today: date | None) -> Span | None:
    """Return the day of 2024-03-05."""
    year, month, day = (int(part or 0) for part in parts)
    return spans.day(year, month, day)


def day_in_dots(parts: Parts, today: date | None) -> Span | None:
    """Return the day of 16.10.2021; of 16.10.21 if it, and not 2016-10-21, is near the text."""
    day, month, year = (int(part or 0) for part in parts)
    if year > 99:
        return spans.day(year, month, day)
    if today is None:
        return None
    found = [
        one
        for century in (1900, 2000)
        for one in (spans.day(century + year, month, day), spans.day(century + day, month, year))
        if one and abs(one.start - today) <= timedelta(days=_SAME_YEAR)
    ]
    return found[0] if len(set(found)) == 1 else None


def days_dmy(parts: Parts, today: date | None) -> Span | None:
    """Return the days of "5 to 7 December 2006"."""
    first, last, month, year, which = parts
    number = year_of(year, which, today)
    return spans.between(*(_day(number, month, day, today, None) for day in (first, last)))


def days_mdy(parts: Parts, today: date | None) -> Span | None:
    """Return the days of "March 28 to 30, 1980"."""
    month, first, last, year, which = parts
    return days_dmy((first, last, month, year, which), today)


def span_dmy(parts: Parts, today: date | None) -> Span | None:
    """Return the days of "30 August to 5 September 1970"."""
    first, month, year, last, to_month, to_year = parts
    start = _day(year_of(year or to_year, None, today), month, first, today, None)
    return spans.between(start, _day(year_of(to_year, None, today), to_month, last, today, None))


def span_mdy(parts: Parts, today: date | None) -> Span | None:
    """Return the days of "August 30 to September 5, 1970"."""
    month, first, year, to_month, last, to_year = parts
    return span_dmy((first, month, year, last, to_month, to_year), today)


def day_dmy(parts: Parts, today: date | None) -> Span | None:
    """Return the day of "Tuesday, 5 March 2024" or "5 March"."""
    weekday, day, month, year, which = parts
    return _day(year_of(year, which, today), month, day, today, weekday)


def day_mdy(parts: Parts, today: date | None) -> Span | None:
    """Return the day of "Tuesday, March 5, 2024" or "March 5"."""
    weekday, month, day, year, which = parts
    return _day(year_of(year, which, today), month, day, today, weekday)


def day_before_another(parts: Parts, today: date | None) -> Span | None:
    """Return the day of "5 May" in "5 May and 7 June 2021"; not of 30 December and 2 January."""
    weekday, day, month, last_day, last_month, year = parts
    first = _day(int(year or 0), month, day, today, weekday)
    last = _day(int(year or 0), last_month, last_day, today, None)
    return first if first and last and first.start < last.start else None


def day_of_this_month(parts: Parts, today: date | None) -> Span | None:
    """Return the day of "the 28th of this month"."""
    day, which = parts
    month = _which(which or "", "month", today)
    return spans.day(month.start.year, month.start.month, int(day or 0)) if month else None


def months_between(parts: Parts, today: date | None) -> Span | None:
    """Return the months of "April to December 1980"."""
    first, first_year, last, year = parts
    start = spans.month(int(first_year or year or 0), _number(first))
    return spans.between(start, spans.month(int(year or 0), _number(last)))


def month_of_year(parts: Parts, today: date | None) -> Span | None:
    """Return the month of "November 2025" or "January this year"."""
    month, year, which = parts
    number = year_of(year, which, today)
    return spans.month(number, _number(month)) if number else None


def month_before_another(parts: Parts, today: date | None) -> Span | None:
    """Return the month of "June" in "June and August 1988"; not of November and January 1988."""
    first, last, year = parts
    is_before = _number(first) < _number(last)
    return spans.month(int(year or 0), _number(first)) if is_before else None


def named_month(parts: Parts, today: date | None) -> Span | None:
    """Return "this November"; last and next one only if another year's cannot be meant."""
    which, month = (part or "" for part in parts)
    if today is None:
        return None
    step, number = _step(which), _number(month)
    is_over, is_ahead = number < today.month, number > today.month
    if (step < 0 and not is_ahead) or (step > 0 and not is_over):
        return None
    return spans.month(today.year + step, number)


def _which(which: str, unit: str, today: date | None) -> Span | None:
    """Return last, this or next week, month or year; a week not on a Sunday, which may begin it."""
    if today is None:
        return None
    step = _step(which)
    if unit == "year":
        return spans.year(today.year + step)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return spans.month(months // 12, months % 12 + 1)
    if today.weekday() == 6:
        return None
    return spans.week(today + timedelta(weeks=step))


def last_this_next(parts: Parts, today: date | None) -> Span | None:
    """Return the week, month or year of "last week", "this month", "next year"."""
    which, unit = parts
    return _which(which or "", unit or "", today)


def day_of_week(parts: Parts, today: date | None) -> Span | None:
    """Return the day of "Tuesday last week"."""
    weekday, which = (part or "" for part in parts)
    week = _which(which, "week", today)
    if week is None:
        return None
    one = week.start + timedelta(days=WEEKDAYS.index(weekday))
    return Span(one, one)


def day_beside(parts: Parts, today: date | None) -> Span | None:
    """Return the day before or behind the text."""
    if today is None:
        return None
    one = today + timedelta(days=1 if (parts[0] or "").lower() == "tomorrow" else -1)
    return Span(one, one)


def uncertain(parts: Parts, today: date | None) -> Span | None:
    """Return None: which November or Tuesday, or when a summer begins, is not written."""
    return None
