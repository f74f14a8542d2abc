"""Dates as texts write them: 25 August 1971, Feb. 20, 2025, 2024-03-05, 5. März 2024, 21/10/10."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError

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
    months: dict[str, int] = {}
    days: set[str] = set()
    for tag in dict.fromkeys((_ALWAYS, language.partition("-")[0])):
        try:
            locale = Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                pairs = locale.months[form][width].items()
                months |= {name.casefold().rstrip("."): month for month, name in pairs}
                days |= {n.casefold().rstrip(".") for n in locale.days[form][width].values()}
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
        r"(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4}|\d\d)",
        r"(?P<y5>\d{4})年(?P<m5>\d{1,2})月(?P<d5>\d{1,2})日",
        rf"(?P<m6>{months})\.?,?\s+(?:de )?(?P<y6>\d{{4}})",
    )
    dated = re.compile(rf"(?<![\w/])(?:{'|'.join(forms)})(?![\w/])", re.IGNORECASE)
    beside = rf"(?<!\w)(?:{_TIME}|(?:{days})\b\.?|(?-i:{_ZONE})|(?:{_AROUND})\b)"
    return dated, re.compile(beside, re.IGNORECASE)


def _alternatives(names: "dict[str, int] | frozenset[str]") -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


def days_in(text: str, language: str) -> Iterator[date | None]:
    """Yield the days that `text` states; None for one that can be read two ways, or is a month.

    `language` is a BCP 47 tag.
    """
    for match in _patterns(language)[0].finditer(text):
        yield _day(match, language)


def rest_of(text: str, language: str) -> tuple[str, bool, bool]:
    """Return what a line says besides dates and times, and whether it has a date, and a time."""
    dated, beside = _patterns(language)
    without, dates = dated.subn(" ", text)
    times = re.search(_TIME, without, re.IGNORECASE) is not None
    if not (dates or times):
        return text, False, False
    rest = beside.sub(" ", without)
    return " ".join(re.sub(r"^\W+|\W+$", "", rest).split()), bool(dates), times


def _day(match: re.Match[str], language: str) -> date | None:
    parts = {name[0]: part for name, part in match.groupdict().items() if part is not None}
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if len(parts["y"]) == 2 or (first <= 12 and second <= 12 and first != second):
            return None
        parts |= {"d": str(max(first, second)), "m": str(min(first, second))}
    if "d" not in parts:
        return None
    month = parts["m"].casefold().rstrip(".")
    number = int(month) if month.isdigit() else _names(language)[0][month]
    try:
        return date(int(parts["y"]), number, int(parts["d"]))
    except ValueError:
        return None
