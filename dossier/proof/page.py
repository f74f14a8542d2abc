"""A finished page of a briefing, read as a reader sees it.

`read` goes through the article once. It returns the paragraphs with the section and the frames
they stand in, the extracts, and the lines of all that surrounds them, and says what is unseemly:
whatever is neither of the source nor a known element, and whatever hides a paragraph.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.proof.canonical import TAG, canonical
from dossier.proof.canonical import attributes as attributes_of
from dossier.proof.elements import (
    FOOTER,
    FURNITURE,
    HIDING,
    LINES,
    REASON,
    REASONS,
    SHOWN_AROUND,
    Attributes,
    judged,
    judged_tag,
    opening,
)
from dossier.proof.shapes import Chain, Shapes, shape
from dossier.text.sentences import fold

_FRAMES = {"blockquote": "quote", "ul": "bullets", "ol": "numbers"}

_NUMBER = re.compile(r"\s*(<a [^>]*>)([^<]*)</a>")
"""The ¶ mark with which a paragraph begins."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a page shows it."""

    number: int
    section: str | None
    frames: tuple[str, ...]
    tag: str
    attributes: Attributes

    markup: str
    """In the form of `canonical`."""

    mark: tuple[str, Attributes]
    """What its ¶ mark says, and its attributes."""

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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in an article the reader is."""

    chain: Chain
    section: str | None = None
    frames: tuple[str, ...] = ()

    def within(self, node: LexborNode, section: str | None = None, frame: str = "") -> "_Place":
        """Return the place in an element of this one."""
        return _Place(
            (*self.chain, shape(node.tag, node.attributes)),
            self.section if section is None else section,
            (*self.frames, frame) if frame else self.frames,
        )


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
        self.root: Chain = ()
        """The shapes of what stands around, from the root to the article itself."""

    def complain(self, sentence: str) -> None:
        self.reading.unseemly.append(sentence)

    def read(self) -> None:
        self._around()
        self._check(self.article, self.article.attributes)
        self._children(self.article, _Place(self.root))
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
            wrong = sorted(HIDING & attributes.keys())
            if node.tag not in SHOWN_AROUND or wrong:
                self.complain(f"hides its article in {opening(node.tag or '', wrong)}")
        self.root = tuple(shape(node.tag, node.attributes) for node in (*chain, self.article))
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

    def _children(self, node: LexborNode, place: _Place) -> None:
        """Read what stands in an article, a section, or a frame."""
        self._demand_no_words(node)
        top = place.section is None and not place.frames
        for child in _elements(node):
            attributes = child.attributes
            selector, surplus = judged(child.tag, attributes.get("class"), tuple(attributes))
            if selector == "div.filed":
                self._filed(child, attributes, place)
            elif selector in _FRAMES and surplus is None:
                self._children(child, place.within(child, frame=_FRAMES[selector]))
            elif selector == "li" and place.frames and surplus == ["value"]:
                item = f"item {attributes['value']}"
                self._children(child, place.within(child, frame=item))
            elif selector == "section.theme-section" and surplus is None and top:
                section = attributes.get("data-section") or ""
                self._children(child, place.within(child, section=section))
            elif selector == "h2" and not top and not place.frames:
                (heading,) = self._lines(child.html or "")
                self.reading.headings.append((place.section or "", heading))
            elif selector in FURNITURE and top:
                self._furniture(selector, child)
            else:
                self.complain(f"has {opening(selector, surplus)}, which is no part of a briefing")

    def _demand_no_words(self, node: LexborNode) -> None:
        """Complain of words that stand in an element itself, where only others may have words."""
        if words := node.text(deep=False).strip():
            self.complain(f"shows {fold(words)[:60]!r}, which is not in the source")

    def _furniture(self, selector: str, node: LexborNode) -> None:
        reading = self.reading
        if selector in ("header", "section.summary"):
            self._check(node, node.attributes)
            reading.lines += self._lines(node.inner_html or "")
            for extract in node.css("[data-extract]"):
                number, words = extract.attributes["data-extract"], extract.inner_html
                reading.extracts.append((number or "", canonical(words or "")))
                reading.shapes.add(self._chain(extract), "")
            for cited in node.css("a.cite"):
                said, target = fold(cited.text()), cited.attributes.get("href")
                if target != f"#p{said[1:]}":
                    self.complain(f"cites {said} by a link that leads to {target}")
        elif hidden := sorted(HIDING & node.attributes.keys()):
            self.complain(f"hides {opening(selector, hidden)}")
        elif selector == "nav.ways":
            self._demand_no_words(node)
            for child in _elements(node):
                name, _ = judged(child.tag, child.attributes.get("class"), ())
                reading.ways.append(f"{name}: {fold(child.text())}")
        elif selector == "footer.after":
            reading.provenance += (fold(dd.text()) for dd in node.css(".provenance dd"))
            self._demand_no_words(node)
            for child in _elements(node):
                name, _ = judged(child.tag, child.attributes.get("class"), ())
                if name not in FOOTER:
                    self.complain(f"has {opening(name)} in its footer")

    def _lines(self, markup: str) -> Iterator[str]:
        """Yield every line that markup shows, after its element; complain of what is not known."""
        line = words = ""
        for index, part in enumerate((*TAG.split(markup), "<!>")):
            if index % 2 == 0:
                words += part
            elif part[1] == "/":
                if part[2:-1] in LINES:
                    yield f"{line}: {fold(html.unescape(words))}"
                    line = words = ""
            else:
                if not line and words.strip():
                    yield f"text: {fold(html.unescape(words))}"
                    words = ""
                if part[1] != "!":
                    tag, selector = self._check_tag(part)
                    line = selector if tag in LINES else line

    def _notes(self, markup: str) -> Iterator[str]:
        """Yield every line of what is said beside a paragraph, the reason for its filing as one."""
        lines, details, reason = markup.partition(REASON)
        yield from self._lines(lines)
        if details:
            if surplus := {*TAG.findall(reason)} - REASONS:
                self.complain(f"gives a reason with {', '.join(sorted(surplus))}")
            yield f"{REASON} {fold(html.unescape(TAG.sub(' ', reason)))}"

    def _check_tag(self, tag: str) -> tuple[str, str]:
        """Return a tag's name and selector; complain if it or an attribute is not known."""
        name, selector, surplus, direction = judged_tag(tag)
        if surplus is not None:
            self.complain(f"has {opening(selector, surplus)}, which is no part of a briefing")
        if direction:
            self.reading.directions.add(direction)
        return name, selector

    def _check(self, node: LexborNode, attributes: Attributes) -> str:
        """Return an element's selector; complain if it or an attribute of it is not known."""
        selector, surplus = judged(node.tag, attributes.get("class"), tuple(attributes))
        if surplus is not None:
            self.complain(f"has {opening(selector, surplus)}, which is no part of a briefing")
        if "dir" in attributes:
            self.reading.directions.add(attributes["dir"] or "")
        return selector

    def _chain(self, node: LexborNode) -> Chain:
        """Return the shapes of an element and of all that it stands in, up to the root."""
        chain: list[str] = []
        around: LexborNode | None = node
        while around is not None and around.mem_id != self.article.mem_id:
            chain.insert(0, shape(around.tag, around.attributes))
            around = around.parent
        return (*self.root, *chain)

    # --- paragraphs ---

    def _filed(self, node: LexborNode, attributes: Attributes, place: _Place) -> None:
        """Read a paragraph and what is said beside it."""
        self._check(node, attributes)
        self._demand_no_words(node)
        parts = list(_elements(node))
        if len(parts) != 2 or "data-paragraph" not in parts[0].attributes:
            self.complain(f"shows {fold(node.text())[:60]!r}, which is no paragraph and its notes")
            return
        paragraph, beside = parts
        if (selector := self._check(beside, beside.attributes)) != "div.notes":
            self.complain(f"has {opening(selector)} beside a paragraph")
        own = paragraph.attributes
        number = own["data-paragraph"] or ""
        mark, markup = _mark(paragraph.inner_html or "")
        self.reading.paragraphs.append(
            Shown(
                number=int(number) if number.isdecimal() else 0,
                section=place.section,
                frames=place.frames,
                tag=paragraph.tag or "",
                attributes=own,
                markup=canonical(markup),
                mark=mark,
                notes=tuple(self._notes(beside.inner_html or "")),
                theme=attributes.get("data-theme"),
            )
        )
        chain = (*place.chain, shape("div", attributes), shape(paragraph.tag, own))
        self.reading.shapes.add(chain, markup)


def _mark(markup: str) -> tuple[tuple[str, Attributes], str]:
    """Take the ¶ mark off the markup of a paragraph."""
    match = _NUMBER.match(markup)
    if match is None:
        return ("", {}), markup
    return (match[2], {**attributes_of(match[1])}), markup[match.end() :]


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements that stand in another; comments, which nobody sees, are passed over."""
    return (child for child in node.iter() if child.is_element_node)
