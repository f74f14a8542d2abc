"""The forms in which English sentences write dates."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dossier.text import date_meanings as meanings
from dossier.text import date_years as years
from dossier.text.date_meanings import MONTHS, WEEKDAYS, Parts
from dossier.text.date_years import NUMERALS
from dossier.text.spans import Span

_MONTH = rf"({'|'.join(MONTHS)})"
_WEEKDAY = rf"({'|'.join(WEEKDAYS)})"
_SHORT_MONTH = "((?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?|" + _MONTH[1:]
_DAY = r"(?:the )?(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)?"
_YEAR = r"((?:1[5-9]|20)\d\d)"
_WHICH = r"([Ll]ast|[Tt]his|[Nn]ext)"
_OF_YEAR = rf"(?:,? (?:of )?{_YEAR}|,? (?:of )?(last|this|next) year)"
_FEW = rf"({'|'.join(NUMERALS)})"
_TO = r"(?: ?[-–—] ?| (?:to|until|till|through) )"

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

# --- forms ----------------------------------------------------------------------------


class Form(NamedTuple):
    """One form of a date."""

    name: str
    pattern: str
    """Its groups are the parts of which `resolve` makes the days."""

    resolve: Callable[[Parts, date | None], Span | None]


_ON = rf"(?:{_WEEKDAY},? )?"
_MONTH_LIKE_A_NAME = r"(?!(?:March|May|April|June|August)(?: [A-Z]|['’]s))"

FORMS = (
    Form("iso", r"(\d{4})-(\d\d)-(\d\d)", meanings.iso_day),
    Form(
        "dots",  # the date of an entry in a chronicle
        r"\A(1[3-9]|2\d|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)?\d\d)(?=[:.]? )",
        meanings.day_in_dots,
    ),
    Form(
        "days_between",
        rf"{_behind('between')}{_DAY} and {_DAY} {_SHORT_MONTH}(?:{_OF_YEAR})?",
        meanings.days_dmy,
    ),
    Form("days_dmy", rf"{_DAY}{_TO}{_DAY} {_SHORT_MONTH}(?:{_OF_YEAR})?", meanings.days_dmy),
    Form("two_days", rf"{_DAY} and {_DAY} {_SHORT_MONTH}(?:{_OF_YEAR})?", meanings.days_dmy),
    Form(
        "span_dmy",
        rf"{_DAY} {_SHORT_MONTH}(?:,? {_YEAR})?{_TO}{_DAY} {_SHORT_MONTH}(?:,? {_YEAR})?",
        meanings.span_dmy,
    ),
    Form("days_mdy", rf"{_SHORT_MONTH} {_DAY}{_TO}{_DAY}(?:{_OF_YEAR})?", meanings.days_mdy),
    Form(
        "span_mdy",
        rf"{_SHORT_MONTH} {_DAY}(?:,? {_YEAR})?{_TO}{_SHORT_MONTH} {_DAY}(?:,? {_YEAR})?",
        meanings.span_mdy,
    ),
    Form(
        "day_before",
        rf"{_ON}{_DAY} {_MONTH}(?=,? (?:and|or) (?:on )?{_DAY} {_MONTH},? {_YEAR})",
        meanings.day_before_another,
    ),
    Form("day_dmy", rf"{_ON}{_DAY} {_SHORT_MONTH}(?:{_OF_YEAR})?", meanings.day_dmy),
    Form("day_mdy", rf"{_ON}{_SHORT_MONTH} {_DAY}(?:{_OF_YEAR})?", meanings.day_mdy),
    Form("day_of_month", rf"{_DAY} (last|this|next) month", meanings.day_of_this_month),
    Form(
        "months",
        rf"{_MONTH}(?:,? {_YEAR})?{_TO}{_MONTH},? (?:of )?{_YEAR}",
        meanings.months_between,
    ),
    Form(
        "months_between",
        rf"{_behind('between')}{_MONTH}(?:,? {_YEAR})? and {_MONTH},? (?:of )?{_YEAR}",
        meanings.months_between,
    ),
    Form(
        "month_before",
        rf"{_MONTH}(?=(?:, {_MONTH.replace('(', '(?:')})*,? (?:and|or) (?:in )?"
        rf"{_MONTH},? (?:of )?{_YEAR})",
        meanings.month_before_another,
    ),
    Form("month", rf"{_SHORT_MONTH}{_OF_YEAR}", meanings.month_of_year),
    Form("which_month", rf"{_WHICH} {_MONTH}", meanings.named_month),
    Form(
        "quarter",
        r"([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) (quarter|half) of "
        rf"(?:{_YEAR}|(last|this|next) year)",
        years.part_of_year,
    ),
    Form(
        "months_of_year",
        rf"([Ff]irst|[Ll]ast) (?:{_FEW} )?(days|weeks|months|quarters) of "
        rf"(?:{_YEAR}|(last|this|next) year)",
        years.months_of_year,
    ),
    Form(
        "season",
        r"(?<!Arab )(?<!Prague )(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of|,)? "
        rf"(?:{_YEARS}(?:[-–—/]\d{{2,4}})?|(?:last|this|next) year)",
        meanings.uncertain,
    ),
    Form("q", rf"Q([1-4])(?: of)? {_YEAR}", years.quarter_of_year),
    Form("which", rf"{_WHICH} (week|month|year)", meanings.last_this_next),
    Form("beside", r"([Yy]esterday|[Tt]omorrow)", meanings.day_beside),
    Form(
        "years",
        rf"{_YEAR}(?:[-–—]|/ ?)({_YEARS}|\d\d)(?!\d| ?(?i:{_UNITS}))",
        years.years_between,
    ),
    Form(
        "years_from",
        rf"{_behind('from')}{_YEAR} (?:to|until|through) {_YEAR}",
        years.years_between,
    ),
    Form("years_between", rf"{_behind('between')}{_YEAR} (?:and|to) {_YEAR}", years.years_between),
    Form("decade", r"(1[5-9]\d|20\d)0['’]?s", years.decade_of),
    Form("sure_year", _SURE_YEAR, years.whole_year),
    Form("likely_year", _LIKELY_YEAR, years.whole_year),
    Form("year_of_event", _YEAR_OF_EVENT, years.whole_year),
    Form("year_alone", _YEAR_ALONE, years.whole_year),
    Form(
        "bare_month",
        rf"(?:{_behind('in', 'since', 'until', 'till', 'early', 'late', 'mid')}|(?<=\b[Mm]id-)"
        rf"|(?<=\bend of )|(?<=\bbeginning of )){_MONTH_LIKE_A_NAME}{_MONTH}",
        meanings.uncertain,
    ),
    Form("day_of_week", rf"{_WEEKDAY},? (?:of )?(last|this|next) week", meanings.day_of_week),
    Form("weekday", rf"(?:{_WHICH} )?{_WEEKDAY}", meanings.uncertain),
)
"""In the order in which they are tried at one place."""
