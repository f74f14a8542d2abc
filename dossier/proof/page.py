"""A finished page of a briefing, read as a reader sees it.

`read` returns the paragraphs with the section and the frames they stand in, the extracts with the
¶ they cite, and the editor's words; and it says what is unseemly: whatever stands between
paragraphs and is no part of a briefing, and whatever hides an article or an extract.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.proof.canonical import TAG, attributes, canonical
from dossier.proof.shapes import Chain, Shapes, shape
from dossier.text.sentences import fold

Attributes: TypeAlias = Mapping[str, str]

_SHOWN_AROUND = frozenset(("html", "body", "div", "main", "section", "article"))
"""Elements around an article in which it is shown as it is."""

_HIDING = frozenset(("hidden", "inert", "aria-hidden", "style", "popover"))
"""Attributes with which an element is not shown, or not to everybody, or otherwise."""

_UNSHOWN = frozenset(("details", "template", "noscript", "del", "s", "svg", "math", "bdo"))
"""Elements in which words are not shown, or otherwise than they are written."""

_A = "([^>]*)"
"""The attributes of a tag, as a parser writes them: every value in double quotes, > escaped."""

_PART = re.compile(
    rf"""
    <div\ class="filed"(?:\ data-theme="(?P<theme>[^"]*)")?>\s*
      <(?P<tag>p|h2|h3|div|pre)(?P<own>{_A})>(?P<markup>.*?)</(?P=tag)>\s*
      <div(?P<beside>{_A})>(?P<notes>.*?)</div>\s*
    </div>
  | <section\ class="theme-section"(?P<section>{_A})>\s*<h2(?P<titled>{_A})>(?P<heading>.*?)</h2>
  | <(?P<frame>blockquote|ul|ol)> | <li\ value="(?P<item>\d+)"> | </(?P<end>blockquote|ul|ol|li)>
  | (?P<close></section>)
  | (?P<top><header>.*?</header>|<section\ class="summary"{_A}>.*?</section>
        |<nav\ class="ways"{_A}>.*?</nav>|<p\ class="notice"{_A}>.*?</p>)
  | (?P<bottom><footer\ class="after"{_A}>.*</footer>)
    """,
    re.DOTALL | re.VERBOSE,
)
"""All that may stand in an article."""

_STATED = re.compile(
    rf"""
    <header>.*?</header> | <section\ class="(?:summary|provenance)"{_A}>.*?</section>
  | <nav\ class="ways"{_A}>\s*<p>.*?</p> | <p\ class="(?:actions|notice)">.*?</p>
    """,
    re.DOTALL | re.VERBOSE,
)
"""What an article says besides its paragraphs, in words that are known beforehand."""

_MARK = re.compile(rf"\s*<a({_A})>([^<]*)</a>")
"""The ¶ mark with which a paragraph begins."""

_FRAMES = {"blockquote": "quote", "ul": "bullets", "ol": "numbers"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a page shows it."""

    number: int
    section: str | None
    frames: tuple[str, ...]
    theme: str | None
    tag: str
    own: Attributes
    mark: tuple[str, Attributes]
    """What its ¶ mark says, and the attributes of that."""

    markup: str
    """In the form of `canonical`."""

    beside: Attributes
    """Of the element that holds its notes."""

    notes: str
    """What is said beside it, as HTML."""


@dataclass(slots=True)
class Reading:
    """What a page shows."""

    window: str = ""
    """The title of its window."""

    titles: list[str] = field(default_factory=list)
    paragraphs: list[Shown] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    """Section and what its heading says."""

    extracts: list[tuple[str, str, str]] = field(default_factory=list)
    """Number, words in the form of `canonical`, and what is cited beside them."""

    stated: list[str] = field(default_factory=list)
    """All that header, summary and provenance say, piece by piece."""

    editors: list[str] = field(default_factory=list)
    """Phrases that are said to be the editor's."""

    unseemly: list[str] = field(default_factory=list)
    """Sentences."""

    styles: set[str] = field(default_factory=set)
    """Stylesheets that stand in the page itself."""

    shapes: Shapes = field(default_factory=Shapes)


def read(text: str) -> Reading:
    """Read the page of a briefing, themed or as published."""
    tree = LexborHTMLParser(text)
    reading = Reading()
    articles = tree.css("article.briefing")
    if len(articles) != 1:
        reading.unseemly.append(f"has {len(articles)} articles with a briefing; it must have one")
        return reading
    (article,) = articles
    chain = (*reversed([*_ancestors(article)]), article)
    reading.unseemly += _around(tree, chain)
    reading.unseemly += _parts(article, tuple(shape(n.tag, n.attributes) for n in chain), reading)
    title = tree.css_first("title")
    reading.window = fold(title.text()) if title else ""
    reading.styles |= {style.text() for style in tree.css("style")}
    _read_summary(article, chain, reading)
    for name, count in (("paragraph", len(reading.paragraphs)), ("extract", len(reading.extracts))):
        if (found := len(tree.css(f"[data-{name}]"))) != count:
            sentence = f"has {found - count} {name}s that stand in no place of the text"
            reading.unseemly.append(sentence)
    ids = [node.attributes["id"] for node in tree.css("[id^=p]")]
    for one in reading.paragraphs:
        if ids.count(f"p{one.number}") > 1:
            reading.unseemly.append(f"has another element with the id p{one.number}")
    return reading


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.tag != "-document":
        yield parent
        parent = parent.parent


