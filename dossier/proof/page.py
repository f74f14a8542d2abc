"""A finished page of a briefing, read as a reader sees it.

`read` goes through the article once. It returns the paragraphs with the section and the frames
they stand in, the extracts, and the lines of all that surrounds them, and says what is unseemly:
whatever is neither of the source nor a known element, and whatever hides a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.proof.canonical import TAG, canonical
from dossier.proof.shapes import Shapes
from dossier.text.sentences import fold

Attributes: TypeAlias = dict[str, str | None]

_NUMBER = re.compile(r"^\s*<a ([^>]*)>([^<]*)</a>")
"""The ¶ mark with which a paragraph begins."""

_SHOWN_AROUND = frozenset(("html", "body", "div", "main", "section", "article"))
"""Elements around an article in which it is shown as it is."""

_HIDING = frozenset(("hidden", "inert", "aria-hidden", "style", "popover"))
"""Attributes with which an element is not shown, or not to everybody, or otherwise."""

_HEADERS = frozenset(("header", "section.summary", "nav.ways", "p.notice", "footer.after"))

_KNOWN = {
    "article.briefing": (),
    "article.briefing.as-published": (),
    "header": (),
    "section.summary": ("aria-labelledby",),
    "section.theme-section": ("data-section", "data-theme", "aria-labelledby"),
    "h1": ("dir",),
    "h2": ("id", "lang"),
    "h3": ("lang",),
    "small": (),
    "p.kicker": ("lang",),
    "p.dateline": (),
    "time": ("datetime", "lang", "dir"),
    "span": ("lang", "data-extract"),
    "bdi": (),
    "cite": (),
    "p.editor-words": ("dir",),
    "ul.editor-words": ("dir",),
    "p.lead": ("dir", "data-extract"),
    "p.silent": ("lang", "dir"),
    "dl.points": (),
    "div": ("data-theme",),
    "div.silent": ("data-theme",),
    "dt": ("lang",),
    "dd": ("lang", "dir"),
    "span.badge": ("data-theme", "aria-hidden"),
    "a.cite": ("href",),
    "span.cite": (),
    "li": (),
    "bdi.sign": ("data-code",),
    "span[hidden]": ("hidden",),
    "div.filed": ("data-theme",),
    "blockquote": (),
    "ul": (),
    "ol": (),
    "div.notes": ("data-furniture", "lang", "dir"),
    "p.mark": (),
    "p.note": (),
    "q": (),
    "p.close-call": ("title",),
    "p.also": ("data-theme",),
    "p.place": (),
    "a": ("href",),
    "details.reason": (),
}
"""Elements of an article outside its paragraphs, and the attributes they may have besides their
classes."""

_REASON = frozenset(
    f"<{tag}>"
    for name in ("details", "summary", "p", "ul", "li", "mark")
    for tag in (name if name != "details" else 'details class="reason"', f"/{name}")
)
"""All tags of the reason for a filing."""

_LINES = frozenset(["h1", "h2", "h3", "p", "dt", "dd", "li"])
"""Elements that show a line of their own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a page shows it."""

    number: int
    section: str | None
    frames: tuple[str, ...]
    opening: tuple[str, ...]
    """Its tag, then its attributes."""

    markup: str
    """In the form of `canonical`."""

    mark: tuple[str, str]
    """What its ¶ mark says and where it leads."""

    notes: tuple[str, ...]
    """What is said beside it: each line after its element."""

    theme: str | None


@dataclass(slots=True)
class Reading:
    """What a page shows."""

    title: str = ""
    """Of the window."""

    language: str = ""
    paragraphs: list[Shown] = field(default_factory=list)
    extracts: list[tuple[str, str]] = field(default_factory=list)
    """Number and words, in the form of `canonical`."""

    lines: list[str] = field(default_factory=list)
    """Header and summary, each line after its element."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    """Section and what its heading says."""

    ways: list[str] = field(default_factory=list)
    provenance: list[str] = field(default_factory=list)
    unseemly: list[str] = field(default_factory=list)
    """Sentences."""

    directions: set[str] = field(default_factory=set)
    """In which lines are said to run."""

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
    _Reader(reading, articles[0], tree).read()
    return reading


class _Reader:
    """Goes through one article."""

    def __init__(self, reading: Reading, article: LexborNode, tree: LexborHTMLParser) -> None:
        self.reading = reading
        self.article = article
        self.tree = tree

    def complain(self, sentence: str) -> None:
        self.reading.unseemly.append(sentence)

    def read(self) -> None:
        self._around()
        self._children(self.article, None, ())
        self._strays()

    # --- around the article ---

    def _around(self) -> None:
        """Look at what the article stands in, up to the root, and at what may replace it."""
        chain: list[LexborNode] = []
        parent = self.article.parent
        while parent is not None and parent.tag != "-document":
            chain.insert(0, parent)
            parent = parent.parent
        for node in chain:
            attributes = node.attributes
            wrong = sorted(_HIDING & attributes.keys())
            if node.tag not in _SHOWN_AROUND or wrong:
                self.complain(f"hides its article in {_opening(node.tag or '', wrong)}")
        self.reading.shapes.begin((*chain, self.article))
        title = self.tree.css_first("title")
        self.reading.title = fold(title.text()) if title else ""
        root = self.tree.root
        if root is not None:
            self.reading.language = root.attributes.get("lang") or ""
        inside = {node.mem_id for node in chain}
        for node in self.tree.css("main, article, base, style, meta[http-equiv]"):
            if node.tag == "style":
                self.reading.styles.add(node.text())
            elif node.tag == "base":
                self.complain("has a <base>, by which every link leads elsewhere")
            elif node.tag == "meta":
                if (node.attributes.get("http-equiv") or "").lower() == "refresh":
                    self.complain("has a <meta> that leads its reader elsewhere")
            elif node.mem_id not in inside and node.mem_id != self.article.mem_id:
                self.complain(f"has another <{node.tag}> beside that of the text")

    def _strays(self) -> None:
        """Demand that nothing outside its place calls itself a paragraph or an extract."""
        shown = len(self.reading.paragraphs)
        if (found := len(self.tree.css("[data-paragraph]"))) != shown:
            self.complain(f"has {found - shown} paragraphs that stand in no place of the text")
        extracts = len(self.reading.extracts)
        if (found := len(self.tree.css("[data-extract]"))) != extracts:
            self.complain(f"has {found - extracts} extracts outside its summary")
        numbers = {f"p{paragraph.number}" for paragraph in self.reading.paragraphs}
        targets = [node.attributes["id"] for node in self.tree.css("[id^=p]")]
        if len([target for target in targets if target in numbers]) > shown:
            self.complain("has another element with the id of a paragraph")

    # --- the article ---

    def _children(self, node: LexborNode, section: str | None, frames: tuple[str, ...]) -> None:
        """Read what stands in an article, a section, or a frame."""
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                if words := fold(child.text()):
                    self.complain(f"shows {words[:60]!r}, which is not in the source")
                continue
            attributes = child.attributes
            selector, _ = _judged(tag, attributes.get("class") or "", tuple(attributes))
            if selector == "div.filed":
                self._filed(child, attributes, section, frames)
            elif selector in ("blockquote", "ul", "ol"):
                self._check(tag, attributes)
                name = {"blockquote": "quote", "ul": "bullets", "ol": "numbers"}[selector]
                self._children(child, section, (*frames, name))
            elif tag == "li" and frames and attributes.keys() == {"value"}:
                self._children(child, section, (*frames, f"item {attributes['value']}"))
            elif section is None and not frames and selector == "section.theme-section":
                self._check(tag, attributes)
                self._children(child, attributes.get("data-section") or "", ())
            elif section is not None and not frames and selector == "h2":
                self._check(tag, attributes)
                self._check_within(child)
                self.reading.headings.append((section, fold(child.text())))
            elif section is None and not frames and selector in _HEADERS:
                self._furniture(selector, child)
            else:
                self.complain(f"has {_opening(selector)}, which is no part of a briefing")

    def _furniture(self, selector: str, node: LexborNode) -> None:
        reading = self.reading
        if selector in ("header", "section.summary"):
            self._check(node.tag or "", node.attributes)
            reading.lines += self._lines(node)
            reading.extracts += (
                (extract.attributes["data-extract"] or "", canonical(extract.inner_html or ""))
                for extract in node.css("[data-extract]")
            )
            reading.shapes.add_all(node.css("[data-extract]"), self.article)
        elif hidden := sorted(_HIDING & node.attributes.keys()):
            self.complain(f"hides {_opening(selector, hidden)}")
        elif selector == "nav.ways":
            for child in node.iter(include_text=True):
                tag, words = child.tag or "", fold(child.text())
                if tag != "-text" or words:
                    classes = child.attributes.get("class") or ""
                    reading.ways.append(f"{'.'.join((tag, *classes.split()))}: {words}")
        elif selector == "footer.after":
            reading.provenance += (fold(dd.text()) for dd in node.css(".provenance dd"))

    def _lines(self, node: LexborNode) -> Iterator[str]:
        """Yield every line that an element shows, and complain of what is not known in it."""
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                if words := fold(child.text()):
                    yield f"text: {words}"
                continue
            selector = self._check(tag, child.attributes)
            if tag in _LINES:
                self._check_within(child)
                yield f"{selector}: {fold(child.text())}"
            elif tag == "details":
                if surplus := {*TAG.findall(child.html or "")} - _REASON:
                    self.complain(f"gives a reason with {', '.join(sorted(surplus))}")
                yield f"{selector}: {fold(child.text(separator=' '))}"
            else:
                yield from self._lines(child)

    def _check(self, tag: str, attributes: Attributes) -> str:
        """Return an element's selector; complain if it or an attribute of it is not known."""
        selector, surplus = _judged(tag, attributes.get("class") or "", tuple(attributes))
        if surplus is not None:
            self.complain(f"has {_opening(selector, surplus)}, which is no part of a briefing")
        if "dir" in attributes:
            self.reading.directions.add(attributes["dir"] or "")
        return selector

    def _check_within(self, node: LexborNode) -> None:
        for inner in node.traverse(include_text=False):
            if inner.mem_id != node.mem_id:
                self._check(inner.tag or "", inner.attributes)

    # --- paragraphs ---

    def _filed(
        self,
        node: LexborNode,
        attributes: Attributes,
        section: str | None,
        frames: tuple[str, ...],
    ) -> None:
        """Read a paragraph and what is said beside it."""
        self._check("div", attributes)
        parts = [c for c in node.iter(include_text=True) if c.tag != "-text" or c.text().strip()]
        if len(parts) != 2 or "data-paragraph" not in parts[0].attributes:
            self.complain(f"shows {fold(node.text())[:60]!r}, which is no paragraph and its notes")
            return
        paragraph, beside = parts
        own, notes = paragraph.attributes, beside.attributes
        if (selector := self._check(beside.tag or "", notes)) != "div.notes":
            self.complain(f"has {_opening(selector)} beside a paragraph")
        number = own["data-paragraph"] or ""
        markup = paragraph.inner_html or ""
        mark, rest = _mark(markup)
        self.reading.paragraphs.append(
            Shown(
                number=int(number) if number.isdecimal() else 0,
                section=section,
                frames=frames,
                opening=(paragraph.tag or "", *(f"{k}={v or ''}" for k, v in sorted(own.items()))),
                markup=canonical(rest),
                mark=mark,
                notes=tuple(self._lines(beside)),
                theme=attributes.get("data-theme"),
            )
        )
        self.reading.shapes.add(paragraph, self.article, TAG.findall(rest))


def _mark(markup: str) -> tuple[tuple[str, str], str]:
    """Take the ¶ mark off the markup of a paragraph."""
    match = _NUMBER.match(markup)
    if not match or 'class="number"' not in match[1] or "data-furniture" not in match[1]:
        return ("", ""), markup
    return (match[2], match[1]), markup[match.end() :]


@lru_cache(maxsize=1024)
def _judged(tag: str, classes: str, names: tuple[str, ...]) -> tuple[str, list[str] | None]:
    """Return an element as a selector names it, and what of it is not known; None: all is."""
    selector = ".".join((tag, *classes.split()))
    if "hidden" in names:
        selector += "[hidden]"
    allowed = _KNOWN.get(selector)
    surplus = sorted({*names} - {"class", *(allowed or ())})
    return selector, surplus if surplus or allowed is None else None


def _opening(selector: str, surplus: list[str] | None = None) -> str:
    return f"<{' '.join([selector, *(surplus or ())])}>"
