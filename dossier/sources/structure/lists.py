"""Find the lists of a text that are kept whole, each with the sentence that introduces it.

A list is one of Markdown, or a run of paragraphs that begin with signs ("-", "•") or with numbers
in their order ("1.", "(a)", "ii)"). Not every one is kept whole: many texts number or mark their
paragraphs, and each of these stands for itself. A list is kept whole

- after a colon, if its paragraphs have `LONG` words or fewer on the average;
- without one, if they have `SHORT` or fewer, and are no numbered clauses or sentences;
- but not if it has more than `LARGE` words and is more than half of the text.

Of one that is not, the lists within may be.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dossier.model import Paragraph

LONG = 80
"""Words of a paragraph in a list after a colon, on the average."""

SHORT = 40
"""Words of a paragraph in a list that nothing introduces, on the average."""

LARGE = 300
"""Words of a list from which on it must not be most of its text."""

_LISTS = ("bullets", "numbers", "definitions")
_MARK = re.compile(
    r"(?P<sign>[•·▪●◦‣○■□➢✓◆►](?=\s*\w)|[-–—*](?=\s+\S)|[-–](?=[^\W\d_]))"
    r"|(?P<open>\(?)(?:(?P<digits>\d{1,3})|(?P<roman>[ivx]+|[IVX]+)|(?P<letter>[a-zA-Z]))"
    r"(?P<close>[.)])(?=\s+\S)"
)
_COLON = re.compile(r"[:\uff1a](?:\s*[-–—]{1,2})?[\s*_\"'”’)]*$")
_CLOSED = re.compile(r"[.!?…;,:。\uff01\uff1f؟][\s\"'”’»)\]*_]*$")
_WORD = 12
"""Letters of a word, at most, on the average of a paragraph."""

_ROMAN = {"i": 1, "v": 5, "x": 10}
_GAP = 2
"""Paragraphs without a number that may belong to an item, at the most."""


class _List(NamedTuple):
    """A list, whether kept whole or not."""

    items: range
    """Indices of its paragraphs, with those of lists within it."""

    is_numbered: bool
    begins: bool
    """Is its first item the first one, and not a later number?"""


class _Mark(NamedTuple):
    """What a paragraph begins with."""

    style: str
    """The sign itself, or what kind of number stands between which brackets."""

    value: int
    """The number; of a sign, 0."""


class _Run(NamedTuple):
    """A list of marked paragraphs, as far as it has been read."""

    mark: _Mark
    """That of its last item."""

    first: int
    last: int
    length: int


def find(paragraphs: Sequence[Paragraph]) -> tuple[tuple[int, ...], ...]:
    """Return the ¶ numbers of each list that is kept whole, with those of its introduction.

    Each has two or more, and none is a heading, a note or furniture, which go with their
    neighbours.
    """
    candidates = [*_framed(paragraphs), *_marked(paragraphs)]
    total = sum(map(_words, (p for p in paragraphs if p.is_body)))
    found: list[tuple[int, ...]] = []
    end = 0
    for one in sorted(candidates, key=lambda one: (one.items.start, -one.items.stop)):
        if one.items.start < end:  # within a list that is kept whole
            continue
        start = _introduction(paragraphs, one.items.start, end) if one.begins else one.items.start
        body = [paragraphs[index] for index in one.items if paragraphs[index].is_body]
        if not body or not _is_whole(body, one.is_numbered, start < one.items.start, total):
            continue
        members = (paragraphs[index] for index in range(start, one.items.stop))
        numbers = tuple(p.number for p in members if p.is_body or p.is_term)
        if len(numbers) > 1:
            found.append(numbers)
            end = one.items.stop
    return tuple(found)


def _words(paragraph: Paragraph) -> int:
    """Return the words of a paragraph; where none are set apart, a word for `_WORD` letters."""
    return max(len(paragraph.text.split()), len(paragraph.text) // _WORD)


def _is_whole(
    body: Sequence[Paragraph], is_numbered: bool, is_introduced: bool, total: int
) -> bool:
    """Is a list kept whole, by what stands at the top of this module?"""
    words = sum(map(_words, body))
    if words > LARGE and words > total / 2:
        return False
    mean = words / sum(len(paragraph.lines()) for paragraph in body)
    if is_introduced:
        return mean <= LONG
    closed = sum(1 for paragraph in body if _CLOSED.search(paragraph.text))
    return mean <= SHORT and not (is_numbered and closed > len(body) / 2)


def _introduction(paragraphs: Sequence[Paragraph], start: int, floor: int) -> int:
    """Return where a list begins with what introduces it: one or more endings in a colon.

    Headings and furniture may stand between.
    """
    first = start
    for index in reversed(range(floor, start)):
        paragraph = paragraphs[index]
        if paragraph.kind in ("table", "code", "note"):
            break
        if _COLON.search(paragraph.text):
            first = index
        elif paragraph.is_body or first < start:
            break
    return first


def _framed(paragraphs: Sequence[Paragraph]) -> Iterator[_List]:
    """Yield the lists of Markdown, those within others too."""
    spans: dict[int, tuple[int, int, bool, bool]] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "note":
            continue
        for frame in paragraph.frames:
            if frame.kind in _LISTS:
                start = spans[frame.key][0] if frame.key in spans else index
                numbered = frame.kind == "numbers"
                spans[frame.key] = start, index + 1, numbered, frame.start <= 1
    for start, stop, is_numbered, begins in spans.values():
        yield _List(range(start, stop), is_numbered, begins)


def _marked(paragraphs: Sequence[Paragraph]) -> Iterator[_List]:
    """Yield the lists of paragraphs that begin with signs or numbers, those within others too."""
    runs: list[_Run] = []
    gap = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in ("note", "furniture"):
            continue
        marks = _marks(paragraph)
        place = _place(runs, marks) if marks else None
        if place is not None:
            depth, mark = place
            yield from _close(runs, depth + 1)
            run = runs[depth]
            runs[depth] = run._replace(mark=mark, last=index, length=run.length + 1)
            gap = 0
        elif opening := next((mark for mark in marks if mark.value <= 1), None):
            runs.append(_Run(opening, index, index, 1))
            gap = 0
        else:
            gap += 1
            goes_on = paragraph.is_body and not marks and gap <= _GAP
            keep = _numbered(runs, paragraph) if goes_on else 0
            yield from _close(runs, keep)
    yield from _close(runs, 0)


def _marks(paragraph: Paragraph) -> list[_Mark]:
    """Return what a paragraph may begin with: "(i)" is a letter or a Roman number."""
    is_free = not any(frame.kind in _LISTS for frame in paragraph.frames)
    match = _MARK.match(paragraph.text) if paragraph.kind == "prose" and is_free else None
    if match is None:
        return []
    if match["sign"]:
        return [_Mark(match["sign"], 0)]
    around = match["open"] + match["close"]
    if match["digits"]:
        return [_Mark(f"1{around}", int(match["digits"]))]
    label = match["roman"] or match["letter"]
    case = "A" if label.isupper() else "a"
    marks = [_Mark(f"i{case}{around}", _roman(label.lower()))] if match["roman"] else []
    if len(label) == 1:
        marks.append(_Mark(f"{case}{around}", ord(label.lower()) - ord("a") + 1))
    return marks


def _roman(label: str) -> int:
    values = [_ROMAN[letter] for letter in label]
    following = (*values[1:], 0)
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _place(runs: Sequence[_Run], marks: Iterable[_Mark]) -> tuple[int, _Mark] | None:
    """Return which of the open lists goes on with one of `marks`, the innermost first."""
    for depth in reversed(range(len(runs))):
        last = runs[depth].mark
        for mark in marks:
            if mark.style == last.style and mark.value == last.value + (mark.value > 0):
                return depth, mark
    return None


def _numbered(runs: Sequence[_Run], paragraph: Paragraph) -> int:
    """Return how many lists an unmarked paragraph may belong to.

    Behind a number the next one tells; behind a sign only a small letter goes on with its item.
    """
    if paragraph.text[0].islower():
        return len(runs)
    signs = (depth for depth, run in enumerate(runs) if run.mark.value == 0)
    return next(signs, len(runs))


def _close(runs: list[_Run], depth: int) -> Iterator[_List]:
    """Yield the lists from `depth` on, innermost first, and take them from `runs`.

    The last item of the list around them reaches as far as they do. One number alone is no list.
    """
    while len(runs) > depth:
        run = runs.pop()
        if runs:
            runs[-1] = runs[-1]._replace(last=max(runs[-1].last, run.last))
        if run.mark.value == 0 or run.length > 1:
            is_numbered = run.mark.value > 0 or run.mark.style == "—"
            yield _List(range(run.first, run.last + 1), is_numbered, True)
