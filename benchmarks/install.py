"""How long a fresh environment and the first site in it take: python -m benchmarks.install

The workflow `site` does the same with `make site`. pip asks its index which packages there are, so
this needs a network; once it has run, pip's cache has all packages of the lock file.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks import contenders, measure, texts
from benchmarks.measure import Usage


def main() -> None:
    """Print it twice: in the first line, packages that pip had not yet kept are fetched."""
    for _ in range(2):
        with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
            sys.stdout.write(measured(Path(folder)) + "\n")


def measured(root: Path) -> str:
    """Return a sentence on installing and building, then on building in what is installed."""
    folder = root / "installed"
    texts.write(folder / "seeds", 1)
    settings = folder / "mkdocs.yml"
    settings.write_text(contenders.dossier_settings("seeds"), encoding="utf-8")
    variables = (f"VENV={folder / 'venv'}", f"CONFIG={settings}")
    command = ("make", "--silent", "-C", str(contenders.REPOSITORY), *variables, "site")
    fresh, again = (_seconds(measure.run(command, root)) for _ in range(2))
    return f"make site, one text: {fresh} in a fresh environment, {again} once more"


def _seconds(usage: Usage) -> str:
    return f"{usage.wall:.1f} s ({usage.cpu:.1f} s of processor time)"


if __name__ == "__main__":
    main()
