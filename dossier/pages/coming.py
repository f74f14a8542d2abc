"""What is coming: dated events ahead that texts speak of, next first.

What is ahead is counted from the day of the newest briefing, never from the day of the build. A
date is taken if it is certain, if it begins after that day, and if its sentence can stand alone in
a list. So "this year" and "the 2026 budget" are left out; of "by the end of 2026" the end is ahead.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

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

_END = re.compile(
    r"(?:by|until|till|before|through) (?:the )?(?:very )?(?:end|close)\b", re.IGNORECASE
)
"""How a date begins that means the last of its days."""

_NAMED_YEAR = re.compile(r"(?:the |its |their |our )?\d{4}", re.IGNORECASE)
"""A year that names something: "the 2027 budget", "Agenda 2027"."""

_TOMORROW = "tomorrow"
"""Over before the page is read; in speeches it is the future."""

_ENDS = tuple(".!…。।؟۔")
_OPENS, _CLOSES = "\"'“‘«„", "\"'”’»“)]"


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
    """`parts/coming.html`: events ahead, next first."""

    events: tuple[Event, ...]
    day: datetime.date | None
    """Of the newest briefing, after which they are; None if none is dated."""


def coming_view(library: Library, site: SiteContext, most: int = MOST) -> ComingView:
    """Return what is ahead of the newest briefing, at most so many events."""
    today = library.records[0].date if library.records else None
    if today is None:
        return ComingView((), None)
    found = [
        (record, mention)
        for record in library.records
        for mention in record.dates
        if _is_ahead(mention, today) and _is_shown(record, mention.sentence)
    ]
    found.sort(key=lambda pair: _order(pair[1]))
    events = [_event(record, mention, site) for record, mention in _chosen(found)]
    return ComingView(tuple(events[:most]), today)


def listed(view: ComingView) -> tuple[Listed, ...]:
    """Return what a page lists that shows the events."""
    return tuple(Listed(one.record.slug, one.sentence) for one in view.events)


def key(view: ComingView) -> str:
    """Return the cache key of what is shown of them."""
    return repr((view.day, [(one.record.key, one.when, one.sentence) for one in view.events]))


def _is_ahead(mention: DateMention, today: datetime.date) -> bool:
    """Does a date speak of an event after `today`?"""
    first, last = mention.start, mention.end
    if first is None or last is None or (last - first).days >= _LONGEST:
        return False
    begins = last if _END.match(mention.text) else first
    if not today < begins or begins.year > today.year + YEARS_AHEAD:
        return False
    is_year = (last - first).days > 360
    named = is_year and _NAMED_YEAR.fullmatch(mention.text)
    return (
        not named
        and not mention.text.lower().endswith(_TOMORROW)
        and _stands_alone(mention.sentence.text)
    )


def _stands_alone(sentence: str) -> bool:
    """Is it a whole statement, no question, heading, or remark in brackets?"""
    is_whole = sentence.rstrip(_CLOSES).endswith(_ENDS)
    is_begun = not sentence[0].islower() and (sentence[0].isalnum() or sentence[0] in _OPENS)
    return len(sentence) in _LENGTH and is_whole and is_begun


def _is_shown(record: Record, sentence: Extract) -> bool:
    """Do the rights of a text allow to show a sentence?"""
    return record.is_full or sentence in record.extracts


def _order(mention: DateMention) -> tuple[datetime.date, datetime.date]:
    """Sort by the last day: what comes in a year, after what comes in its months."""
    assert mention.start and mention.end  # noqa: S101 - it is ahead
    return mention.end, mention.start


def _chosen(
    found: list[tuple[Record, DateMention]],
) -> Iterator[tuple[Record, DateMention]]:
    """Yield each sentence once, by its first date, and only a few of one briefing."""
    seen, counts = set[tuple[str, Extract]](), Counter[str]()
    for record, mention in found:
        known = (record.slug, mention.sentence)
        if known not in seen and counts[record.slug] < MOST_OF_ONE:
            seen.add(known)
            counts[record.slug] += 1
            yield record, mention


def _event(record: Record, mention: DateMention, site: SiteContext) -> Event:
    assert mention.start and mention.end  # noqa: S101 - it is ahead
    edtf = Span(mention.start, mention.end).edtf
    when = site.phrases.period(mention.start, mention.end)
    if mention.start != mention.end and _END.match(mention.text):
        when = site.say("end_of", when=when)
    is_plain = "/" not in edtf and "X" not in edtf
    return Event(
        record,
        site.urls.briefing(record.slug),
        when,
        edtf if is_plain else "",
        mention.sentence,
    )
