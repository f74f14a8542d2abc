"""Tell headings and furniture from prose among the blocks of a text, and find its title.

What a Markdown text marks as a heading is one. Beside these, a short line without a full stop that
stands alone above prose is a heading: in capitals, in bold, or worded like a title.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from dossier.model import Paragraph
from dossier.sources.blocks import Block
from dossier.sources.layout import ends_sentence
from dossier.sources.structure.position import SHORT, is_prose, is_short, mark, mark_top

_PROSE = 10
"""Words from which on a paragraph is prose though no sentence ends in it."""

_SUBJECT = re.compile(r"(?:subj(?:ect)?|re|betreff|objet|asunto) ?: ?(\S.*)", re.IGNORECASE)
"""The line of a memo or a cable that says what it is about."""

_MARKED = re.compile(r"<(strong|em|u|b)>(?:(?!</\1>).)+</\1>(?:<br ?/?>)?")
"""A paragraph that is in bold or italics as a whole."""

_SAID = re.compile(r"[A-Z][A-Z.'’\- ]{1,40}: ?(?=.*[a-z])")
"""The name of a speaker before what is said."""

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$", re.IGNORECASE)
"""What stands for a picture without a description ends so."""

_SECTION = re.compile(
    r"(?:background|introduction|summary|executive summary|overview|conclusions?|contents|preamble"
    r"|table of contents|references|notes|footnotes|sources|annex|appendix|abstract|context|outlook"
    r"|questions? and answers?|q ?& ?a|key (?:points|facts|takeaways)|recommendations|discussion"
    r"|(?:article|part|chapter|section|annex|appendix|title|book) (?:[ivxlcdm]+|\d+|[a-z])\b.*"
    r"|(?:[ivxlcdm]+|\d{1,2}(?:\.\d{1,2})*)[.):]?(?: .*)?)",
    re.IGNORECASE,
)
"""Headings of sections: of the text as a whole they say nothing."""


def recognise(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Return `blocks` with those that are headings or furniture marked as such.

    A text of which nothing else would remain stays as it is.
    """
    marked = mark(blocks, language)
    marked = mark_top(marked)
    marked = _with_headings(marked)
    if any(block.is_body for block in marked):
        return tuple(marked)
    return tuple(blocks)


def title(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the title that a text gives itself: a heading above all its prose.

    None if there is no such heading, or if it is one of several sections. The subject of a memo or
    a cable is its title.
    """
    if subject := _subject(paragraphs):
        return subject
    for index, paragraph in enumerate(paragraphs):
        if paragraph.is_body:
            break
        if paragraph.kind == "heading" and not _SECTION.fullmatch(paragraph.text):
            return None if _is_section(paragraphs, index) else paragraph.text
    tops = [p for p in paragraphs if p.kind == "heading" and p.level == 1]
    only = tops[0].text if len(tops) == 1 else ""
    return only if only and not _SECTION.fullmatch(only) else None


def _subject(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return what stands behind "Subject:" above all prose."""
    top = takewhile(lambda paragraph: not paragraph.is_body, paragraphs)
    headers = (paragraph for paragraph in top if paragraph.role == "memo header")
    matches = (_SUBJECT.fullmatch(line) for header in headers for line in header.lines())
    return next((match[1] for match in matches if match), None)


def _is_section(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Does the first heading open a section, as others like it do below?"""
    first = paragraphs[index]
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if first.level == 1 or following is None or not following.is_body:
        return False
    return any(p.kind == "heading" and p.level == first.level for p in paragraphs[index + 1 :])


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Mark lines that stand alone above prose as headings; the title is of level 1."""
    top = next((i for i, b in enumerate(blocks) if b.is_body and is_prose(b)), len(blocks))
    titled = any(block.kind == "heading" for block in blocks[:top])
    untitled = 0 if titled else top
    candidates = [_could_head(block, index < untitled) for index, block in enumerate(blocks)]
    leads = _leading(blocks, candidates)
    marked = list(blocks)
    for index, block in enumerate(blocks):
        if candidates[index] and leads[index] and not _is_listed(blocks, candidates, index):
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
    if "<img" in block.html or _PICTURE.search(text) or _SAID.match(text):
        return False
    if _MARKED.fullmatch(block.html) and len(words) <= SHORT:
        return not ends_sentence(text) or "<strong>" in block.html
    if in_top or (text.isupper() and len(text) > 3):
        return is_short(block, 2 * SHORT)
    if block.breaks or text[0].islower():
        return False
    long = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return is_short(block, SHORT if capitals >= 0.6 * len(long) else 9)


def _is_listed(blocks: Sequence[Block], candidates: Sequence[bool], index: int) -> bool:
    """Is it one of three or more plain short lines in a row, as in a list of names?"""
    if _is_set_apart(blocks[index]):
        return False
    firsts = range(max(0, index - 2), index + 1)
    return any(sum(candidates[first : first + 3]) == 3 for first in firsts)


def _leading(blocks: Sequence[Block], candidates: Sequence[bool]) -> list[bool]:
    """Tell of each block whether prose is below it, or between them headings and furniture only."""
    leads = [False] * len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        if candidates[index - 1] or blocks[index - 1].kind == "furniture":
            leads[index - 1] = _goes_on(blocks[index], candidates[index], leads[index])
    return leads


def _goes_on(block: Block, could_head: bool, leads: bool) -> bool:
    """May a heading stand above a block? `leads` tells whether one may stand below it."""
    if block.role in ("end mark", "closing", "contact"):
        return False
    if block.kind == "furniture":
        return leads
    if block.kind != "prose" or block.frames:
        return True
    if block.text[0].islower():  # a sentence that goes on behind the number of a page
        return False
    if could_head:
        return leads
    return ends_sentence(block.text) or len(block.text.split()) >= _PROSE


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
