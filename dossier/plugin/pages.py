"""The generated pages and files, as MkDocs knows them."""

import datetime
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from dossier import addresses, overviews, twins, views
from dossier.contexts import Pager
from dossier.model import Briefing, Library, Publish, Themes


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
        language: str | None = None,
        changed: datetime.date | None = None,
    ) -> None:
        super().__init__(title, file, config)
        self.template = template
        self.view = view
        self.description = description
        self.language = language
        self.changed = changed

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source to read; only the template is named."""
        self.markdown = ""
        self.meta = {"template": self.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is no content apart from the view."""
        self.content = ""
        self.toc = get_toc([])


def add(files: Files, config: MkDocsConfig, library: Library, themes: Themes) -> None:
    """Add every generated page and file of the library to `files`."""
    for file in (*_overviews(config, library, themes), *_briefings(config, library, themes)):
        files.append(file)
    for number, text in enumerate(twins.library_json(library), start=1):
        files.append(data_file(config, addresses.library_json(number), text))


def data_file(config: MkDocsConfig, path: str, text: str) -> File:
    """Return a file to be written as it is."""
    return File.generated(config, path, content=text)


def _file(config: MkDocsConfig, path: str) -> File:
    return File.generated(
        config, f"{path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
    )


def _overviews(config: MkDocsConfig, library: Library, themes: Themes) -> Iterator[File]:
    home = overviews.home_view(library, themes)
    yield _page(config, addresses.HOME, "home.html", home, "Home")
    yield _page(
        config, addresses.THEMES, "themes.html", overviews.themes_view(library, themes), "Themes"
    )
    for card in home.themes:
        for history in overviews.theme_views(library, card):
            path = addresses.theme(card.theme.id, history.pager.number)
            title = _numbered(card.theme.name, history.pager)
            yield _page(config, path, "theme.html", history, title, card.theme.definition)
    archive = overviews.archive_view(library)
    yield _page(config, addresses.ARCHIVE, "archive.html", archive, "Archive")
    for year in home.years:
        for view in overviews.year_views(library, year):
            path = addresses.year(year.name, view.pager.number)
            title = _numbered(year.name.capitalize(), view.pager)
            yield _page(config, path, "year.html", view, title)


def _numbered(title: str, pager: Pager) -> str:
    return title if pager.number == 1 else f"{title}, page {pager.number}"


def _briefings(config: MkDocsConfig, library: Library, themes: Themes) -> Iterator[File]:
    for briefing in library.briefings:
        path = addresses.briefing(briefing.slug)
        view = views.briefing_view(briefing, themes)
        yield _briefing_page(config, path, "briefing.html", view, briefing)
        if briefing.document.source.front.publish == Publish.FULL:
            path = addresses.as_published(briefing.slug)
            twin = views.as_published_view(briefing, themes)
            yield _briefing_page(config, path, "as-published.html", twin, briefing)
        text = twins.briefing_json(briefing)
        yield data_file(config, addresses.briefing_json(briefing.slug), text)


def _briefing_page(
    config: MkDocsConfig, path: str, template: str, view: object, briefing: Briefing
) -> File:
    file = _file(config, path)
    document = briefing.document
    front = document.source.front
    ViewPage(
        template,
        view,
        file,
        config,
        title=document.title,
        description=front.bottom_line or briefing.lead.text,
        language=document.language,
        changed=front.updated or document.date,
    )
    return file


def _page(
    config: MkDocsConfig,
    path: str,
    template: str,
    view: object,
    title: str,
    description: str | None = None,
) -> File:
    file = _file(config, path)
    ViewPage(template, view, file, config, title=title, description=description)
    return file
