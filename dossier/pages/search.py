"""The search page: the form; what is found comes from the index."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.briefings.library import UNDATED
from dossier.model import Library
from dossier.pages.base import ListPage
from dossier.pages.entities import KINDS, entity_cards, most_named
from dossier.web.site import SiteContext

MOST_OFFERED = 100
"""Countries, organisations or people that one may choose from: the most mentioned."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice by which a search is narrowed."""

    name: str
    label: str
    every: str
    """What the choice of none is called."""

    values: tuple[tuple[str, str], ...]
    """Each as the index has it, and as a reader sees it."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`: the form; what is found comes from the index."""

    facets: tuple[Facet, ...]
    """Only those that have values."""

    words: Mapping[str, str | Mapping[str, str]]
    """Phrases for the script; of a count, by its plural form."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the search page."""
    facets = tuple(facet for facet in _facets(library, site) if facet.values)
    view = SearchView(facets, _words(site))
    yield ListPage(site.urls.search, "search.html", site.say("search"), view, repr(view))


def _facets(library: Library, site: SiteContext) -> Iterator[Facet]:
    say = site.say
    themes = tuple((one.id, one.name) for one in site.themes if library.histories.get(one.id))
    yield Facet("theme", say("filter_theme"), say("filter_every_theme"), themes)
    kinds = sorted({record.front.kind for record in library.records if record.front.kind})
    values = tuple((kind, kind) for kind in kinds)
    yield Facet("kind", say("filter_kind"), say("filter_every_kind"), values)
    for kind in KINDS:
        cards = entity_cards(library, kind, site)
        offered = {card.id for card in most_named(cards, MOST_OFFERED)}
        values = tuple((card.id, card.name) for card in cards if card.id in offered)
        yield Facet(kind.id, say(kind.search), say(kind.every), values)
    years = tuple((year, say("undated") if year == UNDATED else year) for year in library.years)
    yield Facet("year", say("filter_year"), say("filter_every_year"), years)


def _words(site: SiteContext) -> Mapping[str, str | Mapping[str, str]]:
    say = site.say
    found = site.phrases.phrases["search_found"]
    return {
        "found": {"other": found} if isinstance(found, str) else found,
        "none": say("search_none", query="{query}"),
        "missing": say("search_missing", word="{word}"),
        "meant": say("search_meant", query="{query}"),
        "failed": say("search_failed"),
        "also": say("search_also"),
        "author": say("author"),
        "source": say("source"),
        "kind": say("filter_kind"),
        "bottom_line": f"{say('bottom_line')} · {say('by_the_editor')}",
        **{kind.id: say(kind.search) for kind in KINDS},
    }
