"""The front page: what is new, and the ways in."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Library
from dossier.pages.archive import YearCard, year_cards
from dossier.pages.base import Card, ListPage, card, with_leads
from dossier.pages.charts import Chart, chart
from dossier.pages.country import CountryCard, country_cards
from dossier.pages.theme import ThemeCard, theme_cards
from dossier.web import urls
from dossier.web.site import SiteContext

NEWEST = 10
"""Briefings on the front page."""

MOST_MENTIONED = 15
"""Countries on the front page."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """`home.html`: what is new, and the ways in."""

    newest: tuple[Card, ...]
    total: int
    themes: tuple[ThemeCard, ...]
    years: tuple[YearCard, ...]
    countries: tuple[CountryCard, ...]
    """The most mentioned."""

    chart: Chart


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the front page."""
    countries = sorted(country_cards(library, site), key=lambda c: (-c.briefings, c.name))
    view = HomeView(
        newest=tuple(card(record, site) for record in library.records[:NEWEST]),
        total=len(library.records),
        themes=theme_cards(library, site),
        years=year_cards(library),
        countries=tuple(countries[:MOST_MENTIONED]),
        chart=chart(library, site.themes),
    )
    records = library.records[:NEWEST]
    shown = ([r.key for r in records], view.total, view.themes, view.years, view.countries)
    key = repr((shown, view.chart.months))
    yield ListPage(urls.HOME, "home.html", site.say("home"), view, key, with_leads(records))
