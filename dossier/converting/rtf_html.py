"""HTML from the words of an .rtf with the marks that `rtf` has put between them."""

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby

from dossier.converting.record import LeftOut

PARAGRAPH = 0xE000
"""End of a paragraph; to it are added its level, 1 to 6 of a heading, and 8 in a table."""

QUOTE = 7
CELL, ROW, BREAK, NOTE = 0xE010, 0xE011, 0xE012, 0xE013
KIND = 0xE020
"""From here on words are of another kind; its place in `KINDS` is added."""

STYLE = 0xE030
"""From here on words look otherwise; added are 1 for bold and 2 for italic."""

KINDS = [
    "",
    "note",
    "list",
    "comments",
    "headers and footers of the pages",
    "hidden text",
    "deleted words (tracked changes)",
]
MARK = re.compile("[\ue000-\ue03f]")
_PIECE = re.compile("([\ue000-\ue03f])")
_NUMBER = re.compile(r"\(?(\d{1,4})[.)]?")
_BULLET = re.compile(r"\W*|o|[\ue040-\uf8ff]+")


@dataclass(slots=True)
class _Line:
    """One paragraph: its level, 7 for a quotation, its label in a list, and HTML."""

    level: int
    label: str
    html: str

    @property
    def listed(self) -> str:
        """Return the element of the list that it is an item of, or ""."""
        if not self.label or self.level in range(1, 7):
            return ""
        if _NUMBER.fullmatch(self.label):
            return "ol"
        return "ul" if _BULLET.fullmatch(self.label) else ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The text of a file as HTML, and what is not in it."""

    html: str
    left_out: tuple[LeftOut, ...]
    replaced: str


def read(marked: str) -> Parts:
    """Return the parts of a text with marks."""
    reader = _Reader()
    for piece in _PIECE.split(marked):
        if _PIECE.fullmatch(piece):
            reader.mark(ord(piece))
        elif piece:
            reader.words(piece)
    return reader.finish()


class _Reader:
    """Puts together paragraphs, tables and notes, piece by piece."""

    def __init__(self) -> None:
        self.kind = self.style = 0
        self.label = ""
        self.inline: list[str] = []
        self.cells: list[str] = []
        self.rows: list[list[str]] = []
        self.lines: list[_Line | str] = []
        self.notes: list[list[str]] = []
        self.other: dict[str, list[str]] = {}
        self.labels: list[str] = []

    def words(self, text: str) -> None:
        """Take some words of the kind and style that are set."""
        name = KINDS[self.kind]
        if name == "list":
            self.label = f"{self.label}{text}".strip()
        elif name in ("", "note"):
            html = escape(text)
            for bit, tag in ((1, "b"), (2, "i")):
                if self.style & bit and text.strip():
                    html = f"<{tag}>{html}</{tag}>"
            target = self.notes[-1] if name == "note" and self.notes else self.inline
            target.append(html)
        else:
            self.other.setdefault(name, []).append(text)

    def mark(self, code: int) -> None:
        """Do what a mark says."""
        if code >= STYLE:
            self.style = code - STYLE
        elif code >= KIND:
            self.kind = code - KIND
        elif code == NOTE:
            number = len(self.notes) + 1
            self.inline.append(f'<sup><a id="c{number}" href="#n{number}">{number}</a></sup>')
            self.notes.append([])
        elif KINDS[self.kind] == "note":
            self.notes[-1].append("<br>" if code == BREAK else "</p><p>")
        elif KINDS[self.kind]:
            self.other.setdefault(KINDS[self.kind], []).append(" ")
        elif code == BREAK:
            self.inline.append("<br>")
        elif code == CELL:
            self.cells.append(self._take())
        elif code == ROW:
            self.rows.append(self.cells)
            self.cells = []
        elif code - PARAGRAPH >= 8:
            self.inline.append("</p><p>")
        else:
            self._paragraph(code - PARAGRAPH)

    def _take(self) -> str:
        """Return what was collected; the label of an item in a table stays with its words."""
        html = f"{escape(self.label)} {''.join(self.inline)}".strip()
        self.inline, self.label = [], ""
        return html

    def _paragraph(self, level: int) -> None:
        self._table()
        label = self.label
        line = _Line(level, label, "")
        if line.listed or not label:
            self.label = ""
            self.labels.append(label)
        line.html = self._take()
        self.lines.append(line)

    def _table(self) -> None:
        if self.rows:
            rows = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in self.rows)
            self.lines.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        self.rows = []

    def finish(self) -> Parts:
        """Return all that was put together."""
        if self.cells:
            self.mark(ROW)
        self._paragraph(0)
        parts = [
            f'<div id="n{number}"><p><a href="#c{number}">{number}</a> {"".join(note)}</p></div>'
            for number, note in enumerate(self.notes, start=1)
        ]
        left_out = ((name, " ".join("".join(texts).split())) for name, texts in self.other.items())
        return Parts(
            html="".join([*_blocks(self.lines), *parts]),
            left_out=tuple(LeftOut(name, words) for name, words in left_out if words),
            replaced=" ".join(self.labels),
        )


def _blocks(lines: list[_Line | str]) -> list[str]:
    html: list[str] = []
    for listed, run in groupby(lines, lambda x: x.listed if isinstance(x, _Line) else ""):
        group = list(run)
        if listed:
            first = group[0].label if isinstance(group[0], _Line) else ""
            number = _NUMBER.fullmatch(first)
            start = f' start="{number[1]}"' if number and listed == "ol" else ""
            items = (f"<li><p>{x.html}</p></li>" for x in group if isinstance(x, _Line))
            html.append(f"<{listed}{start}>{''.join(items)}</{listed}>")
        else:
            html += (x if isinstance(x, str) else _element(x) for x in group)
    return html


def _element(line: _Line) -> str:
    if line.level == QUOTE:
        return f"<blockquote><p>{line.html}</p></blockquote>"
    tag = f"h{line.level}" if line.level else "p"
    return f"<{tag}>{line.html}</{tag}>"
