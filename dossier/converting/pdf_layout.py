"""Blocks from the lines of a PDF: headings by their type, lists by their marks, footnotes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.converting import pdf_notes
from dossier.converting.pdf_lines import RAISED, Line
from dossier.converting.pdf_paragraphs import (
    BULLET,
    LARGER,
    NUMBER,
    Book,
    book_of,
    divide,
    text_of,
)
from dossier.converting.record import Block, Heading, Listing, Prose, Span, Spans

_LONGEST_HEADING, _LONGEST_BOLD = 25, 15
"""Words of a heading in larger type, and of one in bold."""

_BULLETED = -1


@dataclass(frozen=True, slots=True)
class Text:
    """What the lines of a PDF make."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...]
    replaced: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: Sequence[Line]
    text: str
    is_heading: bool

    @property
    def look(self) -> tuple[float, bool]:
        return self.lines[0].size, self.lines[0].bold


def read(lines: Sequence[Line]) -> Text:
    """Return the blocks, footnotes and doubts of a text."""
    if not lines:
        return Text((), (), "", ())
    book = book_of(lines)
    body, note_lines = pdf_notes.separate(lines, book.size)
    notes = {
        key: pdf_notes.unraised(_unlabelled(text_of(n, book))) for key, n in note_lines.items()
    }
    paragraphs = [_paragraph(one, book) for one in divide(body, book)]
    called = RAISED.findall("".join(paragraph.text for paragraph in paragraphs))
    numbers = {key: number for number, key in enumerate(dict.fromkeys(called), start=1)}
    marks = list(_marks(paragraphs))
    uncalled = (Prose((Span(text),)) for key, text in notes.items() if key not in numbers)
    labels = [key.partition(".")[2] for key in (*notes, *called)]
    return Text(
        blocks=(*_blocks(paragraphs, marks, numbers), *uncalled),
        notes=tuple((Prose((Span(notes[key]),)),) for key in numbers),
        replaced=" ".join([*labels, *(str(mark) for mark in marks if mark > 0)]),
        remarks=tuple(_remarks(book, lines)),
    )


def _unlabelled(text: str) -> str:
    return pdf_notes.LABEL.sub("", text, count=1)


def _remarks(book: Book, lines: Sequence[Line]) -> Iterator[str]:
    if book.joined:
        yield f"joined at the ends of lines: {', '.join(dict.fromkeys(book.joined))}"
    if book.doubtful:
        words = ", ".join(dict.fromkeys(book.doubtful))
        yield f"broken at the ends of lines, the hyphen kept; see which are one word: {words}"
    if pages := sorted({line.page + 1 for line in lines if line.gaps >= 2}):
        numbers = ", ".join(map(str, pages))
        yield f"looks like a table on page {numbers}; its rows are written line by line, check them"


def _paragraph(lines: Sequence[Line], book: Book) -> _Paragraph:
    text = text_of(lines, book)
    words = text.split()
    bold = all(line.bold for line in lines) and not text.endswith((".", ","))
    longest = _LONGEST_BOLD if bold else 0
    if lines[0].size >= LARGER * book.size:
        longest = _LONGEST_HEADING
    is_heading = len(words) <= longest and any(word[:1].isalpha() for word in words)
    return _Paragraph(lines, text, is_heading)


def _marks(paragraphs: Sequence[_Paragraph]) -> Iterator[int]:
    """Yield for each paragraph its number in a list, -1 for a bullet, 0 for none.

    A number counts only beside the one before or behind it: a text may begin a line with 5.
    """
    found = [_mark(paragraph) for paragraph in paragraphs]
    for before, mark, behind in zip([0, *found], found, [*found[1:], 0], strict=False):
        counts = mark == _BULLETED or 0 < before == mark - 1 or behind == mark + 1
        yield mark if counts else 0


def _mark(paragraph: _Paragraph) -> int:
    if paragraph.is_heading:
        return 0
    number = NUMBER.match(paragraph.text)
    return int(number[1]) if number else _BULLETED if BULLET.match(paragraph.text) else 0


def _blocks(
    paragraphs: Sequence[_Paragraph], marks: Sequence[int], numbers: Mapping[str, int]
) -> list[Block]:
    levels = _levels(paragraphs)
    blocks: list[Block] = []
    before = 0
    for paragraph, mark in zip(paragraphs, marks, strict=True):
        if mark:
            label = BULLET.match(paragraph.text) or NUMBER.match(paragraph.text)
            words = _spans(paragraph.text[label.end() if label else 0 :], numbers)
            last = blocks[-1] if blocks else None
            goes_on = before == mark if mark == _BULLETED else 0 < before == mark - 1
            if isinstance(last, Listing) and goes_on:
                blocks[-1] = Listing((*last.items, (Prose(words),)), last.start)
            else:
                blocks.append(Listing(((Prose(words),),), None if mark == _BULLETED else mark))
        elif paragraph.is_heading:
            blocks.append(Heading(levels[paragraph.look], _spans(paragraph.text, numbers)))
        else:
            blocks.append(Prose(_spans(paragraph.text, numbers)))
        before = mark
    return blocks


def _spans(text: str, numbers: Mapping[str, int]) -> Spans:
    """Return the words of a paragraph with the calls of its footnotes."""
    pieces = enumerate(RAISED.split(text))
    spans = (Span("", note=numbers[p]) if index % 2 else Span(p) for index, p in pieces)
    return tuple(span for span in spans if span.text or span.note)


def _levels(paragraphs: Sequence[_Paragraph]) -> dict[tuple[float, bool], int]:
    """Return the level of a heading by its size and weight: the largest is 1 if there is one."""
    counts = Counter(paragraph.look for paragraph in paragraphs if paragraph.is_heading)
    order = sorted(counts, reverse=True)
    first = 1 if order and counts[order[0]] == 1 else 2
    return {look: min(first + index, 6) for index, look in enumerate(order)}
