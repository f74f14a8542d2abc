"""Marking words in a paragraph's HTML without touching a letter of its text."""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.common.utils import escapeHtml

_PIECE = re.compile(r"<[^>]*>|&[^;\s]+;|[^\S\u00a0\u2007\u202f]+|.")
"""A tag, a character reference, white space that may be folded, or one character."""


_NO_BREAK = "\u00a0\u2007\u202f"


def mark(markup: str, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `markup` with each span of `text` in a mark element.

    `text` is the text content of `markup`, white space folded; spans are ascending, apart, and
    free of white space. A span that a tag divides is left unmarked.
    """
    if not spans:
        return markup
    escaped = escapeHtml(text)
    if markup == escaped:
        return "".join(_plain(text, spans, str if escaped == text else escapeHtml))
    return "".join(_inline(markup, text, spans))


def _plain(
    text: str, spans: Sequence[tuple[int, int]], escape: Callable[[str], str]
) -> Iterator[str]:
    at = 0
    for start, end in spans:
        yield f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>"
        at = end
    yield escape(text[at:])


def _inline(markup: str, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    ends = dict(spans)
    at = 0
    held: list[str] = []
    until = -1
    for piece in _PIECE.findall(markup):
        if piece[0] == "<" and len(piece) > 1:
            yield from held
            held, until = [], -1
            yield piece
            continue
        if piece.isspace() and piece not in _NO_BREAK:
            at += text[at : at + 1] == " "
            yield piece
            continue
        letters = html.unescape(piece)
        if not text.startswith(letters, at):  # a space at either end, which folding trims
            yield piece
            continue
        if at in ends and not held:
            until = ends[at]
        at += len(letters)
        if until < 0:
            yield piece
            continue
        held.append(piece)
        if at >= until:
            yield f"<mark>{''.join(held)}</mark>"
            held, until = [], -1
    yield from held
