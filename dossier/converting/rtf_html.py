"""HTML from the words of an .rtf with the marks that `rtf` has put between them."""

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby

from dossier.converting.furniture import COMMENTS, DELETED, HIDDEN, MARGINS
from dossier.converting.record import LeftOut

PARAGRAPH = 0xFDD0
"""End of a paragraph; to it are added its level, 1 to 6 of a heading, and 8 in a table."""

QUOTE = 7
CELL, ROW, BREAK, NOTE = 0xFDE0, 0xFDE1, 0xFDE2, 0xFDE3
KIND = 0xFDE4
"""From here on words are of another kind; its place in `KINDS` is added."""

STYLE = 0xFDEB
"""From here on words look otherwise; added are 1 for bold and 2 for italic."""

NOTES, LABELS = "note", "list"
KINDS = ["", NOTES, LABELS, COMMENTS, MARGINS, HIDDEN, DELETED]
MARK = re.compile("[\ufdd0-\ufdee]")
_PIECE = re.compile("([^\ufdd0-\ufdee]*)([\ufdd0-\ufdee])")
_NUMBER = re.compile(r"\(?(\d{1,4})[.)]?")
_BULLET = re.compile(r"\W+|o")


@dataclass(frozen=True, slots=True)
class Parts:
    """The text of a file as HTML, and what is not in it."""

    html: str
    left_out: tuple[LeftOut, ...]
    replaced: str


def read(marked: str) -> Parts:
    """Return the parts of a text with marks."""
    reader = _Reader()
    for words, mark in _PIECE.findall(f"{marked}{chr(ROW)}{chr(PARAGRAPH)}"):
        reader.words(words)
        reader.mark(ord(mark))
    html = "".join(_with_lists(reader.lines))
    for number, note in enumerate(reader.notes, start=1):
        html += f'<div id="n{number}"><p><a href="#c{number}">{number}</a> {note}</p></div>'
    texts = ((kind, " ".join(words.split())) for kind, words in reader.other.items())
    left_out = tuple(LeftOut(kind, words) for kind, words in texts if words)
    return Parts(html, left_out, " ".join(reader.labels))


class _Reader:
    """Puts together paragraphs, tables and notes, piece by piece."""

    def __init__(self) -> None:
        self.kind = self.style = 0
        self.label = self.inline = ""
        self.cells: list[str] = []
        self.rows: list[str] = []
        self.lines: list[tuple[str, str, str]] = []
        """Of each paragraph: the element of the list that it is in, its number, its HTML."""

        self.notes: list[str] = []
        self.other: dict[str, str] = {}
        self.labels: list[str] = []

    def words(self, text: str) -> None:
        """Take some words of the kind and style that are set."""
        kind = KINDS[self.kind]
        if kind == LABELS:
            self.label = f"{self.label}{text}".strip()
        elif kind not in ("", NOTES):
            self.other[kind] = self.other.get(kind, "") + text
        else:
            html = escape(text)
            for bit, tag in ((1, "b"), (2, "i")):
                html = f"<{tag}>{html}</{tag}>" if self.style & bit and text.strip() else html
            self._add(html)

    def _add(self, html: str) -> None:
        if KINDS[self.kind] == NOTES and self.notes:
            self.notes[-1] += html
        else:
            self.inline += html

    def mark(self, code: int) -> None:
        """Do what a mark says."""
        if code >= STYLE:
            self.style = code - STYLE
        elif code >= KIND:
            self.kind = code - KIND
        elif code == NOTE:
            self.notes.append("")
            number = len(self.notes)
            self.inline += f'<sup><a id="c{number}" href="#n{number}">{number}</a></sup>'
        elif KINDS[self.kind] not in ("", NOTES):
            self.words(" ")
        elif code == BREAK:
            self._add("<br>")
        elif KINDS[self.kind] == NOTES or (code < CELL and code - PARAGRAPH >= 8):
            self._add("</p><p>")
        elif code == CELL:
            self.cells.append(f"<td><p>{self._take()}</p></td>")
        elif code == ROW:
            self.rows += [f"<tr>{''.join(self.cells)}</tr>"] if self.cells else []
            self.cells = []
        else:
            self._end_paragraph(code - PARAGRAPH)

    def _take(self) -> str:
        """Return what was collected; a label that makes no list stays with its words."""
        html = f"{escape(self.label)} {self.inline}".strip()
        self.label = self.inline = ""
        return html

    def _end_paragraph(self, level: int) -> None:
        if self.rows:
            self.lines.append(("", "", f"<table>{''.join(self.rows)}</table>"))
            self.rows = []
        number = _NUMBER.fullmatch(self.label)
        listed = "ol" if number else "ul" if _BULLET.fullmatch(self.label) else ""
        if listed and level in (0, QUOTE):
            self.labels.append(self.label)
            self.label, tag = "", "li"
        else:
            listed, tag = "", f"h{level}" if level else "p"
        tag = "blockquote" if level == QUOTE and not listed else tag
        start = number[1] if number else ""
        self.lines.append((listed, start, f"<{tag}>{self._take()}</{tag}>"))


def _with_lists(lines: list[tuple[str, str, str]]) -> list[str]:
    """Return the HTML of some paragraphs; those of one list stand in one element."""
    html: list[str] = []
    for listed, run in groupby(lines, key=lambda line: line[0]):
        group = list(run)
        inner = "".join(line[2] for line in group)
        html.append(f'<{listed} start="{group[0][1]}">{inner}</{listed}>' if listed else inner)
    return html
