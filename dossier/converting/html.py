"""A saved web page: the main text, found by trafilatura; all other words of the page listed.

Trafilatura says which words are the main text. They are then taken from the page itself, so that
headings, lists, quotes and footnotes stay, and every piece of text is either kept or left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.converting import blocks, furniture, page_facts
from dossier.converting.files import library, read_bytes, refuse
from dossier.converting.record import Converted, Fact, LeftOut
from dossier.sources.encoding import encoding_of

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
"""Kinds of furniture by the tag, or by words in the class, id or role, of what holds them."""

_KINDS = [
    (kind, re.compile(rf"(?:.*[\s_-])?(?:{names})(?:[\s_-].*)?", re.I))
    for kind, names in _CONTAINERS
]
_ELSEWHERE = "other words on the page"

_WORD_PROCESSOR = re.compile(
    r"microsoft word|libreoffice|openoffice|staroffice|google docs|pages|abiword|pandoc|writer",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_HOLDERS = blocks.BLOCK_TAGS | {"button", "select", "label", "option"}
"""Elements whose text is looked at by itself."""

_TOOLS = (
    ".mw-editsection, .mw-jump-link, .noprint, .no-print, .sr-only, .screen-reader-text, "
    ".visually-hidden"
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_SURE = 24
"""Letters from which on a piece of text cannot stand among the main text by chance."""

_PROSE, _LINKED = 20, 0.3
"""Words from which on a paragraph is running text, and the share that may be links."""

_NEVER = ("comments", "forms and buttons", "notices of the page")

_ENOUGH = 0.2
"""Share of the page's letters below which trafilatura's main text is not believed."""

_LITTLE = 1000
"""Letters of a main text that are enough, however long the page."""


@dataclass(slots=True)
class _Piece:
    """The pieces of text that one block of the page holds itself."""

    block: LexborNode
    texts: list[LexborNode] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join("".join(self._strings()).split())

    @property
    def listed(self) -> str:
        """The words with those of one link apart from those of the next."""
        return " ".join(" ".join(self._strings()).split())

    def _strings(self) -> Iterator[str]:
        return (node.text(deep=False) or "" for node in self.texts)


def convert(path: Path) -> Converted:
    """Return what stands in a saved page; raises InputError if it cannot be read."""
    return from_html(decode(read_bytes(path)), path)


def page_in(folder: Path) -> Path:
    """Return the page in a folder: the one beside "Page_files", the only one, or index.html."""
    beside = [
        folder.with_name(
            re.sub(r"[_-](files|dateien|fichiers|archivos)$", "", folder.name) + suffix
        )
        for suffix in (".html", ".htm", ".xhtml")
    ]
    pages = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".html", ".htm", ".xhtml"))
    index = [page for page in pages if page.stem.lower() == "index"]
    found = [page for page in beside if page.is_file()] or index or pages
    if not found or (len(found) > 1 and not index and found is pages):
        sentence = f"this folder holds {len(found) or 'no'} pages; name the .html that you mean"
        raise refuse(folder, sentence)
    return found[0]


def decode(data: bytes) -> str:
    """Return the text of a page in the encoding that it states, else UTF-8, else the likeliest."""
    named = _CHARSET.search(data[:4096])
    encodings = [encoding_of(data)] if encoding_of(data) != "utf-8" else []
    encodings += ["utf-8", named[1].decode("ascii", "ignore")] if named else ["utf-8"]
    for encoding in encodings:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    import chardet  # slow to import, and rarely needed

    return data.decode(chardet.detect(data[:50_000])["encoding"] or "windows-1252", "replace")


def from_html(html: str, path: Path, whole: bool = False) -> Converted:
    """Return what stands in a page; all of it if `whole`, or if a word processor saved it."""
    tree = LexborHTMLParser(html)
    facts = page_facts.of_page(tree)
    if tree.body is None:
        raise refuse(path, "there are no words in it")
    if whole := whole or _is_of_word_processor(tree):
        facts = tuple(fact for fact in facts if fact.origin != page_facts.HEADING)
    for node in list(tree.css(", ".join(sorted(t for t in blocks.WORDLESS if t[0] != "-")))):
        if node.tag not in ("head", "title"):
            node.decompose()
    left_out = [*_remove_hidden(tree), *_remove_tools(tree)]
    pieces = _pieces(tree.body)
    original = " ".join(piece.words for piece in pieces)
    kept = [True] * len(pieces) if whole else _main(pieces, tree, html, path)
    left_out += _remove(pieces, kept, facts)
    base = next((fact.value for fact in facts if fact.key == "url"), "")
    page = blocks.read(tree, base)
    return Converted(
        blocks=page.blocks,
        notes=page.notes,
        facts=facts,
        left_out=(*left_out, *page.left_out),
        original=original,
        replaced=page.marks,
    )


def _is_of_word_processor(tree: LexborHTMLParser) -> bool:
    metas = tree.css('meta[name="generator" i], meta[name="ProgId" i], meta[name="Originator" i]')
    return any(_WORD_PROCESSOR.search(meta.attributes.get("content") or "") for meta in metas)


# --- pieces ---------------------------------------------------------------------------


def _pieces(body: LexborNode) -> list[_Piece]:
    """Return the stretches of text of one block each, in order."""
    pieces: list[_Piece] = []
    for node in body.traverse(include_text=True):
        if node.tag != "-text":
            continue
        block = next((outer for outer in _around(node) if outer.tag in _HOLDERS), None)
        if block is None:
            continue
        if pieces and pieces[-1].block.mem_id == block.mem_id:
            pieces[-1].texts.append(node)
        elif (node.text(deep=False) or "").strip():
            pieces.append(_Piece(block, [node]))
    return pieces


def _remove_hidden(tree: LexborHTMLParser) -> Iterator[LeftOut]:
    for node in list(tree.css("[hidden], [style]")):
        style = node.attributes.get("style") or ""
        hidden = "hidden" in node.attributes or _HIDDEN.search(style)
        if hidden and node.tag not in ("body", "html") and _attached(node):
            text = " ".join(node.text(separator=" ").split())
            if text:
                yield LeftOut("hidden text", text)
            node.decompose()


def _remove_tools(tree: LexborHTMLParser) -> Iterator[LeftOut]:
    """Take out what a page has for screens and hands only, wherever it stands."""
    for node in list(tree.css(_TOOLS)):
        if _attached(node):
            text = " ".join(node.text(separator=" ").split())
            if text:
                yield LeftOut("menus", text)
            node.decompose()


def _attached(node: LexborNode) -> bool:
    """Is the element still on the page, or was one around it removed?"""
    while node.parent is not None:
        node = node.parent
    return node.tag in ("html", "-document") or str(node.tag).startswith("-")


def _main(pieces: Sequence[_Piece], tree: LexborHTMLParser, html: str, path: Path) -> list[bool]:
    """Return for each piece whether it belongs to the main text."""
    trafilatura = library("trafilatura", path)
    other = [bool(_kind(piece.block)) for piece in pieces]
    if not any(other):
        return [True] * len(pieces)
    found = trafilatura.extract(html, include_comments=False, favor_recall=True) or ""
    lines = {_letters(line) for line in found.splitlines()}
    letters = _letters(found)
    total = sum(len(_letters(piece.words)) for piece in pieces)
    kept = [_is_in(_letters(piece.words), letters, lines) for piece in pieces]
    if not any(kept) or (len(letters) < _ENOUGH * total and len(letters) < _LITTLE):
        return [not is_other for is_other in other]
    kept = _with_headings(pieces, _with_prose(pieces, kept))
    return _with_notes(tree, pieces, kept)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _is_in(piece: str, letters: str, lines: set[str]) -> bool:
    return piece in lines or (len(piece) >= _SURE and piece in letters)


def _with_prose(pieces: Sequence[_Piece], kept: Sequence[bool]) -> list[bool]:
    """Keep paragraphs within the main text that trafilatura has passed over."""
    first = next((i for i, keep in enumerate(kept) if keep), len(kept))
    last = max((i for i, keep in enumerate(kept) if keep), default=0)
    return [
        keep or (first < index < last and _is_prose(piece))
        for index, (piece, keep) in enumerate(zip(pieces, kept, strict=True))
    ]


def _is_prose(piece: _Piece) -> bool:
    """Is this running text, and neither links nor a comment nor a notice?"""
    linked = sum(len((a.text() or "").split()) for a in piece.block.css("a"))
    words = len(piece.words.split())
    long = words >= _PROSE and linked < _LINKED * words
    return long and piece.block.tag in ("p", "li", "dd") and _kind(piece.block) not in _NEVER


def _with_headings(pieces: Sequence[_Piece], kept: Sequence[bool]) -> list[bool]:
    """Keep a heading within the main text if what follows it is kept."""
    first = next((i for i, keep in enumerate(kept) if keep), 0)
    return [
        keep
        or (
            first < index < len(kept) - 1
            and re.fullmatch("h[1-6]", str(piece.block.tag)) is not None
            and kept[index + 1]
        )
        for index, (piece, keep) in enumerate(zip(pieces, kept, strict=True))
    ]


def _with_notes(
    tree: LexborHTMLParser, pieces: Sequence[_Piece], kept: Sequence[bool]
) -> list[bool]:
    """Keep the footnotes that the main text calls."""
    main = {piece.block.mem_id for piece, keep in zip(pieces, kept, strict=True) if keep}
    called = {
        note.mem_id
        for call, note, _ in blocks.footnotes(tree)
        if any(node.mem_id in main for node in _around(call))
    }
    return [
        keep or any(node.mem_id in called for node in _around(piece.block))
        for piece, keep in zip(pieces, kept, strict=True)
    ]


def _around(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.parent


def _kind(block: LexborNode) -> str:
    """Return the kind of furniture that a block belongs to, or ""."""
    for node in _around(block):
        if node.tag in ("body", "html"):
            break
        names = [str(node.tag)] + [
            node.attributes.get(key) or "" for key in ("class", "id", "role")
        ]
        for kind, pattern in _KINDS:
            if any(pattern.fullmatch(name) for name in names if name):
                return kind
    return ""


def _remove(
    pieces: Sequence[_Piece], kept: Sequence[bool], facts: Iterable[Fact]
) -> Iterator[LeftOut]:
    """Take the other pieces off the page, and yield their words, those of one kind together."""
    known = {_letters(fact.value) for fact in facts if fact.key == "title"}
    out = [
        (piece, kind)
        for piece, keep in zip(pieces, kept, strict=True)
        for kind in [furniture.kind_of(piece.words)]
        if kind or not keep
    ]
    named = [(kind or _kind(piece.block) or _ELSEWHERE, piece) for piece, kind in out]
    for kind, run in groupby(named, key=lambda pair: pair[0]):
        words = [piece.listed for _, piece in run if _letters(piece.words) not in known]
        if words:
            yield LeftOut(kind, " · ".join(words))
    for _, piece in named:
        for text in piece.texts:
            text.decompose()
