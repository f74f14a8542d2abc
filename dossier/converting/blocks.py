"""Blocks from HTML: the one way for web pages, word processors and mail.

Footnotes are known by their links: the call in the text leads to the note, and a mark in the note
leads back to the call. Browsers, Word, LibreOffice and Wikipedia all save them so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.converting.record import (
    Block,
    Code,
    Heading,
    LeftOut,
    Listing,
    Prose,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    leaves,
    plain,
    text_of,
)

BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "legend",
))  # fmt: skip
WORDLESS = frozenset((
    "script", "style", "template", "head", "title", "svg", "math", "iframe", "object", "embed",
    "audio", "video", "canvas", "noscript", "datalist", "-comment", "-doctype",
))  # fmt: skip
"""Elements whose text no reader of a page sees as words."""

_RAISED = str.maketrans("0123456789+-\u2212n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_FIGURES = re.compile(r"[\d+\u2212-]+|n")


@dataclass(slots=True)
class _Context:
    """What is known of the page as a whole."""

    calls: dict[int, int]
    """Numbers of footnotes by the `mem_id` of the links that call them."""

    skipped: set[int]
    """The `mem_id` of elements that stand elsewhere: notes, and the marks that lead back."""

    base: str
    pictures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in a piece of HTML."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...]
    left_out: tuple[LeftOut, ...]

    marks: str = ""
    """The calls of footnotes and what leads back to them, which are written otherwise."""


def read(tree: LexborHTMLParser, base: str = "") -> Page:
    """Return the blocks and footnotes of a page; `base` is its address, for links within it."""
    if tree.body is None:
        return Page((), (), ())
    pairs = list(footnotes(tree))
    numbers: dict[int, int] = {}
    bodies: list[LexborNode] = []
    calls: dict[int, int] = {}
    skipped: set[int] = set()
    for call, note, mark in pairs:
        if note.mem_id not in numbers:
            bodies.append(note)
            numbers[note.mem_id] = len(bodies)
        calls[call.mem_id] = numbers[note.mem_id]
        skipped |= {note.mem_id, mark.mem_id}
    context = _Context(calls, skipped, base)
    blocks = tuple(_flow(tree.body, context))
    notes = tuple(_without_arrow(tuple(_flow(body, context))) for body in bodies)
    pictures = tuple(
        LeftOut("words that describe pictures", alt) for alt in dict.fromkeys(context.pictures)
    )
    marks = " ".join(node.text() for call, _, mark in pairs for node in (call, mark))
    return Page(blocks, notes, pictures, marks)


def _without_arrow(note: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a note without the arrow that some pages put before it."""
    if not note or not isinstance(note[0], Prose):
        return note
    spans = note[0].spans
    first = replace(spans[0], text=re.sub(r"^\s*[\^↑]\s*", "", spans[0].text))
    return (Prose(_trimmed((first, *spans[1:]))), *note[1:])


# --- footnotes ------------------------------------------------------------------------


def footnotes(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, LexborNode, LexborNode]]:
    """Yield the call, the note and the mark that leads back, for each call of a footnote."""
    links = [a for a in tree.css("a[href]") if (a.attributes["href"] or "").startswith("#")]
    order = {link.mem_id: index for index, link in enumerate(links)}
    by_name: dict[str, LexborNode] = {}
    for node in tree.css("[id], a[name]"):
        for name in (node.attributes.get("id"), node.attributes.get("name")):
            if name:
                by_name.setdefault(name, node)
    for call in links:
        target = by_name.get(_fragment(call))
        if target is None or len(call.text().strip()) > 6:
            continue
        names = _names_around(call)
        note = _note_around(target)
        if note is None or _is_within(call, note):
            continue
        for mark in note.css("a[href]"):
            if _fragment(mark) in names and order[call.mem_id] < order.get(mark.mem_id, -1):
                yield call, note, mark
                break


def _fragment(link: LexborNode) -> str:
    href = link.attributes.get("href") or ""
    return href[1:] if href.startswith("#") else ""


