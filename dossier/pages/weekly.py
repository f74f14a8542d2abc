"""The weekly digest: what the briefings of a week say, week by week.

Weeks are those of ISO 8601, from Monday to Sunday; the year of a week is that of its Thursday. They
come from the dates of the texts, and no page depends on the day of the build.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dossier.entities import most_mentioned, name_of
from dossier.model import Extract, Library, Record
from dossier.pages.base import Chip, Link, ListPage, Pager, list_parts, numbered
from dossier.pages.entities import KINDS, EntityPaths, entity_paths
from dossier.proof import Listed
from dossier.web.site import SiteContext, lead_of

POINTS = 3
"""Key points of a briefing, at most."""

NAMED = 3
"""Countries, organisations and people of a briefing, at most, of each kind."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week with at least one dated briefing."""

    name: str
    """As ISO 8601 writes it: 2026-W22."""

    title: str
    path: str
    briefings: int


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in the list of all, with its newest briefing."""

    week: Week
    newest: Record
    path: str
    """Of the briefing."""


@dataclass(frozen=True, slots=True)
class WeeksOfYear:
    """The weeks of a year, newest first."""

    year: int
    lines: tuple[WeekLine, ...]


@dataclass(frozen=True, slots=True)
class WeeksView:
    """`weeks.html`: all weeks."""

    years: tuple[WeeksOfYear, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A key point behind the name of its section."""

    section: str
    """Its id."""

    name: str
    extract: Extract


@dataclass(frozen=True, slots=True)
class Digested:
    """A briefing in a digest."""

    record: Record
    path: str
    lead: Extract | None
    """None: its bottom line is shown instead."""

    points: tuple[Point, ...]
    """By section."""

    named: tuple[Chip, ...]
    """Countries, then organisations, then people."""


@dataclass(frozen=True, slots=True)
class WeekView:
    """`week.html`: one page of the briefings of a week, newest first."""

    week: Week
    entries: tuple[Digested, ...]
    pager: Pager
    earlier: Link | None
    """The week before in which there is something."""

    later: Link | None
    mails: tuple[str, ...]
    """Paths of the digest as a mail, in HTML and as text; none while the site's address is not
    known."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page of all weeks, then those of each week that has a dated briefing."""
    members = weeks(library, site)
    yield _all_weeks(members, site)
    paths = entity_paths(library, site)
    links = [Link(week.title, week.path) for week, _ in members]
    for index, (week, records) in enumerate(members):
        earlier = links[index + 1] if index + 1 < len(links) else None
        later = links[index - 1] if index else None
        mails = _mails(week, records, site)
        frame = WeekView(week, (), Pager(1, 1, None, None), earlier, later, mails)
        yield from _week_pages(digested(records, paths, site), frame, site)


def _all_weeks(members: Sequence[tuple[Week, Sequence[Record]]], site: SiteContext) -> ListPage:
    lines = [
        WeekLine(week, records[0], site.urls.briefing(records[0].slug)) for week, records in members
    ]
    years = groupby(lines, key=lambda line: int(line.week.name[:-4]))
    return ListPage(
        path=site.urls.weekly,
        template="weeks.html",
        title=site.say("weekly"),
        view=WeeksView(tuple(WeeksOfYear(year, tuple(known)) for year, known in years)),
        key=repr([(line.week, line.newest.key) for line in lines]),
        listed=tuple(Listed(line.newest.slug, None, bottom_line=False) for line in lines),
    )


def weeks(library: Library, site: SiteContext) -> list[tuple[Week, Sequence[Record]]]:
    """Return every week that has dated briefings, newest first, with them, newest first."""
    dated = [record for record in library.records if record.date]
    grouped = ((monday, list(group)) for monday, group in groupby(dated, key=_monday))
    return [(_week(monday, len(records), site), records) for monday, records in grouped]


def digested(
    records: Sequence[Record], paths: EntityPaths, site: SiteContext
) -> tuple[Digested, ...]:
    """Return what a digest says of some briefings."""
    return tuple(
        Digested(
            record=record,
            path=site.urls.briefing(record.slug),
            lead=lead_of(record),
            points=_points(record, site),
            named=tuple(
                Chip(name_of(one, site.language), paths.get((one.kind, one.id)))
                for kind in KINDS
                for one in most_mentioned(record.mentions, kind.id)[:NAMED]
            ),
        )
        for record in records
    )


def _points(record: Record, site: SiteContext) -> tuple[Point, ...]:
    """Return the key points that a digest shows: the first of each section, then further ones."""
    lead = lead_of(record)
    ranked = sorted(
        (rank, place, point)
        for place, section in enumerate(record.summarised)
        for rank, point in enumerate(point for point in section.key_points if point != lead)
    )
    chosen = sorted(ranked[:POINTS], key=lambda one: one[1])
    sections = record.summarised
    return tuple(
        Point(sections[place].id, site.place_name(sections[place].id), point)
        for _, place, point in chosen
    )


def _week_pages(
    entries: Sequence[Digested], frame: WeekView, site: SiteContext
) -> Iterator[ListPage]:
    week = frame.week
    for pager, part in list_parts(entries, lambda n: site.urls.week(week.name, n)):
        view = replace(frame, entries=tuple(part), pager=pager)
        shown = [(one.record.key, one.named) for one in part]
        yield ListPage(
            path=site.urls.week(week.name, pager.number),
            template="week.html",
            title=numbered(week.title, pager, site),
            view=view,
            key=repr((replace(view, entries=()), shown)),
            listed=tuple(map(_listed, part)),
        )


def _listed(one: Digested) -> Listed:
    return Listed(one.record.slug, one.lead, points=tuple(point.extract for point in one.points))


def _week(monday: datetime.date, briefings: int, site: SiteContext) -> Week:
    year, number, _ = monday.isocalendar()
    name = f"{year}-W{number:02}"
    sunday = datetime.date.fromordinal(min(monday.toordinal() + 6, datetime.date.max.toordinal()))
    days = site.phrases.period(monday, sunday)
    title = site.say("week", number=number, days=days)
    return Week(name, title, site.urls.week(name), briefings)


def _monday(record: Record) -> datetime.date:
    day = record.date or datetime.date.min
    return datetime.date.fromordinal(day.toordinal() - day.weekday())


def _mails(week: Week, records: Sequence[Record], site: SiteContext) -> tuple[str, ...]:
    is_mailed = site.feeds and any(not record.front.publish.is_draft for record in records)
    return tuple(site.urls.mail(week.name, one) for one in ("html", "txt")) if is_mailed else ()
