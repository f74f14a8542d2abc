"""Read a PDF back with PDFium: the text of its pages, and what of it nobody can see.

A line of text is seen if it is dark, opaque, on the page, and touched by nothing else that is drawn
there but a pale ground below it. Where it is not, as white letters on a coloured ground are not,
that part of the page is drawn, and there must be letters in it from beginning to end. Text in
pictures is read, but not looked at.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from ctypes import c_float, c_int, c_uint
from dataclasses import dataclass
from math import hypot, inf
from typing import NamedTuple

import numpy as np
import pypdfium2
from pypdfium2 import raw as pdfium

SMALLEST = 6.0
"""Points below which type counts as invisible."""

DARK, OPAQUE = 128, 255
"""Red, green or blue up to which text is dark on any paper, and the opacity of what covers all."""

GROUND = 224
"""Red, green and blue from which an opaque ground is pale: dark text is seen on it."""

PALEST = 40
"""Difference between the darkest and the lightest grey value of a line, 255 for black on white,
below which it counts as invisible; the examples have 170 and more."""

EDGE = 80
"""Grey values, added up over a line's height, by which a letter's edge differs from what is next
to it. In the examples the stems of 11-point type differ by 1,600 and more."""

WIDEST_GAP = 1.5
"""Ems between two edges; those in the examples are 0.8 at most."""

LOWEST = 0.15
"""Ems below which a run is a stroke below or above a letter, and named like it; or "一"."""

_SCALE, _AROUND = 2, 1
"""Pixels to a point, and points around a run, for the outer edges of its letters."""

_BLANK = re.compile(
    r"[\s\-_\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u2015\u2026\u2060-\u206f"
    r"\u2800\u30fc\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffe]+"
)
"""Characters without an upright edge: spaces, dashes, and those that have no form."""

_lock = threading.Lock()  # PDFium is not safe for threads


@dataclass(frozen=True, slots=True)
class Page:
    """What is read of one page."""

    text: str
    """In the order in which it was drawn."""

    unseen: tuple[str, ...]
    """Lines, or parts of them, that a reader cannot see, or not wholly."""


class _Box(NamedTuple):
    """A part of a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: "_Box") -> bool:
        sideways = self.left < other.right and other.left < self.right
        return sideways and self.bottom < other.top and other.bottom < self.top

    def is_within(self, other: "_Box") -> bool:
        sideways = other.left <= self.left and self.right <= other.right
        return sideways and other.bottom <= self.bottom and self.top <= other.top


class _Run(NamedTuple):
    """Text that was drawn at once, a line or a part of one."""

    handle: object
    """PDFium's own; its Python objects would take twice the time."""

    box: _Box
    size: float
    """Of its type as it is drawn, in points."""

    is_dark: bool
    """It is filled with an opaque dark colour, and clipped by nothing."""


class _Shape(NamedTuple):
    """Anything else that is drawn."""

    box: _Box
    hides: float
    """Number of the first runs that it may hide: all, but a pale ground only those below it."""


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF; other threads wait until it is closed."""
    with _lock, closing(pypdfium2.PdfDocument(data)) as document:
        yield document


def pages(document: pypdfium2.PdfDocument) -> list[Page]:
    """Return what is read of each page."""
    return [_page(page) for page in document]


def _page(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    return Page(text.get_text_range(), tuple(_unseen(page, text)))


def _unseen(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[str]:
    """Yield the words of each run of text that cannot be seen."""
    paper = _Box(0, 0, *page.get_size())
    runs, shapes = _drawn(page)
    for number, run in enumerate(runs):
        can_be = run.size >= SMALLEST and run.box.is_within(paper)
        hiding = (shape.box for shape in shapes if number < shape.hides)
        if can_be and run.is_dark and not any(map(run.box.touches, hiding)):
            continue
        words = pypdfium2.PdfTextObj(run.handle, textpage=text).extract()
        is_stroke = run.box.top - run.box.bottom < run.size * LOWEST
        has_letters = any(map(str.isalnum, _BLANK.sub("", words))) and not is_stroke
        if has_letters and not (can_be and _is_inked(page, run, words)):
            yield words


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[_Run], list[_Shape]]:
    """Return the runs of text of a page, and where anything else is drawn."""
    runs: list[_Run] = []
    shapes: list[_Shape] = []
    left, bottom, right, top, size = (c_float() for _ in range(5))
    red, green, blue, opacity = (c_uint() for _ in range(4))
    matrix = pdfium.FS_MATRIX()
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        one = pdfium.FPDFPage_GetObject(page.raw, number)
        pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top)
        box = _Box(left.value, bottom.value, right.value, top.value)
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_TEXT:
            shapes.append(_Shape(box, len(runs) if _is_pale(one) else inf))
            continue
        pdfium.FPDFTextObj_GetFontSize(one, size)
        pdfium.FPDFPageObj_GetMatrix(one, matrix)
        pdfium.FPDFPageObj_GetFillColor(one, red, green, blue, opacity)
        is_dark = (
            opacity.value == OPAQUE
            and max(red.value, green.value, blue.value) <= DARK
            and pdfium.FPDFTextObj_GetTextRenderMode(one) == pdfium.FPDF_TEXTRENDERMODE_FILL
            and pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(one)) < 1
        )
        scale = min(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))
        runs.append(_Run(one, box, size.value * scale, is_dark))
    return runs, shapes


def _is_pale(shape: object) -> bool:
    """Is it filled with an opaque pale colour, and has no outline?"""
    red, green, blue, opacity = (c_uint() for _ in range(4))
    filled, outlined = c_int(), c_int()
    return bool(
        pdfium.FPDFPath_GetDrawMode(shape, filled, outlined)
        and not outlined.value
        and pdfium.FPDFPageObj_GetFillColor(shape, red, green, blue, opacity)
        and opacity.value == OPAQUE
        and min(red.value, green.value, blue.value) >= GROUND
    )


def _is_inked(page: pypdfium2.PdfPage, run: _Run, words: str) -> bool:
    """Draw a part of a page: are there letters in it, with no gaps but those that `words` have?"""
    width, height = page.get_size()
    left, bottom, right, top = run.box
    edges_of_page = left, bottom, width - right, height - top
    around = tuple(max(0, margin - _AROUND) for margin in edges_of_page)
    drawn = page.render(scale=_SCALE, crop=around, grayscale=True, draw_annots=False)
    pixels = drawn.to_numpy()
    if int(pixels.max()) - int(pixels.min()) < PALEST:
        return False
    ink = pixels.sum(0 if pixels.shape[1] >= pixels.shape[0] else 1, np.int32)
    edges = (abs(ink[1:] - ink[:-1]) > EDGE).nonzero()[0]
    gaps = np.diff(edges, prepend=0, append=len(ink))
    blank = max(map(len, _BLANK.findall(words)), default=0)
    return len(edges) > 0 and gaps.max() <= _SCALE * run.size * (WIDEST_GAP + blank)
