"""How large the pages of a site are: the largest of each kind."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from benchmarks import measure


def kind(path: PurePath) -> str:
    """Return the kind of a file of Dossier's by its path on the site."""
    folders = path.parent.parts
    if path.name != "index.html":
        return f"*{path.suffix}" if folders else path.name
    if not folders:
        return "home"
    if folders[-1] == "as-published":
        return "briefings/*/as-published"
    return folders[0] + "/*" * (len(folders) > 1)


def largest(site: Path) -> dict[str, int]:
    """Return the bytes of the largest file of each kind; the search's own are left out."""
    found: dict[str, int] = {}
    for path in measure.files(site):
        place = path.relative_to(site)
        if place.parts[0] not in ("assets", "schema") and place.parts[:2] != ("search", "index"):
            known = kind(place)
            found[known] = max(found.get(known, 0), path.stat().st_size)
    return found


def table(site: Path) -> Iterator[Sequence[str]]:
    """Yield a row for each kind, by name."""
    yield ("kind", "bytes")
    for known, size in sorted(largest(site).items()):
        yield known, f"{size:,}"
