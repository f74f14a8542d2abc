"""Dates as texts write them: 25 August 1971, Feb. 20, 2025, 2024-03-05, 5. März 2024, 21/10/10."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ]+(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?"  # the time
    r"\s*(?:[A-Z]{1,5}|[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?)?)?"  # and its zone
)
_MONTH_ONLY = re.compile(r"\d{4}(?:[-/.]\d{1,2})?")

_ALWAYS = "en"
"""Its names of months and days are known in every text."""

_TIME = (
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.? ?m\b\.?)?(?: ?(?:hrs|h|Uhr)\b)?"
    r"|\d{1,2} ?[ap]\.? ?m\b\.?|\d{4} ?(?:hrs|hours|Z)\b|noon\b|midnight\b"
)
_ZONE = r"\(?(?:[A-Z]{2,4}T|GMT|UTC|local time|Z)\)?"
_AROUND = (
    "(?:last )?(?:updated?|modified|revised)|published|posted|issued|released|delivered|dated?"
    "|on|at|of|the|from"
)
"""Words that may stand around a date without adding to it."""


@cache
def _names(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """Return the months by their names, and the names of the days of the week."""
    from babel import Locale, UnknownLocaleError  # slow to load, and not every program needs it

    months: dict[str, int] = {}
    days: set[str] = set()
    for tag in dict.fromkeys((_ALWAYS, language.partition("-")[0])):
        try:
            locale = Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            # Not "stand-alone": where Babel has but an alias, it keeps one language's for all.
            pairs = locale.months["format"][width].items()
            months |= {name.casefold().rstrip("."): month for month, name in pairs}
            days |= {n.casefold().rstrip(".") for n in locale.days["format"][width].values()}
    return {n: m for n, m in months.items() if not n.isdigit()} | {"sept": 9}, frozenset(days)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a date, and that of all that may stand beside one."""
    months, days = (_alternatives(names) for names in _names(language))
    day = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?"
    forms = (
        day.format(1) + rf",?\s+(?:of |de )?(?P<m1>{months})\.?,?\s+(?:de |del )?(?P<y1>\d{{4}})",
        rf"(?P<m2>{months})\.?\s+" + day.format(2) + r",?\s+(?P<y2>\d{4})",
        r"(?P<y3>\d{4})(?P<s3>[-/.])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})",
        r"(?P<y7>(?:1[5-9]|2[01])\d\d)(?P<m7>\d\d)(?P<d7>\d\d)",
        r"(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4}|\d\d)",
        r"(?P<y5>\d{4})年(?P<m5>\d{1,2})月(?P<d5>\d{1,2})日",
        rf"(?P<m6>{months})\.?,?\s+(?:de )?(?P<y6>\d{{4}})",
    )
    dated = re.compile(rf"(?<![\w/])(?:{'|'.join(forms)})(?![\w/])", re.IGNORECASE)
    beside = rf"(?<!\w)(?:{_TIME}|(?:{days})\b\.?|(?-i:{_ZONE})|(?:{_AROUND})\b)"
    return dated, re.compile(beside, re.IGNORECASE)


def _alternatives(names: "dict[str, int] | frozenset[str]") -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


def days_in(text: str, language: str) -> Iterator[date]:
    """Yield the days that `text` states beyond doubt; `language` is a BCP 47 tag."""
    yield from (days[0] for days in readings(text, language) if len(days) == 1)


def readings(text: str, language: str = _ALWAYS) -> Iterator[tuple[date, ...]]:
    """Yield the days that each date in `text` may be: two for 3/5/2024, none for a month."""
    for match in _patterns(language)[0].finditer(text):
        yield tuple(sorted(_days(match, language)))


def written_in(text: str, language: str) -> Iterator[tuple[int, int, int, int, int | None]]:
    """Yield the days and months that `text` writes with the month's name, or as 2024-03-05.

    Each has its start and end in characters, year and month, and the day if it has one.
    """
    for match in _patterns(language)[0].finditer(text):
        parts = {name[0]: part for name, part in match.groupdict().items() if part is not None}
        if "a" in parts or match["y7"] or ("s" in parts and parts["s"] != "-"):
            continue
        name = parts["m"].casefold().rstrip(".")
        month = int(name) if name.isdigit() else _names(language)[0][name]
        day = int(parts["d"]) if "d" in parts else None
        if 1 <= month <= 12:
            yield match.start(), match.end(), int(parts["y"]), month, day


def iso(text: str) -> date | None:
    """Return the day of `2024-03-05`, with or without a time behind it, as the day is there."""
    match = _ISO.fullmatch(text.strip())
    return day_of(*match.groups()) if match else None


def lacks_day(text: str) -> bool:
    """Is it a year or a month, such as 2024 or 2024-03?"""
    return _MONTH_ONLY.fullmatch(text.strip()) is not None


def rest_of(text: str, language: str) -> tuple[str, bool, bool]:
    """Return what a line says besides dates and times, and whether it has a date, and a time."""
    dated, beside = _patterns(language)
    without, dates = dated.subn(" ", text)
    times = re.search(_TIME, without, re.IGNORECASE) is not None
    if not (dates or times):
        return text, False, False
    rest = beside.sub(" ", without)
    return " ".join(re.sub(r"^\W+|\W+$", "", rest).split()), bool(dates), times


def _days(match: re.Match[str], language: str) -> set[date]:
    parts = {name[0]: part for name, part in match.groupdict().items() if part is not None}
    if "d" not in parts and "a" not in parts:
        return set()
    if "d" in parts:
        month = parts["m"].casefold().rstrip(".")
        number = month if month.isdigit() else str(_names(language)[0][month])
        found = {day_of(parts["y"], number, parts["d"])}
    elif len(parts["y"]) == 2:
        found = set()
    else:
        one, other = parts["a"], parts["b"]
        found = {day_of(parts["y"], other, one)}
        if parts["s"] != ".":  # with full stops, the day stands first everywhere
            found.add(day_of(parts["y"], one, other))
    return {day for day in found if day}


def day_of(year: str, month: str, day: str) -> date | None:
    """Return the day of three numbers as they are written, if there is such a day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
