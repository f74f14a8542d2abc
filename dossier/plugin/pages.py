"""The generated pages, as pages of MkDocs.

So links to them from hand-written pages are resolved and checked, the navigation may name them,
and the events of other plugins run on them.
"""

import logging
import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from dossier.errors import Fault, InputError
from dossier.model import Library
from dossier.pages.base import RenderedPage
from dossier.pages.fragments import Handwritten
from dossier.plugin.folders import named
from dossier.web.site import SiteContext
from dossier.web.urls import Urls

SHELL = "shell.html"
"""The template of Dossier's own theme around the blocks of a generated page."""

_log = logging.getLogger("mkdocs.plugins.dossier")

_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")


class GeneratedPage(Page):
    """A page that Dossier rendered; MkDocs puts the theme's shell around it."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        super().__init__(rendered.head.title, file, config)
        self.rendered = rendered
        self.known: Mapping[str, object] = {}
        """What other plugins are to read of it in `meta`."""

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown; say what else MkDocs would read there."""
        self.markdown = ""
        head = self.rendered.head
        self.meta = {"template": SHELL, "title": head.title, "description": head.description}
        self.meta |= self.known

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the article as it is."""
        self.content = self.rendered.blocks["main"]
        self.toc = get_toc([])

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """What links may lead to within the page, such as p7."""
        return set(_ID.findall(self.content or ""))


def add(
    rendered: Iterable[RenderedPage],
    files: Files,
    config: MkDocsConfig,
    site: SiteContext,
    make: Callable[[RenderedPage, File, MkDocsConfig, SiteContext], GeneratedPage],
) -> None:
    """Add the generated pages to the files of the site, with the titles that `nav` gives them."""
    titles = dict(reversed([*_nav_titles(config.nav or [])]))  # of two, MkDocs takes the first
    for one in rendered:
        path = one.head.path
        file = File.generated(
            config, source_name(path, site.urls), content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.use_directory_urls = True  # addresses are the same whatever the site prefers
        file.dest_uri = f"{path}index.html"
        page = make(one, file, config, site)
        page.title = titles.get(file.src_uri, page.title)
        files.append(file)


def handwritten(page: Page, config: MkDocsConfig) -> Handwritten:
    """Return what is needed of a hand-written page to put fragments into it."""
    place = _place(page.file, named(Path(config.docs_dir)))
    return Handwritten(place, page.url, page.file.content_string)


def source_name(path: str, urls: Urls) -> str:
    """Return the name by which hand-written pages link to the page at `path`.

    Of the index of a folder that is `themes/index.md`, of a briefing `briefings/rail.md`.
    """
    return f"{path}index.md" if path in urls.indexes else f"{path.rstrip('/')}.md"


def _nav_titles(items: Any) -> Iterator[tuple[str, str]]:
    """Yield file and title of each entry of `nav` that has both."""
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, dict):
            for title, target in item.items():
                if isinstance(target, str):
                    yield target, str(title)
                else:
                    yield from _nav_titles(target)


_FIRST_DAY, _LAST_DAY = "1980-01-01", "2100-01-01"
"""The days that MkDocs can write into the head of sitemap.xml.gz, with room to spare."""


def date(files: Iterable[File], library: Library, *, own_theme: bool) -> None:
    """Date every page by its text, or by the newest; MkDocs would take the day of the build.

    In a host's theme, hand-written pages keep the day that the host gives them.
    """
    days = [day.isoformat() for record in library.records if (day := record.date)]
    newest = max(days, default=_FIRST_DAY)
    for file in files:
        if (page := file.page) and (own_theme or isinstance(page, GeneratedPage)):
            changed = page.rendered.changed if isinstance(page, GeneratedPage) else None
            stamp = changed.isoformat() if changed else newest
            page.update_date = min(max(stamp, _FIRST_DAY), _LAST_DAY)


def check_anchors(files: Iterable[File]) -> None:
    """Warn of links from hand-written pages to what a generated page does not have.

    MkDocs itself mentions them in passing; under --strict they are to be refused.
    """
    for file in files:
        for target, links in ((file.page and file.page.links_to_anchors) or {}).items():
            if isinstance(target.page, GeneratedPage):
                for anchor in links.keys() - target.page.present_anchor_ids:
                    sentence = "%s links to #%s of %s, which is not there"
                    _log.warning(sentence, file.src_uri, anchor, target.src_uri)


def check_free(paths: Iterable[str], files: Files, docs: Path) -> None:
    """Raise InputError if a hand-written file of `docs`, or one of the theme, is in the way.

    That is one at a path of `paths`, or one where a folder above must stand.
    """
    theirs = {file.dest_uri.casefold(): file for file in files}
    needed = dict.fromkeys(paths)
    for path in list(needed):
        while (path := posixpath.dirname(path)) and path not in needed:
            needed[path] = None
    faults = [
        Fault(_place(theirs[path.casefold()], docs), 0, _in_the_way(path))
        for path in needed
        if path.casefold() in theirs
    ]
    if faults:
        raise InputError(*faults)


def check_unpublished(seeds: Path, files: Files, docs: Path) -> None:
    """Raise InputError if MkDocs itself would publish the texts in the folder `seeds`."""
    folder = os.path.realpath(seeds)
    sentence = (
        f"is in {seeds.as_posix()}, and MkDocs would publish it as it is, even if its front matter "
        f"withholds it; move the folder out of {docs.as_posix()}, and name it in the plugin's "
        "option seeds"
    )
    for file in files:
        path = file.abs_src_path and Path(os.path.realpath(file.abs_src_path))
        is_published = file.inclusion != InclusionLevel.EXCLUDED
        if path and is_published and path.is_relative_to(folder):
            raise InputError(Fault(_place(file, docs), 0, sentence))


def _in_the_way(path: str) -> str:
    sentence = f"Dossier itself writes {path} there; rename this page or move it"
    is_front_page = path == "index.html"
    return f"{sentence}, or set the plugin's option path to a folder" if is_front_page else sentence


def _place(file: File, docs: Path) -> str:
    """Return where a file is, as the user would name it."""
    path = named(Path(file.abs_src_path)) if file.abs_src_path else docs / file.src_uri
    return path.as_posix()
