"""What a year or a part of one means that an English sentence writes, as `date_meanings` does."""

from datetime import date

from dossier.text import spans
from dossier.text.date_meanings import Parts, year_of
from dossier.text.spans import Span

NUMERALS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}


def part_of_year(parts: Parts, today: date | None) -> Span | None:
    """Return the months of "the first quarter of 2025" or "the second half of last year"."""
    nth, part, year, which = parts
    number, length = year_of(year, which, today), 3 if part == "quarter" else 6
    at = _NTH[(nth or "").lower()] or 12 // length
    if number is None or at * length > 12:
        return None
    return spans.between(
        spans.month(number, (at - 1) * length + 1), spans.month(number, at * length)
    )


def months_of_year(parts: Parts, today: date | None) -> Span | None:
    """Return the months of "the first three months of 2024"; its first weeks are not certain."""
    nth, few, unit, year, which = parts
    number, length = year_of(year, which, today), {"months": 1, "quarters": 3}.get(unit or "")
    if number is None or few is None or length is None:
        return None
    count = length * (NUMERALS.index(few) + 1)
    if count > 12:
        return None
    first = 1 if (nth or "").lower() == "first" else 13 - count
    return spans.between(spans.month(number, first), spans.month(number, first + count - 1))


def quarter_of_year(parts: Parts, today: date | None) -> Span | None:
    """Return the months of "Q1 2025"."""
    quarter, year = (int(part or 0) for part in parts)
    return spans.between(spans.month(year, 3 * quarter - 2), spans.month(year, 3 * quarter))


def years_between(parts: Parts, today: date | None) -> Span | None:
    """Return the years of 2014-2018, 2024/25 and "2010 to 2020"."""
    first, last = parts[0] or "", parts[1] or ""
    last = first[:2] + last if len(last) == 2 else last
    return spans.between(spans.year(int(first)), spans.year(int(last)))


def decade_of(parts: Parts, today: date | None) -> Span | None:
    """Return the years of "the 1990s"; the 1900s may be a century."""
    year = int(parts[0] or 0) * 10
    return spans.decade(year) if year % 100 or year >= 2000 else None


def whole_year(parts: Parts, today: date | None) -> Span | None:
    """Return the year of "by 2027"."""
    return spans.year(int(parts[0] or 0))
