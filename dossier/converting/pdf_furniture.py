"""Running heads, page numbers and numbers of lines of a PDF, known by their place."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from dossier.converting import furniture
from dossier.converting.pdf_lines import Line
from dossier.converting.record import LeftOut

_OUTERMOST = 5
"""Lines at the top and the bottom of a page that may be furniture."""

_MARGIN = 0.13
"""Share of the page's height, at the top and at the bottom, in which furniture usually stands."""

_MANY = 6
"""Pages from which on it takes three of them to make a running head."""

_NEAR = 6.0
"""Points by which the same running head may stand higher or lower on another page."""

_NUMBER = re.compile(r"\b(\d+|[ivxlc]+)\b", re.IGNORECASE)
_FEWEST_NUMBERS = 8
"""Figures one below the other that are numbers of lines."""


def separate(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], tuple[LeftOut, ...]]:
    """Return the lines of the text, and what was left out."""
    running, counted = _running(pages), _counted(pages)
    kept: list[Line] = []
    out: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        outermost = {index for index in _outermost(page) if _is_in_margin(page[index])}
        numbered = _line_numbers(page)
        upright = sum(not line.sideways for line in page) > len(page) / 2
        for index, line in enumerate(page):
            if index in numbered:
                out["numbers of lines"].append(line.plain)
            elif line.sideways and upright:
                out["words set sideways"].append(line.plain)
            elif id(line) in counted or (
                furniture.is_page_number(line.plain) and (index in outermost or id(line) in running)
            ):
                out[furniture.NUMBERS].append(line.plain)
            elif id(line) in running:
                out[furniture.RUNNING].append(line.plain)
            elif (kind := furniture.kind_of(line.plain)) == furniture.SHARE:
                out[kind].append(line.plain)
            else:
                kept.append(line)
    return kept, tuple(LeftOut(kind, " · ".join(texts)) for kind, texts in out.items())


def _outermost(page: Sequence[Line]) -> set[int]:
    """Return the places of the lines that stand highest and lowest on a page."""
    order = sorted(range(len(page)), key=lambda index: -page[index].base)
    return {*order[:_OUTERMOST], *order[-_OUTERMOST:]}


def _is_in_margin(line: Line) -> bool:
    return not _MARGIN < line.base / (line.height or 1) < 1 - _MARGIN


def _running(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the ids of the lines that stand on several pages in the same place.

    Twice is enough in the margins; further in, on a page with wide ones, it takes three pages.
    """
    alike: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        for index in _outermost(page):
            alike[_NUMBER.sub("#", page[index].plain).casefold()].append(page[index])
    found: set[int] = set()
    for lines in alike.values():
        for line in lines:
            others = {other.page for other in lines if _is_near(other, line)}
            enough = 2 if len(pages) < _MANY and _is_in_margin(line) else 3
            if len(others) >= enough:
                found.add(id(line))
    return found


def _is_near(other: Line, line: Line) -> bool:
    return abs(other.base - line.base) < _NEAR and (
        abs(other.left - line.left) < _NEAR or _is_in_margin(line)
    )


def _counted(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the ids of the figures that count the pages, wherever on the page they stand."""
    steps: dict[int, list[Line]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in page:
            if re.fullmatch(r"\d{1,4}", line.plain):
                steps[int(line.plain) - number].append(line)
    most = max(steps.values(), key=lambda lines: len({line.page for line in lines}), default=[])
    on = len({line.page for line in most})
    return {id(line) for line in most} if on >= max(3, 0.6 * len(pages)) else set()


def _line_numbers(page: Sequence[Line]) -> set[int]:
    """Return the places of figures that count the lines of a page: 1, 2, 3 one below the other."""
    figures = [i for i, line in enumerate(page) if re.fullmatch(r"\d{1,3}", line.plain)]
    if len(figures) < _FEWEST_NUMBERS:
        return set()
    steps = Counter(int(page[b].plain) - int(page[a].plain) for a, b in itertools.pairwise(figures))
    step, count = steps.most_common(1)[0]
    lefts = [page[i].right for i in figures]
    aligned = max(lefts) - min(lefts) < 2 * page[figures[0]].size
    return (
        set(figures) if step in (1, 5) and count >= 0.9 * (len(figures) - 1) and aligned else set()
    )
