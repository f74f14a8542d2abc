"""The MkDocs plugin: each event hands over to a stage, and a failed build changes nothing."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from dossier import pipeline
from dossier.briefings import notes
from dossier.build import finish
from dossier.build import site as site_stage
from dossier.build.finish import Standing
from dossier.build.outputs import Recipe
from dossier.errors import Faults, InputError
from dossier.filing import languages
from dossier.pages import fragments, prose
from dossier.pages.base import PageHead, head
from dossier.plugin import config as settings
from dossier.plugin import host, other_plugins, pages, serve, shell
from dossier.plugin.config import DossierConfig
from dossier.plugin.pages import GeneratedPage
from dossier.plugin.searched_by_host import has_whole_pages, is_searched
from dossier.plugin.state import Build, refused
from dossier.runtime import clock, staging
from dossier.runtime.cache import Cache
from dossier.runtime.parallel import FEW
from dossier.runtime.progress import Progress
from dossier.runtime.resources import Resources
from dossier.runtime.site_folder import check_site_folder
from dossier.web.site import environment_of
from dossier.web.templates import render, template_fault

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a web server, which few builds need


_program = logging.getLogger(mkdocs.__name__)
"""Where MkDocs complains; run by ProperDocs, which answers for `mkdocs`, it is ProperDocs' own."""

