"""The front page: what is new, what is moving, what is coming, and the ways in."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.entities import most_mentioned, name_of
from dossier.model import COUNTRY, Library, Record
from dossier.pages import coming, moving
from dossier.pages.archive import YearCard, year_cards
from dossier.pages.base import Card, Chip, ListPage, card, with_leads
from dossier.pages.charts import Chart, chart
from dossier.pages.coming import ComingView
from dossier.pages.entities import KINDS, NamedView, entity_paths, most_named_of
from dossier.pages.moving import MovingView
from dossier.pages.theme import ThemeCard, theme_cards
from dossier.web.site import SiteContext

NEWEST = 5
"""Briefings on the front page, the large one among them."""

MOST_COUNTRIES, MOST_OTHERS = 15, 8
"""Countries, and organisations and people, on the front page."""

MOST_CHIPS = 3
"""Countries, organisations and people that are named beside the newest briefing, of each kind."""


@dataclass(frozen=True, slots=True)
class TopStory:
    """The newest briefing, which is shown large."""

    card: Card
    chips: tuple[Chip, ...]
    """Who and where: those that have a page, so that one may read on."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """`home.html`: what is new, what is moving and coming, and the ways in."""

    top: TopStory | None
    """None where there is no briefing."""

    newest: tuple[Card, ...]
    """Those behind the top story."""

    total: int
    moving: MovingView
    coming: ComingView
    themes: tuple[ThemeCard, ...]
    years: tuple[YearCard, ...]
    entities: tuple[NamedView, ...]
    """Only kinds that are mentioned."""

    chart: Chart


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the front page."""
    records = library.records[:NEWEST]
    view = HomeView(
        top=top_story(library, site),
        newest=tuple(card(record, site) for record in records[1:]),
        total=len(library.records),
        moving=moving.moving_view(library, site),
        coming=coming.coming_view(library, site),
        themes=theme_cards(library, site),
        years=year_cards(library, site),
        entities=tuple(_entities(library, site)),
        chart=chart(library, site.themes),
    )
    chips = view.top.chips if view.top else ()
    shown = ([r.key for r in records], chips, view.total, view.themes, view.years, view.entities)
    key = repr((shown, view.moving, coming.key(view.coming), view.chart.months))
    title = site.say("briefings" if site.urls.root else "home")
    listed = (*with_leads(records), *coming.listed(view.coming))
    yield ListPage(site.urls.home, "home.html", title, view, key, listed)


def top_story(library: Library, site: SiteContext) -> TopStory | None:
    """Return the newest briefing of a library, if there is one."""
    for record in library.records[:1]:
        return TopStory(card(record, site), tuple(_chips(record, library, site)))
    return None


def _chips(record: Record, library: Library, site: SiteContext) -> Iterator[Chip]:
    paths = entity_paths(library, site)
    for kind in KINDS:
        most = most_mentioned(record.mentions, kind.id)
        paged = [one for one in most if (kind.id, one.id) in paths]
        for mention in paged[:MOST_CHIPS]:
            yield Chip(name_of(mention, site.language), paths[kind.id, mention.id])


def _entities(library: Library, site: SiteContext) -> Iterator[NamedView]:
    for kind in KINDS:
        most = MOST_COUNTRIES if kind.id == COUNTRY else MOST_OTHERS
        named = most_named_of(library, kind, most, site)
        if named.cards:
            yield named
