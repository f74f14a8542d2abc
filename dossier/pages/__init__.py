"""For readers: one module for each kind of page, with its view and its builder."""

from collections.abc import Callable, Iterator, Mapping

from dossier.model import Library
from dossier.pages import (
    archive,
    countries,
    entities,
    entity,
    home,
    search,
    subscribe,
    theme,
    weekly,
)
from dossier.pages.base import ListPage
from dossier.web.site import SiteContext

KINDS: Mapping[str, Callable[[Library, SiteContext], Iterator[ListPage]]] = {
    "home": home.pages,
    "theme": theme.pages,
    "countries": countries.pages,
    "entities": entities.pages,
    "entity": entity.pages,
    "archive": archive.pages,
    "weekly": weekly.pages,
    "search": search.pages,
    "subscribe": subscribe.pages,
}
"""The builder of every kind of page across briefings. The two pages of a briefing depend on its
text alone; `briefing` makes them with everything else that is made of a text."""


def list_pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield every page across briefings."""
    for pages in KINDS.values():
        yield from pages(library, site)
