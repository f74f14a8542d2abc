"""Who and where, and previous, next and related briefings, for one briefing page.

The rest of the page depends on its text alone, and is made without the library: so it has a gap,
which is filled when the library is known. Only then is it known who has a page to lead to.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from dossier.briefings.library import with_pages
from dossier.entities import MOST_NAMED, most_mentioned, name_of
from dossier.errors import Fault, TemplateError
from dossier.model import Library, Record
from dossier.pages.base import Link, RenderedPage
from dossier.pages.entities import KINDS, EntityKind
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render

GAP = "<!-- dossier: around -->"
"""Where in `briefing.html` this goes; no text can say it, for a `<` of a text is escaped."""

TEMPLATE = "around.html"

RELATED = 4
"""Related briefings named on a briefing's page."""


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
    first: tuple[Named, ...]
    rest: tuple[Named, ...]
    """Those that are folded up."""


@dataclass(frozen=True, slots=True)
class AroundView:
    """`around.html`: a briefing's place in the library; it is put into `briefing.html`."""

    full: bool
    """False: its paragraphs are not shown, and cannot be linked to."""

    named: tuple[NamedKind, ...]
    """Only kinds that are mentioned."""

    earlier: Link | None
    later: Link | None
    related: tuple[Link, ...]
    """Those that share most countries, organisations, people and themes with it, the nearest first.
    """


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
    paths = {
        (kind.id, id_): site.urls.entity(kind.id, id_)
        for kind in KINDS
        for id_ in with_pages(library, kind.id)
    }
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
            full=record.is_full,
            named=tuple(_named(record, paths, site)),
            earlier=_link(records[index + 1], site) if index + 1 < len(records) else None,
            later=_link(records[index - 1], site) if index else None,
            related=tuple(_link(records[other], site) for other in ranked),
        )


def fill(page: RenderedPage, view: AroundView, site: SiteContext) -> RenderedPage:
    """Return the themed page of a briefing with its gap filled.

    Raises TemplateError if it has not exactly one gap.
    """
    before, *behind = page.blocks["main"].split(GAP)
    if len(behind) != 1:
        sentence = f"must have {GAP} once, for what stands around a briefing; it has {len(behind)}"
        raise TemplateError(Fault("briefing.html", 0, sentence))
    links = render(environment_of(site), TEMPLATE, page.head.path, site=site, view=view)
    return replace(page, blocks={**page.blocks, "main": before + links + behind[0]})


def _named(
    record: Record, paths: Mapping[tuple[str, str], str], site: SiteContext
) -> Iterator[NamedKind]:
    """Yield who and where, kind by kind; `paths` are the pages of entities by kind and id."""
    for kind in KINDS:
        named = tuple(
            Named(name_of(one, site.language), paths.get((one.kind, one.id)), one.paragraphs)
            for one in record.mentions
            if one.kind == kind.id
        )
        if named:
            yield NamedKind(kind, named[:MOST_NAMED], named[MOST_NAMED:])


def _near(members: Sequence[int], index: int) -> Sequence[int]:
    """Return the members next to a place in the library, so that work does not grow with it."""
    at = bisect_left(members, index)
    return members[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]


def _link(record: Record, site: SiteContext) -> Link:
    is_draft = record.front.publish.is_draft
    return Link(record.title, site.urls.briefing(record.slug), is_draft)
