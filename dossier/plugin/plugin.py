"""The MkDocs plugin: each event hands over to a stage, and a failed build changes nothing."""

import logging
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_relative_url

from dossier import settings as means
from dossier.build import imprint
from dossier.build.imprint import SEARCHED
from dossier.build.site import Assembled, assemble
from dossier.errors import DossierError, Fault, Faults, ProofError
from dossier.export import metadata
from dossier.export.feeds import Publication
from dossier.export.json_export import GENERATOR
from dossier.model import Library, Themes
from dossier.pages import contexts, overviews
from dossier.pdf.phrases import Press, Printed
from dossier.plugin import pages, serve
from dossier.plugin.config import (
    DossierConfig,
    cache,
    interface,
    named,
    press,
    publication,
    settings,
    templates,
    workshop,
)
from dossier.proof import Proof, check_list, count
from dossier.runtime import ledger
from dossier.runtime import staging as publish
from dossier.runtime.cache import Cache, key
from dossier.runtime.kept import Seen, Shelf, program
from dossier.runtime.parallel import FEW
from dossier.runtime.progress import Progress
from dossier.search import index
from dossier.settings import Means, Rules
from dossier.sources.files import Received
from dossier.web import urls
from dossier.web.i18n import Words, direction
from dossier.web.templates import Templates, environment, read_templates, render, template_fault

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a web server, which few builds need

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

    site: ledger.Site
    warnings: CountHandler
    templates: Templates
    env: jinja2.Environment
    words: Words
    publication: Publication
    means: Means
    texts: Sequence[Received] = ()
    faults: Faults = field(default_factory=Faults)
    """Of the texts."""

    rules: Rules | None = None
    press: Press | None = None
    """None: no PDFs are wanted."""

    assembled: Assembled = field(default_factory=Assembled)
    nav: tuple[Page, ...] = ()
    printed: Printed | None = None
    proof: Proof | None = None

    @property
    def themes(self) -> Themes:
        """All themes, once they are read."""
        return self.rules.scheme.themes if self.rules else ()

    @property
    def library(self) -> Library:
        """All briefings on the site, once they are made."""
        return self.assembled.library


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

        self.few = FEW
        """Texts from which on they are worked on in processes of their own."""

        self.preview = False
        """Whether the site is served while it is written."""

        self.build: Build
        self._seen: Seen = {}
        """What a preview need not look into again."""

    # --- before a page is written ---

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Refuse a build that would write only a part of the site."""
        self.preview = command == "serve"
        if dirty:
            raise PluginError("a dirty build cannot be proved; leave --dirty out")

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let MkDocs write beside the site."""
        with _refused():
            words = interface(config)
            own = (str(templates(config) / name) for name in ("feeds", "search"))
            found = read_templates([*config.theme.dirs, *own])
        staging = publish.stage(Path(config.site_dir))
        warnings = CountHandler()
        warnings.setLevel(logging.WARNING)
        _program.addHandler(warnings)
        means = Means(self.progress, cache(config), self.executor, self.few)
        site = ledger.site(staging.own, staging.site, cache(config))
        published = publication(config, words, self.config.pdf)
        env = environment(found, words)
        self.build = Build(staging, site, warnings, found, env, words, published, means)
        config.site_dir = str(staging.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take in all texts, and add the pages that stand on every site."""
        build = self.build
        chosen = settings(config, self.config)
        with _refused():
            build.texts = means.receive_folder(chosen, build.faults)
            build.rules = means.read_rules(chosen, build.faults)
            if build.rules is None:
                means.open_all(build.texts, build.faults)
                build.faults.raise_any()
            made = list(pages.landings(config, build.words))
            pages.demand_free([file.dest_uri for file in made], files, named(Path(config.docs_dir)))
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
        """Frame what stands in a hand-written page."""
        for plain, framed in _FRAMED.items():
            html = html.replace(plain, framed)
        return html

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make all that depends on the texts; have MkDocs' pages rendered by our own environment.

        It escapes every value, and is strict.
        """
        with _refused():
            self._assemble(config, files)
        documents = files.documentation_pages()
        days = [day.isoformat() for record in self.build.library.records if (day := record.date)]
        for file in documents:
            if file.page:  # MkDocs would put the day of the build into sitemap.xml.gz
                file.page.update_date = max(days, default="1980-01-01")
        self.progress.begin("Rendering", len(documents))
        return self.build.env

    def _assemble(self, config: MkDocsConfig, files: Files) -> None:
        """Make and write all that depends on the texts but PDFs and the search index."""
        build = self.build
        assert build.rules is not None  # noqa: S101 - else its faults were raised
        if self.config.pdf:
            build.press = press(config, self.config, build.words, build.themes)
        made = imprint.gather(
            build.rules,
            self._site(config),
            build.publication,
            build.words,
            build.templates,
            build.press,
        )
        build.env = imprint.environment_of(made)
        docs = named(Path(config.docs_dir))
        shelf = Shelf(cache(config), Cache(build.staging.spare), self._seen)
        build.assembled = assemble(
            build.texts,
            made,
            shelf,
            build.site,
            build.means,
            build.faults,
            lambda taken: pages.demand_free(taken, files, docs),
        )
        self._seen = shelf.seen
        pages.furnish(files, build.library, build.themes, build.words.language)

    # --- while pages are written ---

    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give a page its view and nothing else."""
        site = self._site(config)
        view: object = contexts.ProseView(self._with_figures(page))
        description = page.meta.get("description") or site.description
        if isinstance(page, pages.ViewPage):
            view = page.view
        title = page.title or ""
        known = metadata.of_page(
            self.build.publication, title, description, site.language, page.canonical_url
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
        entries += overviews.sitemap(
            self.build.library, self.build.assembled.listed, self.build.publication
        )
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
            if build.press:
                from dossier.pdf import batch  # it loads what sets and reads PDFs

                build.printed = batch.write(
                    build.site,
                    build.assembled.shown,
                    build.library,
                    build.press,
                    workshop(config, self.config),
                    means,
                )
            if self.config.search and not self._kept_index():
                self._write_index()
            build.site.join(site)
            self.progress.begin("Proving", 1)
            self._demand_sound_landings(site)
            build.proof = count(build.library.records)
        config.site_dir = str(build.staging.site)
        if config.strict and build.warnings.get_counts():
            self.progress.end()
            return  # MkDocs is about to refuse this build, which then is discarded
        self.progress.begin("Publishing", 1)
        build.staging.publish()
        if means.cache:
            build.site.keep(means.cache)
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
        self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any
    ) -> "LiveReloadServer":
        """Rebuild when a text, the themes or a template changes."""
        chosen = settings(config, self.config)
        for path in (chosen.seeds, chosen.themes, templates(config)):
            server.watch(str(path))
        serve.guard(server)
        if self.build.rules:
            from dossier import pipeline
            from dossier.build import outputs  # noqa: F401 - loaded now, not at the first save

            pipeline.load(self.build.rules)
        return server

    # --- helpers ---

    def _kept_index(self) -> bool:
        """In the preview, keep the index of the first build: making one takes too long there."""
        return self.preview and self.build.site.link_below(index.FOLDER, None)

    def _write_index(self) -> None:
        """Write the search index, unless that of the site before has the same pages."""
        build, language = self.build, self.build.words.language
        shown = build.assembled.shown
        pages = (it for kept in shown for it in (kept.note.record.slug, kept.note.searched))
        whole = key("search", program(), language, *pages)
        if not shown or build.site.link_below(index.FOLDER, whole):
            return
        self.progress.begin("Indexing", len(shown))
        index.build(self._searched(), build.site.folder / index.FOLDER, language)
        build.site.note_below(index.FOLDER, whole)
        build.means.anew["indexed"] += 1

    def _searched(self) -> Iterator[tuple[str, str]]:
        """Yield the address of each briefing, and the page that is searched for it."""
        for kept in self.build.assembled.shown:
            yield f"/{urls.briefing(kept.note.record.slug)}", kept.files()[SEARCHED].decode()
            self.progress.step()

    def _demand_sound_landings(self, site: Path) -> None:
        """Raise ProofError if a page that MkDocs wrote shows as an extract what is none."""
        records = {record.slug: record for record in self.build.library.records}
        faults: list[Fault] = []
        for path in pages.LANDINGS:
            file = site / path / "index.html"
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            faults += check_list(f"{path}index.html", text, records)
        if faults:
            raise ProofError(*faults)

    def _with_figures(self, page: Page) -> str:
        """Return the content of a hand-written page, live figures where it asks for them."""
        build, html = self.build, page.content or ""
        if not _FIGURES.search(html):
            return html
        view = overviews.figures_view(build.library, build.themes)
        root = get_relative_url(".", page.url)
        with _refused():
            return _FIGURES.sub(
                lambda match: render(build.env, f"figures/{match[1]}.html", root, view=view), html
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
                if self.config.search or page.url != urls.SEARCH
            ),
            generator=GENERATOR,
            preview=self.preview,
            search=self.config.search,
        )
