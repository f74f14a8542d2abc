"""The region of every country, as the United Nations count them (M49)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

WORLD = "001"


def regions(contained: Mapping[str, Any], codes: Iterable[str]) -> dict[str, str]:
    """Return the codes of the countries of each region, by its M49 code.

    `contained` is CLDR's table of what each territory contains; countries that are no more are in
    the region where they were. A country that M49 puts nowhere is a region of its own: Antarctica.
    """
    known = set(codes)
    members = {
        region: _members(contained, region) & known for region in _smallest(contained, WORLD)
    }
    alone = known.difference(*members.values())
    table = {region: " ".join(sorted(found)) for region, found in members.items() if found}
    return table | {code: code for code in sorted(alone)}


def _smallest(contained: Mapping[str, Any], region: str) -> Sequence[str]:
    """Return the regions within one that have no regions within them."""
    within = [code for code in contained[region]["_contains"] if code.isdigit()]
    return [leaf for code in within for leaf in _smallest(contained, code)] or [region]


def _members(contained: Mapping[str, Any], region: str) -> set[str]:
    former = contained.get(f"{region}-status-deprecated", {"_contains": ()})
    return {*contained[region]["_contains"], *former["_contains"]}
