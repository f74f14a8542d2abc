"""Divide the lines of a plain text into paragraphs, in the layout in which it was pasted.

A mail or a tidy file has blank lines between paragraphs; a word processor gives one paragraph a
line; a scanned book gives wrapped lines, of which the first of a paragraph is indented. Wrapped
lines may also have page numbers between them. What tells these apart is whether a line ends where
it had to: a line that had room for the next word was ended on purpose.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Layout: TypeAlias = Literal["blank-lines", "lines", "indents"]
"""What separates paragraphs. These are the values of the key `paragraphs`."""

WIDEST = 120
"""Characters of the longest line that may have been wrapped; longer ones are whole paragraphs."""

NARROWEST = 60
"""Characters up to which no line is full."""

_FEW_LINES = 3
"""Fewer line ends than this tell nothing in a text that has blank lines."""

_SENTENCE_END = re.compile(r"[.!?…。\uff01\uff1f؟][\"'”’»)\]*_]*(?:\[\d+\]|\d{1,3})?$")
_PAGE = re.compile(r"(?i)(?:[-–—]\s?)?\d{1,4}(?:\s?[-–—])?|page \d+(?: (?:of|/) \d+)?")
"""A line that is the number of a page."""

_INDENTED = re.compile(r"(?:\t| {2,12})(?=\S)")


class Piece(NamedTuple):
    """The lines of one paragraph, without the white space around them."""

    line: int
    """Index of its first line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the lines of a text were divided."""

    layout: Layout
    pieces: tuple[Piece, ...]
    width: int
    """Characters of a full line."""

    reason: str
    """What speaks for this layout; empty for the usual one."""

    doubt: str
    """What speaks for another one; empty if nothing does."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """What the line ends within blocks are like, as shares of all of them."""

    count: int
    on_purpose: float
    """The next word would have fitted."""

    sentences: float
    """A sentence ends there."""

    closed: float
    """A sentence ends there, or a short line that had room for more."""

    long: float
    """Share of the characters, instead, in lines too long to be wrapped."""


def divide(lines: Sequence[str], stated: Layout | None = None) -> Reading:
    """Divide `lines`, in the layout that the editor stated or in the one that is recognised."""
    blocks = list(_blocks(lines))
    width = _width(blocks)
    ends = _line_ends(blocks, width)
    layout, reason, doubt = _recognise(blocks, ends)
    if stated is not None:
        layout, reason, doubt = stated, "", ""
    if layout == "lines":
        pieces = [piece for block in blocks for piece in _cut_at_lines(block, stated is None)]
    elif layout == "indents":
        pieces = [piece for block in blocks for piece in _cut_at_indents(block)]
    elif stated is None:
        pieces = [piece for block in blocks for piece in _cut_at_pages_and_headings(block, width)]
    else:
        pieces = blocks
    stripped = (Piece(p.line, tuple(line.strip() for line in p.lines)) for p in pieces)
    return Reading(layout, tuple(stripped), width, reason, doubt)


def ends_sentence(line: str) -> bool:
    """Does a sentence end at the end of `line`?"""
    return _SENTENCE_END.search(line.rstrip()) is not None


def breaks_off(line: str, following: str, width: int) -> bool:
    """Was `line` ended on purpose, though the first word of the `following` one had room?"""
    line, room = line.strip(), 0.8 * width
    if len(line) + 2 > room:
        return False
    word = following.split(maxsplit=1)[0]
    goes_on = word[0].islower() or line.endswith("-")
    return not goes_on and len(line) + 1 + len(word) <= room


def _blocks(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield the runs of lines between blank ones."""
    start: int | None = None
    for index, line in enumerate((*lines, "")):
        if line.strip() and start is None:
            start = index
        elif not line.strip() and start is not None:
            yield Piece(start, tuple(lines[start:index]))
            start = None


def _width(blocks: Sequence[Piece]) -> int:
    lengths = (
        len(line.strip()) for block in blocks if len(block.lines) > 1 for line in block.lines
    )
    return max((length for length in lengths if length <= WIDEST), default=NARROWEST)


def _line_ends(blocks: Sequence[Piece], width: int) -> _Ends:
    pairs = [pair for b in blocks for pair in zip(b.lines, b.lines[1:], strict=False)]
    if not pairs:
        return _Ends(0, 0, 0, 0, 0)
    limit = max(width, NARROWEST)
    on_purpose = [breaks_off(line, after, limit) or len(line) > WIDEST for line, after in pairs]
    sentences = [ends_sentence(line) for line, _ in pairs]
    titles = [
        purpose and len(line) <= limit / 2 and not after.strip()[0].islower()
        for purpose, (line, after) in zip(on_purpose, pairs, strict=True)
    ]
    closed = [a or b for a, b in zip(sentences, titles, strict=True)]
    n = len(pairs)
    lengths = [len(line) for line, _ in pairs]
    widest = [WIDEST if ends else 3 * WIDEST for ends in sentences]
    long = sum(length for length, limit in zip(lengths, widest, strict=True) if length > limit)
    return _Ends(n, sum(on_purpose) / n, sum(sentences) / n, sum(closed) / n, long / sum(lengths))


