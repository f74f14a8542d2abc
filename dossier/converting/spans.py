"""Words of a page: its inline elements become spans."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from dossier.converting.record import Span, Spans, plain
from dossier.text.sentences import SPACE

WORDLESS = frozenset((
    "script", "style", "template", "head", "title", "svg", "math", "iframe", "object", "embed",
    "audio", "video", "canvas", "noscript", "datalist",
))  # fmt: skip
"""Elements whose text no reader of a page sees as words."""

_RAISED = str.maketrans("0123456789+-\u2212n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_FIGURES = re.compile(r"[\d+\u2212-]+|n")


@dataclass(slots=True)
class Context:
    """What is known of the page as a whole."""

    calls: dict[int, int]
    """Numbers of footnotes by the `mem_id` of the links that call them."""

    skipped: set[int]
    """The `mem_id` of elements that stand elsewhere: notes, and the marks that lead back."""

    base: str
    pictures: list[str] = field(default_factory=list)


def inline(node: LexborNode, like: Span, context: Context) -> Iterator[Span]:
    """Yield the words of an inline element, each span like `like` and as its tags say."""
    tag = str(node.tag)
    if node.mem_id in context.skipped or tag in WORDLESS:
        return
    if tag == "-text":
        if text := SPACE.sub(" ", (node.text(deep=False) or "").replace("\0", "\ufffd")):
            yield replace(like, text=text)
    elif tag == "br":
        yield Span("\n")
    elif tag == "img":
        if alt := (node.attributes.get("alt") or "").strip():
            context.pictures.append(alt)
    elif node.mem_id in context.calls:
        yield Span("", note=context.calls[node.mem_id])
    else:
        yield from _styled(node, tag, like, context)


def _styled(node: LexborNode, tag: str, like: Span, context: Context) -> Iterator[Span]:
    if tag in ("b", "strong"):
        like = replace(like, bold=True)
    elif tag in ("i", "em"):
        like = replace(like, italic=True)
    elif tag == "a":
        like = replace(like, href=_web_address(node.attributes.get("href") or "", context.base))
    inner = [
        span for child in node.iter(include_text=True) for span in inline(child, like, context)
    ]
    figures = plain(tuple(inner)).strip() if tag in ("sup", "sub") else ""
    if _FIGURES.fullmatch(figures) and not any(span.note for span in inner):
        inner = [replace(like, text=figures.translate(_RAISED if tag == "sup" else _LOWERED))]
    elif tag == "q":
        inner = [replace(like, text="“"), *inner, replace(like, text="”")]
    yield from inner


def _web_address(href: str, base: str) -> str:
    try:
        address = urljoin(base, href.strip())
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in ("http", "https", "mailto") and not href.startswith("#") else ""


def trimmed(spans: Iterable[Span]) -> Spans:
    """Return spans without line breaks and white space at their ends."""
    kept = list(spans)
    for end in (0, -1):
        while kept and not kept[end].note and not kept[end].text.strip():
            kept.pop(end)
    return tuple(kept)
