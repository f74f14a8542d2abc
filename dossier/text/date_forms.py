"""The forms in which English sentences write dates, and the days that each means.

Each form is a pattern and a function. The function gets what the groups of its pattern matched, in
their order, and the date of the text, and returns the days that are meant, or None where that is
not certain.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from dossier.text import spans
from dossier.text.spans import Span

_NEAR = 10
"""Days before and after the date of a text in which a day without a year is near it."""

Parts: TypeAlias = Sequence[str | None]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}

_MONTH = rf"({'|'.join(MONTHS)})"
_WEEKDAY = rf"({'|'.join(WEEKDAYS)})"
_SHORT_MONTH = "((?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\\.?|" + _MONTH[1:]
_DAY = r"(?:the )?(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)?"
_YEAR = r"((?:1[5-9]|20)\d\d)"
_WHICH = r"([Ll]ast|[Tt]his|[Nn]ext)"
_OF_YEAR = rf"(?:,? (?:of )?{_YEAR}|,? (?:of )?(last|this|next) year)"
_TO = r"(?: ?[-–—] ?| (?:to|and|until|till|through) )"

# --- what stands around the number of a year ------------------------------------------

_UNITS = (
    r"(?:people|men|women|children|troops|personnel|per ?cent|km|kilomet\w+|met(?:er|re)s?|[mg]w"
    r"|tonn?es?|miles?|hours|hrs|gmt|utc|bce?|ah|bs)\b"
)
_PLURAL = (
    r"(?!(?:was|is|has|as|this|its|us|elections|polls|borders|lines|talks|games|olympics|onwards"
    r"|afterwards)\b)[a-z]\w*s\b"
)
_COUNTS_NOTHING = rf"(?! (?i:{_UNITS}))"
_SURELY = ("in", "by", "since", "until", "till", "during", "through", "beyond")
_SURELY_QUALIFIED = ("early", "late", "mid", "year")
_PERHAPS = (
    *("of", "to", "for", "from", "after", "before", "around", "the", "its", "his", "their", "our"),
    *("summer", "autumn", "spring", "winter"),
)
_EVENT = (
    r"(?: \w+)?(?: (?:accords?|agreement|attacks?|budget|campaign|census|ceasefire|conference"
    r"|constitution|coup|crisis|deal|declaration|elections?|index|invasion|meeting|polls?|referendum"
    r"|report|revolution|session|summit|survey|treaty|uprising|war)\b)"
)


def _behind(*words: str) -> str:
    """Return the pattern of a place behind one of these words."""
    either = (rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]} )" for word in words)
    return rf"(?:{'|'.join(either)})"


_YEARS = "(?:1[5-9]|20)\\d\\d"
_SURE_YEAR = rf"(?:{_behind(*_SURELY, *_SURELY_QUALIFIED)}|(?<=\b[Mm]id-)){_YEAR}{_COUNTS_NOTHING}"
_AS = r"(?<=\bback as )|(?<=\blate as )|(?<=\bearly as )"
_LIKELY_YEAR = (
    rf"(?:{_behind(*_PERHAPS)}|(?<=\b\d\d\d\d and )|(?<=['’]s )|{_AS})"
    rf"((?:19|20)(?!00)\d\d){_COUNTS_NOTHING}(?! {_PLURAL})"
)
_YEAR_OF_EVENT = rf"((?:19|20)(?!00)\d\d)(?={_EVENT})"
_YEAR_ALONE = r"(?<=\()((?:19|20)\d\d)(?=\))"

# --- meanings -------------------------------------------------------------------------


def _number(month: str | None) -> int:
    return _NUMBERS[(month or "")[:3]]


def _year_of(year: str | None, which: str | None, today: date | None) -> int | None:
    """Return a year as it is written, or last, this or next year."""
    if year:
        return int(year)
    if which and today:
        return today.year + _step(which)
    return None


def _step(which: str) -> int:
    return {"last": -1, "this": 0, "next": 1}[which.lower()]


def _day(
    year: int | None, month: str | None, day: str | None, today: date | None, weekday: str | None
) -> Span | None:
    """Return a day; without a year, the one that is near, or that the day of the week fits."""
    if day is None or (year is None and today is None):
        return None
    if year is not None:
        return spans.day(year, _number(month), int(day))
    assert today is not None  # noqa: S101 - see above
    years = (today.year - 1, today.year, today.year + 1)
    found = [one for year in years if (one := spans.day(year, _number(month), int(day)))]
    if weekday:
        found = [one for one in found if WEEKDAYS[one.start.weekday()] == weekday]
        return found[0] if len(found) == 1 else None
    near = [one for one in found if abs(one.start - today) <= timedelta(days=_NEAR)]
    return near[0] if near else None


def _iso(parts: Parts, today: date | None) -> Span | None:
    year, month, day = (int(part or 0) for part in parts)
    return spans.day(year, month, day)


def _days_dmy(parts: Parts, today: date | None) -> Span | None:
    first, last, month, year, which = parts
    number = _year_of(year, which, today)
    return spans.between(*(_day(number, month, day, today, None) for day in (first, last)))


def _days_mdy(parts: Parts, today: date | None) -> Span | None:
    month, first, last, year, which = parts
    return _days_dmy((first, last, month, year, which), today)


def _span_dmy(parts: Parts, today: date | None) -> Span | None:
    first, month, year, last, to_month, to_year = parts
    start = _day(_year_of(year or to_year, None, today), month, first, today, None)
    return spans.between(start, _day(_year_of(to_year, None, today), to_month, last, today, None))


def _span_mdy(parts: Parts, today: date | None) -> Span | None:
    month, first, year, to_month, last, to_year = parts
    return _span_dmy((first, month, year, last, to_month, to_year), today)


def _day_dmy(parts: Parts, today: date | None) -> Span | None:
    weekday, day, month, year, which = parts
    return _day(_year_of(year, which, today), month, day, today, weekday)


def _day_mdy(parts: Parts, today: date | None) -> Span | None:
    weekday, month, day, year, which = parts
    return _day(_year_of(year, which, today), month, day, today, weekday)


def _day_of_month(parts: Parts, today: date | None) -> Span | None:
    day, which = parts
    month = _which(("", which or ""), "month", today)
    return spans.day(month.start.year, month.start.month, int(day or 0)) if month else None


def _months(parts: Parts, today: date | None) -> Span | None:
    first, first_year, last, year = parts
    start = spans.month(int(first_year or year or 0), _number(first))
    return spans.between(start, spans.month(int(year or 0), _number(last)))


def _month(parts: Parts, today: date | None) -> Span | None:
    month, year, which = parts
    number = _year_of(year, which, today)
    return spans.month(number, _number(month)) if number else None


def _which_month(parts: Parts, today: date | None) -> Span | None:
    """Return "this November"; last and next one only if another year's cannot be meant."""
    which, month = (part or "" for part in parts)
    if today is None:
        return None
    step, number = _step(which), _number(month)
    is_over, is_ahead = number < today.month, number > today.month
    if (step < 0 and not is_ahead) or (step > 0 and not is_over):
        return None
    return spans.month(today.year + step, number)


