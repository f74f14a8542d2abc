"""The outlines of all countries as paths of SVG, and small states as points."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeAlias

from cartography.projection import HALF_WIDTH, equal_earth
from cartography.topology import (
    Arc,
    Area,
    Point,
    arcs_of,
    areas_of,
    centre,
    points_of,
    shared,
    simplified,
    surface,
)

Codes: TypeAlias = Mapping[str, str]
"""ISO 3166-1 alpha-2 by numeric."""

WIDTH = 1000
"""Of the map, in its units."""

LEAST = 0.5
"""Square units under which a corner of an outline is cut off."""

SMALLEST_ISLAND = 1.5
"""Square units under which a further part of a country is not drawn."""

SMALL_STATE = 16
"""Square units under which a country is also shown as a point: on a telephone it is one pixel."""

LEFT_OUT = frozenset({"010"})
"""Antarctica, which would be a quarter of the map."""

WITHOUT_NUMBER = {"Kosovo": "XK"}
"""The code of what Natural Earth has without one."""

BLANK: Mapping[str, Point] = {"643": (34.3, 45.3)}
"""Land left blank since two states claim it: a point in it, by whose it is in Natural Earth. Crimea
is an island of Russia there. (Northern Cyprus and Somaliland have no code, so they are blank.)"""


def world(large: Mapping[str, Any], fine: Mapping[str, Any], codes: Codes) -> dict[str, Any]:
    """Return the map, in whole units.

    `large` and `fine` are topologies of the countries, in few points and in many. The result has
    the size (`width`, `top`, `height`), a path for each country (`outlines`), one for land that is
    left blank (`blank`), one for all borders (`borders`), and x and y of small states (`points`).
    """
    degrees = tuple(arcs_of(large))
    arcs = tuple(simplified(_projected(arc), LEAST) for arc in degrees)
    listed = (area for area in areas_of(large) if area.number not in LEFT_OUT)
    areas = [part for area in listed for part in _divided(area, degrees)]
    paths, sizes = defaultdict[str, str](str), defaultdict[str, float](float)
    for area in areas:
        code = _code(area, codes)
        rings = sorted((points_of(ring, arcs) for ring in area.rings), key=surface, reverse=True)
        drawn = (ring for n, ring in enumerate(rings) if not n or surface(ring) >= SMALLEST_ISLAND)
        paths[code] += "".join(path(ring) + "z" for ring in drawn)
        sizes[code] += sum(map(surface, rings))
    heights = [y for area in areas for ring in area.rings for _, y in points_of(ring, arcs)]
    small = {code: at for code, at in _places(fine, codes) if sizes[code] < SMALL_STATE}
    return {
        "width": WIDTH,
        "top": round(min(heights)),
        "height": round(max(heights)) - round(min(heights)),
        "borders": "".join(path(arcs[number]) for number in shared(areas)),
        "blank": paths.pop("", ""),
        "outlines": dict(sorted(paths.items())),
        "points": dict(sorted(small.items())),
    }


def path(points: Sequence[Point]) -> str:
    """Return points as the data of a path of SVG: the first one, then steps in whole units."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(whole)]
    line = " ".join(f"{x} {y}" for x, y in steps if x or y).replace(" -", "-")
    return f"M{whole[0][0]} {whole[0][1]}l{line or '0 0'}"


def _projected(arc: Arc) -> Arc:
    scale = WIDTH / 2 / HALF_WIDTH
    flat = (equal_earth(*point) for point in arc)
    return tuple((WIDTH / 2 + x * scale, WIDTH / 4 + y * scale) for x, y in flat)


def _divided(area: Area, degrees: Sequence[Arc]) -> Iterator[Area]:
    """Yield a country without the land that is left blank, and that land."""
    claimed = BLANK.get(area.number)
    apart = [ring for ring in area.rings if claimed and _holds(points_of(ring, degrees), claimed)]
    if apart:
        yield Area("", f"claimed, {area.name}", tuple(apart))
    yield replace(area, rings=tuple(ring for ring in area.rings if ring not in apart))


def _holds(ring: Sequence[Point], point: Point) -> bool:
    """Does a ring hold a point? A line from there to the east leaves it an odd number of times."""
    x, y = point
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    return (
        sum(
            (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
            for (x1, y1), (x2, y2) in edges
        )
        % 2
        == 1
    )


def _places(fine: Mapping[str, Any], codes: Codes) -> Iterator[tuple[str, str]]:
    """Yield the code of each country, and the middle of its largest part."""
    arcs = tuple(_projected(arc) for arc in arcs_of(fine))
    for area in areas_of(fine):
        if area.number not in LEFT_OUT and (code := _code(area, codes)):
            x, y = centre(max((points_of(ring, arcs) for ring in area.rings), key=surface))
            yield code, f"{round(x)} {round(y)}"


def _code(area: Area, codes: Codes) -> str:
    return WITHOUT_NUMBER.get(area.name) or codes.get(area.number, "")