_log = logging.getLogger("mkdocs.plugins.dossier")


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]
    """Turns the texts in seeds/ into a briefing site."""

    def __init__(self) -> None:
        self.progress = Progress()
        """Progress of the build; the command line puts one here that draws."""

        self.executor: Executor | None = None
        """The worker pool for the texts; None: processes of this machine."""

        self.few = FEW
        """Texts up to which they are worked on in this process."""

        self.preview = False
        """Is the site served while it is written?"""

        self.build: Build

    # --- before a page is written ---

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Refuse a build that would write only a part of the site."""
        self.preview = command == "serve"
        if dirty:
            raise PluginError("a dirty build cannot be proved; leave --dirty out")

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let MkDocs write beside the site."""
        site, config_file = Path(config.site_dir), Path(config.config_file_path)
        with refused():
            other_plugins.check_none_in_the_way(config, settings.named(config_file))
            own = settings.own_paths(config, self.config)
            faults = check_site_folder(settings.named(site), own, settings.named(config_file))
            if faults:
                raise InputError(*faults)
            context = settings.site_context(config, self.config, preview=self.preview)
        warnings = CountHandler()
        warnings.setLevel(logging.WARNING)
        _program.addHandler(warnings)
        cache = Cache(settings.cache_folder(config))
        resources = Resources(cache, self.progress, self.executor, self.few)
        templates = settings.own_templates(config)
        if context.own_theme:
            config.theme.dirs[:] = map(str, settings.site_folders(config))
        self.build = Build(staging.stage(site), warnings, context, resources, templates)
        config.site_dir = str(self.build.staging.folder)
        return config

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take in all texts, make everything that depends on them, and add their pages."""
        build = self.build
        chosen = replace(settings.settings(config, self.config), drafts=self.preview)
        docs = settings.named(Path(config.docs_dir))
        faults = Faults()
        with refused():
            pages.check_unpublished(chosen.seeds, files, docs)
            build.texts = pipeline.receive_folder(chosen, faults)
            rules = pipeline.read_rules(chosen, build.texts, faults)
            build.context = replace(build.context, themes=rules.scheme.themes)
            cache = None if self.executor else chosen.cache  # workers elsewhere have no such folder
            build.recipe = Recipe(rules, build.context, cache)
            build.site = site_stage.make(
                build.texts,
                build.recipe,
                build.resources,
                faults,
                build.staging.folder,
                build.staging.search_pages,
            )
            build.notes = notes.all_notes(build.site.records, faults, clock.today(), chosen.strict)
            written = [f"{page.head.path}index.html" for page in build.site.pages]
            redirects = dict(build.site.redirects)
            pages.check_free([*written, *redirects, *build.site.paths], files, docs)
            env = environment_of(build.context)
            colours = render(env, "colours.html", "", themes=build.context.themes)
        make: Callable[..., GeneratedPage] = GeneratedPage
        if not build.context.own_theme:
            make = partial(host.ArticlePage, site=build.context)
            for file in host.assets(config, build.context):
                files.append(file)
        pages.add(build.site.pages, files, config, build.context.urls, make)
        other_plugins.describe(files, build.site.library.records, build.context.urls)
        redirects[build.context.urls.asset("themes.css")] = colours
        for path, content in redirects.items():
            files.append(File.generated(config, path, content=content))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the entries that stand on every page; lead to the briefings where `nav` is unset."""
        if not self.build.context.own_theme:
            if config.nav is None:
                host.add_section(nav, files, self.build.context)
            return nav
        items = pages.navigation(nav.items)
        if not self.config.search:
            items = tuple(item for item in items if item.path != self.build.context.urls.search)
        self.build.context = replace(self.build.context, nav=items)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the figures that Dossier was measured by into a hand-written page."""
        if isinstance(page, GeneratedPage):
            return markdown
        return prose.with_measured(markdown, self.build.context)

    @event_priority(50)
    def _on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put what a hand-written page asks for into it; tell others of a generated one.

        What is wrong in any of them is said in `on_env`, when all are known.
        """
        if isinstance(page, GeneratedPage):
            other_plugins.forget_revisions(page)
            self.build.host_feed.begin(page, config)
            return html
        build = self.build
        html = prose.framed(html) if build.context.own_theme else html
        if not fragments.are_in(html):
            return html
        written = pages.handwritten(page, config)
        with refused():
            filled = build.faults.attempt(
                fragments.fill, html, written, build.site.library, build.context
            )
        if filled and filled.listed:
            build.listed[page.file.dest_uri] = filled.listed
        return filled.html if filled else html

    @event_priority(-100)
    def _on_page_told(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        if isinstance(page, GeneratedPage):
            self.build.host_feed.end(page)

    on_page_content = CombinedEvent(_on_page_content, _on_page_told)

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Render Dossier's own templates by its own environment; leave all others to the host's."""
        assert env.loader is not None  # noqa: S101 - MkDocs has set it
        build = self.build
        with refused():
            build.faults.raise_any()
        own = environment_of(build.context)
        if build.context.own_theme:
            env.loader = pages.ThemeLoader(env.loader, own, build.own_templates)
        documents = files.documentation_pages()
        pages.date(documents, build.site.library, own_theme=build.context.own_theme)
        pages.check_anchors(documents)
        with refused():
            build.context, said = shell.around(config, self.config, build.context, documents)
        build.notes = (*said, *build.notes)
        self.progress.begin("Rendering", len(documents))
        return env

    # --- while pages are written ---

    @event_priority(1)
    def _before_search(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Show a search plugin, which comes at 0, what is to be found in a page."""
        if is_searched(config):
            self.build.host_search.begin(page, self.build.context.urls)

    @event_priority(-1)
    def _after_search(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        self.build.host_search.end(page)

    @event_priority(-50)
    def _on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give a page of Dossier's own theme its head and its view."""
        self.progress.step()
        if page.meta.get("template", "main.html") not in self.build.own_templates:
            return context
        view: object
        if isinstance(page, GeneratedPage):
            blocks = {**page.rendered.blocks, "main": page.content or ""}
            known, view = page.rendered.head, replace(page.rendered, blocks=blocks)
        else:
            description = page.meta.get("description", "")
            known = head(self.build.context, page.url, page.title or "", description)
            view = prose.ProseView(page.content or "")
        return self._given(context, known, view)

    on_page_context = CombinedEvent(_before_search, _after_search, _on_page_context)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give 404.html and sitemap.xml their heads and views."""
        if template_name not in self.build.own_templates:
            return context
        title = self.build.context.say("not_found")
        known = head(self.build.context, template_name, title, has_address=False)
        listed = pages.sitemap(context["pages"]) if self.build.context.url else ()
        view = prose.StaticView(tuple(listed))
        return self._given(context, known, view)

    @event_priority(25)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say in the head of a host's page what an article of ours needs, before it is minified.

        It comes after Material's social cards (at 50), to say nothing twice.
        """
        if self.build.context.own_theme:
            return output
        rendered = page.rendered if isinstance(page, GeneratedPage) else None
        with refused():
            return host.with_head(output, page, rendered, self.build.context)

    def _given(self, context: Any, known: PageHead, view: object) -> dict[str, Any]:
        return {**context, "site": self.build.context, "page": known, "view": view}

    # --- after ---

    @event_priority(-1)
    def _after_others(self, *, config: MkDocsConfig) -> None:
        """Tidy what other plugins have written."""
        site = Path(config.site_dir)
        if has_whole_pages(config):
            self.build.host_search.tidy(site)
        other_plugins.put_back_minified(site, config, self.build.context.urls)

    @event_priority(-100)
    def _on_post_build(self, *, config: MkDocsConfig) -> None:
        """Print, index and prove what was written, then let it take the site's place."""
        build, resources = self.build, self.build.resources
        site, context = build.site, build.context
        standing = Standing(build.staging.folder, build.staging.search_pages)
        with refused():
            if self.config.pdf:
                workshop = settings.workshop(config, self.config)
                folder = build.staging.folder
                build.printed = finish.print_all(site, context, workshop, folder, resources)
            kept = self.preview and finish.keep_index(context, standing, build.staging.site)
            if self.config.search and site.library.records and not kept:
                finish.index(site, context, standing, resources)
            assert build.recipe is not None  # noqa: S101 - on_files has run
            recipe, listed = build.recipe, build.listed
            owners = host.stylesheets(config)
            proof = finish.prove(site, build.texts, recipe, standing, resources, listed, owners)
        for sentence in shell.missing(context.shell, build.staging.folder):
            _log.warning("%s", sentence)
        build.proof = proof
        config.site_dir = str(build.staging.site)
        if config.strict and build.warnings.get_counts():
            self.progress.end()
            return  # MkDocs is about to refuse this build, which then is discarded
        self.progress.begin("Publishing", 1)
        resources.cache.evict()
        with refused():
            build.staging.publish()
        self.progress.end()
        _program.removeHandler(build.warnings)
        for note in build.notes:
            _log.info("%s", note)
        _log.info("Proved %d paragraphs verbatim and exactly once", proof.paragraphs)

    on_post_build = CombinedEvent(_after_others, _on_post_build)

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
        chosen = settings.settings(config, self.config)
        lists = languages.find(chosen.themes, chosen.own_themes).values()
        custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        templates = settings.distinct((*settings.project_templates(config), *custom))
        for path in (chosen.seeds, chosen.themes, *lists, chosen.learned, *templates):
            if path.exists():
                server.watch(str(path))
        serve.guard(server)
        serve.load(chosen)
        return server
