"""Footnotes of a page, known by their links.

The call in the text leads to the note, and a mark in the note leads back to the call. Browsers,
Word, LibreOffice and Wikipedia all save them so.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "legend",
))  # fmt: skip

_LONGEST_CALL = 6
"""Characters of a link that may call a footnote: [12], (iv), *."""


def around(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield a node and the elements that it stands in, the innermost first."""
    while node is not None:
        yield node
        node = node.parent


def find(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, LexborNode, LexborNode]]:
    """Yield the call, the note and the mark that leads back, for each call of a footnote."""
    links = tree.css("a[href^='#']")
    order = {link.mem_id: index for index, link in enumerate(links)}
    by_name: dict[str, LexborNode] = {}
    for node in tree.css("[id], a[name]"):
        for name in _names(node):
            by_name.setdefault(name, node)
    for call in links:
        note = _note(by_name.get(_fragment(call)))
        short = len(call.text().strip()) <= _LONGEST_CALL
        if note is None or not short or any(n.mem_id == note.mem_id for n in around(call)):
            continue
        names = _names_around(call)
        for mark in note.css("a[href^='#']"):
            if _fragment(mark) in names and order[call.mem_id] < order[mark.mem_id]:
                yield call, note, mark
                break


def _fragment(link: LexborNode) -> str:
    return (link.attributes["href"] or "").removeprefix("#")


def _names(node: LexborNode) -> Iterator[str]:
    yield from (name for key in ("id", "name") if (name := node.attributes.get(key)))


def _names_around(call: LexborNode) -> set[str]:
    """Return the names of a call: its own, and those of the inline elements around and in it."""
    nodes = [call, *call.css("[id], [name]")]
    for outer in around(call.parent):
        if outer.tag in BLOCK_TAGS:
            break
        nodes.append(outer)
    return {name for node in nodes for name in _names(node)}


def _note(target: LexborNode | None) -> LexborNode | None:
    """Return the element that holds a note whose name, or whose mark's name, is the target."""
    node = next((outer for outer in around(target) if outer.tag in BLOCK_TAGS), None)
    if node is None or node.tag in ("body", "html", "td", "ol", "ul"):
        return None
    parent = node.parent
    if node.tag == "p" and parent is not None and _holds_paragraphs(parent):
        first = next(parent.iter(), None)
        return parent if first is not None and first.mem_id == node.mem_id else node
    return node


def _holds_paragraphs(node: LexborNode) -> bool:
    """May this hold a note of several paragraphs? Word and LibreOffice save a named div."""
    return node.tag == "li" or (node.tag in ("div", "aside") and bool(node.attributes.get("id")))
