"""The generated pages and files, as MkDocs knows them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from dossier import addresses, feeds, overviews, twins
from dossier.contexts import Pager
from dossier.errors import Fault, InputError
from dossier.feeds import Publication
from dossier.library import UNDATED
from dossier.model import Library, Theme, Themes
from dossier.words import Words


class ViewPage(Page):
    """A page that is rendered from a view by a template of its own; no Markdown takes part."""

    def __init__(
        self,
        template: str,
        view: object,
        file: File,
        config: MkDocsConfig,
        *,
        title: str,
        description: str | None = None,
        theme: Theme | None = None,
    ) -> None:
        super().__init__(title, file, config)
        self.template = template
        self.view = view
        self.description = description
        self.theme = theme

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source to read; only the template is named."""
        self.markdown = ""
        self.meta = {"template": self.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is no content apart from the view."""
        self.content = ""
        self.toc = get_toc([])


class Made(Protocol):
    """What of a build is needed to make its pages."""

    env: jinja2.Environment
    words: Words
    publication: Publication
    themes: Themes
    library: Library


def make(config: MkDocsConfig, made: Made) -> Iterator[File]:
    """Yield every generated page and file but those of briefings."""
    maker = _Maker(config, made)
    yield from maker.overviews()
    yield from maker.countries()
    for path, text in feeds.files(made.env, made.publication, made.library, made.themes):
        yield data_file(config, path, text)
    if root := made.publication.url:
        text = f"User-agent: *\nAllow: /\nSitemap: {feeds.absolute(root, 'sitemap.xml')}\n"
        yield data_file(config, "robots.txt", text)
    for number, text in enumerate(twins.library_json(made.library), start=1):
        yield data_file(config, addresses.library_json(number), text)


def demand_free(made: Iterable[str], files: Files, docs: Path) -> None:
    """Raise InputError if a hand-written page stands where one is made."""
    taken = {file.dest_uri.casefold(): file.src_uri for file in files}
    faults = [
        Fault(
            (docs / taken[path.casefold()]).as_posix(),
            0,
            f"Dossier itself writes {path} there; rename this page or move it",
        )
        for path in made
        if path.casefold() in taken
    ]
    if faults:
        raise InputError(*faults)


def data_file(config: MkDocsConfig, path: str, text: str) -> File:
    """Return a file to be written as it is."""
    return File.generated(config, path, content=text)


class _Maker:
    """Makes the pages of one library."""

    def __init__(self, config: MkDocsConfig, made: Made) -> None:
        self.config = config
        self.library = made.library
        self.themes = made.themes
        self.publication = made.publication
        self.say = made.words.say
        self.language = made.words.language

    def overviews(self) -> Iterator[File]:
        library, themes, say = self.library, self.themes, self.say
        home = overviews.home_view(library, themes, self.language)
        yield self._page(addresses.HOME, "home.html", home, say("home"))
        every = overviews.themes_view(library, themes)
        yield self._page(addresses.THEMES, "themes.html", every, say("themes"))
        for card in home.themes:
            for history in overviews.theme_views(library, card, self.publication.pdfs):
                path = addresses.theme(card.theme.id, history.pager.number)
                title = self._numbered(card.theme.name, history.pager)
                yield self._page(path, "theme.html", history, title, card.theme)
        archive = overviews.archive_view(library)
        yield self._page(addresses.ARCHIVE, "archive.html", archive, say("archive"))
        for year in home.years:
            for view in overviews.year_views(library, year):
                path = addresses.year(year.name, view.pager.number)
                name = year.name if year.name != UNDATED else say("undated")
                yield self._page(path, "year.html", view, self._numbered(name, view.pager))
        choices = overviews.search_view(library, themes, self.language)
        yield self._page(addresses.SEARCH, "search.html", choices, say("search"))

    def countries(self) -> Iterator[File]:
        every = overviews.countries_view(self.library, self.language)
        title = self.say("countries")
        yield self._page(addresses.COUNTRIES, "countries.html", every, title)
        for card in every.countries:
            for view in overviews.country_views(self.library, card):
                path = addresses.country(card.code, view.pager.number)
                title = self._numbered(card.name, view.pager)
                yield self._page(path, "country.html", view, title)

    def _numbered(self, title: str, pager: Pager) -> str:
        if pager.number == 1:
            return title
        return self.say("numbered", title=title, number=pager.number)

    def _file(self, path: str) -> File:
        return File.generated(
            self.config, f"{path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )

    def _page(
        self, path: str, template: str, view: object, title: str, theme: Theme | None = None
    ) -> File:
        file = self._file(path)
        description = theme.definition if theme else None
        ViewPage(
            template, view, file, self.config, title=title, description=description, theme=theme
        )
        return file