def _names_around(call: LexborNode) -> set[str]:
    """Return the names of a call: its own, and those of the inline elements around and in it."""
    nodes = [call, *call.css("[id], [name]")]
    parent = call.parent
    while parent is not None and parent.tag not in BLOCK_TAGS:
        nodes.append(parent)
        parent = parent.parent
    names = {node.attributes.get(key) for node in nodes for key in ("id", "name")}
    return {name for name in names if name}


def _note_around(target: LexborNode) -> LexborNode | None:
    """Return the element that holds a note whose name, or whose mark's name, is the target."""
    node: LexborNode | None = target
    while node is not None and node.tag not in BLOCK_TAGS:
        node = node.parent
    if node is None or node.tag in ("body", "html", "td", "ol", "ul"):
        return None
    parent = node.parent
    if node.tag == "p" and parent is not None and _is_note(parent):
        first = next((child for child in parent.iter()), None)
        if first is not None and first.mem_id == node.mem_id:
            return parent
    return node


def _is_note(node: LexborNode) -> bool:
    """May this hold a note of several paragraphs? Word and LibreOffice save a named div."""
    return node.tag == "li" or (node.tag in ("div", "aside") and bool(node.attributes.get("id")))


def _is_within(node: LexborNode, outer: LexborNode) -> bool:
    parent: LexborNode | None = node
    while parent is not None:
        if parent.mem_id == outer.mem_id:
            return True
        parent = parent.parent
    return False


# --- blocks ---------------------------------------------------------------------------


def _flow(node: LexborNode, context: _Context) -> Iterator[Block]:
    """Yield the blocks in an element; words between blocks are paragraphs of their own."""
    spans: list[Span] = []
    for child in node.iter(include_text=True):
        if child.mem_id in context.skipped or child.tag in WORDLESS:
            continue
        if child.tag in BLOCK_TAGS or _holds_blocks(child):
            yield from _prose(spans)
            spans = []
            yield from _block(child, context)
        else:
            spans += _inline(child, Span(""), context)
    yield from _prose(spans)


def _prose(spans: Iterable[Span]) -> Iterator[Block]:
    tidy = _trimmed(spans)
    if plain(tidy).strip() or any(span.note for span in tidy):
        yield Prose(tidy)


def _holds_blocks(node: LexborNode) -> bool:
    return not str(node.tag).startswith("-") and any(
        inner.tag in BLOCK_TAGS for inner in node.traverse() if inner.mem_id != node.mem_id
    )


def _block(node: LexborNode, context: _Context) -> Iterator[Block]:
    tag = str(node.tag)
    if re.fullmatch(r"h[1-6]", tag):
        if _holds_blocks(node):
            yield from _flow(node, context)
        else:
            for block in _flow(node, context):
                yield Heading(int(tag[1]), block.spans) if isinstance(block, Prose) else block
    elif tag in ("ul", "ol"):
        yield from _listing(node, context)
    elif tag == "li":
        yield from _nonempty(Listing((tuple(_flow(node, context)),)))
    elif tag == "blockquote":
        blocks = tuple(_flow(node, context))
        if blocks:
            yield Quote(blocks)
    elif tag == "table":
        yield from _table(node, context)
    elif tag == "pre":
        text = node.text()
        if text.strip():
            yield Code(text)
    elif tag == "hr":
        yield Rule()
    else:
        yield from _flow(node, context)


def _nonempty(listing: Listing) -> Iterator[Block]:
    items = tuple(item for item in listing.items if item)
    if items and all(isinstance(block, Heading) for item in items for block in item):
        yield from (block for item in items for block in item)  # headings that are numbered
    elif items:
        yield replace(listing, items=items)


def _listing(node: LexborNode, context: _Context) -> Iterator[Block]:
    """Yield a list; what stands in it outside its items belongs to the item before."""
    items: list[tuple[Block, ...]] = []
    for child in node.iter(include_text=True):
        if child.mem_id in context.skipped or child.tag in WORDLESS:
            continue
        if child.tag == "li":
            items.append(tuple(_flow(child, context)))
            continue
        if child.tag in BLOCK_TAGS or _holds_blocks(child):
            blocks = tuple(_block(child, context))
        else:
            blocks = tuple(_prose(_inline(child, Span(""), context)))
        if items:
            items[-1] += blocks
        else:
            items.append(blocks)
    start = None
    if node.tag == "ol":
        given = node.attributes.get("start") or ""
        start = int(given) if re.fullmatch(r"\d{1,8}", given) else 1
    yield from _nonempty(Listing(tuple(items), start))


