"""What is coming: dated events ahead that texts speak of, next first.

What is ahead is counted from the day of the newest briefing, never from the day of the build. A
date is taken if it is certain, if it begins after that day, and if its sentence can stand alone in
a list. So "this year" and "the 2026 budget" are left out; of "by the end of 2026" the end is ahead.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from dossier.model import DateMention, Extract, Library, Record
from dossier.proof import Listed
from dossier.text.spans import Span
from dossier.web.site import SiteContext

MOST = 8
"""Events that are listed unless another number is asked for."""

MOST_OF_ONE = 3
"""Events of one briefing: a long study must not fill the list."""

YEARS_AHEAD = 3
"""Later years are those of targets and projections ("net zero by 2050"), not of events."""

_LENGTH = range(25, 321)
"""Characters of a sentence that can be read at a glance; "See you next week." says nothing."""

_LONGEST = 366
"""Days of a time in which an event can be awaited; decades and plans of several years are none."""

_SHORT = 360
"""Days of a time that is shorter than a year."""

_END = re.compile(
    r"(?:by|until|till|before|through) (?:the )?(?:very )?(?:end|close)\b", re.IGNORECASE
)
"""How a date begins that means the last of its days."""

_NAMED_YEAR = re.compile(r"(?:the |its |their |our )?\d{4}", re.IGNORECASE)
"""A year that names something: "the 2027 budget", "Agenda 2027"."""

_SINCE = "since "
"""How a date begins that is over, whatever day the text has."""

_TOMORROW = "tomorrow"
"""Over before the page is read; in speeches it is the future."""

_ENDS = (".", "!", "…", "。", "।", "\u06d4")  # the last is that of Urdu
_OPENS, _CLOSES = "\"'“‘«„", "\"'”’»“)]"


_Found: TypeAlias = tuple[Span, Record, DateMention]


@dataclass(frozen=True, slots=True)
class Event:
    """A date ahead, with the sentence that speaks of it."""

    record: Record
    path: str
    """Of the briefing."""

    when: str
    """The date in words of the interface."""

    edtf: str
    """The same for programs, as HTML's `time` has it; empty for a time that it cannot write."""

    sentence: Extract


@dataclass(frozen=True, slots=True)
class ComingView:
    """`figures/coming.html`: events ahead, next first."""

    events: tuple[Event, ...]
    day: datetime.date | None
    """Of the newest briefing, after which they are; None if none is dated."""

    level: int = 3
    """Of the headings of the briefings that speak of them."""


def coming_view(
    library: Library, site: SiteContext, most: int = MOST, level: int = 3
) -> ComingView:
    """Return what is ahead of the newest briefing, at most so many events."""
    today = library.records[0].date if library.records else None
    if today is None:
        return ComingView((), None, level)
    found = [
        (span, record, mention)
        for record in library.records
        if record.date  # of any other text it is not known whether it looks ahead or back
        for mention in record.dates
        if (span := _ahead(mention, today)) and _is_shown(record, mention.sentence)
    ]
    found.sort(key=lambda one: (one[0].end, one[0].start))  # a year stands behind its months
    events = [_event(*one, site) for one in _chosen(found)]
    return ComingView(tuple(events[:most]), today, level)


def listed(view: ComingView) -> tuple[Listed, ...]:
    """Return what a page lists that shows the events."""
    return tuple(Listed(one.record.slug, one.sentence, bottom_line=False) for one in view.events)


def key(view: ComingView) -> str:
    """Return the cache key of what is shown of them."""
    return repr((view.day, [(one.record.key, one.when, one.sentence) for one in view.events]))


def _ahead(mention: DateMention, today: datetime.date) -> Span | None:
    """Return the days of a date if it is one of an event after `today`."""
    if mention.start is None or mention.end is None:
        return None
    span = Span(mention.start, mention.end)
    days = (span.end - span.start).days + 1
    begins = span.end if _END.match(mention.text) else span.start
    is_ahead = today < begins and begins.year <= today.year + YEARS_AHEAD
    is_name = days > _SHORT and _NAMED_YEAR.fullmatch(mention.text)
    text = mention.text.lower()
    is_vague = days > _LONGEST or text.startswith(_SINCE) or text.endswith(_TOMORROW)
    is_event = is_ahead and not is_name and not is_vague
    return span if is_event and _stands_alone(mention.sentence.text) else None


def _stands_alone(sentence: str) -> bool:
    """Is it a whole statement, no question, heading, or remark in brackets?"""
    is_whole = sentence.rstrip(_CLOSES).endswith(_ENDS)
    is_begun = not sentence[0].islower() and (sentence[0].isalnum() or sentence[0] in _OPENS)
    return len(sentence) in _LENGTH and is_whole and is_begun


def _is_shown(record: Record, sentence: Extract) -> bool:
    """Do the rights of a text allow to show a sentence?"""
    return record.is_full or sentence in record.extracts


def _chosen(found: Iterable[_Found]) -> Iterator[_Found]:
    """Yield each sentence once, by its first date, and only a few of one briefing.

    Of several briefings that have the same sentence, the newest stands for all.
    """
    seen, counts = set[str](), Counter[str]()
    for span, record, mention in found:
        sentence = mention.sentence.text
        if sentence not in seen and counts[record.slug] < MOST_OF_ONE:
            seen.add(sentence)
            counts[record.slug] += 1
            yield span, record, mention


def _event(span: Span, record: Record, mention: DateMention, site: SiteContext) -> Event:
    when = site.phrases.period(span.start, span.end)
    if span.start != span.end and _END.match(mention.text):
        when = site.say("end_of", when=when)
    edtf = "" if "/" in span.edtf else span.edtf
    return Event(record, site.urls.briefing(record.slug), when, edtf, mention.sentence)
