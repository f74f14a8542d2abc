"""Gather all briefings into a library: theme histories, who and where, and the archive."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dossier.briefings.cooccurrence import often_with
from dossier.model import (
    COUNTRY,
    FURNITURE,
    THEME,
    Abridged,
    Briefing,
    EntityEntry,
    Library,
    Record,
    Section,
    Subject,
    ThemeEntry,
    Themes,
)
from dossier.runtime.cache import encode, key

T = TypeVar("T")

UNDATED = "undated"

EMPTY = Library(records=(), histories={}, entities={}, years={}, digests={}, often_with={})


def record_of(briefing: Briefing) -> Record:
    """Return the record of a briefing: what a library needs of it."""
    filings = [filed.filing for filed in briefing.filed]
    also: dict[str, list[int]] = defaultdict(list)
    for filing in filings:
        for theme in filing.also:
            also[theme].append(filing.number)
    keyless = Record(
        path=briefing.document.source.path,
        slug=briefing.slug,
        title=briefing.title,
        date=briefing.date,
        language=briefing.language,
        front=replace(briefing.front, filed={}),
        lead=briefing.lead,
        lead_is_weak=briefing.lead_is_weak,
        sections=tuple(_abridged(s) for s in briefing.sections if s.theme),
        unthemed=tuple(_abridged(s) for s in briefing.sections if not s.theme and s.key_points),
        places=tuple(filing.section for filing in filings),
        furniture=tuple(f.number for f in filings if f.place == FURNITURE),
        also={theme: tuple(numbers) for theme, numbers in also.items()},
        mentions=briefing.mentions,
        dates=briefing.dates,
        minutes=briefing.minutes,
        close_calls=sum(filing.close_call for filing in filings),
        decisions=tuple(
            (f.proposed, f.section) for f in filings if f.filed_by == "editor" and f.is_decision
        ),
        notes=briefing.document.notes,
        proposals=briefing.document.proposals,
        key="",
    )
    return replace(keyless, key=key(encode(keyless)))


def _abridged(section: Section) -> Abridged:
    return Abridged(section.id, section.name, section.key_points)


def gather(records: Iterable[Record], themes: Themes) -> Library:
    """Return the library of all briefings that may be published."""
    published = [record for record in records if record.front.publish.is_shown]
    by_slug = sorted(published, key=lambda record: record.slug)
    ordered = tuple(sorted(by_slug, key=_ordinal, reverse=True))
    histories: dict[str, list[ThemeEntry]] = {theme.id: [] for theme in themes}
    years: dict[str, list[Record]] = defaultdict(list)
    entities: dict[str, dict[str, list[EntityEntry]]] = defaultdict(lambda: defaultdict(list))
    for one in ordered:
        years[str(one.date.year) if one.date else UNDATED].append(one)
        for mention in one.mentions:
            if mention.id:
                entities[mention.kind][mention.id].append(EntityEntry(one, mention))
        for entry in _entries(one):
            histories[entry[0]].append(entry[1])
    return Library(
        records=ordered,
        histories={theme: tuple(entries) for theme, entries in histories.items()},
        entities={
            kind: {entity: tuple(found[entity]) for entity in sorted(found)}
            for kind, found in entities.items()
        },
        years={year: tuple(members) for year, members in years.items()},
        digests={theme: _digests(entries) for theme, entries in histories.items()},
        often_with=often_with(_slugs(histories, entities)),
    )


def _slugs(
    histories: Mapping[str, Iterable[ThemeEntry]],
    entities: Mapping[str, Mapping[str, Iterable[EntityEntry]]],
) -> dict[Subject, list[str]]:
    """Return the slugs of the briefings of each theme and entity."""
    themes = {(THEME, id_): [one.record.slug for one in found] for id_, found in histories.items()}
    others = {
        (kind, id_): [one.record.slug for one in found]
        for kind, members in entities.items()
        for id_, found in members.items()
    }
    return themes | others


def with_pages(library: Library, kind: str) -> Mapping[str, tuple[EntityEntry, ...]]:
    """Return the entities of a kind that have pages of their own, by their ids.

    Those are all countries, and the organisations and people that several briefings mention: most
    people are named in one text, and a page that repeats what its page says is of use to nobody.
    """
    entities = library.entities.get(kind, {})
    return {id_: found for id_, found in entities.items() if kind == COUNTRY or len(found) > 1}


def paginate(entries: Sequence[T], length: int) -> Iterator[tuple[int, int, Sequence[T]]]:
    """Yield the pages of a list, at least one: page number from 1, number of pages, entries."""
    count = max(1, -(-len(entries) // length))
    for number in range(1, count + 1):
        yield number, count, entries[(number - 1) * length : number * length]


def _digests(entries: Iterable[ThemeEntry]) -> dict[str, tuple[ThemeEntry, ...]]:
    """Return the entries of each year in which several briefings have paragraphs of a theme."""
    years: dict[str, list[ThemeEntry]] = defaultdict(list)
    for entry in entries:
        day = entry.record.date
        if day and entry.paragraphs:
            years[str(day.year)].append(entry)
    return {year: tuple(members) for year, members in years.items() if len(members) > 1}


def _ordinal(one: Record) -> int:
    return one.date.toordinal() if one.date else 0


def _entries(one: Record) -> Iterator[tuple[str, ThemeEntry]]:
    """Yield the id of each theme that a briefing touches, with its entry in the theme's history."""
    paragraphs: dict[str, list[int]] = {theme: [] for theme in one.also}
    paragraphs |= {section.id: [] for section in one.sections}
    for number, place in enumerate(one.filed_places, start=1):
        if place in paragraphs:
            paragraphs[place].append(number)
    points = {section.id: section.key_points for section in one.sections}
    for theme, numbers in paragraphs.items():
        sentence = next(iter(points.get(theme, ())), None)
        yield theme, ThemeEntry(one, sentence, tuple(numbers), one.also.get(theme, ()))
