"""Stage 6: what stands around a briefing in its library, put into the gap that its page has for it.

A briefing's page depends on its text alone but for this. So it is rendered with a gap; a new text
changes no more of its neighbours' pages than what they say of it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest

import jinja2
from selectolax.lexbor import LexborHTMLParser

from dossier.errors import Fault, ProofError, TemplateError
from dossier.model import Library, Record
from dossier.pages.contexts import AroundView, Link, Site
from dossier.web import urls
from dossier.web.templates import render

GAP = "<!-- dossier: around -->"
"""Where in `briefing.html` this goes; no text can say it, for a `<` of a text is escaped."""

TEMPLATE = "around.html"

RELATED = 4
"""Related briefings named on a briefing's page."""

NEIGHBOURS = 20
"""Briefings before and behind one, of those that share a country, that may be related to it."""

_OF_A_SOURCE = "[data-paragraph], [data-extract], [data-section]"


def around(library: Library) -> Iterator[AroundView]:
    """Yield what stands around each briefing, in their order."""
    records = library.records
    places = {record.slug: index for index, record in enumerate(records)}
    members = {
        code: [places[entry.record.slug] for entry in found]
        for code, found in library.countries.items()
    }
    themes = [frozenset(section.id for section in record.sections) for record in records]
    for index, record in enumerate(records):
        shared: Counter[int] = Counter()
        for mention in record.mentions[:RELATED]:
            shared.update(_near(members[mention.code], index))
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


def fill(page: str, env: jinja2.Environment, path: str, site: Site, view: AroundView) -> str:
    """Return the page of a briefing at `path` with its gap filled.

    Raises TemplateError if it has not exactly one gap, and ProofError if what is put there passes
    for a source's words.
    """
    before, *behind = page.split(GAP)
    if len(behind) != 1:
        sentence = f"must have {GAP} once, for what stands around a briefing; it has {len(behind)}"
        raise TemplateError(Fault("briefing.html", 0, sentence))
    put = render(env, TEMPLATE, urls.up(path), site=site, view=view)
    if LexborHTMLParser(put).css_first(_OF_A_SOURCE) is not None:
        sentence = f"{TEMPLATE} shows what passes for a source's words; it may hold links alone"
        raise ProofError(Fault(path, 0, sentence))
    return before + put + behind[0]


def _near(members: Sequence[int], index: int) -> Sequence[int]:
    """Return the members next to a place in the library, so that work does not grow with it."""
    at = bisect_left(members, index)
    return members[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]


def _link(record: Record) -> Link:
    return Link(record.title, urls.briefing(record.slug))
