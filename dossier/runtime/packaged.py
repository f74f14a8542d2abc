"""Where Dossier's own templates, phrases and lists of themes stand."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent

ROOT = data if (data := _PACKAGE / "data").is_dir() else _PACKAGE.parent
"""Folder of `templates/`, `themes.yml` and `themes.xx.yml`.

In a wheel they are data of the package; in a checkout they stand at its top, where people who
change them look for them.
"""

TEMPLATES = ROOT / "templates"
