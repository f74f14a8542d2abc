"""Rich text (.rtf), by striprtf.

Striprtf decodes the words; it knows no structure, and drops footnotes. So marks of our own are put
where a paragraph or a cell ends, and where notes, hidden words or emphasis begin and end. They pass
through striprtf; `rtf_html` makes HTML of what it returns. The marks are noncharacters of Unicode,
which no code page has; one that a file names by its number is shown as U+FFFD.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.converting import blocks, facts, rtf_html
from dossier.converting.files import broken, library
from dossier.converting.furniture import COMMENTS, DELETED, HIDDEN, MARGINS
from dossier.converting.record import Converted, Fact, whole
from dossier.converting.rtf_html import (
    BREAK,
    CELL,
    KIND,
    KINDS,
    LABELS,
    MARK,
    NOTE,
    NOTES,
    PARAGRAPH,
    ROW,
    STYLE,
)

_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]")
_GROUPS = {
    **dict.fromkeys(("header", "headerf", "headerl", "headerr"), MARGINS),
    **dict.fromkeys(("footer", "footerf", "footerl", "footerr"), MARGINS),
    "footnote": NOTES,
    "annotation": COMMENTS,
    "listtext": LABELS,
    "pntext": LABELS,
    "shptxt": "",
    "shpinst": "",
}
"""Groups that striprtf would drop, and the kind of words that they hold; "" is the text itself."""

_ENDS = {"line": BREAK, "cell": CELL, "nestcell": CELL, "row": ROW, "nestrow": ROW}
_TOGGLES = {"v": HIDDEN, "deleted": DELETED}
_STYLE = re.compile(r"\{\\s(\d+)\b([^{};]*);\}")
_BINARY = re.compile(rb"\\bin(\d{0,9}) ?")
_LINK = re.compile(r"(\\fldinst[^{}]{0,40}\{?[^{}]{0,40}?)HYPERLINK")
"""Striprtf would put the address of a link among the words."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a group of RTF has set; its end undoes it."""

    kind: str = ""
    bold: bool = False
    italic: bool = False


def convert(path: Path, data: bytes) -> Converted:
    """Return what stands in an .rtf; raises InputError if it cannot be read."""
    striprtf = library("striprtf.striprtf", path)
    if data.lstrip()[:5] != b"{\\rtf":
        raise broken(path)
    text = MARK.sub("", _without_binary(data).decode(_code_page(data), "replace"))
    try:
        marked = "".join(_marked(_LINK.sub(r"\1", text), _levels(text)))
        decoded = whole(striprtf.rtf_to_text(marked, errors="replace"))
    except Exception as error:  # it raises whatever a broken file makes it stumble over
        raise broken(path) from error
    parts = rtf_html.read(decoded)
    page = blocks.read(blocks.parse(parts.html, path))
    return Converted(
        blocks=page.blocks,
        notes=page.notes,
        facts=tuple(_facts(text)),
        left_out=parts.left_out,
        original=MARK.sub(lambda match: "" if match[0] >= chr(STYLE) else " ", decoded),
        replaced=f"{page.marks} {parts.replaced}",
    )


def _without_binary(data: bytes) -> bytes:
    """Return a file without the pictures in it that are bare bytes, and may hold braces."""
    kept: list[bytes] = []
    end = 0
    while match := _BINARY.search(data, end):
        kept.append(data[end : match.start()])
        end = match.end() + int(match[1] or 0)
    return b"".join((*kept, data[end:]))


def _code_page(data: bytes) -> str:
    match = re.search(rb"\\ansicpg(\d+)", data[:2000])
    name = f"cp{match[1].decode()}" if match else "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _facts(text: str) -> Iterator[Fact]:
    start = text.find("{\\info")
    info = text[start : start + 5000] if start >= 0 else ""
    made = re.search(r"\\creatim\\yr(\d{4})\\mo(\d+)\\dy(\d+)", info)
    created = f"{made[1]}-{int(made[2]):02}-{int(made[3]):02}" if made else ""
    yield from facts.of(_property(info, "title"), _property(info, "author"), created)