def _around(tree: LexborHTMLParser, chain: tuple[LexborNode, ...]) -> Iterator[str]:
    """Say what an article stands in that hides it, and what may replace it."""
    for node in chain:
        hiding = sorted(_HIDING & node.attributes.keys())
        if hiding or (node is not chain[-1] and node.tag not in _SHOWN_AROUND):
            yield f"hides its article in <{' '.join((node.tag or '', *hiding))}>"
    inside = {node.mem_id for node in chain}
    for node in tree.css("main, article, base, meta[http-equiv=refresh i]"):
        if node.tag == "base":
            yield "has a <base>, by which every link leads elsewhere"
        elif node.tag == "meta":
            yield "has a <meta> that leads its reader elsewhere"
        elif node.mem_id not in inside:
            yield f"has another <{node.tag}> beside that of the text"


def _parts(article: LexborNode, chain: Chain, reading: Reading) -> Iterator[str]:
    """Read what stands in an article; yield what is no part of it, or in a wrong place there."""
    body = article.inner_html or ""
    section: str | None = None
    frames: list[str] = []
    opened = list(chain)
    at = 0
    begun = ended = False
    for match in _PART.finditer(body):
        yield from _stray(body[at : match.start()])
        at = match.end()
        kind = match.lastgroup
        if ended or (kind == "top" and begun) or (kind == "bottom" and opened != [*chain]):
            yield from _stray(match[0])
        begun, ended = begun or kind != "top", kind == "bottom"
        if kind == "notes":
            reading.paragraphs.append(_paragraph(match, section, tuple(frames)))
            own = shape(match["tag"], attributes(match["own"]))
            filed = shape(
                "div", {"class": "filed"} | ({"data-theme": ""} if match["theme"] else {})
            )
            reading.shapes.add((*opened, filed, own), match["markup"])
        elif kind == "heading":
            known = attributes(match["section"])
            section = known.get("data-section", "")
            if section is None or frames or {*known} - {"data-section", "data-theme", *_NAMED}:
                yield from _stray(match[0])
            if {*attributes(match["titled"])} - {"id", "lang"}:
                yield from _stray(match[0])
            opened.append(shape("section", {"class": "theme-section", **known}))
            reading.sections.append((section, fold(LexborHTMLParser(match["heading"]).text())))
        elif kind in ("frame", "item"):
            tag = match["frame"] or "li"
            frames.append(_FRAMES.get(tag, f"item {match['item']}"))
            opened.append(shape(tag, {"value": ""} if tag == "li" else {}))
        elif kind == "end" and frames:
            frames.pop()
            opened.pop()
        elif kind == "close" and section is not None:
            section = None
            opened.pop()
    yield from _stray(body[at:])
    for match in _STATED.finditer(body):
        pieces = TAG.split(match[0])[::2]
        reading.stated += filter(None, (fold(html.unescape(piece)) for piece in pieces))


_NAMED = frozenset(("aria-labelledby",))


def _stray(markup: str) -> Iterator[str]:
    if markup.strip():
        yield f"shows {fold(markup)[:60]!r}, which is no part of a briefing there"


def _paragraph(match: re.Match[str], section: str | None, frames: tuple[str, ...]) -> Shown:
    own, markup = attributes(match["own"]), match["markup"]
    mark = _MARK.match(markup)
    number = own.get("data-paragraph", "")
    return Shown(
        number=int(number) if number.isdecimal() else 0,
        section=section,
        frames=frames,
        theme=match["theme"],
        tag=match["tag"],
        own=own,
        mark=(mark[3], attributes(mark[1])) if mark else ("", {}),
        markup=canonical(markup[mark.end() :] if mark else markup),
        beside=attributes(match["beside"]),
        notes=match["notes"],
    )


def _read_summary(article: LexborNode, chain: tuple[LexborNode, ...], reading: Reading) -> None:
    """Read title, extracts and the editor's words, wherever an article has them."""
    for node in article.css("h1, [data-extract], .editor-words"):
        around = [node, *_ancestors(node)][: -len(chain)]
        hiding = sorted({*_HIDING} & {name for one in around for name in one.attributes})
        hiding += sorted(_UNSHOWN & {one.tag or "" for one in around})
        if hiding:
            reading.unseemly.append(f"hides {fold(node.text())[:60]!r} in {', '.join(hiding)}")
        if node.tag == "h1":
            reading.titles.append(fold(node.text()))
        elif "data-extract" in node.attributes:
            beside = node.parent.css_first(".cite") if node.parent else None
            number = node.attributes["data-extract"] or ""
            words = canonical(node.inner_html or "")
            reading.extracts.append((number, words, _cited(beside, number)))
            reading.shapes.chains.add(
                tuple(shape(n.tag, n.attributes) for n in (*chain, *reversed(around)))
            )
        else:
            items = node.css("li") or [node]
            reading.editors += [fold(item.text()) for item in items]


def _cited(beside: LexborNode | None, number: str) -> str:
    """Return what is cited beside an extract: its ¶, or where that leads if it is elsewhere."""
    if beside is None:
        return ""
    target = beside.attributes.get("href")
    return fold(beside.text()) if target in (None, f"#p{number}") else str(target)
