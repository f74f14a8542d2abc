"""The dates that a text speaks of: on 24 February 2022, in November, by 2027, last week.

Precision comes before completeness. A number is a year only where its neighbours say so, and a
month such as May only behind a word such as "in". What depends on the day of the text is resolved
only if one reading is possible:

- last, this and next week, month and year ("in January this year"), but not "over the last year",
  which is twelve months;
- yesterday and tomorrow;
- a day of a month without a year near the day of the text, or if its day of the week fits.

A day or month that is joined with a later one has its year ("in June and August 1988"). Any other
month without a year, Tuesday and "last Friday" are found and not resolved, for whether the one
before or the one behind is meant is not written; nor is when a summer begins, which depends on the
place. English has all forms; other languages have those of `dates`: days and months with their
years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import compress

from dossier.text import dates, spans
from dossier.text.date_forms import FORMS
from dossier.text.date_meanings import MONTHS, WEEKDAYS, Parts
from dossier.text.languages import primary
from dossier.text.spans import Span
from dossier.text.tokens import tokenize

_STARTS = r"(?<![\w$€£/.,#§])(?<!\d[-–])"
_ENDS = r"(?![\w%]|[.,:/]\d|[-–]\d)"
_PATTERN = re.compile(
    rf"{_STARTS}(?:{'|'.join(f'(?P<{form.name}>{form.pattern})' for form in FORMS)}){_ENDS}"
)
_BY_NAME = {form.name: form for form in FORMS}

_MONTH_WORDS = frozenset(form.lower() for name in MONTHS for form in (name, name[:3], name[:4]))
_WEEKDAY_WORDS = frozenset(name.lower() for name in WEEKDAYS)
_ORDINALS = frozenset(f"{day}{end}" for day in range(1, 32) for end in ("st", "nd", "rd", "th"))
_ALONE = _MONTH_WORDS | _WEEKDAY_WORDS | {"q1", "q2", "q3", "q4", "yesterday", "tomorrow"}
_ALONE |= {f"{decade}0s" for decade in range(150, 210)}
"""Words with which a date may begin."""

_NUMBER = "0"  # every number, as tokens have it
_UNITS = frozenset({"days", "weeks", "months", "quarters"})

_BEFORE_OTHERS = {
    **dict.fromkeys(
        ("last", "this", "next"),
        _MONTH_WORDS | _WEEKDAY_WORDS | _UNITS | {"week", "month", "year", "quarter"},
    ),
    **dict.fromkeys(("first", "second", "third", "fourth"), _UNITS | {"quarter", "half"}),
    **dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), frozenset({_NUMBER, "year"})),
    **dict.fromkeys(_ORDINALS, _MONTH_WORDS | {"month"}),
}
"""Words with which a date may begin if one of others is near behind; so may a number of a day."""

_FIRST_WORDS = _ALONE | _BEFORE_OTHERS.keys() | {_NUMBER}
_NEAR_BEHIND = 6
"""Words: in "26th to the 29th of October", the month is the fifth."""

_BEFORE = 40
"""Characters before a date in which it is looked for what changes its meaning."""

_LEADING = re.compile(
    r"(?:\b(?:in|on|by|since|until|till|before|after|from|during|between|as of|around|for) )?"
    r"(?:\bthe )?(?:\b(?:early|late|later|earlier|mid|end|beginning|start|middle|year|week|month)"
    r"(?: of| in)?[ -])?(?:the )?$",
    re.IGNORECASE,
)
"""What belongs to a date before it."""

_OTHER_YEAR = re.compile(r"\b(?:fiscal|financial|academic|FY) ?(?:years? )?$", re.IGNORECASE)
"""Before a year that does not begin in January everywhere."""

_PERIOD = re.compile(r"\b(?:the|these|a|an|one|each|every|past)(?: very)? $", re.IGNORECASE)
"""Before "last year": it is the twelve months before, or another year."""

_NO_DAY = re.compile(r"\b(?:of|for|a|the|better|brighter) $", re.IGNORECASE)
"""Before "tomorrow": it is the future."""

_NAME_BEFORE = re.compile(r"[a-z0-9,;] [A-Z][a-z]+ $|^[A-Z][a-z]+ $")
_NOT_NAMES = re.compile(r"(?:On|By|Until|Since|Late|Early|From|Before|After|Only|And|But|This) $")
_PAPER = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Express|Guardian|Leader|Island|Post|Prayers?)\b"
)
"""Around a day of the week: it is part of a name, such as Easter Sunday."""


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date as a text writes it."""

    start: int
    """In characters of the text; `end` likewise."""

    end: int
    span: Span | None
    """The days that are meant; None if that is not certain."""


