"""The plugin's options in mkdocs.yml."""

import math
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import is_markdown_file

from dossier.filing.rereading import SecondReading
from dossier.model import Themes
from dossier.plugin.folders import (
    cache_folder,
    named,
    own_theme,
    project,
    project_templates,
    site_folders,
    template_folders,
)
from dossier.runtime import packaged
from dossier.runtime.program import program
from dossier.settings import Settings
from dossier.sources.files import LIMITS, Limits
from dossier.web import i18n
from dossier.web.site import SiteContext
from dossier.web.templates import read_templates
from dossier.web.urls import Urls

if TYPE_CHECKING:  # it loads what sets PDFs, which not every build does
    from dossier.pdf.batch import Workshop

_PATH = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*(?<!\.)(?<!\.md)(?<!\.xml)(?<!\.html)")
"""Names that end like a file's are no folder's; MkDocs may write such a file there."""

_FRONT_PAGES = ("index", "README")
"""Names of files, without their endings, that MkDocs takes for the page of a folder."""

MANY = 2_000
"""Texts up to which pictures of them are made if nobody asks for them."""

THEMES = "themes.yml"
"""File of the themes, beside mkdocs.yml."""


class _Path(option.Type[str]):
    """A path below the site's root: folders with slashes between, none of which leads elsewhere."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Return the path with a slash at its end, "" for the top; raises ValidationError."""
        path = super().run_validation(value).strip("/")
        if path and not _PATH.fullmatch(path):
            sentence = f"path {path!r} must be the name of a folder, such as briefings"
            raise ValidationError(sentence)
        return f"{path}/" if path else ""


class _File(option.Type[str]):
    """The path of a file or folder."""

    def __init__(self, default: str | None = None) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """Return the path; raises ValidationError for what no path can hold."""
        path = super().run_validation(value)
        if not path.isprintable():
            raise ValidationError(f"path {path!r} has characters that no path should have")
        return path


class _Limit(option.Type[Any]):
    """A number of which there can be that many."""

    def run_validation(self, value: object) -> Any:
        """Return the number; raises ValidationError."""
        number = super().run_validation(value)
        if isinstance(number, bool) or not 0 < number < math.inf:
            raise ValidationError(f"{number} must be a number above 0")
        return number


class _SecondReading(option.Choice[str]):
    """One of `SecondReading`; YAML takes an `off` without quotes for false."""

    def run_validation(self, value: object) -> str:
        """Return the mode; raises ValidationError for what is none."""
        return super().run_validation("off" if value is False else value)


class DossierConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `plugins: - dossier:`; paths are relative to mkdocs.yml."""

    seeds = _File(default="seeds")
    """Folder of the texts."""

    path = option.Optional(_Path())
    """Folder of the site that everything generated lies below; by default the top, or `briefings`
    where docs/ has a front page of its own."""

    themes = _File(default=THEMES)
    """File that defines the themes; where there is no `themes.yml`, Dossier's own does."""

    language = option.Type(str, default="en")
    """Language of the site's own words, where they are known in it, and of texts whose front
    matter names none."""

    pdf = option.Type(bool, default=True)
    """Whether PDFs are made."""

    search = option.Type(bool, default=True)
    """Whether the search index is made; without it, no page offers a search."""

    paper = option.Choice(("a4", "letter"), default="a4")
    """Paper of the PDFs."""

    fonts = option.Optional(_File())
    """Folder of further fonts for the PDFs."""

    share_images = option.Optional(option.Type(bool))
    """Whether each briefing has a picture for links to it; by default where PDFs are made, up to
    `MANY` texts."""

    largest = _Limit((int, float), default=LIMITS.megabytes)
    """Megabytes of a text above which it is refused."""

    paragraphs = _Limit(int, default=LIMITS.paragraphs)
    """Paragraphs of a text above which it is refused."""

    second_reading = _SecondReading(("doubtful", "all", "off"), default="doubtful")
    """Which paragraphs are read a second time to file them."""

    strict = option.Type(bool, default=False)
    """Whether what an editor should look at stops the build."""