def _quarter(parts: Parts, today: date | None) -> Span | None:
    nth, part, year, which = parts
    number, length = _year_of(year, which, today), 3 if part == "quarter" else 6
    at = _NTH[(nth or "").lower()] or 12 // length
    if number is None or at * length > 12:
        return None
    return spans.between(
        spans.month(number, (at - 1) * length + 1), spans.month(number, at * length)
    )


def _q(parts: Parts, today: date | None) -> Span | None:
    quarter, year = (int(part or 0) for part in parts)
    return spans.between(spans.month(year, 3 * quarter - 2), spans.month(year, 3 * quarter))


def _which(parts: Parts, unit: str, today: date | None) -> Span | None:
    """Return last, this or next week, month or year; a week not on a Sunday, which may begin it."""
    if today is None:
        return None
    step = _step(parts[1] or "")
    if unit == "year":
        return spans.year(today.year + step)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return spans.month(months // 12, months % 12 + 1)
    if today.weekday() == 6:
        return None
    return spans.week(today + timedelta(weeks=step))


def _relative(parts: Parts, today: date | None) -> Span | None:
    which, unit = parts
    return _which(("", which), unit or "", today)


def _day_of_week(parts: Parts, today: date | None) -> Span | None:
    weekday, which = (part or "" for part in parts)
    week = _which(("", which), "week", today)
    if week is None:
        return None
    one = week.start + timedelta(days=WEEKDAYS.index(weekday))
    return Span(one, one)


def _beside(parts: Parts, today: date | None) -> Span | None:
    if today is None:
        return None
    one = today + timedelta(days=1 if (parts[0] or "").lower() == "tomorrow" else -1)
    return Span(one, one)


def _years(parts: Parts, today: date | None) -> Span | None:
    first, last = parts[0] or "", parts[1] or ""
    last = first[:2] + last if len(last) == 2 else last
    return spans.between(spans.year(int(first)), spans.year(int(last)))


def _decade(parts: Parts, today: date | None) -> Span | None:
    return spans.decade(int(parts[0] or 0) * 10)


def _year(parts: Parts, today: date | None) -> Span | None:
    return spans.year(int(parts[0] or 0))


def _unknown(parts: Parts, today: date | None) -> Span | None:
    return None


# --- forms ----------------------------------------------------------------------------


class Form(NamedTuple):
    """One form of a date."""

    name: str
    pattern: str
    resolve: Callable[[Parts, date | None], Span | None]


_ON = rf"(?:{_WEEKDAY},? )?"
_MONTH_LIKE_A_NAME = r"(?!(?:March|May|April|June|August)(?: [A-Z]|['’]s))"

FORMS = (
    Form("iso", r"(\d{4})-(\d\d)-(\d\d)", _iso),
    Form("days_dmy", rf"{_DAY}{_TO}{_DAY} {_SHORT_MONTH}(?:{_OF_YEAR})?", _days_dmy),
    Form(
        "span_dmy",
        rf"{_DAY} {_SHORT_MONTH}(?:,? {_YEAR})?{_TO}{_DAY} {_SHORT_MONTH}(?:,? {_YEAR})?",
        _span_dmy,
    ),
    Form("days_mdy", rf"{_SHORT_MONTH} {_DAY}{_TO}{_DAY}(?:{_OF_YEAR})?", _days_mdy),
    Form(
        "span_mdy",
        rf"{_SHORT_MONTH} {_DAY}(?:,? {_YEAR})?{_TO}{_SHORT_MONTH} {_DAY}(?:,? {_YEAR})?",
        _span_mdy,
    ),
    Form("day_dmy", rf"{_ON}{_DAY} {_SHORT_MONTH}(?:{_OF_YEAR})?", _day_dmy),
    Form("day_mdy", rf"{_ON}{_SHORT_MONTH} {_DAY}(?:{_OF_YEAR})?", _day_mdy),
    Form("day_of_month", rf"{_DAY} (last|this|next) month", _day_of_month),
    Form("months", rf"{_MONTH}(?:,? {_YEAR})?{_TO}{_MONTH},? {_YEAR}", _months),
    Form("month", rf"{_SHORT_MONTH}{_OF_YEAR}", _month),
    Form("which_month", rf"{_WHICH} {_MONTH}", _which_month),
    Form(
        "quarter",
        r"([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) (quarter|half) of "
        rf"(?:{_YEAR}|(last|this|next) year)",
        _quarter,
    ),
    Form("q", rf"Q([1-4])(?: of)? {_YEAR}", _q),
    Form("which", rf"{_WHICH} (week|month|year)", _relative),
    Form("beside", r"([Yy]esterday|[Tt]omorrow)", _beside),
    Form("years", rf"{_YEAR}[-–—/]({_YEARS}|\d\d)(?!\d| ?(?i:{_UNITS}))", _years),
    Form("years_from", rf"{_behind('from')}{_YEAR} (?:to|until|through) {_YEAR}", _years),
    Form("years_between", rf"{_behind('between')}{_YEAR} and {_YEAR}", _years),
    Form("decade", r"(1[5-9]\d|20\d)0['’]?s", _decade),
    Form("sure_year", _SURE_YEAR, _year),
    Form("likely_year", _LIKELY_YEAR, _year),
    Form("year_of_event", _YEAR_OF_EVENT, _year),
    Form("year_alone", _YEAR_ALONE, _year),
    Form(
        "bare_month",
        rf"(?:{_behind('in', 'since', 'until', 'till', 'early', 'late', 'mid')}|(?<=\b[Mm]id-)"
        rf"|(?<=\bend of )|(?<=\bbeginning of )){_MONTH_LIKE_A_NAME}{_MONTH}",
        _unknown,
    ),
    Form("day_of_week", rf"{_WEEKDAY},? (?:of )?(last|this|next) week", _day_of_week),
    Form("weekday", rf"(?:{_WHICH} )?{_WEEKDAY}", _unknown),
)
"""In the order in which they are tried at one place."""
