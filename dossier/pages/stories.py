"""Running stories: what the pages of a theme and of a country, organisation or person share."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dossier.model import THEME, Extract, Library, Record, Subject
from dossier.pages.base import Chip, Link, Pager, list_parts
from dossier.pages.entities import KINDS, EntityCard, EntityKind, entity_cards
from dossier.pages.timeline import Timeline, timeline
from dossier.proof import Listed
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A briefing in a story. Its bottom line is shown too, if it has one."""

    record: Record
    path: str
    anchor: str = ""
    """Where on its page the title leads, such as #section-economy."""

    sentence: Extract | None = None
    """What stands for the theme in it, or mentions the entity; None if there is nothing to show."""

    paragraphs: tuple[int, ...] = ()
    """The other paragraphs of the theme, or that mention the entity."""

    also: tuple[int, ...] = ()
    """Those filed elsewhere that give the theme a real share."""

    @property
    def listed(self) -> Listed:
        """What the proof is told of it."""
        return Listed(self.record.slug, self.sentence)


@dataclass(frozen=True, slots=True)
class StoryYear:
    """The entries of a year, newest first."""

    name: str
    """Empty for those without a date."""

    entries: tuple[StoryEntry, ...]


@dataclass(frozen=True, slots=True)
class OftenWith:
    """Subjects of one kind that stand in the same briefings, with the number of those."""

    title: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One page of a running story. What only the first page has is None or empty on all others."""

    briefings: int
    """On all pages."""

    first: datetime.date | None
    """Of the oldest dated briefing; None if none is dated."""

    last: datetime.date | None
    """Of the newest."""

    undated: int
    """Briefings without a date."""

    newest: StoryEntry | None
    """The newest development."""

    years: tuple[StoryYear, ...]
    """All that follows, newest first and undated last."""

    often_with: tuple[OftenWith, ...]
    timeline: Timeline | None
    pager: Pager


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page of a story, before it has its title and template."""

    path: str
    story: Story
    key: str
    """Cache key of what the story shows."""

    listed: tuple[Listed, ...]


Names = Mapping[Subject, Link]
"""Name and first page of every theme, and of every entity that has a page."""


def names(cards: Iterable[tuple[EntityKind, EntityCard]], site: SiteContext) -> Names:
    """Return the names of all that may be often with something; `cards` are those of all kinds."""
    themes = {(THEME, one.id): Link(one.name, site.urls.theme(one.id)) for one in site.themes}
    return themes | {(kind.id, card.id): Link(card.name, card.path) for kind, card in cards}


def all_cards(library: Library, site: SiteContext) -> list[tuple[EntityKind, EntityCard]]:
    """Return the cards of all entities that have a page, kind by kind."""
    return [(kind, card) for kind in KINDS for card in entity_cards(library, kind, site)]


def story_pages(
    subject: Subject,
    entries: Sequence[StoryEntry],
    path: Callable[[int], str],
    library: Library,
    known: Names,
    site: SiteContext,
) -> Iterator[StoryPage]:
    """Yield the pages of a subject's story, newest first; `path` gives a page's by its number."""
    days = [entry.record.date for entry in entries]
    dated = [day for day in days if day]
    newest = library.records[0].date if library.records else None
    for pager, part in list_parts(entries, path):
        is_first = pager.number == 1
        head, rest = (part[:1], part[1:]) if is_first else ((), part)
        story = Story(
            briefings=len(entries),
            first=min(dated, default=None),
            last=max(dated, default=None),
            undated=len(days) - len(dated),
            newest=head[0] if head else None,
            years=tuple(_years(rest)),
            often_with=tuple(_often_with(subject, library, known, site)) if is_first else (),
            timeline=timeline(days, newest, site) if is_first else None,
            pager=pager,
        )
        extent = (story.briefings, story.first, story.last, story.undated)
        shown = (extent, pager, story.often_with, story.timeline)
        listed = tuple(entry.listed for entry in part)
        key = repr((shown, [entry.record.key for entry in part]))
        yield StoryPage(path(pager.number), story, key, listed)


def _years(entries: Sequence[StoryEntry]) -> Iterator[StoryYear]:
    for name, part in groupby(entries, key=_year):
        yield StoryYear(name, tuple(part))


def _year(entry: StoryEntry) -> str:
    return str(entry.record.date.year) if entry.record.date else ""


def _often_with(
    subject: Subject, library: Library, known: Names, site: SiteContext
) -> Iterator[OftenWith]:
    """Yield what is often with a subject, kind by kind."""
    titles = {THEME: "themes"} | {kind.id: kind.plural for kind in KINDS}
    companions = library.often_with.get(subject, ())
    for kind, title in titles.items():
        links = [(known[kind, one.id], one.briefings) for one in companions if one.kind == kind]
        if links:
            chips = tuple(Chip(link.title, link.path, count) for link, count in links)
            yield OftenWith(site.say(title), chips)
