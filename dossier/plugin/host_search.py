"""What the search of MkDocs, or of Material, finds in a generated page.

Both divide a page at its headings and index everything in it, so that words would be found at the
top of a briefing, among ¶ numbers and notes, and again on every page that repeats them. While they
look at a generated page, it is therefore given the few words that are to be found there: of a
briefing its title, the editor's words and each paragraph under its anchor; of a page across texts
its title; of a page that repeats another, nothing; of a hand-written page its own words, without
what it shows of the library. Then the content is put back.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.pages.fragments import FRAME
from dossier.plugin.other_plugins import plugins_called
from dossier.plugin.pages import GeneratedPage
from dossier.runtime import writing
from dossier.text.sentences import fold
from dossier.web.urls import Urls

INDEX = "search/search_index.json"
"""What both write and their scripts read: `docs` is a list of `location`, `title` and `text`."""

_ATTRIBUTE = re.compile(r"""\s?data-search-\w+="[^"]+\"""")
"""What Material takes out of a page after it has read it, such as `data-search-exclude`."""

_CONTINUED = re.compile(r"/page-\d+/$")
"""The path of a page on which a list goes on."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which a page is found."""

    title: str
    preface: tuple[str, ...] = ()
    """What is found at the top of the page."""

    paragraphs: tuple[tuple[int, str], ...] = ()
    """Number and words of each paragraph."""

    @property
    def html(self) -> str:
        """The words as a page: Material takes the title of a section from its heading."""
        parts = [f'<h1 id="title">{escape(self.title)}</h1>']
        parts += [f"<p>{escape(words)}</p>" for words in self.preface]
        for number, words in self.paragraphs:
            parts.append(f'<h2 id="p{number}">¶{number}</h2>\n<p>{escape(words)}</p>')
        return "\n".join(parts)

    @property
    def top(self) -> Mapping[str, str]:
        """What MkDocs is to have of the page itself."""
        return {"title": self.title, "text": " ".join(self.preface)}

    @property
    def toc(self) -> TableOfContents:
        """The headings: MkDocs takes the title from here, and does not say of which page it is."""
        return get_toc(
            [
                {"level": 2, "id": f"p{number}", "name": f"{self.title}, ¶{number}", "children": []}
                for number, _ in self.paragraphs
            ]
        )


def words_of(page: GeneratedPage, urls: Urls) -> Words | None:
    """Return the words by which a page is found; None of a page that is not to be found."""
    head = page.rendered.head
    if not page.rendered.indexed or head.path == urls.search or _CONTINUED.search(head.path):
        return None
    tree = LexborHTMLParser(page.content or "")
    paragraphs = tuple(
        (int(node.attributes["data-paragraph"] or 0), _text(node))
        for node in tree.css("[data-paragraph]")
    )
    chosen = ".briefing .editor-words" + ("" if paragraphs else ", .briefing [data-extract]")
    preface = dict.fromkeys(_text(node) for node in tree.css(chosen))
    return Words(head.title, tuple(preface), paragraphs)


def _text(node: LexborNode) -> str:
    """Return what a reader would copy of an element: its words without furniture."""
    for one in node.css("[data-furniture]"):
        one.decompose()
    for one in node.css("br, td, th, li"):
        one.insert_before(" ")
    return fold(node.text())


def _without_fragments(html: str) -> str:
    """Return a hand-written page without what it shows of the library."""
    tree = LexborHTMLParser(html)
    for node in tree.css("div.dossier"):
        node.decompose()
    return (tree.body and tree.body.inner_html) or ""


@dataclass(slots=True)
class HostSearch:
    """Stands before and behind the search plugin while the pages of one build are indexed."""

    _tops: dict[str, Mapping[str, str] | None] = field(default_factory=dict)
    """The entry of each page itself, by its address; None: it is not to be found."""

    _aside: tuple[str, TableOfContents] | None = None
    """The content of the page that is looked at, and its contents; None: it shows its own."""

    _given: str = ""

    def begin(self, page: Page, urls: Urls) -> None:
        """Give the page, in place of its content, what is to be found there."""
        content, toc = page.content or "", page.toc
        if isinstance(page, GeneratedPage):
            words = words_of(page, urls)
            self._tops[page.url] = words.top if words else None
            page.toc = words.toc if words else get_toc([])
            self._given = words.html if words else ""
        elif FRAME in content:
            self._given = _without_fragments(content)
        else:
            return
        self._aside = content, toc
        page.content = self._given

    def end(self, page: Page) -> None:
        """Put the content back, with whatever others have put around the words meanwhile.

        Raises PluginError if they changed the words themselves.
        """
        if self._aside is None:
            return
        content, page.toc = self._aside
        given, seen = self._given, page.content or ""
        if given not in seen:
            given, content = _ATTRIBUTE.sub("", given), _ATTRIBUTE.sub("", content)
        if given not in seen:
            raise PluginError(
                f"{page.file.src_uri}: another plugin changes the content of this page in"
                " on_page_context, where the search reads it; let it use on_page_content"
            )
        page.content = seen.replace(given, content, 1)
        self._aside = None

    def tidy(self, site: Path) -> None:
        """Take out of MkDocs' index what its headings cannot keep out of it.

        It also has every page whole, so that each word would be found twice. An index that was
        built beforehand (`prebuild_index`) stays as it is: its numbers hold for these entries.
        """
        path = site / INDEX
        data = json.loads(path.read_text("utf-8"))
        if "index" in data:
            return
        entries = []
        for entry in data["docs"]:
            top = self._tops.get(entry["location"], entry)
            if top is not None:
                entries.append({**entry, **top})
        data["docs"] = entries
        writing.write(path, json.dumps(data, sort_keys=True, separators=(",", ":")).encode())


def is_searched(config: MkDocsConfig) -> bool:
    """Has the site a search plugin: `search`, or `material/search`?"""
    return any(plugins_called("search", config))


def has_whole_pages(config: MkDocsConfig) -> bool:
    """Is one of them MkDocs' own, whose index has every page whole beside its sections?"""
    from mkdocs.contrib.search import SearchPlugin  # loaded already, if there is one

    return any(isinstance(plugin, SearchPlugin) for plugin in plugins_called("search", config))
