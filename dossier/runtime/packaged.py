"""Where Dossier's own templates, phrases and lists of themes stand."""

from collections.abc import Mapping
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent

ROOT = data if (data := _PACKAGE / "data").is_dir() else _PACKAGE.parent
"""Folder of `templates/`, `themes.yml` and `themes.xx.yml`.

In a wheel they are data of the package; in a checkout they stand at its top, where people who
change them look for them.
"""

TEMPLATES = ROOT / "templates"

_NOT_COPIED = ("templates/starter/", "templates/site/mkdocs_theme.yml")
"""What `new` makes sites of, and what MkDocs reads of Dossier's own theme alone."""


def copied() -> Mapping[str, Path]:
    """Return every file of which a site may have a copy, by its name below `ROOT`, in order."""
    paths = sorted((*ROOT.glob("themes*.yml"), *TEMPLATES.rglob("*")))
    named = {path.relative_to(ROOT).as_posix(): path for path in paths if path.is_file()}
    return {name: path for name, path in named.items() if not name.startswith(_NOT_COPIED)}
