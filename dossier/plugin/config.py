"""The plugin's options in mkdocs.yml."""

from pathlib import Path

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from dossier.pipeline import Settings


class DossierConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `plugins: - dossier:`; paths are relative to mkdocs.yml."""

    seeds = option.Type(str, default="seeds")
    """Folder of the texts."""

    themes = option.Type(str, default="themes.yml")
    """File that defines the themes."""

    language = option.Type(str, default="en")
    """Language of texts whose front matter names none."""

    pdf = option.Type(bool, default=True)
    """Whether PDFs are made."""

    search = option.Type(bool, default=True)
    """Whether the search index is made; without it, no page offers a search."""

    paper = option.Choice(("a4", "letter"), default="a4")
    """Paper of the PDFs."""

    fonts = option.Optional(option.Type(str))
    """Folder of further fonts for the PDFs."""


def settings(config: MkDocsConfig, options: DossierConfig) -> Settings:
    """Return the settings with paths as the user would name them."""
    root = Path(config.config_file_path).parent
    return Settings(
        seeds=named(root / options.seeds),
        themes=named(root / options.themes),
        language=options.language,
        pdf=options.pdf,
        paper="us-letter" if options.paper == "letter" else "a4",
        fonts=named(root / options.fonts) if options.fonts else None,
    )


def named(path: Path) -> Path:
    """Return `path` as the user would name it: from the working folder, if it is below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
