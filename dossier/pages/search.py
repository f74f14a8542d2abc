"""The search page: the form; what is found comes from the index."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Library
from dossier.pages.base import ListPage
from dossier.pages.entities import KINDS, entity_cards, most_named
from dossier.web.site import SiteContext

MOST_OFFERED = 200
"""Countries, organisations or people that one may choose from: the most mentioned."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice by which a search is narrowed."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    """Each as the index has it, and as a reader sees it."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`: the form; what is found comes from the index."""

    facets: tuple[Facet, ...]
    """Only those that have values."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the search page."""
    view = SearchView(tuple(facet for facet in _facets(library, site) if facet.values))
    yield ListPage(site.urls.search, "search.html", site.say("search"), view, repr(view))


def _facets(library: Library, site: SiteContext) -> Iterator[Facet]:
    themes = tuple((theme.name, theme.name) for theme in site.themes)
    yield Facet("theme", site.say("filter_theme"), themes)
    for kind in KINDS:
        cards = entity_cards(library, kind, site)
        offered = {card.id for card in most_named(cards, MOST_OFFERED)}
        values = tuple((card.id, card.name) for card in cards if card.id in offered)
        yield Facet(kind.id, site.say(kind.search), values)
    years = tuple((year, year) for year in library.years)
    yield Facet("year", site.say("filter_year"), years)