_SPACES = dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F), " ")
"""Spaces that word processors and typesetters put into dates; each is one character as well."""


def date_phrases(text: str, language: str, today: date | None) -> Iterator[DatePhrase]:
    """Yield the dates in a text, in their order.

    `language` is a BCP 47 tag, `today` the day of the text if it has one.
    """
    if primary(language) != "en":
        yield from _in_any_language(text, language)
        return
    text = text if text.isascii() else text.translate(_SPACES)
    end = 0
    for at in _first_words(text):
        if at >= end and (match := _PATTERN.match(text, at)):
            phrase = _phrase(match, today)
            if phrase and phrase.start >= end:
                end = phrase.end
                yield phrase


def _first_words(text: str) -> Iterator[int]:
    """Yield where words stand with which a date may begin."""
    tokens = tokenize(text)  # at hand from the filing
    forms = tokens.forms
    if _FIRST_WORDS.isdisjoint(forms):
        return
    for number in compress(range(len(forms)), map(_FIRST_WORDS.__contains__, forms)):
        others = _BEFORE_OTHERS.get(forms[number])
        if forms[number] == _NUMBER:
            start, end = tokens.spans[number].tolist()
            is_year_or_first = end - start == len("2025") or start == 0
            others = None if is_year_or_first else _BEFORE_OTHERS["1st"]
        if others is None or not others.isdisjoint(forms[number + 1 : number + _NEAR_BEHIND]):
            yield int(tokens.spans[number, 0])


def _phrase(match: re.Match[str], today: date | None) -> DatePhrase | None:
    """Return the date that a pattern has found, unless what stands around it says it is none."""
    name, text = match.lastgroup or "", match.string
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if _is_none(name, match[0], before, text[match.end() : match.end() + _BEFORE]):
        return None
    first = match.re.groupindex[name]
    parts = match.groups()[first : first + _groups(name)]
    other_year = _OTHER_YEAR.search(before)
    span = None if other_year else _resolve(name, parts, today)
    if span is None and name == "years" and not other_year:  # a number such as 1980/23
        return None
    date_at = other_year.start() if other_year else len(before)
    leading = _LEADING.search(before[:date_at])
    start = leading.start() if leading else date_at
    return DatePhrase(match.start() - len(before) + start, match.end(), span)


def _resolve(name: str, parts: Parts, today: date | None) -> Span | None:
    try:
        return _BY_NAME[name].resolve(parts, today)
    except (ValueError, OverflowError):  # before the year 1 or after 9999
        return None


def _is_none(name: str, phrase: str, before: str, behind: str) -> bool:
    """Is it no date, as what stands around it says?"""
    if name == "which":
        return phrase[:4].lower() != "this" and _PERIOD.search(before) is not None
    if name == "beside":
        is_future = phrase.lower() == "tomorrow" and behind[:2] in ("'s", "’s")
        return is_future or _NO_DAY.search(before) is not None
    if name == "two_days":  # 11 and 13 May are no span: the 13th is found by itself
        first, last = re.findall(r"\d+", phrase)[:2]
        return int(last) != int(first) + 1
    if name == "weekday":
        is_name = _NAME_BEFORE.search(before) and not _NOT_NAMES.search(before)
        return bool(is_name or _PAPER.match(behind))
    return False


@cache
def _groups(name: str) -> int:
    return re.compile(_BY_NAME[name].pattern).groups


def _in_any_language(text: str, language: str) -> Iterator[DatePhrase]:
    for start, end, year, month, day in dates.written_in(text, language):
        span = spans.day(year, month, day) if day else spans.month(year, month)
        if span:
            yield DatePhrase(start, end, span)
