"""Lines of a PDF, put together from its characters, which PDFium reads with their places."""

import itertools
import re
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass, replace
from math import pi
from statistics import median

import pypdfium2
from pypdfium2 import raw as pdfium

RAISED_START, RAISED_END = "\ue000", "\ue001"
"""Around figures that stand higher and smaller than their line, as the calls of footnotes do."""

RAISED = re.compile(f"{RAISED_START}([^{RAISED_END}]*){RAISED_END}")
_LIGATURES = {
    0xFB00 + i: text for i, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "ft", "st"))
}
_BROKEN_MARKS = "\x02\ufffe"
"""What PDFium puts in the place of a hyphen at the end of a line."""

_BOLD = 600


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; lengths in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int
    height: float
    """Of the page."""

    gaps: int
    """Gaps between words that are as wide as those of a table."""

    sideways: bool = False
    """Does it run up or down the page?"""

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace(RAISED_START, "").replace(RAISED_END, "")

    @property
    def bare(self) -> str:
        """The text without the calls of footnotes."""
        return RAISED.sub("", self.text).rstrip()


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    """Height of the line that it stands on."""

    size: float
    bold: bool
    sideways: bool


def read(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    """Return the lines of a page in the order in which they are drawn."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    height = page.get_height()
    lines: list[Line] = []
    glyphs: list[_Glyph] = []
    ended = False
    for glyph in _glyphs(text):
        if glyph is None:
            ended = True
            continue
        if glyphs and _begins_line(glyphs, glyph, ended):
            lines += _line(glyphs, number, height)
            glyphs = []
        elif glyphs and _is_apart(glyphs[-1], glyph, 0.15 if ended else 0.35):
            glyphs.append(replace(glyphs[-1], text=" "))
        glyphs.append(glyph)
        ended = ended and not glyph.text.strip()
    return [*lines, *_line(glyphs, number, height)]


def _glyphs(page: pypdfium2.PdfTextPage) -> Iterator[_Glyph | None]:
    """Yield the characters of a page; None is the end of a line."""
    x, y = c_double(), c_double()
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in (10, 13):
            yield None
            continue
        if code == 0 or 0xD800 <= code < 0xE000:
            continue
        left, bottom, right, top = page.get_charbox(index)
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        character = chr(code)
        broken_here = character in _BROKEN_MARKS or pdfium.FPDFText_IsHyphen(page, index) == 1
        yield _Glyph(
            text="-" if broken_here else _LIGATURES.get(code, character),
            left=left,
            bottom=bottom,
            right=right,
            top=top,
            base=y.value,
            size=_height(page, index),
            bold=pdfium.FPDFText_GetFontWeight(page, index) >= _BOLD,
            sideways=0.5 < pdfium.FPDFText_GetCharAngle(page, index) % pi < pi - 0.5,
        )


def _height(page: pypdfium2.PdfTextPage, index: int) -> float:
    """Return the size of a character's type as it is seen: scaled as its matrix says."""
    matrix = pdfium.FS_MATRIX()
    size: float = pdfium.FPDFText_GetFontSize(page, index)
    if pdfium.FPDFText_GetMatrix(page, index, matrix):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        return size * scale if scale else size
    return size


def _begins_line(glyphs: list[_Glyph], glyph: _Glyph, ended: bool) -> bool:
    """Does a character stand on another line than those before it?

    PDFium ends lines where type changes, as at a footnote's call, and misses some that it should
    end; so the places decide.
    """
    last = next((g for g in reversed(glyphs) if g.text.strip()), None)
    if last is None or not glyph.text.strip():
        return False
    size = max(last.size, glyph.size)
    away = abs(last.base - glyph.base)
    if ended:
        gap = glyph.left - last.right
        return away > 0.5 * size or not -0.5 * size < gap < 1.5 * size or last.sideways
    return away > 0.9 * size or (glyph.left < last.left - 2 * last.size and away > 0.3 * size)


def _is_apart(before: _Glyph, glyph: _Glyph, ems: float) -> bool:
    """Is there a gap between two characters without a space in it?"""
    inked = bool(before.text.strip() and glyph.text.strip())
    return inked and glyph.left - before.right > ems * glyph.size


def _line(glyphs: list[_Glyph], page: int, height: float) -> Iterator[Line]:
    """Yield the line that some characters make, if it has words."""
    inked = [glyph for glyph in glyphs if glyph.text.strip()]
    if not inked:
        return
    size = median(glyph.size for glyph in inked)
    base = median([g.base for g in inked if g.size >= 0.9 * size] or [inked[0].base])
    text = ""
    raised = False
    for glyph in glyphs:
        small = glyph.size < 0.85 * size and glyph.base > base + 0.12 * size
        if glyph.text.strip() and (small and glyph.text.isdigit()) != raised:
            text += RAISED_END if raised else RAISED_START
            raised = not raised
        text += glyph.text
    text += RAISED_END if raised else ""
    yield Line(
        text=" ".join(text.split()),
        left=min(glyph.left for glyph in inked),
        right=max(glyph.right for glyph in inked),
        base=base,
        size=round(size * 2) / 2,
        bold=sum(glyph.bold for glyph in inked) > 0.9 * len(inked),
        page=page,
        height=height,
        gaps=_gaps(inked, size),
        sideways=inked[0].sideways,
    )


def _gaps(inked: list[_Glyph], size: float) -> int:
    """Return how many gaps of a line are as wide as those between the columns of a table."""
    pairs = itertools.pairwise(inked)
    return sum(after.left - before.right > 2.2 * size for before, after in pairs)
