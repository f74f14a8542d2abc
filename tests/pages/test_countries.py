"""The page of all countries: regions, and the map with its shades."""

import re

import pytest

from dossier.entities import regions as entity_regions
from dossier.entities.names import country_codes
from dossier.model import Library
from dossier.pages import countries
from dossier.pages.base import render_list
from dossier.pages.countries import CountriesView
from dossier.pages.entities import EntityCard
from dossier.pages.worldmap import SHADES, Shade, shades_of, world_map
from tests.factories import make_briefing, make_library, make_site, make_themes

THEMES = make_themes("economy")
SITE = make_site(THEMES)


def _library(*texts: str) -> Library:
    briefings = [make_briefing(text, "-", f"n{n}.txt", THEMES) for n, text in enumerate(texts)]
    return make_library(briefings, THEMES)


def _view(*texts: str) -> CountriesView:
    (page,) = countries.pages(_library(*texts), SITE)
    assert isinstance(page.view, CountriesView)
    return page.view


def _html(*texts: str) -> str:
    (page,) = countries.pages(_library(*texts), SITE)
    return render_list(page, SITE).blocks["main"]


def _card(code: str, briefings: int = 1) -> EntityCard:
    return EntityCard(code, code, f"countries/{code.lower()}/", "", briefings)


def test_countries_stand_under_their_regions_the_most_mentioned_first() -> None:
    """In a region they stand by name."""
    view = _view("Peru spoke with Fiji.", "Uzbekistan spoke with Kazakhstan.", "Uzbekistan spoke.")
    assert [(region.name, [card.name for card in region.cards]) for region in view.regions] == [
        ("Central Asia", ["Kazakhstan", "Uzbekistan"]),
        ("Melanesia", ["Fiji"]),
        ("South America", ["Peru"]),
    ]


def test_regions_are_named_in_the_language_of_the_site() -> None:
    """The names are CLDR's; what a language does not have is said in English."""
    assert entity_regions.region_name("034", "fr") == "Asie du Sud"
    assert entity_regions.region_name("143", "en") == "Central Asia"


def test_every_country_has_a_region_with_a_name() -> None:
    """Also those that are no more, and Kosovo."""
    assert entity_regions.region_of("SU") == entity_regions.region_of("RU")
    for code in country_codes():
        assert entity_regions.region_name(entity_regions.region_of(code), "en")


def test_former_countries_and_kosovo_stand_in_the_list() -> None:
    """The map says which of the list it does not have."""
    html = _html("Kosovo wrote to the Soviet Union, and to the Vatican.")
    assert re.findall(r"<li><a href[^>]*><bdi>(.*?)</bdi>", html) == [
        "Kosovo",
        "Vatican City",
        "Soviet Union",
    ]
    assert "Not on the map: Soviet Union." in html


def test_a_library_without_countries_has_no_map() -> None:
    """It says that none is mentioned so far."""
    html = _html("Tea grew.")
    assert "<svg" not in html
    assert "None so far." in html


def test_the_list_says_once_what_its_numbers_count() -> None:
    """A number stands alone beside each name."""
    html = _html("Peru spoke.", "Peru and Chile spoke.")
    assert html.count("The number beside a name says how many briefings mention it.") == 1
    assert re.findall(r"<bdi>(\w+)</bdi></a> <span>(\d+)</span>", html) == [
        ("Chile", "1"),
        ("Peru", "2"),
    ]


def test_the_links_of_the_map_are_out_of_the_tab_order() -> None:
    """The keyboard and the screen reader have the list below. A small state is a point, too."""
    html = _html("Peru spoke with Fiji.", "Peru spoke with Singapore.")
    drawing = html[html.index("<svg") : html.index("<figcaption>")]
    assert 'aria-hidden="true"' in drawing.split(">")[0]
    assert re.findall(r'<a href="[./]*([\w/]+)" tabindex="-1"><title>(.*?)</title>', drawing) == [
        ("countries/fj/", "Fiji: 1 briefing"),
        ("countries/pe/", "Peru: 2 briefings"),
        ("countries/fj/", "Fiji: 1 briefing"),
        ("countries/sg/", "Singapore: 1 briefing"),
    ]
    assert drawing.count("<a ") == drawing.count("tabindex")


def test_a_country_is_shaded_by_its_briefings() -> None:
    """The shade is the last one that begins at its number or below."""
    drawn = world_map([_card("PE", 30), _card("UZ", 3), _card("FR"), _card("SU", 9)])
    assert {one.card.id: one.shade for one in drawn.countries} == {"PE": 4, "UZ": 2, "FR": 1}
    assert [card.id for card in drawn.absent] == ["SU"]


def test_land_is_drawn_once() -> None:
    """What is shaded for a country is not drawn as other land, too."""
    whole, without = world_map([]), world_map([_card("PE")])
    (peru,) = without.countries
    assert peru.outline not in without.land
    assert len(whole.land) == len(without.land) + len(peru.outline)


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (1, [(4, 1, None)]),
        (3, [(2, 1, 1), (3, 2, 2), (4, 3, None)]),
        (5, [(2, 1, 1), (3, 2, 4), (4, 5, None)]),
        (40, [(1, 1, 1), (2, 2, 4), (3, 5, 19), (4, 20, None)]),
        (900, [(1, 1, 4), (2, 5, 19), (3, 20, 199), (4, 200, None)]),
    ],
)
def test_shades_begin_at_round_numbers(
    most: int, expected: list[tuple[int, int, int | None]]
) -> None:
    """They leave no number out, and the last one has the darkest shade."""
    shades = shades_of([1, most])
    assert shades == tuple(Shade(*one) for one in expected)
    assert shades[-1].number == SHADES
