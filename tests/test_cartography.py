"""The map's data: a topology of a few squares becomes paths, points, borders and blank land."""

import json
from math import radians, sin
from typing import Any

import pytest

from cartography.projection import HALF_WIDTH, MERIDIAN, equal_earth
from cartography.regions import regions
from cartography.topology import centre, simplified, surface
from cartography.world import WIDTH, path, world
from dossier.entities.names import country_codes
from tests.site import REPOSITORY

CODES = {"004": "AF", "586": "PK", "702": "SG", "643": "RU"}


def _square(west: int, south: int, size: int) -> list[list[float]]:
    """Return a square as an arc that is a ring, in degrees."""
    east, north = west + size, south + size
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


def _topology(arcs: list[list[list[float]]], **countries: tuple[str, list[list[int]]]) -> Any:
    """Return a topology of arcs in degrees, and countries: name, number and the arcs of rings."""
    return {
        "transform": {"scale": [0.01, 0.01], "translate": [-180, -90]},
        "arcs": [_steps(arc) for arc in arcs],
        "objects": {
            "countries": {
                "geometries": [
                    {
                        "type": "MultiPolygon",
                        "arcs": [[ring] for ring in rings],
                        "properties": {"name": name},
                        **({"id": number} if number else {}),
                    }
                    for name, (number, rings) in countries.items()
                ]
            }
        },
    }


def _steps(arc: list[list[float]]) -> list[list[int]]:
    whole = [(round((x + 180) * 100), round((y + 90) * 100)) for x, y in arc]
    before = [(0, 0), *whole[:-1]]
    return [[x - x0, y - y0] for (x, y), (x0, y0) in zip(whole, before, strict=True)]


BORDER = [[70.0, 30.0], [70.0, 40.0]]
WEST = [[70.0, 40.0], [60.0, 40.0], [60.0, 30.0], [70.0, 30.0]]
EAST = [[70.0, 30.0], [80.0, 30.0], [80.0, 40.0], [70.0, 40.0]]
LARGE = _topology(
    [BORDER, WEST, EAST, _square(33, 45, 2), _square(90, 60, 20), _square(40, 0, 3)],
    Afghanistan=("004", [[0, 1]]),
    Pakistan=("586", [[~0, 2]]),
    Russia=("643", [[4], [3]]),
    Somaliland=("", [[5]]),
    Antarctica=("010", [[5]]),
)
FINE = _topology(
    [_square(103, 1, 1), _square(60, 30, 10)],
    Singapore=("702", [[0]]),
    Afghanistan=("004", [[1]]),
)


def test_countries_become_paths_and_small_states_points() -> None:
    """A country that is large enough has an outline, and a small one a point."""
    made = world(LARGE, FINE, CODES)
    assert list(made["outlines"]) == ["AF", "PK", "RU"]
    assert list(made["points"]) == ["SG"]
    x, y = map(int, made["points"]["SG"].split())
    assert WIDTH / 2 < x < WIDTH
    assert made["top"] < y < made["top"] + made["height"]


def test_only_what_two_countries_share_is_a_border() -> None:
    """The coasts are not in it, and both sides have the same line."""
    borders = world(LARGE, FINE, CODES)["borders"]
    assert borders.count("M") == 1
    assert "z" not in borders


def test_claimed_land_and_land_without_a_code_are_blank() -> None:
    """Crimea is no part of what is shaded for Russia, nor Northern Cyprus of what is for Cyprus."""
    made = world(LARGE, FINE, CODES)
    assert made["outlines"]["RU"].count("z") == 1
    assert made["blank"].count("z") == 2


def test_the_bering_strait_is_the_edge() -> None:
    """The last of Russia is on the right, and the first of Alaska on the left."""
    assert equal_earth(-169.7, 66)[0] > 0 > equal_earth(-168.1, 66)[0]


def test_the_projection_is_that_of_its_authors() -> None:
    """Middle, edge and pole are where the article puts them, and areas compare."""
    assert equal_earth(MERIDIAN, 0) == (0, 0)
    assert equal_earth(MERIDIAN + 179.9999999, 0)[0] == pytest.approx(HALF_WIDTH)
    assert -equal_earth(MERIDIAN, 90)[1] == pytest.approx(1.3173627591574)
    assert _surface(20, 0) / _surface(20, 60) == pytest.approx(_band(0) / _band(60), rel=1e-3)


def _band(south: int) -> float:
    """Return the area of ten degrees of latitude on the globe, as a share of it."""
    return sin(radians(south + 10)) - sin(radians(south))


def _surface(west: int, south: int) -> float:
    """Return the area of ten degrees by ten on the map."""
    steps = [0.5 * n for n in range(21)]
    ring = [(west, south + s) for s in steps] + [(west + s, south + 10) for s in steps]
    ring += [(west + 10, south + 10 - s) for s in steps] + [(west + 10 - s, south) for s in steps]
    return surface([equal_earth(x, y) for x, y in ring])


def test_a_line_keeps_its_ends_and_what_shows() -> None:
    """A corner that is hardly seen is cut off, and one that is seen is not."""
    line = ((0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0))
    assert simplified(line, 1) == ((0, 0), (10, 0), (10, 10))
    assert simplified(line, 1000) == ((0, 0), (10, 10))


def test_the_centre_of_a_square_is_its_middle() -> None:
    """Whichever way its corners run."""
    square = ((1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0))
    assert centre(square) == centre(square[::-1]) == (2, 2)


def test_a_path_is_steps_in_whole_units() -> None:
    """Points that fall together are one; a minus needs no space before it."""
    assert path([(1.2, 2.4), (1.3, 2.3), (4, 1), (3, 5)]) == "M1 2l3-1-1 4"


def test_a_country_has_one_region_also_if_it_is_no_more() -> None:
    """What M49 puts nowhere, is a region of its own."""
    contained = {
        "001": {"_contains": ["150", "009"]},
        "150": {"_contains": ["151", "039"]},
        "151": {"_contains": ["UA", "RU"]},
        "151-status-deprecated": {"_contains": ["SU"]},
        "039": {"_contains": ["ES"]},
        "009": {"_contains": ["053", "QO"]},
        "053": {"_contains": ["AU"]},
        "QO": {"_contains": ["AQ"]},
    }
    assert regions(contained, ["UA", "RU", "SU", "AU", "AQ"]) == {
        "151": "RU SU UA",
        "053": "AU",
        "AQ": "AQ",
    }


def test_the_data_files_have_every_country() -> None:
    """Each has one region, and most an outline or a point; the map is small enough for a page."""
    found = json.loads((REPOSITORY / "dossier/entities/regions.json").read_text("utf-8"))
    codes = " ".join(found.values()).split()
    assert sorted(codes) == sorted(country_codes())
    drawn = json.loads((REPOSITORY / "dossier/pages/world.json").read_text("utf-8"))
    shown = {*drawn["outlines"], *drawn["points"]}
    assert {"UZ", "AF", "XK", "PS", "TW", "SG", "MV", "VA"} <= shown <= country_codes()
    assert len(json.dumps(drawn)) < 60_000
