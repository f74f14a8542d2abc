"""A map of the world that shades countries by the briefings that mention them.

The outlines are in `world.json`, which the folder `cartography` makes of public-domain data.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dossier.pages.entities import EntityCard

SHADES = 4
"""At most: more would not be told from each other."""


@dataclass(frozen=True, slots=True)
class Shade:
    """One of the shades, and how many briefings it stands for."""

    number: int
    """From 1, the lightest, to `SHADES`, which the last one always has."""

    first: int
    last: int | None
    """None: it has no upper end."""


@dataclass(frozen=True, slots=True)
class MapCountry:
    """A country on the map."""

    card: EntityCard
    shade: int
    outline: str
    """A path of SVG; empty for a small state that has none."""

    point: str
    """x and y of a small state; empty for others."""


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The map, in its own units."""

    width: int
    top: int
    height: int
    countries: tuple[MapCountry, ...]
    land: str
    """A path with all other land."""

    borders: str
    shades: tuple[Shade, ...]
    absent: tuple[EntityCard, ...]
    """Countries that the map does not have: those that are no more, and some islands."""


@cache
def _world() -> dict[str, Any]:
    text = files("dossier.pages").joinpath("world.json").read_text(encoding="utf-8")
    world: dict[str, Any] = json.loads(text)
    return world


def world_map(cards: Sequence[EntityCard]) -> WorldMap:
    """Return the map with the countries of `cards` shaded."""
    world = _world()
    outlines, points = world["outlines"], world["points"]
    shades = shades_of(card.briefings for card in cards)
    shown = tuple(card for card in cards if card.id in outlines or card.id in points)
    mentioned = {card.id for card in shown}
    others = (outline for code, outline in outlines.items() if code not in mentioned)
    return WorldMap(
        width=world["width"],
        top=world["top"],
        height=world["height"],
        countries=tuple(
            MapCountry(
                card,
                max(shade.number for shade in shades if shade.first <= card.briefings),
                outlines.get(card.id, ""),
                points.get(card.id, ""),
            )
            for card in shown
        ),
        land="".join((world["blank"], *others)),
        borders=world["borders"],
        shades=shades,
        absent=tuple(card for card in cards if card.id not in mentioned),
    )


def shades_of(counts: Iterable[int]) -> tuple[Shade, ...]:
    """Return shades for numbers from 1, each for numbers that are some times those of the last.

    So a few countries that most texts mention do not leave all others pale. Shades begin at round
    numbers.
    """
    most = max(counts, default=1)
    if most <= SHADES:
        starts = list(range(1, most + 1))
    else:
        wanted = (most ** (number / SHADES) for number in range(SHADES))
        starts = sorted({_round(number) for number in wanted})
    ends = [*(start - 1 for start in starts[1:]), None]
    return tuple(
        Shade(SHADES - len(starts) + place, first, last)
        for place, (first, last) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _round(number: float) -> int:
    """Return the nearest of 1, 2, 5, 10, 20, 50 and so on, by their ratio."""
    rounds: Iterator[int] = (step * 10**power for power in range(9) for step in (1, 2, 5))
    return min(rounds, key=lambda one: max(one / number, number / one))
