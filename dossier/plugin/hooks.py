"""The MkDocs plugin: each event hands over to a stage, and a failed build changes nothing."""

import logging
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
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

from dossier import (
    addresses,
    contexts,
    folder,
    folders,
    metadata,
    overviews,
    pipeline,
    prints,
    publish,
    search,
)
from dossier.errors import DossierError
from dossier.feeds import Publication
from dossier.folder import Imprint, Placed
from dossier.library import EMPTY, gather
from dossier.model import Briefing, Library, Themes
from dossier.pipeline import Means
from dossier.plugin import pages, preview
from dossier.plugin.config import (
    DossierConfig,
    cache,
    interface,
    named,
    printing,
    publication,
    settings,
    templates,
)
from dossier.prints import Prints
from dossier.progress import Progress
from dossier.render import environment, render, template_fault
from dossier.twins import GENERATOR
from dossier.verify import Proof, count, demand_sound_lists
from dossier.words import Words, direction

_FIGURES = re.compile(r"<!-- dossier: ([a-z-]+) -->")
"""A place in a hand-written page where a template of `figures/` is put."""

_FRAMED = {
    "<table>": '<div class="scroll" tabindex="0"><table>',
    "</table>": "</table></div>",
    '<a href="http': '<a rel="noopener" href="http',
}
"""A wide table of a hand-written page scrolls by itself, and by the keyboard too; links that lead
elsewhere do not tell there where they came from."""

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
    means: Means
    themes: Themes = ()
    briefings: tuple[Briefing, ...] = ()
    library: Library = EMPTY
    nav: tuple[Page, ...] = ()
    prints: Prints | None = None
    proof: Proof | None = None


@contextmanager
def _refused() -> Iterator[None]:
    """Tell MkDocs of an error of ours in the way in which it stops a build."""
    try:
        yield
    except DossierError as error:
        raise PluginError(str(error)) from error


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]
    """Turns the texts in seeds/ into a briefing site."""

    def __init__(self) -> None:
        self.progress = Progress()
        """How far the build is; the command line puts one here that draws."""

        self.executor: Executor | None = None
        """Who works on the texts; without one, processes of our own."""

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
        with _refused():
            words = interface(config)
        env = environment([*config.theme.dirs, str(templates(config) / "feeds")], words)
        staging = publish.stage(Path(config.site_dir))
        warnings = CountHandler()
        warnings.setLevel(logging.WARNING)
        _program.addHandler(warnings)
        means = Means(self.progress, cache(config), self.executor)
        site = publication(config, words, self.config.pdf)
        self.build = Build(staging, warnings, env, words, site, means)
        config.site_dir = str(staging.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read all texts and add their pages."""
        build = self.build
        with _refused():
            build.themes, build.briefings = pipeline.brief_folder(
                settings(config, self.config), build.means
            )
            self.progress.begin("Gathering", 1)
            build.library = gather(build.briefings, build.themes)
            made = tuple(pages.make(config, build))
            own = [path for briefing in build.library.briefings for path in folder.paths(briefing)]
            taken = chain((file.dest_uri for file in made), own)
            pages.demand_free(taken, files, named(Path(config.docs_dir)))
            for file in made:
                files.append(file)
            colours = render(build.env, "colours.html", ".", themes=build.themes)
            files.append(pages.data_file(config, "assets/themes.css", colours))
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
        with _refused():
            return _FIGURES.sub(
                lambda match: render(
                    self.build.env, f"figures/{match[1]}.html", base_url, view=view
                ),
                html,
            )

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
        theme = None
        if isinstance(page, pages.ViewPage):
            view, theme = page.view, page.theme
            description = page.description or site.description
        title = page.title or ""
        known = metadata.of_page(
            self.build.publication, title, description, site.language, page.canonical_url, theme
        )
        head = contexts.PageHead(
            title=title,
            description=description,
            language=site.language,
            direction=site.direction,
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
        entries = [
            contexts.SitemapEntry(page.canonical_url, None)
            for file in context["pages"]
            if (page := file.page) and page.canonical_url
        ]
        entries += overviews.sitemap(self.build.library, self.build.publication)
        view = contexts.StaticView(tuple(entries))
        return {"site": site, "page": head, "view": view, "base_url": context["base_url"]}

    # --- after ---

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Prove what was written, then let it take the site's place."""
        build = self.build
        means = build.means
        site = Path(config.site_dir)
        with _refused():
            placed = map(Placed, build.library.briefings, overviews.around(build.library))
            folders.write(site, placed, self._imprint(config), means)
            if self.config.pdf:
                press, typesetter = printing(
                    config, self.config, build.words, build.themes, means.cache
                )
                build.prints = prints.write(site, build.library, press, typesetter, means)
            if self.config.search and not self._kept_index(site):
                self.progress.begin("Indexing", 1)
                means.anew["indexed"] += search.index(
                    site, build.library, build.themes, build.words.language, means.cache
                )
            self.progress.begin("Proving", 1)
            demand_sound_lists(site, build.library.briefings)
            build.proof = count(build.library.briefings)
        config.site_dir = str(build.staging.site)
        if config.strict and build.warnings.get_counts():
            self.progress.end()
            return  # MkDocs is about to refuse this build, which then is discarded
        self.progress.begin("Publishing", 1)
        build.staging.publish()
        if means.cache:
            means.cache.sweep()
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

    # --- while serving ---

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when a text, the themes or a template changes."""
        chosen = settings(config, self.config)
        for path in (chosen.seeds, chosen.themes, templates(config)):
            server.watch(str(path))
        preview.guard(server)
        return server

    # --- helpers ---

    def _kept_index(self, site: Path) -> bool:
        """In the preview, keep the index of the first build: making one takes too long there."""
        last = self.build.staging.site / search.FOLDER
        if not (self.preview and last.is_dir()):
            return False
        shutil.copytree(last, site / search.FOLDER)
        return True

    def _imprint(self, config: MkDocsConfig) -> Imprint:
        build = self.build
        return folder.imprint(
            self._site(config), build.themes, build.publication, build.words, config.theme.dirs
        )

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
