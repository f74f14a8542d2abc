"""The page of all countries: a map, and the countries region by region."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.entities.regions import region_name, region_of
from dossier.model import COUNTRY, Library
from dossier.pages.base import Link, ListPage
from dossier.pages.entities import EntityCard, EntityKind, entity_cards, kind_links, kind_of
from dossier.pages.worldmap import WorldMap, world_map
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the world, and its countries that have a page, by name."""

    id: str
    """Its code as the United Nations count (M49)."""

    name: str
    cards: tuple[EntityCard, ...]


@dataclass(frozen=True, slots=True)
class CountriesView:
    """`countries.html`: all countries that have a page."""

    kind: EntityKind
    kinds: tuple[Link, ...]
    """The pages of all kinds."""

    regions: tuple[Region, ...]
    """Those that most briefings mention first."""

    map: WorldMap | None
    """None while no country is mentioned."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page of all countries."""
    kind = kind_of(COUNTRY)
    cards = entity_cards(library, kind, site)
    drawn = world_map(cards) if cards else None
    view = CountriesView(kind, kind_links(site), regions(cards, site.language), drawn)
    path, title = site.urls.entities(kind.id), site.say(kind.plural)
    yield ListPage(path, "countries.html", title, view, repr((view.kinds, view.regions)))


def regions(cards: Sequence[EntityCard], language: str) -> tuple[Region, ...]:
    """Return countries region by region, the one whose countries count most briefings first."""
    members = defaultdict[str, list[EntityCard]](list)
    for card in cards:
        members[region_of(card.id)].append(card)
    found = (
        Region(code, region_name(code, language), tuple(cards)) for code, cards in members.items()
    )
    return tuple(sorted(found, key=lambda region: (-_briefings(region), region.name)))


def _briefings(region: Region) -> int:
    return sum(card.briefings for card in region.cards)
