"""The MkDocs plugin: each event hands over to a stage, and a failed build changes nothing."""

from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from dossier.errors import Fault, InputError
from dossier.filing import languages
from dossier.pages import prose
from dossier.plugin import address, docs_folder, other_plugins, pages, serve, stages
from dossier.plugin import config as settings
from dossier.plugin.config import DossierConfig
from dossier.plugin.folders import cache_folder, distinct, named, project_templates
from dossier.plugin.host_search import has_whole_pages, is_searched
from dossier.plugin.pages import GeneratedPage
from dossier.plugin.state import Build, refused
from dossier.runtime import interrupts
from dossier.runtime.cache import Cache
from dossier.runtime.parallel import FEW
from dossier.runtime.progress import Progress
from dossier.runtime.resources import Resources
from dossier.web.templates import template_fault

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a web server, which few builds need


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
        cache = Cache(cache_folder(config))
        resources = Resources(cache, self.progress, self.executor, self.few)
        with refused(), interrupts.put_off():  # until what is begun can be thrown away
            self.build = stages.begin(config, self.config, resources, preview=self.preview)
        return config

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take in all texts, make everything that depends on them, and add their pages."""
        with refused():
            stages.take_in(self.build, files, config, self.config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Lead to the briefings, and keep the entries that stand on every page."""
        build = self.build
        build.context = build.look.navigation(nav, files, config, build.context)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the figures that Dossier was measured by into a hand-written page."""
        if isinstance(page, GeneratedPage):
            return markdown
        self.build.faults.attempt(docs_folder.check_meta, page)
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
        with refused():
            return stages.fill(self.build, self.build.look.handwritten(html), page, config)

    @event_priority(-100)
    def _on_page_told(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        if isinstance(page, GeneratedPage):
            self.build.host_feed.end(page)

    on_page_content = CombinedEvent(_on_page_content, _on_page_told)

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Say what is wrong in hand-written pages and settings, before any page is rendered."""
        build, documents = self.build, files.documentation_pages()
        with refused():
            build.faults.raise_any()
            build.look.environment(env, build.context)
            pages.date(documents, build.site.library, own_theme=build.context.own_theme)
            pages.check_anchors(documents)
            build.context, said = build.look.surroundings(config, documents, build.context)
        if not self.preview and (sentence := address.missing(config.site_url, build.context)):
            said = (Fault(named(Path(config.config_file_path)).as_posix(), 0, sentence), *said)
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
        """Give the template of a page what it needs."""
        self.progress.step()
        return self.build.look.page_context(context, page, self.build.context)

    on_page_context = CombinedEvent(_before_search, _after_search, _on_page_context)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give a template that is no page's, such as 404.html, what it needs."""
        return self.build.look.template_context(context, template_name, self.build.context)

    @event_priority(25)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say in the head of a host's page what an article of ours needs, before it is minified.

        It comes after Material's social cards (at 50), to say nothing twice.
        """
        with refused():
            return self.build.look.finished(output, page, self.build.context)

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
        with refused():
            stages.prove(self.build, config, self.config)
            stages.publish(self.build, config)

    on_post_build = CombinedEvent(_after_others, _on_post_build)

    def on_build_error(self, *, error: Exception) -> None:
        """Throw away what was built so far; say in a sentence what a template did wrong."""
        if not hasattr(self, "build"):
            return  # it failed before anything was begun
        stages.discard(self.build)
        if not isinstance(error, MkDocsException) and (fault := template_fault(error)):
            raise Abort(str(fault)) from fault

    # --- while serving ---

    def on_serve(
        self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any
    ) -> "LiveReloadServer":
        """Rebuild when a text, the themes or a template changes."""
        from dossier.plugin.preview import Preview  # a web server, which few builds need

        chosen = settings.settings(config, self.config)
        themes = chosen.own_themes or chosen.themes
        lists = languages.find(themes).values()
        custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        templates = distinct((*project_templates(config), *custom))
        for path in (chosen.seeds, themes, *lists, chosen.learned, *templates):
            if path.exists():
                server.watch(str(path))
        if not isinstance(server, Preview):  # which guards itself
            serve.guard_of_mkdocs(server)
        with suppress(InputError):  # every build says it
            serve.load(chosen)
        return server
