"""The regions of the world, and which countries are in each.

They are those by which the United Nations count (M49), as CLDR has them; `regions.json` is made by
the folder `cartography`.
"""

import json
from functools import cache
from importlib.resources import files

from dossier.entities.names import display_name


@cache
def _regions() -> dict[str, str]:
    """Return the region of each country."""
    text = files("dossier.entities").joinpath("regions.json").read_text(encoding="utf-8")
    return {code: region for region, codes in json.loads(text).items() for code in codes.split()}


def region_of(country: str) -> str:
    """Return the code of the region of a country, given its code; raises KeyError for another one.

    A country that is no more is in the region where it was. Antarctica is a region of its own.
    """
    return _regions()[country]


def region_name(region: str, language: str) -> str:
    """Return CLDR's name of a region in a language, or else in English."""
    return display_name(region, language)
