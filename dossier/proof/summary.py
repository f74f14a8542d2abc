"""What an article says besides its paragraphs: title, extracts, the editor's words, statements."""

import html
import re
from dataclasses import dataclass, field
from typing import Literal

from selectolax.lexbor import LexborNode

from dossier.proof.markup import HIDING, TAG, Chain, Shapes, canonical, shape
from dossier.text.sentences import fold

FIRST_POINTS = 5
"""Key points that a page must show before it may fold up others."""

_UNSHOWN = frozenset(("details", "template", "noscript", "del", "s", "svg", "math", "bdo"))
"""Elements in which words are not shown, or otherwise than they are written."""

_HIDES = HIDING | _UNSHOWN

_FOLDED = "more-points"
"""Class of the one <details> in which extracts may stand: further key points."""

_A = "([^>]*)"
"""The attributes of a tag, as a parser writes them: every value in double quotes, > escaped."""

_STATED = re.compile(
    rf"""
    <header>.*?</header> | <section\ class="summary"{_A}>.*?</section>
  | <aside\ class="rail"{_A}>.*?</aside> | <div\ class="ways"{_A}>.*?</div>
  | <p\ class="(?:actions|notice)"{_A}>.*?</p> | <footer\ class="after"{_A}>.*</footer>
    """,
    re.DOTALL | re.VERBOSE,
)
"""What an article says besides its paragraphs, in words that are known beforehand."""

_TITLES = re.compile(
    rf"""
    (?<=<li>)<a(?=\ ){_A}>[^<]*</a> (?=[^<]*<(?:/li|small|strong)\b)
  | (?<=</small>)<bdi>[^<]*</bdi>
    """,
    re.VERBOSE,
)
"""Titles of other briefings, in the list of those that are related, and before and after it."""


@dataclass(slots=True)
class Summary:
    """What an article says besides its paragraphs."""

    titles: list[str] = field(default_factory=list)
    extracts: list[tuple[str, str, str]] = field(default_factory=list)
    """Number, words in the form of `canonical`, and what is cited beside them."""

    editors: list[str] = field(default_factory=list)
    """Words that are said to be the editor's."""

    stated: list[str] = field(default_factory=list)
    """All that is said around the paragraphs, piece by piece."""

    contents: list[tuple[str, str]] = field(default_factory=list)
    """Where each entry of the table of contents leads, and what it says."""

    chips: list[str] = field(default_factory=list)
    """Names of those who are shown at once as mentioned."""

    mentions: list[tuple[str, ...]] = field(default_factory=list)
    """Names of all who are mentioned, each with the ¶ beside it."""

    links: list[tuple[str, str]] = field(default_factory=list)
    """Names of those who are mentioned and have a page, each with where its link leads."""

    hidden: list[str] = field(default_factory=list)
    """Sentences about what of it cannot be seen."""


def read_summary(article: LexborNode, body: str, chain: Chain, shapes: Shapes) -> Summary:
    """Read what an article says besides its paragraphs.

    `body` is its inner HTML; `chain` leads to it from the root of the page.
    """
    summary = Summary()
    for match in _STATED.finditer(body):
        part = _TITLES.sub("", match[0]) if match[0].startswith("<footer") else match[0]
        pieces = fold(html.unescape(TAG.sub("\0", part))).split("\0")  # no page has a \0
        summary.stated += filter(None, map(str.strip, pieces))
    for node in article.css("h1, [data-extract], .editor-words"):
        path = _path(node, article)
        hiding = [*_hiding(path, len(summary.extracts))]
        if hiding:
            summary.hidden.append(f"hides {fold(node.text())[:60]!r} in {', '.join(hiding)}")
        if node.tag == "h1":
            summary.titles.append(fold(node.text()))
        elif "data-extract" in node.attributes:
            number = node.attributes["data-extract"] or ""
            words = canonical(node.inner_html or "")
            summary.extracts.append((number, words, _cited(node, number)))
            inner = (shape(one.tag, one.attributes) for one in reversed(path))
            shapes.chains.add((*chain, *inner))
        else:
            items = node.css("li") or [node]
            summary.editors += [fold(item.text()) for item in items]
    _read_ways(article, summary)
    return summary


def _read_ways(article: LexborNode, summary: Summary) -> None:
    """Read the table of contents, and who and where."""
    for link in article.css(".contents [href*='#section-']"):
        summary.contents.append((link.attributes["href"] or "", fold(link.text())))
    summary.chips += [fold(one.text()) for one in article.css(".chips li")]
    for name in article.css(".chips a > bdi, .mentions a > bdi"):
        href = name.parent.attributes["href"] if name.parent else ""
        summary.links.append((fold(name.text()), href or ""))
    for one in article.css(".mentions dd"):
        parts = [fold(part.text()) for part in one.css("bdi, .cite")]
        targets = [part.attributes["href"] or "" for part in one.css(".cite[href]")]
        summary.mentions.append((*parts, *targets))


def _path(node: LexborNode, article: LexborNode) -> list[LexborNode]:
    """Return a node and what it stands in, up to its article."""
    path = [node]
    while (parent := path[-1].parent) is not None and parent.mem_id != article.mem_id:
        path.append(parent)
    return path


def _hiding(path: list[LexborNode], before: int) -> list[str]:
    """Return by what an element is hidden, that so many extracts stand `before`."""
    may_be_folded = "data-extract" in path[0].attributes and before >= FIRST_POINTS
    return [
        name
        for one in path
        for name in (one.tag or "", *one.attributes)
        if name in _HIDES and not (may_be_folded and name == "details" and _is_folded(one))
    ]


def _is_folded(node: LexborNode) -> bool:
    """Is it the element that holds further key points, and stands in the summary itself?"""
    classes = {one.attributes.get("class") for one in (node, node.parent) if one is not None}
    return classes == {_FOLDED, "summary"}


def _cited(node: LexborNode, number: str) -> str:
    """Return what is cited beside an extract: its ¶, or where that leads if it is elsewhere.

    It stands behind the extract, or in the heading before it.
    """
    behind, before = _element(node, "next"), _element(node, "prev")
    if behind is not None and behind.attributes.get("class") == "cite":
        cite: LexborNode | None = behind
    else:
        cite = before.css_first(".cite") if before is not None else None
    if cite is None:
        return ""
    target = cite.attributes.get("href")
    return fold(cite.text()) if target in (None, f"#p{number}") else str(target)


def _element(node: LexborNode, direction: Literal["next", "prev"]) -> LexborNode | None:
    """Return the next element, or the one before."""
    beside: LexborNode | None = getattr(node, direction)
    while beside is not None and beside.tag == "-text":
        beside = getattr(beside, direction)
    return beside
