"""The proof of what is printed.

Before printing, every sentence that is said to be a source's is held against its paragraph. After
printing, the text of the PDF is read back, and must be made of the strings that were to be printed
and of nothing else. Scripts that are written from right to left, or whose letters change their
shape, do not come back from a PDF as they went in; there the first proof must do.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from dossier.model import Briefing, Record
from dossier.pdf.data import Point
from dossier.text.sentences import fold, split_sentences
from dossier.web.i18n import direction

PAGES = 2
"""Of a printed document at most."""

_SHOWN = frozenset(("text", "label", "letter", "more", "address", "page_of"))
"""Names of the fields whose strings are printed."""

_HOLE = re.compile(r"\{\w+\}")
_FURNITURE = re.compile(r"¶?\d|[·:–]")
_PLAIN = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\u017f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u2030-\u205e€□]*"
)
"""Text that a PDF gives back as it was: Latin, Greek and Cyrillic letters, and punctuation."""

_LOOSE = re.compile(r"[\s\u00ad\u200b\u2010\ufffe-]+")
"""What depends on where lines break: white space, and hyphens, which Polish for one repeats."""

_reading = threading.Lock()  # PDFium is not safe for threads


def check_points(points: Iterable[Point], briefing: Briefing) -> Iterator[str]:
    """Yield a sentence for each point that is not a verbatim sentence of its paragraph."""
    language = briefing.document.language
    texts = {p.number: p.text for p in briefing.document.paragraphs}
    for point in points:
        number, words = point.mark.number, point.text.text
        if words not in {fold(s.text) for s in split_sentences(texts.get(number, ""), language)}:
            yield f"prints what is no sentence of ¶{number} of {briefing.slug}: {words[:60]!r}"


def check_extracts(points: Iterable[Point], record: Record) -> Iterator[str]:
    """Yield a sentence for each point that is none of the extracts, proved ones, of a briefing."""
    known = {(extract.paragraph, fold(extract.text)) for extract in record.extracts}
    for point in points:
        number, words = point.mark.number, point.text.text
        if (number, words) not in known:
            yield f"prints what is no extract of ¶{number} of {record.slug}: {words[:60]!r}"


def pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2  # here, for it takes long to load, and a build without PDFs needs none

    with _reading:
        return len(pypdfium2.PdfDocument(data))


def check_print(data: bytes, printed: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a PDF; `printed` is all it may say."""
    import pypdfium2

    with _reading:
        found = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    if len(found) > PAGES:
        yield f"has {len(found)} pages, not {PAGES} at most"
    named = set(fields(printed))
    shown = {value for name, value in named if name in _SHOWN}
    leftward = any(name == "lang" and direction(value) == "rtl" for name, value in named)
    if leftward or ("dir", "rtl") in named or not all(map(_PLAIN.fullmatch, shown)):
        return
    known = {_bare(part) for value in shown for part in (value, *_HOLE.split(value))} - {""}
    for text in found:
        if rest := _rest(_bare(text), known):
            yield f"says what it was not given: {rest[:60]!r}"


def _rest(text: str, known: Iterable[str]) -> str:
    """Return what is left of `text` behind the furthest place that known strings lead to.

    All ways are followed: one string may begin with another, and the longer is not always meant.
    """
    furthest = 0
    reached = {0}
    for at in range(len(text) + 1):
        if at in reached:
            furthest = at
            reached.update(at + len(string) for string in known if text.startswith(string, at))
            if furniture := _FURNITURE.match(text, at):
                reached.add(furniture.end())
    return text[furthest:]


def _bare(text: str) -> str:
    """Return `text` without white space and hyphens; PDFium gives one at a line's end as U+FFFE."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text))


def fields(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string of a tree of dicts and lists with the name of the field it is in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from fields(member, key)
    elif isinstance(value, (list, tuple)):
        for member in value:
            yield from fields(member, name)
