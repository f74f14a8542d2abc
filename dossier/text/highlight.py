"""Highlight words in the HTML of a paragraph without changing a letter of its text."""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.common.utils import escapeHtml

_TOKEN = re.compile(
    r"<(sup|a|span) class=\"note-[^>]*>.*?</\1>|<[^>]*>|&[^;\s]+;|[^\S\u00a0\u2007\u202f]+|."
)
"""The mark or label of a note, a tag, a character reference, white space that may be folded, or one
character."""

_ALT = re.compile(r'<img [^>]*?alt="([^"]*)"')
"""A picture, whose description is its words."""

_NO_BREAK = "\u00a0\u2007\u202f"


def mark(markup: str, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `markup` with each span of `text` in a `<mark>` element.

    `text` is the text content of `markup` with its white space folded. Spans are start and end in
    characters; they are in ascending order, do not touch, and contain no white space. A span that
    a tag interrupts stays as it is.
    """
    if not spans:
        return markup
    escaped = escapeHtml(text)
    if markup == escaped:
        return "".join(_mark_text(text, spans, str if escaped == text else escapeHtml))
    return "".join(_mark_html(markup, text, spans))


def _mark_text(
    text: str, spans: Sequence[tuple[int, int]], escape: Callable[[str], str]
) -> Iterator[str]:
    at = 0
    for start, end in spans:
        yield f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>"
        at = end
    yield escape(text[at:])


def _mark_html(markup: str, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    ends = dict(spans)
    at = 0
    open_span: list[str] = []
    end = -1
    for piece in (match[0] for match in _TOKEN.finditer(markup)):
        if piece[0] == "<" and len(piece) > 1:
            yield from open_span
            open_span, end = [], -1
            if described := _ALT.match(piece):
                words = html.unescape(described[1])
                at += len(words) if text.startswith(words, at) else 0
            yield piece
            continue
        if piece.isspace() and piece not in _NO_BREAK:
            at += text[at : at + 1] == " "
            yield piece
            continue
        characters = html.unescape(piece)
        if not text.startswith(characters, at):  # white space at either end, which folding removes
            yield piece
            continue
        if at in ends and not open_span:
            end = ends[at]
        at += len(characters)
        if end < 0:
            yield piece
            continue
        open_span.append(piece)
        if at >= end:
            yield f"<mark>{''.join(open_span)}</mark>"
            open_span, end = [], -1
    yield from open_span
