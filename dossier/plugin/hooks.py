"""The MkDocs plugin: each event hands over to a stage, and a failed build changes nothing."""

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import jinja2
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_relative_url

from dossier import addresses, contexts, metadata, overviews, pipeline, prints, publish, search
from dossier.cache import Cache
from dossier.citation import Labels
from dossier.errors import DossierError
from dossier.feeds import Publication
from dossier.library import EMPTY, gather
from dossier.model import Briefing, Library, Themes
from dossier.pdf import Typesetter
from dossier.plugin import pages, preview
from dossier.plugin.config import DossierConfig, named, settings
from dossier.press import Press
from dossier.prints import Prints
from dossier.progress import Progress
from dossier.render import environment, render, template_fault
from dossier.twins import GENERATOR
from dossier.verify import Proof, verify
from dossier.words import Words, direction
from dossier.words import read as read_words

_FIGURES = re.compile(r"<!-- dossier: ([a-z-]+) -->")
"""A place in a hand-written page where a template of `figures/` is put."""

_FRAMED = {
    "<table>": '<div class="scroll" tabindex="0"><table>',
    "</table>": "</table></div>",
    '<a href="http': '<a rel="noopener" href="http',
}
"""A wide table of a hand-written page scrolls by itself, and by the keyboard too; links that lead
elsewhere do not tell there where they came from."""

CACHE = ".dossier-cache"
"""Folder beside mkdocs.yml of what need not be made again."""

_program = logging.getLogger(mkdocs.__name__)
"""Where MkDocs complains; run by ProperDocs, which answers for `mkdocs`, it is ProperDocs' own."""

_log = logging.getLogger("mkdocs.plugins.dossier")


