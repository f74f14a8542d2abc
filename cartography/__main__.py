"""Make the data of the map and of the regions: `python -m cartography WORLD CODES`.

WORLD is the folder of the npm package `world-atlas` (2.0.2 was used), which has the countries of
Natural Earth 4.1 as TopoJSON; Natural Earth is in the public domain. CODES is the folder of the
npm package `cldr-core` (48.2.0), of which two facts on each country are taken: its codes in
ISO 3166, and its region as the United Nations count them (M49). `npm pack` fetches both.

The same packages give the same two files, byte for byte.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from cartography.regions import regions
from cartography.world import world
from dossier.entities.names import country_codes

HERE = Path(__file__).parents[1] / "dossier"
MAP = HERE / "pages" / "world.json"
REGIONS = HERE / "entities" / "regions.json"


def main(atlas: Path, cldr: Path) -> None:
    """Read the packages in two folders and write the two files."""
    mappings = _read(cldr / "supplemental" / "codeMappings.json")["codeMappings"]
    known = sorted(country_codes())
    codes = {mappings[code]["_numeric"]: code for code in known if "_numeric" in mappings[code]}
    large, fine = (_read(atlas / f"countries-{scale}.json") for scale in ("110m", "50m"))
    _write(MAP, world(large, fine, codes))
    contained = _read(cldr / "supplemental" / "territoryContainment.json")["territoryContainment"]
    _write(REGIONS, regions(contained, known))


def _read(path: Path) -> Any:
    table = json.loads(path.read_text(encoding="utf-8"))
    return table.get("supplemental", table)


def _write(path: Path, table: dict[str, Any]) -> None:
    """Write a table, each entry on a line of its own, so that changes can be read."""
    path.write_text(json.dumps(table, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m cartography",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("atlas", type=Path, metavar="WORLD")
    parser.add_argument("cldr", type=Path, metavar="CODES")
    options = parser.parse_args()
    main(options.atlas, options.cldr)
