"""Read literal prose: no character is markup, and the layout tells where paragraphs end."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from markdown_it.common.utils import escapeHtml

from dossier.model import Note, Source
from dossier.model.document import lines_of
from dossier.sources.blocks import Block, Parsed, split_lines
from dossier.sources.layout import NARROWEST, Layout, Piece, Reading, breaks_off, divide
from dossier.sources.structure import furniture
from dossier.text import invisible
from dossier.text.sentences import fold

LONG = 300
"""Words of a paragraph above which it is doubtful that it is one."""

_SHOWN = 6
"""Lines or words that a note names."""

_HEADS = ("byline", "date", "dateline", "marking", "release line", "time")
"""Kinds of furniture that are often written close below a title."""

_BROKEN = re.compile(r"(\w*[^\W\d_])-\n([^\W\d_]\w*)")
"""A word that a line end divides."""

_CONJUNCTIONS = {"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e"}
"""What follows a hyphen that stands for a part of a word: "Franco- and Anglo-German"."""

_LAYOUTS: dict[Layout, str] = {
    "blank-lines": "blank lines between paragraphs",
    "lines": "one paragraph a line",
    "indents": "indented first lines",
}


def read(source: Source) -> Parsed:
    """Return the paragraphs of a text, with notes on what is doubtful about their limits."""
    reading = divide(split_lines(source.text), source.front.paragraphs)
    pieces = list(reading.pieces)
    if source.front.paragraphs is None:
        pieces = [part for piece in pieces for part in _split_head(piece, reading.width)]
    notes = (*_layout_notes(reading), *_long(pieces), *_broken(pieces))
    return Parsed(
        tuple(_block(piece, reading.width) for piece in pieces),
        tuple(Note(source.first_line + line, sentence) for line, sentence in notes),
    )


def _split_head(piece: Piece, width: int) -> Iterator[Piece]:
    """Yield each line of a title, byline and date that stand close together as a paragraph."""
    if len(piece.lines) == 1:
        yield piece
        return
    apart = all(breaks_off(a, b, max(width, NARROWEST)) for a, b in pairwise(piece.lines))
    roles = [furniture.role_of(line) for line in piece.lines] if apart else []
    if any(role in _HEADS for role in roles) and not all(roles):
        yield from (Piece(piece.line + i, (line,)) for i, line in enumerate(piece.lines))
    else:
        yield piece


def _block(piece: Piece, width: int) -> Block:
    """Return a paragraph, of which those lines stay apart that were ended on purpose."""
    lines = [fold(line) for line in piece.lines]
    starts = accumulate(len(line) + 1 for line in lines)
    breaks = tuple(
        start
        for start, (before, line) in zip(starts, pairwise(lines), strict=False)
        if breaks_off(before, line, max(width, NARROWEST))
    )
    text = " ".join(lines)
    shown = invisible.show_codes("<br> ".join(map(escapeHtml, lines_of(text, breaks))))
    return Block("prose", text, text if shown == text else shown, piece.line, breaks=breaks)


def _layout_notes(reading: Reading) -> Iterator[tuple[int, str]]:
    first = reading.pieces[0].line if reading.pieces else 0
    if reading.reason:
        yield (
            first,
            f"read as {_LAYOUTS[reading.layout]}: {reading.reason}; if that is wrong, write "
            f"paragraphs: blank-lines into the front matter, else paragraphs: {reading.layout}",
        )
    if reading.doubt:
        yield (
            first,
            f"read with {_LAYOUTS['blank-lines']}, but {reading.doubt}; if every line is a "
            "paragraph, write paragraphs: lines into the front matter, else blank-lines",
        )


def _long(pieces: list[Piece]) -> Iterator[tuple[int, str]]:
    lengths = ((piece.line, len(" ".join(piece.lines).split())) for piece in pieces)
    long = [(line, words) for line, words in lengths if words > LONG]
    if long:
        others = f" and {len(long) - 1} more so long" if len(long) > 1 else ""
        line, words = long[0]
        yield (
            line,
            f"a paragraph of {words} words begins here{others}; put a blank line where another "
            "paragraph begins",
        )


def _broken(pieces: list[Piece]) -> Iterator[tuple[int, str]]:
    """Yield the words that line ends divide. They are not mended: the text is shown as it is."""
    broken = [
        (piece, joined, match)
        for piece in pieces
        for joined in ["\n".join(piece.lines)]
        if "-\n" in joined
        for match in _BROKEN.finditer(joined)
        if match[2][0].islower() and match[2] not in _CONJUNCTIONS
    ]
    if broken:
        piece, joined, match = broken[0]
        words = [(match[1], match[2]) for _, _, match in broken[:_SHOWN]]
        shown = ", ".join(f"{a}-/{b} for {a}{b}" for a, b in words)
        more = f" and {len(broken) - _SHOWN} more" if len(broken) > _SHOWN else ""
        yield (
            piece.line + joined.count("\n", 0, match.start()),
            f"words are broken at line ends from here on: {shown}{more}; they are shown so, and no "
            "search or country finds them, until you write each in one, or with its hyphen",
        )
