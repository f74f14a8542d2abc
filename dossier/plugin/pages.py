"""The generated pages that MkDocs knows of, and the files that are no pages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from dossier.errors import Fault, InputError
from dossier.model import Library, Themes
from dossier.pages import overviews
from dossier.plugin.config import named
from dossier.web import urls
from dossier.web.i18n import Phrases


class ViewPage(Page):
    """A page that is rendered from a view by a template of its own; no Markdown takes part."""

    view: object
    """What it shows, as soon as that is known."""

    def __init__(self, template: str, file: File, config: MkDocsConfig, *, title: str) -> None:
        super().__init__(title, file, config)
        self.template = template

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source to read; only the template is named."""
        self.markdown = ""
        self.meta = {"template": self.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is no content apart from the view."""
        self.content = ""
        self.toc = get_toc([])


def landings(config: MkDocsConfig, words: Phrases) -> Iterator[File]:
    """Yield the pages that every site has, without their views; `furnish` brings these.

    They are pages of MkDocs so that its navigation can lead to them.
    """
    for path, (template, key) in LANDINGS.items():
        file = File.generated(
            config, f"{path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        ViewPage(template, file, config, title=words.say(key))
        yield file


LANDINGS = {
    urls.HOME: ("home.html", "home"),
    urls.THEMES: ("themes.html", "themes"),
    urls.ARCHIVE: ("archive.html", "archive"),
    urls.COUNTRIES: ("countries.html", "countries"),
    urls.SEARCH: ("search.html", "search"),
}
"""Template of each, and the word for its title."""


def furnish(files: Files, library: Library, themes: Themes, language: str) -> None:
    """Give the pages of `landings` their views."""
    views = {
        urls.HOME: overviews.home_view(library, themes, language),
        urls.THEMES: overviews.themes_view(library, themes),
        urls.ARCHIVE: overviews.archive_view(library),
        urls.COUNTRIES: overviews.countries_view(library, language),
        urls.SEARCH: overviews.search_view(library, themes, language),
    }
    for path, view in views.items():
        file = files.get_file_from_path(f"{path}index.md")
        if file and isinstance(file.page, ViewPage):
            file.page.view = view


def demand_free(made: Iterable[str], files: Files, docs: Path) -> None:
    """Raise InputError if a hand-written file of `docs`, or one of the theme, is in the way."""
    taken = {file.dest_uri.casefold(): file for file in files}
    faults = [
        Fault(
            _place(taken[path.casefold()], docs),
            0,
            f"Dossier itself writes {path} there; rename this page or move it",
        )
        for path in made
        if path.casefold() in taken
    ]
    if faults:
        raise InputError(*faults)


def _place(file: File, docs: Path) -> str:
    """Return where a file is, as the user would name it."""
    found = named(Path(file.abs_src_path)) if file.abs_src_path else docs / file.src_uri
    return found.as_posix()


def data_file(config: MkDocsConfig, path: str, text: str) -> File:
    """Return a file to be written as it is."""
    return File.generated(config, path, content=text)
