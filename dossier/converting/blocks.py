"""Blocks from HTML: the one way for web pages, word processors and mail."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.converting import footnotes
from dossier.converting.files import refuse
from dossier.converting.footnotes import BLOCK_TAGS
from dossier.converting.furniture import PICTURES
from dossier.converting.record import (
    Block,
    Code,
    Heading,
    LeftOut,
    Listing,
    Prose,
    Quote,
    Span,
    Spans,
    Table,
    leaves,
    plain,
    text_of,
)
from dossier.converting.spans import WORDLESS, Context, inline, trimmed

_DEEPEST = 250
"""Elements in one another; pages of people have some fifty."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in a piece of HTML."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...]
    left_out: tuple[LeftOut, ...]

    marks: str = ""
    """The calls of footnotes and what leads back to them, which are written otherwise."""


def parse(html: str, path: Path) -> LexborHTMLParser:
    """Return the tree of a page; raises InputError if its elements stand in too many others."""
    tree = LexborHTMLParser(html)
    depths: dict[int, int] = {}
    for node in tree.body.traverse() if tree.body else ():
        outer = depths.get(node.parent.mem_id, 0) if node.parent else 0
        depths[node.mem_id] = outer + 1
        if outer > _DEEPEST:
            raise refuse(path, "is nested too deeply; copy the text out of it")
    return tree


def read(tree: LexborHTMLParser, base: str = "") -> Page:
    """Return the blocks and footnotes of a page; `base` is its address, for links within it."""
    if tree.body is None:
        return Page((), (), ())
    found = list(footnotes.find(tree))
    notes = {note.mem_id: note for _, note, _ in found}
    numbers = {key: number for number, key in enumerate(notes, start=1)}
    context = Context(
        calls={call.mem_id: numbers[note.mem_id] for call, note, _ in found},
        skipped={node.mem_id for _, note, mark in found for node in (note, mark)},
        base=base,
    )
    return Page(
        blocks=tuple(_flow(tree.body, context)),
        notes=tuple(_without_arrow(tuple(_flow(note, context))) for note in notes.values()),
        left_out=tuple(LeftOut(PICTURES, alt) for alt in dict.fromkeys(context.pictures)),
        marks=" ".join(node.text() for call, _, mark in found for node in (call, mark)),
    )


def _without_arrow(note: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a note without the arrow that some pages put before it."""
    if not note or not isinstance(note[0], Prose):
        return note
    spans = note[0].spans
    first = replace(spans[0], text=re.sub(r"^\s*[\^↑]\s*", "", spans[0].text))
    return (Prose(trimmed((first, *spans[1:]))), *note[1:])


def _flow(node: LexborNode, context: Context) -> Iterator[Block]:
    """Yield the blocks in an element."""
    return _blocks(node.iter(include_text=True), context)


def _blocks(nodes: Iterable[LexborNode], context: Context) -> Iterator[Block]:
    """Yield the blocks of some nodes; words between blocks are paragraphs of their own."""
    spans: list[Span] = []
    for node in nodes:
        if node.mem_id in context.skipped or node.tag in WORDLESS:
            continue
        if node.tag in BLOCK_TAGS or _holds_blocks(node):
            yield from _prose(spans)
            spans = []
            yield from _block(node, context)
        else:
            spans += inline(node, Span(""), context)
    yield from _prose(spans)


def _prose(spans: Iterable[Span]) -> Iterator[Block]:
    tidy = trimmed(spans)
    if plain(tidy).strip() or any(span.note for span in tidy):
        yield Prose(tidy)


def _holds_blocks(node: LexborNode) -> bool:
    inner = () if str(node.tag).startswith("-") else node.traverse()
    return any(one.tag in BLOCK_TAGS and one.mem_id != node.mem_id for one in inner)


def _block(node: LexborNode, context: Context) -> Iterator[Block]:
    tag = str(node.tag)
    if tag in ("ul", "ol"):
        yield from _listing(node, context)
    elif tag == "li":  # outside a list
        yield from _filled(Listing((tuple(_flow(node, context)),)))
    elif tag == "table":
        yield from _table(node, context)
    elif tag == "pre" and node.text().strip():
        yield Code(node.text())
    elif tag == "blockquote" and (quoted := tuple(_flow(node, context))):
        yield Quote(quoted)
    else:
        is_heading = re.fullmatch(r"h[1-6]", tag) is not None and not _holds_blocks(node)
        for block in _flow(node, context):
            if is_heading and isinstance(block, Prose):
                block = Heading(int(tag[1]), block.spans)  # noqa: PLW2901 - the same words
            yield block


def _listing(node: LexborNode, context: Context) -> Iterator[Block]:
    """Yield a list; what stands in it outside its items belongs to the item before."""
    items: list[tuple[Block, ...]] = []
    for child in node.iter(include_text=True):
        if child.tag == "li" and child.mem_id not in context.skipped:
            items.append(tuple(_flow(child, context)))
        elif blocks := tuple(_blocks([child], context)):
            if items:
                items[-1] += blocks
            else:
                items.append(blocks)
    given = node.attributes.get("start") or ""
    start = int(given) if re.fullmatch(r"\d{1,8}", given) else 1
    yield from _filled(Listing(tuple(items), start if node.tag == "ol" else None))


def _filled(listing: Listing) -> Iterator[Block]:
    """Yield a list without its empty items, or the headings that are numbered as a list."""
    items = tuple(item for item in listing.items if item)
    if items and all(isinstance(block, Heading) for item in items for block in item):
        yield from (block for item in items for block in item)
    elif items:
        yield replace(listing, items=items)


def _table(node: LexborNode, context: Context) -> Iterator[Block]:
    """Yield a table, or the blocks of one that only places things on the page."""
    yield from _blocks((child for child in node.iter() if child.tag == "caption"), context)
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
    nested = nested or node.css_first("hr") is not None
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
