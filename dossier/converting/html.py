"""A saved web page: the main text is kept (`main_text`), all other words are listed by kind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.converting import blocks, furniture, main_text, page_facts
from dossier.converting.files import refuse
from dossier.converting.footnotes import around
from dossier.converting.main_text import Piece, kind_of
from dossier.converting.record import Converted, Fact, LeftOut, letters
from dossier.converting.spans import WORDLESS
from dossier.sources.encoding import encoding_of

_WORD_PROCESSOR = re.compile(
    r"microsoft word|libreoffice|openoffice|staroffice|google docs|pages|abiword|pandoc|writer",
    re.I,
)
_HIDDEN = ", ".join((
    "[hidden]", "[style*='display:none' i]", "[style*='display: none' i]",
    "[style*='visibility:hidden' i]", "[style*='visibility: hidden' i]",
    "[style*='mso-hide:all' i]", "[style*='mso-hide: all' i]",
))  # fmt: skip
_TOOLS = (
    ".mw-editsection, .mw-jump-link, .noprint, .no-print, .sr-only, .screen-reader-text, "
    ".visually-hidden"
)
"""What a page has for screens and hands only, wherever it stands."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_ELSEWHERE = "other words on the page"


def convert(path: Path, data: bytes) -> Converted:
    """Return what stands in a saved page; raises InputError if it cannot be read."""
    html = decode(data)
    tree = blocks.parse(html, path)
    facts = page_facts.of_page(tree)
    if tree.body is None:
        raise refuse(path, "there are no words in it")
    whole = _is_of_word_processor(tree)
    if whole:
        facts = tuple(fact for fact in facts if fact.origin != page_facts.HEADING)
    take_out(tree, ", ".join(sorted(WORDLESS - {"head", "title"})), "")
    left_out = take_out(tree, _HIDDEN, furniture.HIDDEN) + take_out(tree, _TOOLS, "menus")
    pieces = main_text.pieces(tree.body)
    original = " ".join(piece.words for piece in pieces)
    kept = [True] * len(pieces) if whole else main_text.find(pieces, tree, html, path)
    left_out += _remove(pieces, kept, facts)
    page = blocks.read(tree, next((fact.value for fact in facts if fact.key == "url"), ""))
    return Converted(
        blocks=page.blocks,
        notes=page.notes,
        facts=facts,
        left_out=(*left_out, *page.left_out),
        original=original,
        replaced=page.marks,
    )


def decode(data: bytes) -> str:
    """Return the text of a page in the encoding that it states, else UTF-8, else the likeliest."""
    named = _CHARSET.search(data[:4096])
    stated = named[1].decode("ascii", "ignore") if named else "utf-8"
    for encoding in (encoding_of(data), stated):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    import chardet  # slow to import, and rarely needed

    return data.decode(chardet.detect(data[:50_000])["encoding"] or "windows-1252", "replace")


def take_out(tree: LexborHTMLParser, selector: str, kind: str) -> list[LeftOut]:
    """Take elements off a page, and return the words of each."""
    found: dict[int, LexborNode] = {}
    for node in tree.css(selector):
        if node.tag not in ("body", "html") and not any(n.mem_id in found for n in around(node)):
            found[node.mem_id] = node
    left_out = []
    for node in found.values():
        if text := " ".join(node.text(separator=" ").split()):
            left_out.append(LeftOut(kind, text))
        node.decompose()
    return left_out


def _is_of_word_processor(tree: LexborHTMLParser) -> bool:
    metas = tree.css('meta[name="generator" i], meta[name="ProgId" i], meta[name="Originator" i]')
    return any(_WORD_PROCESSOR.search(meta.attributes.get("content") or "") for meta in metas)


def _remove(
    pieces: Sequence[Piece], kept: Sequence[bool], facts: Iterable[Fact]
) -> Iterator[LeftOut]:
    """Take the other pieces off the page, and yield their words, those of one kind together."""
    titles = {letters(fact.value) for fact in facts if fact.key == "title"}
    out: list[tuple[str, Piece]] = []
    for piece, keep in zip(pieces, kept, strict=True):
        kind = furniture.kind_of(piece.words)
        if kind or not keep:
            out.append((kind or kind_of(piece.block) or _ELSEWHERE, piece))
    for kind, run in groupby(out, key=lambda pair: pair[0]):
        words = [piece.listed for _, piece in run if letters(piece.words) not in titles]
        if words:
            yield LeftOut(kind, " · ".join(words))
    for _, piece in out:
        for text in piece.texts:
            text.decompose()
