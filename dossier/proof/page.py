"""A finished page of a briefing, read as a reader sees it.

`read` returns the paragraphs with the section and the frames they stand in, the extracts with the
¶ they cite, and the editor's words; and it says what is unseemly: whatever stands between
paragraphs and is no part of a briefing, and whatever hides an article or an extract.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.proof.markup import (
    HIDING,
    TAG,
    Chain,
    Shapes,
    ancestors,
    attributes,
    canonical,
    shape,
    with_code,
)
from dossier.proof.summary import Summary, read_summary
from dossier.text.sentences import fold

_SHOWN_AROUND = frozenset(("html", "body", "div", "main", "section", "article"))
"""Elements around an article in which it is shown as it is."""

_A = "([^>]*)"
"""The attributes of a tag, as a parser writes them: every value in double quotes, > escaped."""


def _upto(tag: str) -> str:
    """Return the pattern of all before the end of an element."""
    return rf"[^<]*(?:<(?!/{tag}>)[^<]*)*"


_PART = re.compile(
    rf"""
    <div\ class="filed"(?:\ data-theme="(?P<theme>[^"]*)")?>\s*
      <(?P<tag>p|h2|h3|div|pre|figure)(?P<own>{_A})>(?P<markup>{_upto("(?P=tag)")})</(?P=tag)>\s*
      <div\ class="notes"\ data-furniture=""(?:\ (?:lang|dir)="[^"]*")*>
        (?P<notes>{_upto("div")})</div>\s*
    </div>
  | <section\ class="theme-section"(?P<section>{_A})>\s*<h2(?P<titled>{_A})>(?P<heading>.*?)</h2>
  | <(?P<frame>blockquote|ul|ol|dl|dt|dd)> | </(?P<end>blockquote|ul|ol|li|dl|dt|dd)>
  | <li\ (?P<named>value|data-item)="(?P<item>\d+)">
  | (?P<close></section>)
  | (?P<top><header>.*?</header>|<section\ class="summary"{_A}>.*?</section>
        |<p\ class="(?:notice|actions)"{_A}>.*?</p>|<aside\ class="rail"{_A}>.*?</aside>
        |<div\ class="ways"{_A}>.*?</div>)
  | (?P<bottom><footer\ class="after"{_A}>.*</footer>)
    """,
    re.DOTALL | re.VERBOSE,
)
"""All that may stand in an article."""

_LATE = re.compile(
    r"""
    <(div|section|p|aside|nav|footer)((?:\ [^\s<>"=]+="[^"]*")+?)
    \ class="(filed|notes|ways|theme-section|summary|rail|notice|actions|after|pager|close-call)"
    """,
    re.VERBOSE,
)
"""A part whose class is not its first attribute, as some minifiers put them."""

_MARK = re.compile(r"\s*(<a [^>]*>[^<]*)</a>")
"""The ¶ mark with which a paragraph begins."""

_VALUES = re.compile(r'(?<!\bclass)="[^"]*"')
"""The values of attributes but classes, which differ from paragraph to paragraph."""

_NUMBER = re.compile(r' data-paragraph="(\d+)"')

_FRAMES = {
    "blockquote": "quote",
    "ul": "bullets",
    "ol": "numbers",
    "dl": "definitions",
    "dt": "term",
    "dd": "definition",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a page shows it."""

    number: int
    section: str | None
    frames: tuple[str, ...]
    shared: int
    """How many of its frames also hold the paragraph before it."""

    theme: str | None
    tag: str
    own: str
    """Its attributes, as HTML."""

    mark: str
    """The tag of its ¶ mark and what that says, as HTML."""

    markup: str
    """In the form of `canonical`; of code and notes, of `with_code`."""

    notes: str
    """What is said beside it, as HTML."""


@dataclass(slots=True)
class Reading:
    """What a page shows."""

    window: str = ""
    """The title of its window."""

    paragraphs: list[Shown] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    """Section and what its heading says."""

    summary: Summary = field(default_factory=Summary)
    unseemly: list[str] = field(default_factory=list)
    """Sentences."""

    styles: set[str] = field(default_factory=set)
    """Stylesheets that stand in the page itself."""

    linked: set[str] = field(default_factory=set)
    """Addresses of the stylesheets that it loads, as they stand in the page."""

    cards: set[str] = field(default_factory=set)
    """Addresses of the pictures that links to it are shown with."""

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
    around = (*reversed([*ancestors(article)]), article)
    chain = tuple(shape(node.tag, node.attributes) for node in around)
    reading.unseemly += _around(tree, around)
    body = _LATE.sub(r'<\1 class="\3"\2', article.inner_html or "")
    reading.unseemly += _parts(body, chain, reading)
    title = tree.css_first("title")
    reading.window = fold(title.text()) if title else ""
    reading.summary = read_summary(article, body, chain, reading.shapes)
    reading.unseemly += _strays(tree, reading)
    reading.styles |= {style.text() for style in tree.css("style")}
    sheets = tree.css("link[rel~=stylesheet i][href]")
    cards = tree.css('meta[property="og:image"], meta[name="twitter:image"]')
    reading.cards |= {card.attributes.get("content") or "" for card in cards}
    reading.linked |= {sheet.attributes["href"] or "" for sheet in sheets}
    return reading


def _strays(tree: LexborHTMLParser, reading: Reading) -> Iterator[str]:
    """Say what passes for a part of the text elsewhere on its page."""
    shown = {"paragraph": len(reading.paragraphs), "extract": len(reading.summary.extracts)}
    for name, count in shown.items():
        if (found := len(tree.css(f"[data-{name}]"))) != count:
            yield f"has {found - count} {name}s that stand in no place of the text"
    ids = Counter(node.attributes["id"] for node in tree.css("[id^=p]"))
    yield from (
        f"has another element with the id p{one.number}"
        for one in reading.paragraphs
        if ids[f"p{one.number}"] > 1
    )


def _around(tree: LexborHTMLParser, chain: tuple[LexborNode, ...]) -> Iterator[str]:
    """Say what an article stands in that hides it, and what may replace it."""
    for node in chain:
        hiding = sorted(HIDING & node.attributes.keys())
        if hiding or (node is not chain[-1] and node.tag not in _SHOWN_AROUND):
            yield f"hides its article in <{' '.join((node.tag or '', *hiding))}>"
    inside = {node.mem_id for node in chain}
    for node in tree.css("main, article, base[href], meta[http-equiv=refresh i]"):
        if node.tag == "base":
            yield "has a <base>, by which every link leads elsewhere"
        elif node.tag == "meta":
            yield "has a <meta> that leads its reader elsewhere"
        elif node.mem_id not in inside:
            yield f"has another <{node.tag}> beside that of the text"


def _parts(body: str, chain: Chain, reading: Reading) -> Iterator[str]:
    """Read what stands in an article; yield what is no part of it, or in a wrong place there."""
    section: str | None = None
    frames: list[str] = []
    opened = list(chain)
    shared = 0  # frames that have been open since the last paragraph
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
            shown = _paragraph(match, section, tuple(frames), shared)
            shared = len(frames)
            reading.paragraphs.append(shown)
            filed = '<div class="filed" data-theme>' if shown.theme else '<div class="filed">'
            own = _VALUES.sub("", f"<{shown.tag}{shown.own}>")
            reading.shapes.add((*opened, filed, own), shown.markup)
            if "<mark>" in match["markup"]:
                reading.shapes.chains.add((*opened, filed, own, "<mark>"))
        elif kind == "heading":
            known = attributes(match["section"])
            section = known.get("data-section", "")
            if (
                section is None
                or frames
                or {*known} - {"data-section", "data-theme", "aria-labelledby"}
            ):
                yield from _stray(match[0])
            if {*attributes(match["titled"])} - {"id", "lang"}:
                yield from _stray(match[0])
            opened.append(shape("section", {"class": "theme-section", **known}))
            heading = fold(html.unescape(TAG.sub("", match["heading"])))
            reading.sections.append((section, heading))
        elif kind in ("frame", "item"):
            tag = match["frame"] or "li"
            number = "value" if frames and frames[-1] == "numbers" else "data-item"
            if tag == "li" and match["named"] != number:
                yield from _stray(match[0])
            frames.append(_FRAMES.get(tag, f"item {match['item']}"))
            opened.append(shape(tag, {number: ""} if tag == "li" else {}))
        elif kind == "end" and frames:
            if shared < len(frames):
                yield f"shows an empty {frames[-1]}, which is no part of the source"
            frames.pop()
            shared = min(shared, len(frames))
            opened.pop()
        elif kind == "close" and section is not None:
            section = None
            opened.pop()
    yield from _stray(body[at:])


def _stray(markup: str) -> Iterator[str]:
    if markup.strip():
        yield f"shows {fold(markup)[:60]!r}, which is no part of a briefing there"


def _paragraph(
    match: re.Match[str], section: str | None, frames: tuple[str, ...], shared: int
) -> Shown:
    own, markup = match["own"], match["markup"]
    mark, number = _MARK.match(markup), _NUMBER.search(own)
    has_code = match["tag"] == "pre" or 'class="note"' in own
    form = with_code if has_code else canonical
    return Shown(
        number=int(number[1]) if number else 0,
        section=section,
        frames=frames,
        shared=shared,
        theme=match["theme"],
        tag=match["tag"],
        own=own,
        mark=mark[1] if mark else "",
        markup=form(markup[mark.end() :] if mark else markup),
        notes=match["notes"],
    )
