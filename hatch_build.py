"""Put templates/, themes.yml and its lists of words into the wheel, as `dossier/data/`.

In a checkout they are used where they stand, so an editable install has no copy of them.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface[Any]):
    """Hatchling's hook for the wheel; named in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files that a wheel takes from the top level."""
        if version == "standard":
            root = Path(self.root)
            for path in (root / "templates", *sorted(root.glob("themes*.yml"))):
                build_data["force_include"][str(path)] = f"dossier/data/{path.name}"
