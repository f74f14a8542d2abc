"""Dossier's pages inside another theme: an article each, and what the host's page needs for it.

The header, navigation, search, palette and table of contents are the host's. Pages of the host that
hold nothing of ours are left as they are, to the byte: so our stylesheets are linked where an
article stands, and not by `extra_css`, which would link them everywhere.
"""

import logging
import posixpath
import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.model import COUNTRY
from dossier.pages.base import RenderedPage
from dossier.plugin.article_css import NAME, article_css
from dossier.plugin.branding import split
from dossier.plugin.folders import template_folders
from dossier.plugin.look import Look
from dossier.plugin.pages import GeneratedPage
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import read_text, render

ARTICLE = "dossier"
"""The id of the element around an article, and the class of all elements that hold one of ours."""

_SEARCH = ("search", "search-index", "search-query", "search-results", "search-words")
_ASSETS = ("host.css", "article.js", *(f"{name}.js" for name in _SEARCH))
"""Files of templates/site/assets/ that articles need, besides their stylesheet."""

_SCOPE, _HEAVY_SCOPE = ":where(.dossier)", ":is(.dossier, #dossier)"
"""What all rules of the stylesheet stand in, without weight and with that of an id: themes know
classes, and dress bare elements by them, so that only an id comes before all of them."""

_ARTICLE = re.compile(r"""<\w+ [^>]*\bclass=["']?dossier\b""")
_TITLE = re.compile(r"(<title\b[^>]*>)(.*?)(</title>)", re.DOTALL | re.IGNORECASE)
_END_OF_HEAD = re.compile(r"</head>|(?=<body\b)", re.IGNORECASE)

_FEED = "alternate feed"
"""Material takes what is an alternate and no more for this site in another language."""

_log = logging.getLogger("mkdocs.plugins.dossier")


class HostTheme(Look):
    """The look of a site in any other theme."""

    def page(
        self, rendered: RenderedPage, file: File, config: MkDocsConfig, site: SiteContext
    ) -> GeneratedPage:
        """Return a page around which the host's template stands."""
        return ArticlePage(rendered, file, config, site)

    def add_assets(self, files: Files, config: MkDocsConfig, site: SiteContext) -> None:
        """Add them, for none comes with the host's theme."""
        folders = [folder / "site" / "assets" for folder in template_folders(config)]
        for name in _ASSETS:
            path = next(path for folder in folders if (path := folder / name).is_file())
            files.append(File.generated(config, site.asset(name), content=read_text(path)))
        styles = article_css(config).replace(_SCOPE, _HEAVY_SCOPE)
        files.append(File.generated(config, site.asset(NAME), content=styles))

    def navigation(
        self, nav: Navigation, files: Files, config: MkDocsConfig, site: SiteContext
    ) -> SiteContext:
        """Add a section with the ways into the briefings where `nav` is unset."""
        if config.nav is None:
            add_section(nav, files, site)
        return site

    def finished(self, html: str, page: Page, site: SiteContext) -> str:
        """Return a page with what an article in it needs in its head."""
        return with_head(html, page, site)


def stylesheets(config: MkDocsConfig) -> frozenset[str]:
    """Return the paths of the stylesheets that the owner of the site adds to the host's."""
    paths = (unquote(split(str(entry)).path) for entry in config.extra_css)
    return frozenset(posixpath.normpath(path) for path in paths)


# --- the article ----------------------------------------------------------------------


