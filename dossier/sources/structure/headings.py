"""Tell headings and furniture from prose among the blocks of a text, and find its title.

What a Markdown text marks as a heading is one. Beside these, a short line without a full stop that
stands alone above prose is a heading: in capitals, in bold, or worded like a title.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.model import Paragraph
from dossier.sources.blocks import Block
from dossier.sources.layout import ends_sentence
from dossier.sources.structure.furniture import LONGEST, role_of
from dossier.sources.structure.persons import is_office

SHORT = 14
"""The most words of a heading; one in capitals or on top of a text may have twice as many."""

_PROSE = 10
"""Words from which on a paragraph is prose though no sentence ends in it."""

_MARKED = re.compile(r"<(strong|em|u|b)>(?:(?!</\1>).)+</\1>(?:<br ?/?>)?")
"""A paragraph that is in bold or italics as a whole."""

_OPEN_END = (",", ";", ":", "-", "–", "—", "…")
_BULLET = re.compile(r"[-–—•*·▪◦●]\s|\(?(?:\d{1,3}|[a-z])[.)]\s")

_SECTION = re.compile(
    r"(?:background|introduction|summary|executive summary|overview|conclusions?|contents|preamble"
    r"|table of contents|references|notes|footnotes|sources|annex|appendix|abstract|context|outlook"
    r"|questions? and answers?|q ?& ?a|key (?:points|facts|takeaways)|recommendations|discussion"
    r"|(?:article|part|chapter|section|annex|appendix|title|book) (?:[ivxlcdm]+|\d+|[a-z])\b.*"
    r"|(?:[ivxlcdm]+|\d{1,2}(?:\.\d{1,2})*)[.):]?(?: .*)?)",
    re.IGNORECASE,
)
"""Headings of sections: of the text as a whole they say nothing."""

_REPEATED = 3
"""Times that a short line must stand in a text to be a running head."""

_RUNNING = 100
"""Characters of the longest running head."""


def recognise(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Return `blocks` with those that are headings or furniture marked as such.

    A text of which nothing else would remain stays as it is.
    """
    marked = _with_furniture(blocks, language)
    marked = _with_top(marked)
    marked = _with_headings(marked)
    if any(block.kind in ("prose", "table", "code") for block in marked):
        return tuple(marked)
    return tuple(blocks)


def title(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the title that a text gives itself: a heading above all its prose.

    None if there is no such heading, or if it is one of several sections.
    """
    for index, paragraph in enumerate(paragraphs):
        if paragraph.is_body:
            break
        if paragraph.kind == "heading" and not _SECTION.fullmatch(paragraph.text):
            return None if _is_section(paragraphs, index) else paragraph.text
    tops = [p for p in paragraphs if p.kind == "heading" and p.level == 1]
    only = tops[0].text if len(tops) == 1 else ""
    return only if only and not _SECTION.fullmatch(only) else None


def _is_section(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Does the first heading open a section, as others like it do below?"""
    first = paragraphs[index]
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if first.level == 1 or following is None or not following.is_body:
        return False
    return any(p.kind == "heading" and p.level == first.level for p in paragraphs[index + 1 :])


def _with_furniture(blocks: Sequence[Block], language: str) -> list[Block]:
    short = (_without_numbers(b.text) for b in blocks if len(b.text) <= _RUNNING)
    repeated = {text for text, count in Counter(short).items() if count >= _REPEATED}
    marked = []
    for block in blocks:
        role = _role(block, language) if block.kind == "prose" else ""
        if not role and _without_numbers(block.text) in repeated and _could_run(block):
            role = "running head"
        marked.append(replace(block, kind="furniture", role=role) if role else block)
    return marked


def _role(block: Block, language: str) -> str:
    """Return the kind of furniture that a paragraph is, whole or line by line."""
    if len(block.text) > LONGEST or any(frame.kind != "quote" for frame in block.frames):
        return ""
    if role := role_of(block.text, language):
        return role
    roles = [role_of(line, language) for line in _lines(block)] if block.breaks else []
    return roles[0] if roles and all(roles) else ""


def _could_run(block: Block) -> bool:
    """May it be the head or foot of every page?"""
    return block.kind == "prose" and not block.frames and _is_short(block, SHORT)


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "0", text) if len(text) <= _RUNNING else ""


def _lines(block: Block) -> Iterator[str]:
    """Yield the lines that a paragraph sets apart."""
    starts = (0, *block.breaks)
    for start, end in zip(starts, (*block.breaks, len(block.text)), strict=True):
        yield block.text[start:end].strip()