def _table(node: LexborNode, context: _Context) -> Iterator[Block]:
    """Yield a table, or the blocks of one that only places things on the page."""
    caption = next((c for c in node.iter() if c.tag == "caption"), None)
    if caption is not None:
        yield from _flow(caption, context)
    rows = [
        [
            (tuple(_flow(cell, context)), _width(cell))
            for cell in row.iter()
            if cell.tag in ("td", "th")
        ]
        for row in _rows(node)
    ]
    filled = [row for row in rows if any(blocks for blocks, _ in row)]
    cells = [blocks for row in filled for blocks, _ in row if blocks]
    nested = any(not isinstance(b, Prose | Heading | Listing) for cell in cells for b in cell)
    if nested or len(cells) == len(filled):
        yield from (block for cell in cells for block in cell)
    else:
        yield Table(tuple(tuple(_cells(row)) for row in filled))


def _cells(row: list[tuple[tuple[Block, ...], int]]) -> Iterator[Spans]:
    """Yield the words of each cell in one line; a wide one is followed by empty ones."""
    for blocks, width in row:
        joined: list[Span] = []
        for leaf in leaves(blocks):
            joined += [Span(" ")] if joined else []
            joined += leaf.spans if isinstance(leaf, Prose | Heading) else [Span(text_of(leaf))]
        yield tuple(joined)
        yield from ((),) * (width - 1)


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


def _width(cell: LexborNode) -> int:
    given = cell.attributes.get("colspan") or ""
    return min(int(given), 50) if re.fullmatch(r"[1-9]\d?", given) else 1


# --- words ----------------------------------------------------------------------------


def _inline(node: LexborNode, like: Span, context: _Context) -> Iterator[Span]:
    """Yield the words of an inline element, each span like `like` and as its tags say."""
    tag = str(node.tag)
    if node.mem_id in context.skipped or tag in WORDLESS:
        return
    if tag == "-text":
        if text := _SPACES.sub(" ", (node.text(deep=False) or "").replace("\0", "\ufffd")):
            yield replace(like, text=text)
    elif tag == "br":
        yield Span("\n")
    elif tag == "img":
        if alt := (node.attributes.get("alt") or "").strip():
            context.pictures.append(alt)
    elif node.mem_id in context.calls:
        yield Span("", note=context.calls[node.mem_id])
    else:
        yield from _styled(node, tag, like, context)


_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")


def _styled(node: LexborNode, tag: str, like: Span, context: _Context) -> Iterator[Span]:
    if tag in ("b", "strong"):
        like = replace(like, bold=True)
    elif tag in ("i", "em"):
        like = replace(like, italic=True)
    elif tag == "a":
        like = replace(like, href=_web_address(node.attributes.get("href") or "", context.base))
    inner = [
        span for child in node.iter(include_text=True) for span in _inline(child, like, context)
    ]
    if tag in ("sup", "sub"):
        figures = plain(tuple(inner)).strip()
        if _FIGURES.fullmatch(figures) and not any(span.note for span in inner):
            inner = [replace(like, text=figures.translate(_RAISED if tag == "sup" else _LOWERED))]
    elif tag == "q":
        inner = [replace(like, text="“"), *inner, replace(like, text="”")]
    yield from inner


def _web_address(href: str, base: str) -> str:
    try:
        address = urljoin(base, href.strip())
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in ("http", "https", "mailto") and not href.startswith("#") else ""


def _trimmed(spans: Iterable[Span]) -> Spans:
    """Return spans without line breaks and white space at their ends."""
    kept = list(spans)
    for end in (0, -1):
        while kept and not kept[end].note and not kept[end].text.strip():
            kept.pop(end)
    return tuple(kept)
