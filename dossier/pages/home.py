"""The front page: what is new, and the ways in."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import COUNTRY, Library
from dossier.pages.archive import YearCard, year_cards
from dossier.pages.base import Card, ListPage, card, with_leads
from dossier.pages.charts import Chart, chart
from dossier.pages.entities import KINDS, EntityCard, EntityKind, entity_cards, most_named
from dossier.pages.theme import ThemeCard, theme_cards
from dossier.web.site import SiteContext

NEWEST = 10
"""Briefings on the front page."""

MOST_COUNTRIES, MOST_OTHERS = 15, 8
"""Countries, and organisations and people, on the front page."""


@dataclass(frozen=True, slots=True)
class MostNamed:
    """The countries, organisations or people that most briefings mention."""

    kind: EntityKind
    cards: tuple[EntityCard, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """`home.html`: what is new, and the ways in."""

    newest: tuple[Card, ...]
    total: int
    themes: tuple[ThemeCard, ...]
    years: tuple[YearCard, ...]
    entities: tuple[MostNamed, ...]
    """Only kinds that are mentioned."""

    chart: Chart


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the front page."""
    view = HomeView(
        newest=tuple(card(record, site) for record in library.records[:NEWEST]),
        total=len(library.records),
        themes=theme_cards(library, site),
        years=year_cards(library, site),
        entities=tuple(_entities(library, site)),
        chart=chart(library, site.themes),
    )
    records = library.records[:NEWEST]
    shown = ([r.key for r in records], view.total, view.themes, view.years, view.entities)
    key = repr((shown, view.chart.months))
    title = site.say("briefings" if site.urls.root else "home")
    yield ListPage(site.urls.home, "home.html", title, view, key, with_leads(records))


def _entities(library: Library, site: SiteContext) -> Iterator[MostNamed]:
    for kind in KINDS:
        most = MOST_COUNTRIES if kind.id == COUNTRY else MOST_OTHERS
        if cards := most_named(entity_cards(library, kind, site), most):
            yield MostNamed(kind, cards)
