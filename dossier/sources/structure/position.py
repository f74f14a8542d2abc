"""Furniture that a paragraph is by its place: running heads, and what stands on top of a text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dossier.sources.blocks import Block
from dossier.sources.layout import ends_sentence
from dossier.sources.structure.furniture import LONGEST, role_of
from dossier.sources.structure.persons import is_office

SHORT = 14
"""The most words of a heading; one in capitals or on top of a text may have twice as many."""

_OPEN_END = (",", ";", ":", "-", "–", "—", "…")
_BULLET = re.compile(r"(?:--|[-–—•*·▪◦●])\s|\(?(?:\d{1,3}|[a-z])[.)]\s")

_BROKEN_OFF = re.compile(
    r".*\b(?:the|an?|of|and|or|that|is|are|was|were|has|have|der|die|das|und|de|du|des|la|le|les|et"
    r"|el|los|las)"
)
"""Words in lower case with which a line of a paragraph may end, but no heading."""

_COUNTED = re.compile(r"(?:^(?:article|part|chapter|section|annex|book|letter)|\bno\.?) 0$", re.I)
"""Headings that differ in their numbers alone, with 0 for each."""

_REPEATED = 3
"""Times that a short line must stand in a text to be a running head."""

_RUNNING = 100
"""Characters of the longest running head."""


def mark(blocks: Sequence[Block], language: str) -> list[Block]:
    """Mark the furniture of a text, with the lines that stand on every page."""
    bare = [_without_numbers(block.text) for block in blocks]
    counts = Counter(filter(None, bare))
    marked = []
    for block, text in zip(blocks, bare, strict=True):
        role = _role(block, language) if block.kind == "prose" else ""
        repeated = counts[text] >= _REPEATED and not _COUNTED.search(text)
        if not role and repeated and _could_run(block):
            role = "running head"
        marked.append(replace(block, kind="furniture", role=role) if role else block)
    return marked


def _role(block: Block, language: str) -> str:
    """Return the kind of furniture that a paragraph is, whole or line by line."""
    if len(block.text) > LONGEST or any(frame.kind != "quote" for frame in block.frames):
        return ""
    if role := role_of(block.text, language):
        return role
    roles = [role_of(line, language) for line in block.lines()] if block.breaks else []
    return roles[0] if roles and all(roles) else ""


def _could_run(block: Block) -> bool:
    """May it be the head or foot of every page?"""
    return block.kind == "prose" and not block.frames and is_short(block, SHORT)


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "0", text) if len(text) <= _RUNNING else ""


def mark_top(blocks: Sequence[Block]) -> list[Block]:
    """Mark what stands above the prose of a text: places, offices and addresses."""
    marked = list(blocks)
    end = next((i for i, b in enumerate(blocks) if b.kind == "prose" and is_prose(b)), 0)
    for index in range(end):
        block = marked[index]
        if block.kind != "prose" or block.frames:
            continue
        following = marked[index + 1].role
        if (
            is_short(block, SHORT)
            and following in ("time", "date")
            and index + 1 < end
            and (following == "time" or blocks[index + 1].text.startswith("("))
        ):
            marked[index] = replace(block, kind="furniture", role="place")
        elif is_office(block.text):
            marked[index] = replace(block, kind="furniture", role="office")
        elif len(block.breaks) >= 2 and all(map(_is_line, block.lines())):
            marked[index] = replace(block, kind="furniture", role="address")
        elif (
            len(block.text.split()) == 1
            and block.text.isupper()
            and index
            and marked[index - 1].role
        ):
            marked[index] = replace(block, kind="furniture", role="place")
    return marked


def _is_line(line: str) -> bool:
    return len(line.split()) <= 6 and not ends_sentence(line)


def is_prose(block: Block) -> bool:
    """Is it more than a title, a name or an address?"""
    if ends_sentence(block.text):
        return len(block.text.split()) >= 4
    return len(block.text.split()) > 2 * SHORT or block.text.endswith(_OPEN_END[2:])


def is_short(block: Block, words: int) -> bool:
    """Is it a line of so many words at most, and no part of a sentence or of a list?"""
    text = block.text
    return (
        len(text.split()) <= words
        and not ends_sentence(text)
        and not text.endswith(_OPEN_END)
        and not _BULLET.match(text)
        and text[0] not in "([<$"
        and not _BROKEN_OFF.fullmatch(text)
    )