def settings(config: MkDocsConfig, options: DossierConfig) -> Settings:
    """Return the settings with paths as the user would name them.

    Without a file of themes of its own, a site has those that come with Dossier.
    """
    root = project(config)
    own_themes = named(root / options.themes)
    is_packaged = options.themes == THEMES and not os.path.lexists(own_themes)
    return Settings(
        seeds=named(root / options.seeds),
        themes=packaged.ROOT / THEMES if is_packaged else own_themes,
        own_themes=own_themes,
        language=options.language,
        pdf=options.pdf,
        paper="us-letter" if options.paper == "letter" else "a4",
        fonts=named(root / options.fonts) if options.fonts else None,
        limits=Limits(options.largest, options.paragraphs),
        strict=options.strict,
        second_reading=cast(SecondReading, options.second_reading),
        cache=cache_folder(config),
    )


def share_images(options: DossierConfig, texts: int) -> bool:
    """Is a picture of each briefing asked for, of a site of that many texts?"""
    if options.share_images is None:
        return options.pdf and texts <= MANY
    return options.share_images


def root_path(config: MkDocsConfig, options: DossierConfig) -> str:
    """Return the path that everything generated lies below; "" is the top of the site."""
    if options.path is not None:
        return options.path
    found = Path(config.docs_dir).glob("*.*")
    has_front_page = any(path.stem in _FRONT_PAGES and _is_page(path) for path in found)
    return "briefings/" if has_front_page else ""


def _is_page(path: Path) -> bool:
    return path.is_file() and (is_markdown_file(path.name) or path.name == "index.html")


def own_paths(config: MkDocsConfig, options: DossierConfig) -> dict[str, Path]:
    """Return what the editor keeps, each by a name: no site may be published there."""
    chosen = settings(config, options)
    own = {
        "your texts": chosen.seeds,
        "your templates": project_templates(config)[0],
        "your pages": Path(config.docs_dir),
        "your themes": chosen.own_themes,
        "the cache": cache_folder(config),
        "your settings": config.config_file_path and Path(config.config_file_path),
        "your fonts": chosen.fonts,
        "your theme": config.theme.custom_dir and Path(config.theme.custom_dir),
    }
    return {name: path for name, path in own.items() if path}


def phrases(config: MkDocsConfig, options: DossierConfig) -> i18n.Phrases:
    """Return the words of the site in its language; raises InputError if they cannot be read."""
    last = packaged.TEMPLATES / i18n.WORDS
    return i18n.read_site(template_folders(config), options.language, last)


def site_context(
    config: MkDocsConfig, options: DossierConfig, themes: Themes = (), *, preview: bool = False
) -> SiteContext:
    """Return the site as mkdocs.yml, the templates and the phrases describe it.

    Raises InputError if the phrases cannot be read, and TemplateError if a template cannot.
    """
    folders = template_folders(config)
    others = [folder / kind for kind in ("feeds", "mail") for folder in folders]
    chosen = settings(config, options)
    return SiteContext(
        name=config.site_name,
        description=config.site_description or "",
        url=config.site_url or None,
        phrases=phrases(config, options),
        templates=read_templates(map(str, (*site_folders(config), *others))),
        urls=Urls(root_path(config, options)),
        own_theme=own_theme(config),
        themes=themes,
        pdfs=chosen.pdf,
        paper=chosen.paper,
        search=options.search,
        program=program(),
        preview=preview,
    )


def workshop(config: MkDocsConfig, options: DossierConfig) -> "Workshop":
    """Return what PDFs are set with; raises InputError if the fonts are at fault."""
    from dossier.pdf import batch

    templates = tuple(folder / "pdf" for folder in template_folders(config))
    return batch.workshop(templates, settings(config, options).fonts)
