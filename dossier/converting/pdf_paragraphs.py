"""Where the paragraphs of a PDF end, and its words that are broken at the ends of lines.

A paragraph ends where the next line stands further below than usual, is indented, begins a list or
is of another size, and after a short line that ends a sentence. A word broken at the end of a line
is joined where that is sure: the whole word stands elsewhere in the file, or what follows is an
ending that no compound has. Otherwise the hyphen stays, and an editor is told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from dossier.converting.pdf_lines import Line

BULLET = re.compile(r"[•●▪◦■□‣\u2043∙·\uf0b7\uf0a7]\s*|[–*-]\s+")
NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
LARGER = 1.1
"""Times the size of the text from which on a line is a heading."""

_STOP = re.compile(r"[.?!:;]['\"’”»)\]]*$")
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_ENDING = re.compile(
    r"(tion|sion|cion|ment|ness|ing|ity|ities|ance|ence|able|ible|ably|ibly|ical|ically|ously"
    r"|ments|ation|ational|ized|ised|izing|ising|ership|tional|tions|sions|ally|erly|ery|ings|ures?"
    r"|ted|ting|ers|est|ful|less|ism|ists?|tives?|sives?)\b"
)
"""Endings of words that are no words, and so follow no hyphen of a compound."""

_MOST = 0.85
"""Share of the lines of a column that do not reach beyond its right edge."""


@dataclass(slots=True)
class Book:
    """What is known of the file as a whole, and what was done to its words."""

    size: float
    """Of the type that most of the text is set in."""

    words: Counter[str]
    joined: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    """How the lines usually stand."""

    leading: dict[float, float]
    """The distance from line to line, by size of type."""

    edges: dict[int, float]
    """The right edge of the column, by the `id` of the line."""


def book_of(lines: Sequence[Line]) -> Book:
    """Return what some lines say as a whole."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    text = " ".join(line.plain for line in lines).casefold()
    return Book(sizes.most_common(1)[0][0], Counter(re.findall(_WORD, text)))


def divide(lines: Sequence[Line], book: Book) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    column = _Column(_leading(lines), _edges(lines))
    current: list[Line] = []
    for line in lines:
        if current and _ends(current, line, column, book):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    distances: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        below = before.base - line.base
        if before.page == line.page and before.size == line.size and 0 < below < 3 * line.size:
            distances.setdefault(line.size, []).append(round(below * 2) / 2)
    return {size: _usual(Counter(values)) for size, values in distances.items()}


def _usual(distances: Counter[float]) -> float:
    """Return the commonest distance; of several that are as common, the smallest."""
    most = max(distances.values())
    return min(distance for distance, count in distances.items() if count >= 0.6 * most)


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        for line in page:
            rights = sorted(x.right for x in page if abs(x.left - line.left) < 3 * line.size)
            edges[id(line)] = rights[min(int(_MOST * len(rights)), len(rights) - 1)]
    return edges


def _ends(current: Sequence[Line], line: Line, column: _Column, book: Book) -> bool:
    """Does the paragraph end before this line, by what the two lines are?"""
    before = current[-1]
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return True
    if before.bold != line.bold and all(one.bold for one in current) != line.bold:
        return True
    if BULLET.match(line.text) or max(before.gaps, line.gaps) >= 2:
        return True
    if NUMBER.match(line.text) and line.left <= before.left + 1:
        return bool(_STOP.search(before.bare) or NUMBER.match(current[0].text))
    return _ends_by_place(current, line, column, book)


def _ends_by_place(current: Sequence[Line], line: Line, column: _Column, book: Book) -> bool:
    before, larger = current[-1], line.size > LARGER * book.size
    goes_on = line.bare[:1].islower()
    edge = column.edges[id(before)]
    width = max(edge - before.left, 1)
    short = before.right < edge - max(0.12 * width, 2 * before.size)
    ended = _STOP.search(before.bare) is not None
    below = before.base - line.base
    if before.page != line.page or below < -0.5 * line.size:
        return larger or (not goes_on and (short or ended))
    if below > 1.3 * column.leading.get(line.size, 1.2 * line.size) + 0.5:
        return True
    hanging = BULLET.match(current[0].text) or NUMBER.match(current[0].text)
    if line.left - before.left > 0.8 * line.size and not hanging:
        return len(current) > 1 or short or ended
    return (short and ended) or (not (larger or goes_on) and _had_room(before, line, edge))


def _had_room(before: Line, line: Line, edge: float) -> bool:
    """Would the first word of a line have fitted on the line before, had it not been ended?"""
    first = line.plain.split()[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(line.plain), 1)
    return before.right + 1.4 * width < edge - before.size


def text_of(lines: Sequence[Line], book: Book) -> str:
    """Return the words of a paragraph in one line."""
    text = ""
    for line in lines:
        if text.endswith("\xad"):
            text = text[:-1] + line.text
        elif re.search(r"[^\W\d_]-$", text) and re.match(r"[^\W\d_]", line.text):
            text = _joined(text, line.text, book)
        else:
            text = f"{text} {line.text}".strip()
    return text


def _joined(text: str, following: str, book: Book) -> str:
    """Return two lines of which the first ends with a hyphen."""
    start = re.findall(_WORD, text)[-1]
    end = re.findall(r"[^\W\d_]+", following)[0]
    whole, compound = f"{start}{end}".casefold(), f"{start}-{end}".casefold()
    if not end[0].islower() or (book.words[compound] and not book.words[whole]):
        return text + following
    if book.words[whole] or _ENDING.match(end):
        book.joined.append(start + end)
        return text[:-1] + following
    book.doubtful.append(f"{start}-{end}")
    return text + following
