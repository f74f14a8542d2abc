"""Paragraphs, headings, lists and footnotes from the lines of a PDF.

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

from dossier.converting.pdf_lines import RAISED, RAISED_END, RAISED_START, Line
from dossier.converting.record import Block, Heading, Listing, Prose, Span, Spans

_BULLET = re.compile(r"[•●▪◦■□‣\u2043∙·\uf0b7\uf0a7]\s*|[–*-]\s+")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_STOP = re.compile(r"[.?!:;]['\"’”»)\]]*$")
_ENDING = re.compile(
    r"(tion|sion|cion|ment|ness|ing|ings|ity|ities|ance|ence|able|ible|ably|ibly|ical|ically|ously|ment"
    r"|ments|ation|ational|ized|ised|izing|ising|ership|tional|tions|sions|ally|erly|ery|ings?|ures?|ted|ting"
    r"|ers|est|ful|less|ism|ists?|tive|sive|tives)\b"
)
"""Endings of words that are no words, and so follow no hyphen of a compound."""

_LARGER = 1.1
"""Times the size of the text from which on a line is a heading."""

_LONGEST_HEADING = 25
_MOST = 0.85
"""Share of the lines of a column that do not reach beyond its right edge."""

_SMALLER = 0.93
"""Times the size of the text up to which the lines below it are footnotes."""

_NOTE = re.compile(rf"{RAISED_START}(\d{{1,3}}){RAISED_END}\s*|(\d{{1,3}})[.)]?\s+(?=\S)")
_RAISED_FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Text:
    """What the lines of a PDF make."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...]
    replaced: str
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    text: str = ""

    @property
    def first(self) -> Line:
        return self.lines[0]


@dataclass(slots=True)
class _Book:
    """What is known of the file as a whole."""

    size: float
    """Of the type that most of the text is set in."""

    words: Counter[str]
    joined: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


def read(lines: Sequence[Line]) -> Text:
    """Return the blocks, footnotes and doubts of a text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    words = Counter(
        re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(x.plain for x in lines).casefold())
    )
    book = _Book(sizes.most_common(1)[0][0] if sizes else 0, words)
    body, notes = _footnotes(lines, book)
    paragraphs = list(_paragraphs(body, book))
    for paragraph in paragraphs:
        paragraph.text = _text(paragraph.lines, book)
    numbers = {key: number for number, key in enumerate(_called(paragraphs, notes), start=1)}
    blocks = tuple(_blocks(paragraphs, book, numbers))
    uncalled = [text for key, text in notes.items() if key not in numbers]
    replaced = " ".join(
        [*(label for _, label in notes), *(label for _, label in numbers), *_list_numbers(blocks)]
    )
    return Text(
        blocks=(*blocks, *(Prose((Span(_unraised(text)),)) for text in uncalled)),
        notes=tuple((Prose((Span(_unraised(_without_label(notes[key]))),)),) for key in numbers),
        replaced=replaced,
        remarks=tuple(_remarks(book, lines)),
    )


def _remarks(book: _Book, lines: Sequence[Line]) -> Iterator[str]:
    if book.joined:
        yield f"joined at the ends of lines: {', '.join(dict.fromkeys(book.joined))}"
    if book.doubtful:
        words = ", ".join(dict.fromkeys(book.doubtful))
        yield f"broken at the ends of lines, the hyphen kept; see which are one word: {words}"
    pages = sorted({line.page + 1 for line in lines if line.gaps >= 2})
    if pages:
        numbers = ", ".join(map(str, pages))
        yield f"looks like a table on page {numbers}; its rows are written line by line, check them"


# --- paragraphs -----------------------------------------------------------------------


def _paragraphs(lines: Sequence[Line], book: _Book) -> Iterator[_Paragraph]:
    leading = _leading(lines)
    rights = _right_edges(lines)
    current: list[Line] = []
    for line in lines:
        if current and _ends(current, line, leading, rights, book):
            yield _Paragraph(current)
            current = []
        current.append(line)
    if current:
        yield _Paragraph(current)


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """Return the usual distance from line to line for each size of type."""
    distances: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        below = before.base - line.base
        if before.page == line.page and before.size == line.size and 0 < below < 3 * line.size:
            distances.setdefault(line.size, []).append(below)
    return {size: _usual(values) for size, values in distances.items()}


def _usual(distances: list[float]) -> float:
    """Return the commonest distance; of several that are as common, the smallest."""
    counts = Counter(round(distance * 2) / 2 for distance in distances)
    most = max(counts.values())
    return min(distance for distance, count in counts.items() if count >= 0.6 * most)


def _right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """Return the right edge of the column that each line stands in, by the line's id."""
    edges: dict[int, float] = {}
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        for line in page:
            column = sorted(x.right for x in page if abs(x.left - line.left) < 3 * line.size)
            edges[id(line)] = column[min(int(_MOST * len(column)), len(column) - 1)]
    return edges


