"""Outlines of countries in TopoJSON, where a border of two countries is one arc that both use.

The form is described at https://github.com/topojson/topojson-specification.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Arc: TypeAlias = tuple[Point, ...]
Ring: TypeAlias = tuple[int, ...]
"""Numbers of arcs that follow one another; the complement of a number is that arc reversed."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or a territory without a code."""

    number: str
    """ISO 3166-1 numeric; empty for a territory without one."""

    name: str
    rings: tuple[Ring, ...]


def arcs_of(topology: Mapping[str, Any]) -> Iterator[Arc]:
    """Yield the arcs of a quantised topology as points, longitude and latitude in degrees."""
    transform = topology["transform"]
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((left + x * scale_x, bottom + y * scale_y))
        yield tuple(points)


def areas_of(topology: Mapping[str, Any]) -> Iterator[Area]:
    """Yield the countries of a topology."""
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = tuple(tuple(ring) for polygon in polygons for ring in polygon)
        yield Area(geometry.get("id", ""), geometry["properties"]["name"], rings)


def points_of(ring: Ring, arcs: Sequence[Arc]) -> tuple[Point, ...]:
    """Return the points of a ring, the first of them once."""
    parts = (arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring)
    return tuple(point for part in parts for point in part[:-1])


def shared(areas: Iterable[Area]) -> tuple[int, ...]:
    """Return the numbers of the arcs that two areas share: the borders without the coasts."""
    owners = defaultdict[int, set[str]](set)
    for area in areas:
        for number in (number for ring in area.rings for number in ring):
            owners[max(number, ~number)].add(area.name)
    return tuple(sorted(number for number, names in owners.items() if len(names) > 1))


def simplified(arc: Arc, least: float) -> Arc:
    """Return an arc without the points that make a triangle under `least` with their neighbours.

    The smallest goes first, and the ends stay, so that arcs still meet. Visvalingam, M. & Whyatt,
    J. D. (1993). Line generalisation by repeated elimination of points. The Cartographic Journal
    30(1), 46-51.
    """
    points = list(arc)
    while len(points) > 2:
        triples = zip(points, points[1:], points[2:], strict=False)
        areas = [surface(triple) for triple in triples]
        smallest = min(areas)
        if smallest >= least:
            break
        del points[areas.index(smallest) + 1]
    return tuple(points)


def surface(ring: Sequence[Point]) -> float:
    """Return the area of a ring of points, whichever way it runs."""
    return abs(sum(_crosses(ring))) / 2


def centre(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of a ring of points."""
    crosses = tuple(_crosses(ring))
    whole = 3 * sum(crosses)
    x = sum((a[0] + b[0]) * cross for (a, b), cross in zip(_edges(ring), crosses, strict=True))
    y = sum((a[1] + b[1]) * cross for (a, b), cross in zip(_edges(ring), crosses, strict=True))
    return x / whole, y / whole


def _edges(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _crosses(ring: Sequence[Point]) -> Iterator[float]:
    return (a[0] * b[1] - b[0] * a[1] for a, b in _edges(ring))
