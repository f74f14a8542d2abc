"""What an article says besides its paragraphs: title, extracts, the editor's words, statements."""

import html
import re
from dataclasses import dataclass, field
from typing import Literal

from selectolax.lexbor import LexborNode

from dossier.proof.markup import HIDING, TAG, Chain, Shapes, canonical, shape
from dossier.text.sentences import fold

_UNSHOWN = frozenset(("details", "template", "noscript", "del", "s", "svg", "math", "bdo"))
"""Elements in which words are not shown, or otherwise than they are written."""

_HIDES = HIDING | _UNSHOWN

_A = "([^>]*)"
"""The attributes of a tag, as a parser writes them: every value in double quotes, > escaped."""

_STATED = re.compile(
    rf"""
    <header>.*?</header> | <section\ class="(?:summary|provenance)"{_A}>.*?</section>
  | <nav\ class="ways"{_A}>\s*<p>.*?</p> | <p\ class="(?:actions|notice)">.*?</p>
    """,
    re.DOTALL | re.VERBOSE,
)
"""What an article says besides its paragraphs, in words that are known beforehand."""


@dataclass(slots=True)
class Summary:
    """What an article says besides its paragraphs."""

    titles: list[str] = field(default_factory=list)
    extracts: list[tuple[str, str, str]] = field(default_factory=list)
    """Number, words in the form of `canonical`, and what is cited beside them."""

    editors: list[str] = field(default_factory=list)
    """Words that are said to be the editor's."""

    stated: list[str] = field(default_factory=list)
    """All that header, summary and provenance say, piece by piece."""

    hidden: list[str] = field(default_factory=list)
    """Sentences about what of it cannot be seen."""


def read_summary(article: LexborNode, body: str, chain: Chain, shapes: Shapes) -> Summary:
    """Read what an article says besides its paragraphs.

    `body` is its inner HTML; `chain` leads to it from the root of the page.
    """
    summary = Summary()
    for match in _STATED.finditer(body):
        pieces = fold(html.unescape(TAG.sub("\0", match[0]))).split("\0")  # no page has a \0
        summary.stated += filter(None, map(str.strip, pieces))
    for node in article.css("h1, [data-extract], .editor-words"):
        path = [node]
        while (parent := path[-1].parent) is not None and parent.mem_id != article.mem_id:
            path.append(parent)
        hiding = [name for one in path for name in (one.tag, *one.attributes) if name in _HIDES]
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
    return summary


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