class ArticlePage(GeneratedPage):
    """A generated page around which the host's default template stands.

    Themes print titles and descriptions as they are, so here they are HTML.
    """

    def __init__(
        self, rendered: RenderedPage, file: File, config: MkDocsConfig, site: SiteContext
    ) -> None:
        super().__init__(rendered, file, config)
        self.title = escape(rendered.head.title)
        self._site = site

    def read_source(self, config: MkDocsConfig) -> None:
        """Say what MkDocs would read in front matter, but for a template."""
        super().read_source(config)
        head = self.rendered.head
        del self.meta["template"]
        self.meta["description"] = escape(head.description)
        self.meta["title"] = escape(head.title)
        if not head.path:
            del self.meta["title"]  # the window of a front page has the name of the site alone

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the article, and make the table of contents from its headings."""
        head, env = self.rendered.head, environment_of(self._site)
        self.content = render(
            env, "host/article.html", head.path, site=self._site, page=head, view=self.rendered
        )
        self.toc = contents(self.content, head.title)


def contents(html: str, title: str) -> TableOfContents:
    """Return the table of contents of an article, from its headings that have an id.

    As in a hand-written page the title comes first; some themes show only what is below it.
    """
    root = AnchorLink(escape(title), ARTICLE, level=1)
    above = [root]
    for node in LexborHTMLParser(html).css("h2[id], h3[id]"):
        link = AnchorLink(escape(_words(node)), node.id or "", level=int((node.tag or "h2")[1]))
        while above[-1].level >= link.level:
            above.pop()
        above[-1].children.append(link)
        above.append(link)
    return TableOfContents([root])


def _words(heading: LexborNode) -> str:
    """Return what a heading says, without ¶ marks, letters of themes and remarks."""
    for node in heading.css("[data-furniture], [aria-hidden], small"):
        node.decompose()
    return " ".join(heading.text().split())


# --- the page around it ---------------------------------------------------------------


def with_head(output: str, page: Page, site: SiteContext) -> str:
    """Return a page of the host with what an article of ours needs in its head, if it holds one.

    What the host, or a plugin for it, has said there already is not said again.
    """
    rendered = page.rendered if isinstance(page, GeneratedPage) else None
    if rendered is None and not _ARTICLE.search(output):
        return output
    end = _END_OF_HEAD.search(output)
    if end is None:
        _log.warning("%s has no <head>, so the articles of Dossier have no style", page.url)
        return output
    path = rendered.head.path if rendered else page.url
    known = rendered.head if rendered else None
    env = environment_of(site)
    ours = render(env, "host/head.html", path, site=site, page=known, view=rendered)
    head = output[: end.start()]
    new = "\n".join(_unsaid(ours, head))
    if known:
        head = _TITLE.sub(lambda match: _titled(match, page.title or "", known.title), head, 1)
    return f"{head}{new}\n{output[end.start() :]}"


def _unsaid(ours: str, theirs: str) -> Iterator[str]:
    """Yield the elements of a head that another does not have."""
    said = {_kind(node) for node in _elements(theirs)}
    for node in _elements(ours):
        if _kind(node) not in said:
            if node.attributes.get("rel") == "alternate":
                node.attrs["rel"] = _FEED
            yield node.html or ""


def _elements(head: str) -> list[LexborNode]:
    return LexborHTMLParser(f"<head>{head}</head>").css("head > meta, head > link, head > script")


def _kind(node: LexborNode) -> str:
    """Return what an element of a head is about; two that are about the same would contradict."""
    known = {name: value or "" for name, value in node.attributes.items()}
    if node.tag == "meta":
        name = known.get("property") or known.get("name") or ""
        return "og:" if name.startswith("og:") else name
    if node.tag == "link":
        rel = known.get("rel", "")
        return rel if rel == "canonical" else f"{rel} {known.get('href')}"
    return f"script {known.get('src') or node.text()}"


def _titled(match: re.Match[str], short: str, title: str) -> str:
    """Return the title of a window with the whole title of the page.

    `nav` may call the page by a shorter one, and most themes show that one there too.
    """
    if escape(title) in match[2] or not short:
        return match[0]
    return match[1] + match[2].replace(short, escape(title), 1) + match[3]


# --- the navigation -------------------------------------------------------------------


def add_section(nav: Navigation, files: Files, site: SiteContext) -> None:
    """Add a section with the ways into the briefings to a navigation that MkDocs made by itself.

    Every generated page counts as below it, but is not named: a navigation of all briefings on all
    pages would make a site grow with the square of their number. The pages of the navigation in a
    row, by which the host leads forth and back, stay those of the host.
    """
    pages = [file.page for file in files.documentation_pages()]
    generated: dict[str, Any] = {
        page.rendered.head.path: page for page in pages if isinstance(page, GeneratedPage)
    }
    urls = site.urls
    countries = urls.entities(COUNTRY)
    generated[countries].title = escape(site.say("who_and_where"))
    ways = [urls.home, urls.themes, countries, urls.weekly, urls.archive]
    ways += [urls.search] * site.search + [urls.subscribe] * site.feeds
    section = Section(escape(site.say("briefings")), [generated[path] for path in ways])
    for page in generated.values():
        page.parent = section
    nav.items.append(section)
    if not urls.root:  # to a theme, a page below a section is no front page
        nav.homepage = generated[urls.home]
        nav.homepage.parent = None