def _property(info: str, name: str) -> str:
    match = re.search(rf"\{{\\{name}\s([^{{}}]*)\}}", info)
    value = re.sub(r"\\'([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), match[1]) if match else ""
    value = re.sub(r"\\u(-?\d+) ?\??", lambda m: chr(int(m[1]) % 0x10000), value)
    return value.strip()


def _levels(text: str) -> dict[str, int]:
    """Return the levels of the styles that are headings, by number; 7 is a quotation."""
    levels: dict[str, int] = {}
    start = text.find("{\\stylesheet")
    for number, rules in _STYLE.findall(text[start : start + 300_000] if start >= 0 else ""):
        words = rules.lower().strip()
        if outline := re.search(r"\\outlinelevel(\d)", words):
            levels[number] = min(int(outline[1]) + 1, 6)
        elif heading := re.search(r"heading (\d)$", words):
            levels[number] = min(int(heading[1]), 6)
        elif re.search(r"[ \d]title$", words):
            levels[number] = 1
        elif re.search(r"(quote|quotations|block text)$", words):
            levels[number] = rtf_html.QUOTE
    return levels


def _sign(code: int) -> str:
    """Return RTF that makes striprtf write a mark, whatever stands around it."""
    return f"{{\\uc0\\u{code - 0x10000} }}"


def _marked(text: str, levels: dict[str, int]) -> Iterator[str]:
    """Yield the file with marks in it."""
    states = [_State()]
    level, in_table = 0, False
    end = 0
    while match := _TOKEN.search(text, end):
        yield text[end : match.start()]
        end = match.end()
        piece, word, number = match[0], match[1], match[2]
        if piece == "{":
            states.append(states[-1])
            yield piece
        elif piece == "}":
            before = states.pop() if len(states) > 1 else states[-1]
            yield piece + _changes(before, states[-1])
        elif word in ("par", "sect", "page") or piece in ("\\\n", "\\\r"):
            yield _sign(PARAGRAPH + level + 8 * in_table)
        elif word in _ENDS:
            yield _sign(_ENDS[word])
        elif word in ("pard", "intbl", "s", "outlinelevel"):
            if states[-1].kind in ("", *_TOGGLES.values()):  # a note has a layout of its own
                level, in_table = _laid_out(word, number or "", levels, level, in_table)
            yield piece
        elif piece == "\\*" and (ahead := _TOKEN.match(text, end)) and ahead[1] in _GROUPS:
            continue  # striprtf would pass over the group
        elif word == "u" and number and MARK.match(chr(int(number) % 0x10000)):
            yield "\\u65533 "
        else:
            before = states[-1]
            states[-1] = _after(before, word, number)
            yield "" if word in _GROUPS else piece
            yield _sign(NOTE) if word == "footnote" else ""
            yield _changes(before, states[-1])
    yield text[end:]


def _laid_out(
    word: str, number: str, levels: dict[str, int], level: int, in_table: bool
) -> tuple[int, bool]:
    """Return a paragraph's level, and whether it is in a table, after a control word."""
    if word == "pard":
        return 0, False
    if word == "intbl":
        return level, True
    if word == "s":
        return levels.get(number, level), in_table
    return int(number) + 1 if number in tuple("012345") else 0, in_table


def _after(state: _State, word: str | None, number: str | None) -> _State:
    """Return what is set after a control word."""
    on = number != "0"
    if word in _GROUPS:
        return replace(state, kind=_GROUPS[word] or state.kind)
    if word in _TOGGLES:
        hidden = state.kind in _TOGGLES.values()
        return replace(state, kind=_TOGGLES[word] if on else "" if hidden else state.kind)
    if word == "b":
        return replace(state, bold=on)
    if word == "i":
        return replace(state, italic=on)
    if word == "plain":
        kind = "" if state.kind in _TOGGLES.values() else state.kind
        return _State(kind)
    return state


def _changes(before: _State, after: _State) -> str:
    kind = _sign(KIND + KINDS.index(after.kind)) if after.kind != before.kind else ""
    style = (after.bold, after.italic)
    if style != (before.bold, before.italic):
        return kind + _sign(STYLE + after.bold + 2 * after.italic)
    return kind
