"""The main text of a web page, found by trafilatura.

Trafilatura says which words are the main text. They are then taken from the page itself, so that
headings, lists, quotes and footnotes stay, and every piece of text is either kept or left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.converting import footnotes
from dossier.converting.files import library
from dossier.converting.footnotes import BLOCK_TAGS, around
from dossier.converting.record import letters

_CONTAINERS = (
    ("menus", r"nav|menu(item)?s?|navigation|navbar|breadcrumbs?|toolbar|skip-?links?|toc|tabs?"),
    ("comments", r"comments?|disqus|respond|reply"),
    ("share lines", r"shar(e|ing)|social|follow-us|addtoany|addthis"),
    ("forms and buttons", r"form|button|select|input|textarea|label|newsletter|subscribe|search"),
    (
        "notices of the page",
        r"cookies?|consent|banner|popup|modal|dialog|alert|paywall|advert\w*|ads?|promo\w*",
    ),
    ("captions", r"figcaption|caption|credit|wp-caption-text"),
    ("bylines and dates", r"byline|author|bio|dateline|published|date|time|meta|entry-meta|tags?"),
    (
        "other texts on the page",
        r"aside|sidebar|related|recommended|more|widget|teaser|trending|read-?next",
    ),
    ("foot of the page", r"footer|colophon|copyright|legal"),
    ("head of the page", r"header|masthead|logo|site-title"),
)
_KINDS = [
    (kind, re.compile(rf"(?:.*[\s_-])?(?:{names})(?:[\s_-].*)?", re.I))
    for kind, names in _CONTAINERS
]
"""Kinds of furniture by the tag, or by words in the class, id or role, of what holds them."""

_HOLDERS = BLOCK_TAGS | {"button", "select", "label", "option"}
"""Elements whose text is looked at by itself."""

_SURE = 24
"""Letters from which on a piece of text cannot stand among the main text by chance."""

_PROSE, _LINKED = 20, 0.3
"""Words from which on a paragraph is running text, and the share that may be links."""

_NEVER = ("comments", "forms and buttons", "notices of the page")

_ENOUGH, _LITTLE = 0.2, 1000
"""Share of the page's letters below which trafilatura's text is not believed, unless it has
so many."""


@dataclass(slots=True)
class Piece:
    """The pieces of text that one block of the page holds itself."""

    block: LexborNode
    texts: list[LexborNode] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words as they stand."""
        return " ".join("".join(self._strings()).split())

    @property
    def listed(self) -> str:
        """The words with those of one link apart from those of the next."""
        return " ".join(" ".join(self._strings()).split())

    def _strings(self) -> Iterator[str]:
        return (node.text(deep=False) or "" for node in self.texts)


def pieces(body: LexborNode) -> list[Piece]:
    """Return the stretches of text of one block each, in order."""
    found: list[Piece] = []
    for node in body.traverse(include_text=True):
        if node.tag != "-text":
            continue
        block = next(outer for outer in around(node) if outer.tag in _HOLDERS)
        if found and found[-1].block.mem_id == block.mem_id:
            found[-1].texts.append(node)
        elif (node.text(deep=False) or "").strip():
            found.append(Piece(block, [node]))
    return found


def kind_of(block: LexborNode) -> str:
    """Return the kind of furniture that a block belongs to, or ""."""
    for node in around(block):
        if node.tag in ("body", "html"):
            break
        names = [node.tag, *(node.attributes.get(key) for key in ("class", "id", "role"))]
        for kind, pattern in _KINDS:
            if any(pattern.fullmatch(name) for name in names if name):
                return kind
    return ""


def find(pieces: Sequence[Piece], tree: LexborHTMLParser, html: str, path: Path) -> list[bool]:
    """Return for each piece whether it belongs to the main text."""
    trafilatura = library("trafilatura", path)
    furniture = [bool(kind_of(piece.block)) for piece in pieces]
    if not any(furniture):
        return [True] * len(pieces)
    text = trafilatura.extract(html, include_comments=False, favor_recall=True) or ""
    lines, found = {letters(line) for line in text.splitlines()}, letters(text)
    words = [letters(piece.words) for piece in pieces]
    kept = [word in lines or (len(word) >= _SURE and word in found) for word in words]
    if not any(kept) or len(found) < min(_LITTLE, _ENOUGH * sum(map(len, words))):
        return [not is_furniture for is_furniture in furniture]
    return _with_notes(tree, pieces, _with_what_was_missed(pieces, kept))


def _with_what_was_missed(pieces: Sequence[Piece], kept: Sequence[bool]) -> list[bool]:
    """Keep paragraphs within the main text, and headings above something that is kept."""
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    whole = [
        keep or (first < index < last and _is_prose(piece))
        for index, (piece, keep) in enumerate(zip(pieces, kept, strict=True))
    ]
    return [
        keep or (first < index < last and _is_heading(pieces[index]) and whole[index + 1])
        for index, keep in enumerate(whole)
    ]


def _is_heading(piece: Piece) -> bool:
    return re.fullmatch("h[1-6]", str(piece.block.tag)) is not None


def _is_prose(piece: Piece) -> bool:
    """Is this running text, and neither links nor a comment nor a notice?"""
    linked = sum(len(a.text().split()) for a in piece.block.css("a"))
    words = len(piece.words.split())
    long = words >= _PROSE and linked < _LINKED * words
    return long and piece.block.tag in ("p", "li", "dd") and kind_of(piece.block) not in _NEVER


def _with_notes(
    tree: LexborHTMLParser, pieces: Sequence[Piece], kept: Sequence[bool]
) -> list[bool]:
    """Keep the footnotes that the main text calls."""
    main = {piece.block.mem_id for piece, keep in zip(pieces, kept, strict=True) if keep}
    called = {
        note.mem_id
        for call, note, _ in footnotes.find(tree)
        if any(node.mem_id in main for node in around(call))
    }
    return [
        keep or any(node.mem_id in called for node in around(piece.block))
        for piece, keep in zip(pieces, kept, strict=True)
    ]
