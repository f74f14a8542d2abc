"""Who and where, and previous, next and related briefings, for one briefing page.

The rest of the page depends on its text alone, and is made without the library: so it has two gaps,
which are filled when the library is known. Only then is it known who has a page to lead to.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from dossier.entities import MOST_NAMED, most_mentioned, name_of
from dossier.errors import Fault, TemplateError
from dossier.model import Library, Record
from dossier.pages.base import Chip, Link, RenderedPage
from dossier.pages.entities import KINDS, EntityKind, EntityPaths, entity_paths
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render

GAPS = {"who.html": "<!-- dossier: who -->", "around.html": "<!-- dossier: around -->"}
"""Where in `briefing.html` each template goes; no text can say it, for a `<` of a text is escaped.
"""

RELATED = 4
"""Related briefings named on a briefing's page."""

COMMON = 2
"""Entities, and themes, that are named as the reason for that."""


@dataclass(frozen=True, slots=True)
class Named:
    """A country, organisation or person that a text mentions."""

    name: str
    path: str | None
    """Of its page, if it has one."""

    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NamedKind:
    """The entities of a kind that a text mentions, those of most paragraphs first."""

    kind: EntityKind
    named: tuple[Named, ...]
    chips: tuple[Chip, ...]
    """The first of them, as they are shown at once."""


@dataclass(frozen=True, slots=True)
class Related:
    """A briefing that has something in common with another."""

    link: Link
    common: tuple[str, ...]
    """Names of countries, organisations, people and themes that both are about."""


@dataclass(frozen=True, slots=True)
class AroundView:
    """`who.html` and `around.html`, put into `briefing.html`: a briefing in its library."""

    path: str
    """Of the briefing's page."""

    full: bool
    """False: its paragraphs are not shown, and cannot be linked to."""

    named: tuple[NamedKind, ...]
    """Only kinds that are mentioned."""

    earlier: Link | None
    later: Link | None
    related: tuple[Related, ...]
    """Those that share most countries, organisations, people and themes with it, the nearest first.
    """

    @property
    def has_more(self) -> bool:
        """Are there more people, organisations or countries than are shown at once?"""
        return any(len(kind.named) > len(kind.chips) for kind in self.named)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What goes into the gaps of a briefing's page."""

    gaps: Mapping[str, str]
    """HTML by the template of the gap."""


NEIGHBOURS = 20
"""Briefings before and behind one, of those that share an entity, that may be related to it."""


def neighbours(library: Library, site: SiteContext) -> Iterator[AroundView]:
    """Yield what stands around each briefing, in their order."""
    records = library.records
    places = {record.slug: index for index, record in enumerate(records)}
    members = {
        (kind, id_): [places[entry.record.slug] for entry in found]
        for kind, entities in library.entities.items()
        for id_, found in entities.items()
    }
    paths = entity_paths(library, site)
    themes = [frozenset(section.id for section in record.sections) for record in records]
    for index, record in enumerate(records):
        shared: Counter[int] = Counter()
        for kind in KINDS:
            for mention in most_mentioned(record.mentions, kind.id)[:RELATED]:
                shared.update(_near(members[kind.id, mention.id], index))
        del shared[index]

        def nearness(other: int) -> tuple[int, int, int, int]:
            common = len(themes[index] & themes[other])  # noqa: B023 - it is used at once
            return shared[other], common, -abs(other - index), -other  # noqa: B023

        few = sorted(shared.values())[-RELATED:]
        likely = (other for other, count in shared.items() if count >= few[0])
        ranked = nlargest(RELATED, likely, key=nearness)
        yield AroundView(
            path=site.urls.briefing(record.slug),
            full=record.is_full,
            named=tuple(_named(record, paths, site)),
            earlier=_link(records[index + 1], site) if index + 1 < len(records) else None,
            later=_link(records[index - 1], site) if index else None,
            related=tuple(_related(record, records[other], site) for other in ranked),
        )


def write(views: Sequence[AroundView], site: SiteContext) -> list[Surroundings]:
    """Render what goes into the gaps of some pages; raises TemplateError."""
    env = environment_of(site)
    return [
        Surroundings({t: render(env, t, view.path, site=site, view=view) for t in GAPS})
        for view in views
    ]


def fill(page: RenderedPage, around: Surroundings) -> RenderedPage:
    """Return the themed page of a briefing with its gaps filled.

    Raises TemplateError if it has not each gap exactly once.
    """
    main = page.blocks["main"]
    for template, gap in GAPS.items():
        before, *behind = main.split(gap)
        if len(behind) != 1:
            sentence = f"must have {gap} once, for {template}; it has {len(behind)}"
            raise TemplateError(Fault("briefing.html", 0, sentence))
        main = before + around.gaps[template] + behind[0]
    return replace(page, blocks={**page.blocks, "main": main})


def _named(record: Record, paths: EntityPaths, site: SiteContext) -> Iterator[NamedKind]:
    """Yield who, then where."""
    for kind in reversed(KINDS):
        named = tuple(
            Named(name_of(one, site.language), paths.get((one.kind, one.id)), one.paragraphs)
            for one in record.mentions
            if one.kind == kind.id
        )
        if named:
            yield NamedKind(kind, named, tuple(Chip(o.name, o.path) for o in named[:MOST_NAMED]))


def _near(members: Sequence[int], index: int) -> Sequence[int]:
    """Return the members next to a place in the library, so that work does not grow with it."""
    at = bisect_left(members, index)
    return members[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]


def _related(record: Record, other: Record, site: SiteContext) -> Related:
    """Return another briefing with what both are about: two names at most, and two themes."""
    theirs = {(mention.kind, mention.id) for mention in other.mentions if mention.id}
    shared = [one for one in record.mentions if (one.kind, one.id) in theirs]
    shared.sort(key=lambda one: -len(one.paragraphs))
    names = [name_of(one, site.language) for one in shared[:COMMON]]
    sections = {section.id for section in other.sections}
    themes = [one.name for one in record.sections if one.id in sections and one.id in site.by_id]
    return Related(_link(other, site), (*names, *themes[:COMMON]))


def _link(record: Record, site: SiteContext) -> Link:
    is_draft = record.front.publish.is_draft
    return Link(record.title, site.urls.briefing(record.slug), is_draft)
