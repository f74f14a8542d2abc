"""Previous, next and related briefings, for one briefing page.

The rest of the page depends on its text alone, and is made without the library: so it has a gap,
which is filled when the library is known.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from dossier.errors import Fault, TemplateError
from dossier.model import COUNTRY, Library, Record
from dossier.pages.base import Link, RenderedPage
from dossier.web import urls
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render

GAP = "<!-- dossier: around -->"
"""Where in `briefing.html` this goes; no text can say it, for a `<` of a text is escaped."""

TEMPLATE = "around.html"

RELATED = 4
"""Related briefings named on a briefing's page."""


@dataclass(frozen=True, slots=True)
class AroundView:
    """`around.html`: a briefing's place in the library; it is put into `briefing.html`."""

    earlier: Link | None
    later: Link | None
    related: tuple[Link, ...]
    """Those that share most themes and countries with it, the nearest first."""


NEIGHBOURS = 20
"""Briefings before and behind one, of those that share a country, that may be related to it."""


def neighbours(library: Library) -> Iterator[AroundView]:
    """Yield previous, next and related briefings of each briefing, in their order."""
    records = library.records
    places = {record.slug: index for index, record in enumerate(records)}
    members = {
        code: [places[entry.record.slug] for entry in found]
        for code, found in library.entities[COUNTRY].items()
    }
    themes = [frozenset(section.id for section in record.sections) for record in records]
    for index, record in enumerate(records):
        shared: Counter[int] = Counter()
        countries = [mention.id for mention in record.mentions if mention.kind == COUNTRY]
        for code in countries[:RELATED]:
            shared.update(_near(members[code], index))
        del shared[index]

        def nearness(other: int) -> tuple[int, int, int, int]:
            common = len(themes[index] & themes[other])  # noqa: B023 - it is used at once
            return shared[other], common, -abs(other - index), -other  # noqa: B023

        few = sorted(shared.values())[-RELATED:]
        likely = (other for other, count in shared.items() if count >= few[0])
        ranked = nlargest(RELATED, likely, key=nearness)
        yield AroundView(
            earlier=_link(records[index + 1]) if index + 1 < len(records) else None,
            later=_link(records[index - 1]) if index else None,
            related=tuple(_link(records[other]) for other in ranked),
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


def _near(members: Sequence[int], index: int) -> Sequence[int]:
    """Return the members next to a place in the library, so that work does not grow with it."""
    at = bisect_left(members, index)
    return members[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]


def _link(record: Record) -> Link:
    return Link(record.title, urls.briefing(record.slug))
