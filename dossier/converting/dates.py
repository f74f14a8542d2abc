"""Dates that only stand in the words of a text: proposed to an editor, never taken."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dossier.converting.record import Fact

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join([*_MONTHS, *(f"{month[:3]}\\.?" for month in _MONTHS), "sept\\.?"])
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\s*,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b"
    r"|\b(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})\b",
    re.IGNORECASE,
)
_FIRST, _LAST = 5, 3
"""Paragraphs at the beginning and the end in which a text says when it was published."""

_LONGEST = 15
"""Words up to which a line further in may be a dateline."""

_EARLY = 80
"""Characters within which a longer paragraph names its own date."""


def proposed(texts: Sequence[str]) -> Iterator[Fact]:
    """Yield the first date that the words of a text name where a text usually says its own."""
    for index, text in enumerate(texts):
        if _FIRST <= index < len(texts) - _LAST:
            continue
        match = _DATE.search(text)
        early = match and (len(text.split()) <= _LONGEST or match.start() < _EARLY)
        if match and early and (day := _day(match)):
            origin = f"only in the words (“{match[0]}”); if that is the day of publication, "
            yield Fact("date", day, f"{origin}add date: {day}", stated=False)
            return


def _day(match: re.Match[str]) -> str:
    parts = {key.rstrip("23"): value for key, value in match.groupdict().items() if value}
    month = parts["month"].lower().rstrip(".")
    number = (
        int(month)
        if month.isdigit()
        else next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month[:3]))
    )
    try:
        return date(int(parts["year"]), number, int(parts["day"])).isoformat()
    except ValueError:
        return ""