def _recognise(blocks: Sequence[Piece], ends: _Ends) -> tuple[Layout, str, str]:
    """Return the layout, what speaks for it if it is not the usual one, and what against it."""
    # Of wrapped lines hardly one in seven ends a sentence, so three that do are no chance.
    enough = ends.count >= _FEW_LINES or (len(blocks) == 1 and ends.on_purpose >= 0.5)
    if enough and (ends.sentences >= 0.4 or ends.long >= 0.4):
        count = round(ends.closed * ends.count)
        reason = f"{count} of {ends.count} lines with another below end a sentence or a title"
        if ends.closed >= 0.8 or ends.long >= 0.4:
            return "lines", reason, ""
        return "blank-lines", "", reason
    indented = [
        (before, line)
        for block in blocks
        for before, line, after in zip(block.lines, block.lines[1:], block.lines[2:], strict=False)
        if _INDENTED.match(line) and not _INDENTED.match(after)
    ]
    if indented:
        closing = sum(ends_sentence(before) for before, _ in indented)
        lines = sum(len(block.lines) for block in blocks)
        if closing >= 0.7 * len(indented) and len(blocks) / 10 <= len(indented) <= lines / 3:
            times = "once" if len(indented) == 1 else f"{len(indented)} times"
            return "indents", f"{times} an indented line follows the end of a sentence", ""
    return "blank-lines", "", ""


def _cut_at_lines(block: Piece, mend: bool) -> Iterator[Piece]:
    """Cut a block at its lines; `mend` those that a link or a raised letter broke in a page."""
    starts, length = [0], len(block.lines[0])
    for index in range(1, len(block.lines)):
        before, line = block.lines[index - 1].rstrip(), block.lines[index].lstrip()
        if mend and length > WIDEST and before[-1].isalnum() and line[0].islower():
            length += len(line)
        else:
            starts.append(index)
            length = len(line)
    yield from _cut(block, starts)


def _cut_at_indents(block: Piece) -> Iterator[Piece]:
    starts = [
        index
        for index, line in enumerate(block.lines)
        if index == 0
        or (_INDENTED.match(line) and not _INDENTED.match(block.lines[index - 1]))
        or _PAGE.fullmatch(line.strip())
        or _PAGE.fullmatch(block.lines[index - 1].strip())
    ]
    yield from _cut(block, starts)


def _cut_at_pages_and_headings(block: Piece, width: int) -> Iterator[Piece]:
    """Cut a block at numbers of pages, behind a heading that stands close and at short ends."""
    lines = [line.strip() for line in block.lines]
    starts = [0]
    for index in range(1, len(lines)):
        full = len(lines[index - 1]) >= 0.6 * width
        if (full and _PAGE.fullmatch(lines[index])) or (
            starts[-1] == index - 1 and _PAGE.fullmatch(lines[index - 1])
        ):
            starts.append(index)
    if len(lines) > 1 and 1 not in starts and _heads(lines, width):
        starts.append(1)
    starts += [index for index in range(2, len(lines)) if _closes(lines, index, width)]
    yield from _cut(block, sorted({*starts}))


def _closes(lines: Sequence[str], index: int, width: int) -> bool:
    """Does a paragraph end above a line: in a short line, after a full one and before one?"""
    before, last, line = lines[index - 2 : index + 1]
    full = 0.8 * max(width, NARROWEST)
    return (
        ends_sentence(last)
        and breaks_off(last, line, max(width, NARROWEST))
        and len(before) >= full
        and (len(line) >= full or index + 1 == len(lines))
    )


def _heads(lines: Sequence[str], width: int) -> bool:
    """Is the first line a heading of the full lines below it?"""
    first, second = lines[:2]
    return (
        len(first) <= width / 2
        and not first.endswith((",", ";", ":"))
        and not ends_sentence(first)
        and breaks_off(first, second, width)
        and len(second) >= 0.7 * max(width, NARROWEST)
    )


def _cut(block: Piece, starts: Sequence[int]) -> Iterator[Piece]:
    for start, end in zip(starts, (*starts[1:], len(block.lines)), strict=True):
        yield Piece(block.line + start, block.lines[start:end])