def _ends(
    current: Sequence[Line],
    line: Line,
    leading: dict[float, float],
    rights: dict[int, float],
    book: _Book,
) -> bool:
    """Does the paragraph end before this line?"""
    before = current[-1]
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return True
    if (
        before.bold != line.bold
        and (before.bold or line.bold)
        and _whole_bold(current) != line.bold
    ):
        return True
    if _BULLET.match(line.text) or (before.gaps >= 2 or line.gaps >= 2):
        return True
    if (
        (number := _NUMBER.match(line.text))
        and int(number[1]) < 100
        and line.left <= before.left + 1
    ):
        return _STOP.search(before.plain) is not None or _NUMBER.match(current[0].text) is not None
    below = before.base - line.base
    usual = leading.get(line.size, 1.2 * line.size)
    width = max(rights[id(before)] - before.left, 1)
    short = before.right < rights[id(before)] - max(0.12 * width, 2 * before.size)
    if before.page != line.page or below < -0.5 * line.size:
        begins_small = line.plain[:1].islower()
        return (not begins_small and (short or _STOP.search(before.plain) is not None)) or (
            line.size > _LARGER * book.size
        )
    if below > usual * 1.3 + 0.5:
        return True
    hanging = _BULLET.match(current[0].text) or _NUMBER.match(current[0].text)
    indented = line.left - before.left
    if indented > 0.8 * line.size and not hanging:
        return len(current) > 1 or short or _STOP.search(before.plain) is not None
    if short and _STOP.search(before.plain):
        return True
    if line.size > _LARGER * book.size or line.plain[:1].islower():
        return False
    return _had_room(before, line, rights[id(before)])


def _had_room(before: Line, line: Line, edge: float) -> bool:
    """Would the first word of a line have fitted on the line before, had it not been ended?"""
    first = line.plain.split()[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(line.plain), 1)
    return before.right + 1.4 * width < edge - before.size


def _whole_bold(lines: Sequence[Line]) -> bool:
    return all(line.bold for line in lines)


def _text(lines: Sequence[Line], book: _Book) -> str:
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


def _joined(text: str, following: str, book: _Book) -> str:
    """Return two lines of which the first ends with a hyphen."""
    first = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*-$", text)
    second = re.match(r"[^\W\d_]+", following)
    start, end = (first[0][:-1] if first else ""), (second[0] if second else "")
    whole, compound = f"{start}{end}".casefold(), f"{start}-{end}".casefold()
    if not end[:1].islower() or (book.words[compound] and not book.words[whole]):
        return text + following
    if book.words[whole] or _ENDING.match(end):
        book.joined.append(start + end)
        return text[:-1] + following
    book.doubtful.append(f"{start}-{end}")
    return text + following


# --- footnotes ------------------------------------------------------------------------


def _footnotes(lines: Sequence[Line], book: _Book) -> tuple[list[Line], dict[tuple[int, str], str]]:
    """Return the lines of the text, and the footnotes that it calls by page and number.

    Small type in the lower half of a page that begins with a number is a footnote if that number
    stands raised in the text of the page.
    """
    body: list[Line] = []
    notes: dict[tuple[int, str], list[Line]] = {}
    for page, group in groupby(lines, key=lambda line: line.page):
        page_lines = list(group)
        called = {
            label
            for line in page_lines
            for match in RAISED.finditer(line.text)
            if match.start() or line.size > _SMALLER * book.size
            for label in [match[1]]
        }
        key: tuple[int, str] | None = None
        for line in page_lines:
            small = line.size <= _SMALLER * book.size and line.base < 0.5 * line.height
            match = _NOTE.match(line.text) if small else None
            if match and (match[1] or match[2]) in called:
                key = (page, match[1] or match[2])
            elif not small:
                key = None
            (body if key is None else notes.setdefault(key, [])).append(line)
    return body, {key: _text(found, book) for key, found in notes.items()}


