"""Footnotes of a PDF.

Small type in the lower half of a page that begins with a number is a footnote if that number stands
raised in the text of the page.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dossier.converting.pdf_lines import RAISED, RAISED_END, RAISED_START, Line

_SMALLER = 0.93
"""Times the size of the text up to which the lines below it are footnotes."""

LABEL = re.compile(rf"{RAISED_START}(\d{{1,3}}){RAISED_END}\s*|(\d{{1,3}})[.)]?\s+(?=\S)")
"""The number at the beginning of a note."""

_RAISED_FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def separate(lines: Sequence[Line], size: float) -> tuple[list[Line], dict[str, list[Line]]]:
    """Return the lines of the text, and those of each footnote by its page and number: "4.12".

    In the lines of the text only calls of footnotes are still raised, and name the note so.
    `size` is that of the type of the text.
    """
    body: list[Line] = []
    notes: dict[str, list[Line]] = {}
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        called = {label for line in page for label in _called(line, size)}
        key = ""
        for line in page:
            small = line.size <= _SMALLER * size and line.base < 0.5 * line.height
            match = LABEL.match(line.text) if small else None
            if match and (match[1] or match[2]) in called:
                key = f"{line.page}.{match[1] or match[2]}"
            elif not small:
                key = ""
            (notes.setdefault(key, []) if key else body).append(line)
    return [replace(line, text=_with_keys(line, notes)) for line in body], notes


def _called(line: Line, size: float) -> list[str]:
    """Return the figures that call notes; those at the beginning of small type are a note's own."""
    calls = RAISED.finditer(line.text)
    return [call[1] for call in calls if call.start() or line.size > _SMALLER * size]


def _with_keys(line: Line, notes: dict[str, list[Line]]) -> str:
    def key(call: re.Match[str]) -> str:
        name = f"{line.page}.{call[1]}"
        return f"{RAISED_START}{name}{RAISED_END}" if name in notes else unraised(call[0])

    return RAISED.sub(key, line.text)


def unraised(text: str) -> str:
    """Return a text with raised figures as characters of their own: ¹."""
    return RAISED.sub(lambda match: match[1].translate(_RAISED_FIGURES), text)
