"""Dossier's own theme around the articles: its templates, and what they are given."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from dossier.errors import Fault
from dossier.pages import prose
from dossier.pages.base import PageHead, head
from dossier.pages.prose import SitemapEntry
from dossier.plugin import branding, policy
from dossier.plugin.article_css import FOLDER, NAME, article_css
from dossier.plugin.folders import named, site_folders
from dossier.plugin.look import Look
from dossier.plugin.pages import GeneratedPage
from dossier.web.site import NavItem, SiteContext, environment_of


class OwnTheme(Look):
    """The look of a site in Dossier's own theme."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Let MkDocs look up the files of the theme where Dossier does."""
        folders = site_folders(config)
        files = ((folder, path) for folder in folders for path in folder.rglob("*.*ml"))
        self._templates = frozenset(path.relative_to(folder).as_posix() for folder, path in files)
        config.theme.dirs[:] = map(str, folders)

    def add_assets(self, files: Files, config: MkDocsConfig, site: SiteContext) -> None:
        """Add the stylesheet, and take out what of the theme is not for its pages."""
        for file in list(files):
            is_part = file.src_uri.startswith(f"assets/{FOLDER}/")
            is_for_others = is_part or file.src_uri == "assets/host.css"
            if is_for_others and file.src_dir != config.docs_dir:
                files.remove(file)
        files.append(File.generated(config, site.asset(NAME), content=article_css(config)))

    def navigation(
        self, nav: Navigation, files: Files, config: MkDocsConfig, site: SiteContext
    ) -> SiteContext:
        """Return the site with the entries of MkDocs' navigation, which stand on every page."""
        items = navigation(nav.items)
        if not site.search:
            items = tuple(item for item in items if item.path != site.urls.search)
        return replace(site, nav=items)

    def handwritten(self, html: str) -> str:
        """Return the HTML of a hand-written page with frames around its tables."""
        return prose.framed(html)

    def environment(self, env: jinja2.Environment, site: SiteContext) -> None:
        """Render Dossier's own templates by its own environment; leave all others to the host's."""
        assert env.loader is not None  # noqa: S101 - MkDocs has set it
        env.loader = ThemeLoader(env.loader, environment_of(site), self._templates)

    def surroundings(
        self, config: MkDocsConfig, documents: Sequence[File], site: SiteContext
    ) -> tuple[SiteContext, Sequence[Fault]]:
        """Return the site with what its owner puts around every page, and notes on what is blocked.

        Raises InputError with all settings that have a wrong form.
        """
        brand, notes = branding.read(config)
        if not any(file.dest_uri == "index.html" for file in documents):
            brand = replace(brand, front=site.urls.home)
        notes += policy.blocked(documents, named(Path(config.docs_dir)))
        return replace(site, branding=brand), notes

    def page_context(self, context: Any, page: Page, site: SiteContext) -> Any:
        """Give a page its head and its view."""
        if page.meta.get("template", "main.html") not in self._templates:
            return context
        if isinstance(page, GeneratedPage):
            blocks = {**page.rendered.blocks, "main": page.content or ""}
            return _given(context, site, page.rendered.head, replace(page.rendered, blocks=blocks))
        known = head(site, page.url, page.title or "", page.meta.get("description", ""))
        return _given(context, site, known, prose.ProseView(page.content or ""))

    def template_context(self, context: Any, name: str, site: SiteContext) -> Any:
        """Give 404.html and sitemap.xml their heads and views."""
        if name not in self._templates:
            return context
        known = head(site, name, site.say("not_found"), has_address=False)
        listed = sitemap(context["pages"]) if site.url else ()
        return _given(context, site, known, prose.StaticView(tuple(listed)))


def _given(context: Any, site: SiteContext, known: PageHead, view: object) -> dict[str, Any]:
    return {**context, "site": site, "page": known, "view": view}


def navigation(items: Iterable[StructureItem]) -> tuple[NavItem, ...]:
    """Return the entries of MkDocs' navigation: pages, sections, and links that lead elsewhere."""
    return tuple(_nav_item(item) for item in items)


def _nav_item(item: StructureItem) -> NavItem:
    title = item.title or ""
    if isinstance(item, Section):
        return NavItem(title, items=navigation(item.children))
    if isinstance(item, Link):
        return NavItem(title, url=item.url)
    assert isinstance(item, Page)  # noqa: S101 - there are no other items
    return NavItem(title, path=item.url)


def sitemap(files: Iterable[File]) -> Iterator[SitemapEntry]:
    """Yield the pages that search engines are to know, if the site's address is known."""
    for file in files:
        page = file.page
        rendered = page.rendered if isinstance(page, GeneratedPage) else None
        if page and page.canonical_url and (rendered is None or rendered.indexed):
            yield SitemapEntry(page.canonical_url, rendered.changed if rendered else None)


class ThemeLoader(jinja2.BaseLoader):
    """Loads Dossier's own templates from its environment, all others from the host's loader.

    Dossier's environment escapes every value and is strict; the host's templates keep theirs.
    """

    def __init__(
        self, host: jinja2.BaseLoader, own: jinja2.Environment, names: Iterable[str]
    ) -> None:
        self._host = host
        self._own = own
        self.names = frozenset(names)

    def load(self, environment: jinja2.Environment, name: str, globals: Any = None) -> Any:
        """Return a template by its name."""
        if name in self.names:
            return self._own.get_template(name)
        return self._host.load(environment, name, globals)
