"""The plugin's options in mkdocs.yml."""

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from dossier.export.citation import Labels
from dossier.export.feeds import Publication
from dossier.model import Themes
from dossier.pdf.phrases import Press
from dossier.runtime.cache import Cache
from dossier.settings import Settings
from dossier.sources.files import LIMITS, Limits
from dossier.web.i18n import Words
from dossier.web.i18n import read as read_words

if TYPE_CHECKING:  # they load what sets PDFs, which not every build does
    from dossier.pdf.batch import Workshop
    from dossier.pdf.typst import Typesetter

CACHE = ".dossier-cache"
"""Folder beside mkdocs.yml of what need not be made again."""


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

    largest = option.Type((int, float), default=LIMITS.megabytes)
    """Megabytes of a text above which it is refused."""

    paragraphs = option.Type(int, default=LIMITS.paragraphs)
    """Paragraphs of a text above which it is refused."""


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
        limits=Limits(options.largest, options.paragraphs),
    )


def named(path: Path) -> Path:
    """Return `path` as the user would name it: from the working folder, if it is below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def templates(config: MkDocsConfig) -> Path:
    """Return the folder that holds site/, feeds/, pdf/ and words.yml."""
    return named(Path(config.theme.custom_dir or "templates/site").parent)


def own_paths(config: MkDocsConfig, options: DossierConfig) -> dict[str, Path]:
    """Return what the editor keeps, each by a name: no site may be published there."""
    chosen = settings(config, options)
    own = {
        "your texts": chosen.seeds,
        "your templates": templates(config),
        "your pages": Path(config.docs_dir),
        "your themes": chosen.themes,
        "the cache": cache(config).folder,
        "your settings": Path(config.config_file_path),
    }
    return own | ({"your fonts": chosen.fonts} if chosen.fonts else {})


def interface(config: MkDocsConfig) -> Words:
    """Return the words of the interface; raises InputError if they cannot be read."""
    return read_words(templates(config) / "words.yml")


def cache(config: MkDocsConfig) -> Cache:
    """Return the cache that stands beside mkdocs.yml."""
    return Cache(Path(config.config_file_path).parent / CACHE)


def publication(config: MkDocsConfig, words: Words, pdfs: bool) -> Publication:
    """Return the site as its feeds and metadata name it."""
    return Publication(
        url=config.site_url or None,
        name=config.site_name,
        description=config.site_description or "",
        language=words.language,
        labels=Labels(
            bottom_line=words.say("abstract_bottom_line", text="{text}"),
            lead=words.say("abstract_lead", number="{number}", text="{text}"),
        ),
        pdfs=pdfs,
    )


def press(config: MkDocsConfig, options: DossierConfig, words: Words, themes: Themes) -> Press:
    """Return what holds for everything that is printed."""
    chosen = settings(config, options)
    return Press(publication(config, words, chosen.pdf), words, themes, chosen.paper)


def workshop(config: MkDocsConfig, options: DossierConfig) -> "Workshop":
    """Return what PDFs are set with; raises InputError if the fonts are at fault."""
    from dossier.pdf import batch

    return batch.workshop(templates(config) / "pdf", settings(config, options).fonts)


def typesetter(config: MkDocsConfig, options: DossierConfig) -> "Typesetter":
    """Return what sets a single PDF; raises InputError if the fonts are at fault."""
    from dossier.pdf.typst import Typesetter

    return Typesetter(templates(config) / "pdf", settings(config, options).fonts)
