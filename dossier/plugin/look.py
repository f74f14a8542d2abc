"""What is done for the look of a site; `own_theme` and `host_theme` do it each in their way."""

from collections.abc import Sequence
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from dossier.errors import Fault
from dossier.pages.base import RenderedPage
from dossier.plugin.pages import GeneratedPage
from dossier.web.site import SiteContext


class Look:
    """A theme around the articles; the methods are in the order of MkDocs' events.

    Where a theme has nothing to do, all stays as it is.
    """

    def page(
        self, rendered: RenderedPage, file: File, config: MkDocsConfig, site: SiteContext
    ) -> GeneratedPage:
        """Return a generated page."""
        return GeneratedPage(rendered, file, config)

    def add_assets(self, files: Files, config: MkDocsConfig, site: SiteContext) -> None:
        """Let the files of the site have the stylesheets and scripts of articles."""

    def navigation(
        self, nav: Navigation, files: Files, config: MkDocsConfig, site: SiteContext
    ) -> SiteContext:
        """Lead to the briefings; return the site with what stands in its navigation."""
        return site

    def handwritten(self, html: str) -> str:
        """Return the HTML of a hand-written page as the theme shows it."""
        return html

    def environment(self, env: jinja2.Environment, site: SiteContext) -> None:
        """Let templates be rendered by the environment that is theirs."""

    def surroundings(
        self, config: MkDocsConfig, documents: Sequence[File], site: SiteContext
    ) -> tuple[SiteContext, Sequence[Fault]]:
        """Return the site with what its owner puts around every page, and notes on that.

        Raises InputError with all settings that have a wrong form.
        """
        return site, ()

    def page_context(self, context: Any, page: Page, site: SiteContext) -> Any:
        """Return what the template of a page is given."""
        return context

    def template_context(self, context: Any, name: str, site: SiteContext) -> Any:
        """Return what a template that is no page's, such as 404.html, is given."""
        return context

    def finished(self, html: str, page: Page, site: SiteContext) -> str:
        """Return a page as it is to be written; raises TemplateError."""
        return html
