"""Dossier's own files that a site may have one of its own of: what they are, and where it stands.

A file of the site wins over the packaged one of the same name; see `folders.template_folders`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from dossier.plugin.config import DossierConfig
from dossier.plugin.folders import named, project, project_templates
from dossier.runtime import packaged


@dataclass(frozen=True, slots=True)
class Original:
    """One of Dossier's own files."""

    path: Path
    own: Path
    """Where the site's own stands, or would stand."""


def originals(config: MkDocsConfig, options: DossierConfig) -> Mapping[str, Original]:
    """Return every file that may be copied, by its name in this program, in order."""
    own_themes = named(project(config) / options.themes)
    templates = project_templates(config)[0]
    found = {}
    for name, path in packaged.copied().items():
        kind, _, rest = name.partition("/")
        own = templates / rest if kind == "templates" else _beside(own_themes, name)
        found[name] = Original(path, own)
    return found


def _beside(themes: Path, name: str) -> Path:
    """Return where the file of themes, or a list of words beside it, stands in the site."""
    return themes.with_name(name.replace("themes", themes.stem, 1))