@dataclass(slots=True)
class Build:
    """What the build under way has made so far; every build begins with a new one."""

    staging: publish.Staging
    """Where the site is to stand, and where MkDocs writes until it is proved."""

    warnings: CountHandler
    env: jinja2.Environment
    words: Words
    publication: Publication
    themes: Themes = ()
    briefings: tuple[Briefing, ...] = ()
    library: Library = EMPTY
    nav: tuple[Page, ...] = ()
    prints: Prints | None = None
    proof: Proof | None = None


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]
    """Turns the texts in seeds/ into a briefing site."""

    def __init__(self) -> None:
        self.progress = Progress()
        """How far the build is; the command line puts one here that draws."""

        self.preview = False
        """Whether the site is served while it is written."""

        self.build: Build

    # --- before a page is written ---

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Refuse a build that would write only a part of the site."""
        self.preview = command == "serve"
        if dirty:
            raise PluginError("a dirty build cannot be proved; leave --dirty out")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let MkDocs write beside the site."""
        try:
            words = read_words(_templates(config) / "words.yml")
        except DossierError as error:
            raise PluginError(str(error)) from error
        env = environment([*config.theme.dirs, str(_templates(config) / "feeds")], words)
        staging = publish.stage(Path(config.site_dir))
        warnings = CountHandler()
        warnings.setLevel(logging.WARNING)
        _program.addHandler(warnings)
        publication = _publication(config, words, self.config.pdf)
        self.build = Build(staging, warnings, env, words, publication)
        config.site_dir = str(staging.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read all texts and add their pages."""
        build = self.build
        try:
            build.themes, build.briefings = pipeline.brief_folder(
                settings(config, self.config), self.progress
            )
            self.progress.begin("Gathering", 1)
            build.library = gather(build.briefings, build.themes)
            for file in pages.make(config, build):
                files.append(file)
            colours = render(build.env, "colours.html", ".", themes=build.themes)
            files.append(pages.data_file(config, "assets/themes.css", colours))
        except DossierError as error:
            raise PluginError(str(error)) from error
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the few links that stand on every page."""
        self.build.nav = tuple(nav.pages)
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put live figures where a hand-written page asks for them."""
        for plain, framed in _FRAMED.items():
            html = html.replace(plain, framed)
        if not _FIGURES.search(html):
            return html
        view = overviews.figures_view(self.build.library, self.build.themes)
        base_url = get_relative_url(".", page.url)
        try:
            return _FIGURES.sub(
                lambda match: render(
                    self.build.env, f"figures/{match[1]}.html", base_url, view=view
                ),
                html,
            )
        except DossierError as error:
            raise PluginError(str(error)) from error

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Have all pages rendered by our own environment, which escapes and is strict."""
        days = [day.isoformat() for b in self.build.library.briefings if (day := b.document.date)]
        newest = max(days, default="1980-01-01")
        documents = files.documentation_pages()
        for file in documents:
            if file.page:  # MkDocs would put the day of the build into sitemap.xml.gz
                file.page.update_date = newest
        self.progress.begin("Rendering", len(documents))
        return self.build.env

    # --- while pages are written ---

    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give a page its view and nothing else."""
        site = self._site(config)
        view: object = contexts.ProseView(page.content or "")
        description = page.meta.get("description") or site.description
        language, briefing, theme = site.language, None, None
        if isinstance(page, pages.ViewPage):
            view, briefing, theme = page.view, page.briefing, page.theme
            description = page.description or site.description
            language = page.language or site.language
        title = page.title or ""
        if briefing:
            known = metadata.of_briefing(
                briefing,
                self.build.publication,
                description,
                pages.twins_of(briefing, self.build.publication),
                self.build.publication.pdf(briefing),
            )
        else:
            known = metadata.of_page(
                self.build.publication, title, description, language, page.canonical_url, theme
            )
        head = contexts.PageHead(
            title=title,
            description=description,
            language=language,
            direction=direction(language),
            path=page.url,
            metadata=known,
        )
        self.progress.step()
        return {"site": site, "page": head, "view": view, "base_url": context["base_url"]}

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give 404.html and sitemap.xml their views."""
        site = self._site(config)
        title = self.build.words.say("not_found")
        known = metadata.of_page(
            self.build.publication, title, site.description, site.language, None
        )
        head = contexts.PageHead(
            title, site.description, site.language, site.direction, template_name, known
        )
        view = contexts.StaticView(
            tuple(
                contexts.SitemapEntry(page.canonical_url, getattr(page, "changed", None))
                for file in context["pages"]
                if (page := file.page) and page.canonical_url and not pages.is_twin(page)
            )
        )
        return {"site": site, "page": head, "view": view, "base_url": context["base_url"]}

    # --- after ---

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Prove what was written, then let it take the site's place."""
        build = self.build
        site = Path(config.site_dir)
        try:
            if self.config.pdf:
                press, typesetter = self.printing(config, build.themes)
                build.prints = prints.write(site, build.library, press, typesetter, self.progress)
            if self.config.search:
                self.progress.begin("Indexing", 1)
                search.index(site, build.library, build.themes, build.words.language)
            self.progress.begin("Proving", 1)
            build.proof = verify(site, build.library.briefings)
        except DossierError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(build.staging.site)
        if config.strict and build.warnings.get_counts():
            self.progress.end()
            return  # MkDocs is about to refuse this build, which then is discarded
        self.progress.begin("Publishing", 1)
        build.staging.publish()
        self.progress.end()
        _program.removeHandler(build.warnings)
        _log.info("Proved %d paragraphs verbatim and exactly once", build.proof.paragraphs)

    def on_build_error(self, *, error: Exception) -> None:
        """Throw away what was built so far; say in a sentence what a template did wrong."""
        if not hasattr(self, "build"):
            return  # it failed before anything was begun
        build = self.build
        self.progress.end()
        build.staging.discard()
        _program.removeHandler(build.warnings)
        if not isinstance(error, MkDocsException) and (fault := template_fault(error)):
            raise Abort(str(fault)) from fault

    # --- printing ---

    def printing(self, config: MkDocsConfig, themes: Themes) -> tuple[Press, Typesetter]:
        """Return what PDFs are made with; raises InputError if the words cannot be read."""
        chosen = settings(config, self.config)
        words = read_words(_templates(config) / "words.yml")
        publication = _publication(config, words, chosen.pdf)
        cache = Cache(Path(config.config_file_path).parent / CACHE)
        typesetter = Typesetter(_templates(config) / "pdf", fonts=chosen.fonts, cache=cache)
        return Press(publication, words, themes, chosen.paper), typesetter

    # --- while serving ---

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when a text, the themes or a template changes."""
        chosen = settings(config, self.config)
        for path in (chosen.seeds, chosen.themes, _templates(config)):
            server.watch(str(path))
        preview.guard(server)
        return server

    # --- helpers ---

    def _site(self, config: MkDocsConfig) -> contexts.Site:
        return contexts.Site(
            name=config.site_name,
            description=config.site_description or "",
            language=self.build.words.language,
            direction=direction(self.build.words.language),
            nav=tuple(
                contexts.Link(page.title or "", page.url)
                for page in self.build.nav
                if self.config.search or page.url != addresses.SEARCH
            ),
            generator=GENERATOR,
            preview=self.preview,
            search=self.config.search,
        )


def _templates(config: MkDocsConfig) -> Path:
    """Return the folder that holds site/, feeds/ and words.yml."""
    return named(Path(config.theme.custom_dir or "templates/site").parent)


def _publication(config: MkDocsConfig, words: Words, pdfs: bool) -> Publication:
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