def _with_top(blocks: Sequence[Block]) -> list[Block]:
    """Mark what stands above the prose of a text: places, offices and addresses."""
    marked = list(blocks)
    end = next((i for i, b in enumerate(blocks) if b.kind == "prose" and _is_prose(b)), 0)
    for index in range(end):
        block = marked[index]
        if block.kind != "prose" or block.frames:
            continue
        following = marked[index + 1].role
        if (
            _is_short(block, SHORT)
            and following in ("time", "date")
            and index + 1 < end
            and (following == "time" or blocks[index + 1].text.startswith("("))
        ):
            marked[index] = replace(block, kind="furniture", role="place")
        elif is_office(block.text):
            marked[index] = replace(block, kind="furniture", role="office")
        elif len(block.breaks) >= 2 and all(_is_line(line) for line in _lines(block)):
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


def _is_prose(block: Block) -> bool:
    """Is it more than a title, a name or an address?"""
    if ends_sentence(block.text):
        return len(block.text.split()) >= 4
    return len(block.text.split()) > 2 * SHORT or block.text.endswith(_OPEN_END[2:])


def _is_short(block: Block, words: int) -> bool:
    text = block.text
    return (
        len(text.split()) <= words
        and not ends_sentence(text)
        and not text.endswith(_OPEN_END)
        and not _BULLET.match(text)
        and text[0] not in "(["
    )


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Mark lines that stand alone above prose as headings; the title is of level 1."""
    top = next((i for i, b in enumerate(blocks) if b.is_body and _is_prose(b)), len(blocks))
    titled = any(block.kind == "heading" for block in blocks[:top])
    untitled = 0 if titled else top
    candidates = [_could_head(block, index < untitled) for index, block in enumerate(blocks)]
    marked = list(blocks)
    for index, block in enumerate(blocks):
        if (
            candidates[index]
            and not _is_listed(blocks, candidates, index)
            and _leads(blocks, candidates, index)
        ):
            is_title = index < top and not titled and _is_title(blocks, candidates, index, top)
            titled = titled or is_title
            marked[index] = replace(block, kind="heading", level=1 if is_title else 2)
    return marked


def _could_head(block: Block, in_top: bool) -> bool:
    """Is a paragraph worded or set like a heading?"""
    text, words = block.text, block.text.split()
    if block.kind != "prose" or block.frames or len(words) > 2 * SHORT:
        return False
    if "<a " in block.html or "://" in text or not any(map(str.isalpha, text)):
        return False
    if _MARKED.fullmatch(block.html) and len(words) <= SHORT:
        return not ends_sentence(text) or "<strong>" in block.html
    if in_top or (text.isupper() and len(text) > 3):
        return _is_short(block, 2 * SHORT)
    if block.breaks or text[0].islower():
        return False
    long = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return _is_short(block, SHORT if capitals >= 0.6 * len(long) else 9)


def _is_listed(blocks: Sequence[Block], candidates: Sequence[bool], index: int) -> bool:
    """Is it one of three or more plain short lines in a row, as in a list of names?"""
    if _is_set_apart(blocks[index]):
        return False
    start, end = index, index + 1
    while start and candidates[start - 1]:
        start -= 1
    while end < len(blocks) and candidates[end]:
        end += 1
    return end - start >= 3


def _leads(blocks: Sequence[Block], candidates: Sequence[bool], index: int) -> bool:
    """Is there prose below a heading, or between them other headings only?"""
    for following, block in enumerate(blocks[index + 1 :], start=index + 1):
        if block.role in ("end mark", "closing"):
            return False
        if block.kind == "furniture":
            continue
        if block.kind != "prose" or block.frames:
            return True
        if block.text[0].islower():  # a sentence that goes on behind the number of a page
            return False
        if not candidates[following]:
            return ends_sentence(block.text) or len(block.text.split()) >= _PROSE
    return False


def _is_title(blocks: Sequence[Block], candidates: Sequence[bool], index: int, top: int) -> bool:
    """Is a heading on top the title of the text, rather than that of its first section?

    It is if a date, a name or another heading stands beside it, or no other heading is set like it.
    """
    block = blocks[index]
    if _SECTION.fullmatch(block.text):
        return False
    beside = [other for other in blocks[:top] if other is not block]
    if any(other.kind in ("furniture", "prose") for other in beside):
        return True
    others = (b for b, could in zip(blocks[top:], candidates[top:], strict=True) if could)
    return not (_is_set_apart(block) and any(map(_is_set_apart, others)))


def _is_set_apart(block: Block | Paragraph) -> bool:
    """Is it in capitals, in bold or in italics, as headings of sections are?"""
    return block.text.isupper() or _MARKED.fullmatch(block.html) is not None
