"""The plugin's options in mkdocs.yml."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from dossier.errors import Fault
from dossier.filing.rereading import SecondReading
from dossier.model import Themes
from dossier.plugin import address
from dossier.runtime.program import program
from dossier.settings import Settings
from dossier.sources.files import LIMITS, Limits
from dossier.web import i18n
from dossier.web.site import SiteContext
from dossier.web.templates import read_templates

if TYPE_CHECKING:  # it loads what sets PDFs, which not every build does
    from dossier.pdf.batch import Workshop

CACHE = ".dossier-cache"
"""Folder beside mkdocs.yml of what need not be made again."""


class _SecondReading(option.Choice[str]):
    """One of `SecondReading`; YAML takes an `off` without quotes for false."""

    def run_validation(self, value: object) -> str:
        """Return the mode; raises ValidationError for what is none."""
        return super().run_validation("off" if value is False else value)


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

    second_reading = _SecondReading(("doubtful", "all", "off"), default="doubtful")
    """Which paragraphs are read a second time to file them."""

    strict = option.Type(bool, default=False)
    """Whether what an editor should look at stops the build."""


def settings(config: MkDocsConfig, options: DossierConfig) -> Settings:
    """Return the settings with paths as the user would name them."""
    root = project(config)
    return Settings(
        seeds=named(root / options.seeds),
        themes=named(root / options.themes),
        language=options.language,
        pdf=options.pdf,
        paper="us-letter" if options.paper == "letter" else "a4",
        fonts=named(root / options.fonts) if options.fonts else None,
        limits=Limits(options.largest, options.paragraphs),
        strict=options.strict,
        second_reading=cast(SecondReading, options.second_reading),
        cache=cache_folder(config),
    )


def named(path: Path) -> Path:
    """Return `path` as the user would name it: from the working folder, if it is below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def project(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path).parent


def templates_folder(config: MkDocsConfig) -> Path:
    """Return the folder that holds site/, feeds/, search/, pdf/ and words.yml."""
    return named(Path(config.theme.custom_dir or "templates/site").parent)


def own_templates(config: MkDocsConfig) -> frozenset[str]:
    """Return the names of the templates of Dossier's own theme."""
    folder = Path(config.theme.custom_dir or "templates/site")
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*.*ml"))


def own_paths(config: MkDocsConfig, options: DossierConfig) -> dict[str, Path]:
    """Return what the editor keeps, each by a name: no site may be published there."""
    chosen = settings(config, options)
    own = {
        "your texts": chosen.seeds,
        "your templates": templates_folder(config),
        "your pages": Path(config.docs_dir),
        "your themes": chosen.themes,
        "the cache": cache_folder(config),
        "your settings": Path(config.config_file_path),
    }
    return own | ({"your fonts": chosen.fonts} if chosen.fonts else {})


def cache_folder(config: MkDocsConfig) -> Path:
    """Return the folder of the cache, which stands beside mkdocs.yml."""
    return project(config) / CACHE


def site_context(
    config: MkDocsConfig, options: DossierConfig, themes: Themes = (), *, preview: bool = False
) -> SiteContext:
    """Return the site as mkdocs.yml, the templates and the phrases describe it.

    Raises InputError if the phrases cannot be read, and TemplateError if a template cannot.
    """
    folder = templates_folder(config)
    chosen = settings(config, options)
    return SiteContext(
        name=config.site_name,
        description=config.site_description or "",
        url=address.known(config.site_url, preview=preview),
        phrases=i18n.read(folder / "words.yml"),
        templates=read_templates(
            [*config.theme.dirs, str(folder / "feeds"), str(folder / "search")]
        ),
        themes=themes,
        pdfs=chosen.pdf,
        paper=chosen.paper,
        search=options.search,
        program=program(),
        preview=preview,
    )


def notes(config: MkDocsConfig, options: DossierConfig, site: SiteContext) -> tuple[Fault, ...]:
    """Return what is to be said of mkdocs.yml at every build: what the site has to do without."""
    if site.url:
        return ()
    left_out = ["feeds", "citations", *(["addresses in PDFs"] if options.pdf else [])]
    left_out += ["canonical addresses", "sitemap.xml", "robots.txt"]
    where = named(Path(config.config_file_path)).as_posix()
    return (Fault(where, 0, address.unknown(config.site_url, left_out)),)


def workshop(config: MkDocsConfig, options: DossierConfig) -> "Workshop":
    """Return what PDFs are set with; raises InputError if the fonts are at fault."""
    from dossier.pdf import batch

    return batch.workshop(templates_folder(config) / "pdf", settings(config, options).fonts)
