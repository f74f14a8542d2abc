"""Write blocks as Markdown in which every word is read back as a word.

A character is escaped where CommonMark would take it for markup. What cannot be seen from the
character alone, whether an asterisk opens or closes emphasis, is tried: each block with emphasis or
links is read back, and one that would read otherwise is written without them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from dossier.converting.record import (
    Block,
    Code,
    Heading,
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
from dossier.errors import InputError
from dossier.model import FrontMatter, Source
from dossier.sources.markdown import commonmark
from dossier.text.sentences import SPACE, fold

_ANYWHERE = re.compile(
    r"[\\`*\[\]|{]|~(?=~)"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is none
    r"|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
)
_FIRST = re.compile(r"(?:[-+=>~:]|#{1,6}(?=\s|$))")
"""What begins a block, or underlines the line above as a heading or a table's."""

_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def write(blocks: Sequence[Block], notes: Sequence[Sequence[Block]] = ()) -> str:
    """Return a text in Markdown, with its footnotes at the end."""
    parts = ["\n".join(_lines(blocks))]
    for number, note in enumerate(notes, start=1):
        first, *others = _lines(note) or [""]
        indented = [f"    {line}" if line else "" for line in others]
        parts.append("\n".join([f"[^{number}]: {first}".rstrip(), *indented]))
    return "\n\n".join(part for part in parts if part) + "\n"


def write_plain(blocks: Iterable[Block]) -> str:
    """Return paragraphs as literal prose."""
    return "\n\n".join(fold(text_of(block)) for block in leaves(blocks)) + "\n"


def is_plain(blocks: Iterable[Block]) -> bool:
    """Are these paragraphs and nothing else?"""
    return all(
        isinstance(block, Prose)
        and all(span == Span(span.text) and span.text != "\n" for span in block.spans)
        for block in blocks
    )


def read_back(text: str) -> str:
    """Return the words that Dossier reads in a text in Markdown.

    Raises InputError if some of them would not show.
    """
    source = Source("text.md", "text", "commonmark", FrontMatter(), text, 1, "")
    return fold(" ".join(block.text for block in commonmark.read(source).blocks))


# --- blocks ---------------------------------------------------------------------------


def _lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    other = False
    for block in blocks:
        # Two lists in a row would be one, unless their marks differ.
        other = _same_list(before, block) and not other
        if lines:
            lines.append("")
        lines += _block(block, other)
        before = block
    return lines


def _same_list(before: Block | None, block: Block) -> bool:
    if not isinstance(before, Listing) or not isinstance(block, Listing):
        return False
    return (before.start is None) == (block.start is None)


def _block(block: Block, other: bool = False) -> list[str]:
    match block:
        case Prose():
            return _tried(block.spans, "").split("\n")
        case Heading():
            return [_tried(_in_one_line(block.spans), "#" * block.level + " ")]
        case Quote():
            return [f"> {line}".rstrip() for line in _lines(block.blocks)]
        case Listing():
            return _listing(block, other)
        case Table():
            return _table(block)
        case Code():
            return _code(block.text)


def _listing(block: Listing, other: bool) -> list[str]:
    tight = all(_is_tight(item) for item in block.items)
    lines: list[str] = []
    for number, item in enumerate(block.items, start=block.start or 0):
        mark = ("*" if other else "-") if block.start is None else f"{number}{'.)'[other]}"
        first, *others = _tight(item) if tight else _lines(item)
        if lines and not tight:
            lines.append("")
        lines.append(f"{mark} {first}")
        indent = " " * (len(mark) + 1)
        lines += (f"{indent}{line}" if line else "" for line in others)
    return lines


def _is_tight(item: Sequence[Block]) -> bool:
    """Can an item stand without blank lines: a paragraph, and below it at most a list?

    A numbered list that begins with another number than 1 would go on with the paragraph.
    """
    first, *others = item
    return isinstance(first, Prose) and (
        not others
        or (len(others) == 1 and isinstance(others[0], Listing) and others[0].start in (None, 1))
    )


def _tight(item: Sequence[Block]) -> list[str]:
    return [line for block in item for line in _block(block)]


def _table(block: Table) -> list[str]:
    columns = max(len(row) for row in block.rows)
    rows = [
        [_tried(_in_one_line(cell), "") for cell in (*row, *((),) * (columns - len(row)))]
        for row in block.rows
    ]
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return [head, f"|{' --- |' * columns}", *body]


def _in_one_line(spans: Spans) -> Spans:
    return tuple(Span(" ") if span.text == "\n" else span for span in spans)


def _code(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *text.strip("\n").split("\n"), fence]


# --- words ----------------------------------------------------------------------------


def _tried(spans: Spans, mark: str) -> str:
    """Return a block's words with emphasis and links, or without what would read otherwise."""
    is_heading = bool(mark)
    unstressed = tuple(replace(span, bold=False, italic=False) for span in spans)
    for tried in (spans, unstressed):
        if all(span == Span(span.text, note=span.note) for span in tried):
            break
        unnoted = tuple(span for span in tried if not span.note)
        try:
            if read_back(mark + _inline(unnoted, is_heading)) == fold(plain(spans)):
                return mark + _inline(tried, is_heading)
        except InputError:
            continue
    return mark + _inline(tuple(Span(s.text, note=s.note) for s in spans), is_heading)


def _inline(spans: Spans, heading: bool) -> str:
    parts = [
        _dressed(tuple(run), bold, italic, href)
        for (bold, italic, href), run in groupby(spans, lambda s: (s.bold, s.italic, s.href))
    ]
    lines = re.sub(r"[^\S\u00a0\u2007\u202f\n]+", " ", "".join(parts)).strip().split("\n")
    lines = [_first(line.strip(), heading) for line in lines]
    return "\\\n".join(line for line in lines if line)


def _dressed(run: Spans, bold: bool, italic: bool, href: str) -> str:
    text = "".join(f"[^{s.note}]" if s.note else _escaped(s.text) for s in run)
    stars = "*" * (2 * bold + italic)
    if not (stars or href) or not text.strip():
        return text
    inner = text.strip()
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    if href:
        inner = f"[{inner}]({_address(href)})"
    return f"{before}{stars}{inner}{stars}{after}"


def _escaped(text: str) -> str:
    if text == "\n":
        return text
    return _ANYWHERE.sub(lambda match: f"\\{match[0]}", SPACE.sub(" ", text))


def _first(line: str, heading: bool) -> str:
    """Escape what at the beginning of a line would begin another kind of block."""
    if heading:
        return line.replace("#", "\\#")
    line = _NUMBER.sub(r"\1\\\2", line)
    return f"\\{line}" if _FIRST.match(line) else line


def _address(href: str) -> str:
    """Return an address for the round brackets of a link."""
    for character in " ()<>\\":
        href = href.replace(character, f"%{ord(character):02X}")
    return href
