"""Days as people write them: 2024-03-05, 2024-3-5, 5 March 2024, 05.03.2024, 03/05/2024."""

import calendar
import re
from datetime import date

_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})"
    r"(?:[T ]+(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?"  # the time
    r"\s*(?:[A-Z]{1,5}|[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?)?)?"  # and its zone
)
_YEAR_FIRST = re.compile(r"\b(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"\b(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4})\b")
_NAMED = re.compile(
    r"\b(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?)?(?P<month>[A-Za-z]{3,9})\b\.?"
    r"(?:[\s-]+(?P<after>\d{1,2})(?:st|nd|rd|th)?\b)?,?[\s-]+(?P<year>\d{4})\b"
)
_MONTH_ONLY = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?")
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


def iso(text: str) -> date | None:
    """Return the day of `2024-03-05`, with or without a time behind it, as the day is there."""
    match = _ISO.fullmatch(text.strip())
    return _day(*match[1].split("-")) if match else None


def meant(text: str) -> tuple[date, ...]:
    """Return the days that a text may mean, written in another way: none, one, or two."""
    if match := _YEAR_FIRST.search(text) or _COMPACT.fullmatch(text.strip()):
        days = [_day(*match.groups())]
    elif match := _YEAR_LAST.search(text):
        one, mark, other, year = match.groups()
        days = [_day(year, other, one)]
        if mark != ".":  # a day with full stops is written with the day first everywhere
            days.append(_day(year, one, other))
    else:
        days = [_named(match) for match in _NAMED.finditer(text)]
    return tuple(sorted({day for day in days if day}))


def lacks_day(text: str) -> bool:
    """Is it a year or a month, such as 2024 or 2024-03?"""
    return bool(_MONTH_ONLY.fullmatch(text.strip()))


def _named(match: re.Match[str]) -> date | None:
    month = _MONTHS.get(match["month"].lower())
    number = match["before"] or match["after"]
    return _day(match["year"], str(month), number) if month and number else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
