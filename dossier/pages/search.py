"""The search page: the form; what is found comes from the index."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Library
from dossier.pages.base import ListPage
from dossier.pages.country import country_cards
from dossier.web import urls
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`: the form; what is found comes from the index."""

    themes: tuple[str, ...]
    countries: tuple[str, ...]
    years: tuple[str, ...]


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the search page."""
    view = SearchView(
        themes=tuple(theme.name for theme in site.themes),
        countries=tuple(country.name for country in country_cards(library, site)),
        years=tuple(library.years),
    )
    yield ListPage(urls.SEARCH, "search.html", site.say("search"), view, repr(view))