def _without_label(text: str) -> str:
    return _NOTE.sub("", text, count=1)


def _called(
    paragraphs: Sequence[_Paragraph], notes: dict[tuple[int, str], str]
) -> Iterator[tuple[int, str]]:
    """Yield the footnotes that are called, in the order of their calls."""
    called: set[tuple[int, str]] = set()
    for paragraph in paragraphs:
        pages = {line.page for line in paragraph.lines}
        for label in RAISED.findall(paragraph.text):
            for page in sorted(pages):
                if (page, label) in notes and (page, label) not in called:
                    called.add((page, label))
                    yield page, label
                    break


def _unraised(text: str) -> str:
    return RAISED.sub(lambda match: match[1].translate(_RAISED_FIGURES), text)


def _spans(paragraph: _Paragraph, numbers: dict[tuple[int, str], int], text: str) -> Spans:
    """Return the words of a paragraph with the calls of its footnotes."""
    pages = sorted({line.page for line in paragraph.lines})
    spans: list[Span] = []
    for index, piece in enumerate(RAISED.split(text)):
        if index % 2 == 0:
            spans += [Span(piece)] if piece else []
            continue
        number = next((numbers[page, piece] for page in pages if (page, piece) in numbers), 0)
        spans.append(Span("", note=number) if number else Span(piece.translate(_RAISED_FIGURES)))
    return tuple(spans)


# --- blocks ---------------------------------------------------------------------------


def _blocks(
    paragraphs: Sequence[_Paragraph], book: _Book, numbers: dict[tuple[int, str], int]
) -> Iterator[Block]:
    levels = _levels(paragraphs, book)
    items: list[tuple[Block, ...]] = []
    start: int | None = None
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        bullet, number = _BULLET.match(text), _NUMBER.match(text)
        follows = (
            bool(items) and start is not None and number and int(number[1]) == start + len(items)
        )
        counted = follows or (number and _counts_on(paragraphs, index, int(number[1])))
        heading = _is_heading(paragraph, book)
        mark = None if heading else bullet or (number if counted else None)
        if items and (
            mark is None
            or (start is None) != (mark is bullet)
            or (number and not bullet and not follows)
        ):
            yield Listing(tuple(items), start)
            items = []
        if mark is not None:
            if not items:
                start = None if mark is bullet else int(mark[1])
            items.append((Prose(_spans(paragraph, numbers, text[mark.end() :])),))
        elif heading:
            yield Heading(
                levels[paragraph.first.size, paragraph.first.bold], _spans(paragraph, numbers, text)
            )
        else:
            yield Prose(_spans(paragraph, numbers, text))
    if items:
        yield Listing(tuple(items), start)


def _counts_on(paragraphs: Sequence[_Paragraph], index: int, number: int) -> bool:
    """Does the next paragraph have the next number, so that this one begins a list?"""
    if index + 1 == len(paragraphs):
        return False
    match = _NUMBER.match(paragraphs[index + 1].text)
    return match is not None and int(match[1]) == number + 1


def _list_numbers(blocks: Sequence[Block]) -> list[str]:
    return [
        str(number)
        for block in blocks
        if isinstance(block, Listing) and block.start is not None
        for number in range(block.start, block.start + len(block.items))
    ]


def _is_heading(paragraph: _Paragraph, book: _Book) -> bool:
    words = paragraph.text.split()
    if len(words) > _LONGEST_HEADING or not any(word[:1].isalpha() for word in words):
        return False
    if paragraph.first.size >= _LARGER * book.size:
        return True
    return (
        _whole_bold(paragraph.lines)
        and len(words) <= 15
        and not paragraph.text.endswith((".", ","))
    )


def _levels(paragraphs: Sequence[_Paragraph], book: _Book) -> dict[tuple[float, bool], int]:
    """Return the level of a heading by its size and weight: the largest is 1."""
    looks = {(p.first.size, p.first.bold): None for p in paragraphs if _is_heading(p, book)}
    order = sorted(looks, reverse=True)
    counts = Counter((p.first.size, p.first.bold) for p in paragraphs if _is_heading(p, book))
    first = 1 if order and counts[order[0]] == 1 else 2
    return {look: min(first + index, 6) for index, look in enumerate(order)}
