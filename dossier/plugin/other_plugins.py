"""What other plugins are told of the generated pages, so that they take them for what they are.

Most read `page.meta`, as if a page began with front matter, and the file that a page comes from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from dossier.errors import Fault, InputError
from dossier.model import Record
from dossier.plugin import article_css
from dossier.plugin.folders import template_folders
from dossier.plugin.pages import GeneratedPage
from dossier.runtime import writing
from dossier.web.urls import Urls

UNTOUCHED: Mapping[str, object] = {
    "glightbox": False,  # mkdocs-glightbox: it would put each picture of a text into a link
    "render_macros": False,  # mkdocs-macros: `{{` in a title is no macro
}
"""Options by which other plugins leave a page alone."""

_REVISIONS = ("git_revision_date_localized", "git_creation_date_localized")
"""Keys of mkdocs-git-revision-date-localized: of a page that is in no repository it says today."""

_DATE, _UPDATED = "date", "updated"


def plugins_called(name: str, config: MkDocsConfig) -> "Iterator[BasePlugin[Any]]":
    """Yield the plugins of a name, whichever theme brings them: `search`, or `material/search`.

    MkDocs adds a number to the name of one that is listed twice.
    """
    for key, plugin in config.plugins.items():
        if key.rpartition("/")[2].partition(" ")[0] == name:
            yield plugin


def check_none_in_the_way(config: MkDocsConfig, config_file: Path) -> None:
    """Raise InputError if there is a plugin beside which generated pages cannot stand.

    mkdocs-static-i18n asks every file where it lies on the disk, and builds the site once more for
    each language, below what another plugin may have put in place of `site_dir`.
    """
    if any(plugins_called("i18n", config)):
        sentence = (
            "the plugin i18n takes in no pages that another plugin makes, so briefings cannot "
            "stand beside it; give them a mkdocs.yml of their own without it"
        )
        raise InputError(Fault(config_file.as_posix(), 0, sentence))


def describe(files: Files, records: Iterable[Record], urls: Urls) -> None:
    """Tell of each briefing which file it comes from, and what its front matter says."""
    by_path = {urls.briefing(record.slug): record for record in records}
    for file in files:
        page = file.page
        if isinstance(page, GeneratedPage):
            page.known = {**UNTOUCHED}
            if record := by_path.get(page.rendered.head.path):
                if record.front.publish.is_full:  # some copy the file into the site
                    file.abs_src_path = str(Path(record.path).resolve())
                page.known |= _stated(record)


def _stated(record: Record) -> Iterator[tuple[str, object]]:
    """Yield what is stated about a text, by the keys under which other plugins look for it.

    They write it into markup as it is.
    """
    front = record.front
    if record.date:
        yield _DATE, record.date
        yield _UPDATED, front.updated or record.date
    if front.author:
        yield "authors", [escape(name, quote=False) for name in front.author]


def put_back_minified(site: Path, config: MkDocsConfig, urls: Urls) -> None:
    """Let the pages find their stylesheets and scripts when mkdocs-minify-plugin has renamed them.

    It writes `article.min.css` in place of `article.css`, and corrects links to `extra_css` alone.
    """
    own = [path for one in template_folders(config) for path in one.glob("site/assets/*.*")]
    for name in {"themes.css", article_css.NAME, *(path.name for path in own)}:
        for path in {site / "assets" / name, site / urls.asset(name)}:
            minified = path.with_suffix(f".min{path.suffix}")
            if minified.is_file() and not path.exists():
                writing.write(path, minified.read_bytes())


def forget_revisions(page: GeneratedPage) -> None:
    """Take back the day of this build, which a page that is in no repository was given."""
    for name in [name for name in page.meta if name.startswith(_REVISIONS)]:
        del page.meta[name]


@dataclass(slots=True)
class HostFeed:
    """Has mkdocs-rss-plugin list the dated briefings, each by the dates that its text states.

    By default it takes dates from git, or else the day of the build, and it lists every page. What
    it reads of a generated page is set for as long as it looks there.
    """

    _chosen: list[tuple[Any, str, str]] = field(default_factory=list)
    _told: tuple[str | None, str] = (None, "")
    _draft: object = None
    _path: str | None = None

    def begin(self, page: GeneratedPage, config: MkDocsConfig) -> None:
        """Let dates be read from the page; without one it passes for a draft, which is not fed.

        In feeds a title is words, and a description is HTML.
        """
        self._told = page.title, page.meta["description"]
        page.title = page.rendered.head.title
        page.meta["description"] = escape(page.rendered.head.description, quote=False)
        for plugin in plugins_called("rss", config):
            if "date_from_meta" in plugin.config:
                dates = plugin.config["date_from_meta"]
                self._chosen.append((dates, dates["as_creation"], dates["as_update"]))
                dates["as_creation"], dates["as_update"] = _DATE, _UPDATED
        self._path = page.file.abs_src_path  # none is told of an extract, and one is asked for
        page.file.abs_src_path = self._path or config.docs_dir
        self._draft = page.meta.get("draft")
        if _DATE not in page.meta:
            page.meta["draft"] = True

    def end(self, page: GeneratedPage) -> None:
        """Put back what the host is told, and what the owner of the site has chosen."""
        page.title, page.meta["description"] = self._told
        page.file.abs_src_path = self._path
        for dates, *chosen in self._chosen:
            dates["as_creation"], dates["as_update"] = chosen
        self._chosen.clear()
        page.meta.pop("draft", None)
        if self._draft is not None:
            page.meta["draft"] = self._draft
