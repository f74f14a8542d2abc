"""The stylesheets of the site: none may hide or change what stands in a paragraph.

A rule is a fault if it hides or transforms words, and if its selector finds a paragraph, an
extract, or what one of them stands in or holds. Selectors are tried on a page of all shapes that
there are on the site. What that page cannot tell (states, values, positions, neighbours) counts as
given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from dossier.errors import Fault
from dossier.proof.markup import Chain
from dossier.proof.selectors import Selector, selectors

_FURNITURE = """
<h2 data-furniture id><span class="badge"></span></h2><a class="number" data-furniture href></a>
<div class="notes" data-furniture lang dir><p class="mark"></p><p class="note"><q></q></p>
<p class="close-call" title></p><p class="also" data-theme></p><p class="place"><a href></a></p>
<details class="reason" open><summary></summary><p></p><ul><li><mark></mark></li></ul></details>
</div>
"""
"""What Dossier puts beside paragraphs. A selector may mention it, and rules may hide it."""

_NONE = r"(?!(none|normal|auto|initial|inherit|unset|revert)$).*"
_ZERO = r"[+-]?0*\.?0*(px|r?em|ex|ch|pt|%|vw|vh)?"
_TINY = rf"{_ZERO}|[01]px"
_FAINT = r"0*\.?0*[0-4]?\d?%|0*(\.[0-4]\d*)?"
_CLEAR = r"transparent|.*[,/]\s*0*\.?0*%?\s*\)|#...0|#.{6}0."
_FAR = r"-.*|.*-\d{2,}.*|\d{4,}.*|calc\(.*"

_HIDING = {
    **dict.fromkeys(("display", "visibility", "content-visibility"), r"none|hidden|collapse"),
    **dict.fromkeys(("opacity", "zoom", "scale"), rf"{_FAINT}|{_ZERO}"),
    **dict.fromkeys(("font-size", "line-height", "width", "height"), _TINY),
    **dict.fromkeys(("max-width", "max-height", "max-inline-size", "max-block-size"), _TINY),
    **dict.fromkeys(("inline-size", "block-size"), _TINY),
    "font": rf"(.*\s)?{_ZERO}(/.*)?\s.*",
    **dict.fromkeys(("color", "-webkit-text-fill-color"), _CLEAR),
    **dict.fromkeys(("text-indent", "margin-left", "margin-top", "margin-inline-start"), _FAR),
    **dict.fromkeys(("left", "right", "top", "bottom", "inset"), _FAR),
    **dict.fromkeys(("inset-inline-start", "inset-inline-end", "inset-block-start"), _FAR),
    **dict.fromkeys(("text-transform", "clip", "clip-path", "mask", "mask-image", "filter"), _NONE),
    **dict.fromkeys(("transform", "rotate", "translate", "animation", "animation-name"), _NONE),
    **dict.fromkeys(("-webkit-text-security", "line-clamp", "-webkit-line-clamp"), _NONE),
    **dict.fromkeys(("direction", "unicode-bidi", "writing-mode", "text-orientation"), _NONE),
    **dict.fromkeys(("text-decoration", "text-decoration-line"), r".*line-through.*"),
    **dict.fromkeys(("font-variant", "font-variant-caps"), r".*caps.*"),
    **dict.fromkeys(("list-style", "list-style-type"), r".*(none|[\"']).*"),
}
"""By property: the values by which words are hidden, or read otherwise."""

_PATTERNS = {name: re.compile(rf"(?:{value})", re.IGNORECASE) for name, value in _HIDING.items()}

_GENERATED = ("before", "after", "marker")
_HARMLESS = re.compile(r"(none|normal|initial|unset|attr\(data-code\)|([\"'])(?:[\W_])*?\2|[\s/])*")
"""Content that adds no word: none, signs without letters and digits, the code of a sign."""


def check_styles(styles: Mapping[str, str], shapes: Iterable[Chain]) -> Iterator[Fault]:
    """Yield each rule by which a stylesheet hides or changes what a paragraph shows.

    `styles` are the finished stylesheets by their paths, `shapes` those of all proved texts.
    """
    page = _page(shapes)
    for path, text in styles.items():
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        for line, selector, declaration in _rules(rules, [""]):
            if _is_reached(page, selector):
                said = f"{declaration.name}: {_value(declaration)}"
                sentence = f"{selector.written} {{ {said} }} would hide or change words of a text"
                yield Fault(path, line, sentence)


def _rules(nodes: Iterable[Any], around: Sequence[str]) -> Iterator[tuple[int, Selector, Any]]:
    """Yield line, selector and declaration of all that hides; `around` are outer selectors."""
    for node in nodes:
        if node.type == "at-rule" and node.content is not None:
            if "keyframes" not in node.lower_at_keyword and node.lower_at_keyword != "font-face":
                yield from _block(node.content, around)
        elif node.type == "qualified-rule":
            prelude = tinycss2.serialize(node.prelude).strip()
            yield from _block(node.content, _nested(prelude, around))


def _block(content: Sequence[Any], around: Sequence[str]) -> Iterator[tuple[int, Selector, Any]]:
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for part in parts:
        if part.type == "declaration":
            for written in around:
                for selector in selectors(written):
                    if _hides(part, selector.element):
                        yield part.source_line, selector, part
        else:
            yield from _rules([part], around)


def _nested(prelude: str, around: Sequence[str]) -> list[str]:
    """Return the selectors of a rule in a rule as they would be written outside."""
    if around == [""]:
        return [prelude]
    return [
        prelude.replace("&", outer) if "&" in prelude else f"{outer} {prelude}"
        for whole in around
        for outer in whole.split(",")
    ]


def _hides(declaration: Any, element: str) -> bool:
    """Does a declaration hide words, change them or add to them?"""
    name, value = declaration.lower_name, _value(declaration)
    if name == "content":
        return _HARMLESS.fullmatch(value) is None
    pattern = _PATTERNS.get(name)
    return element not in _GENERATED and pattern is not None and bool(pattern.fullmatch(value))


def _value(declaration: Any) -> str:
    text: str = tinycss2.serialize(declaration.value)
    return text.strip()


def _is_reached(page: LexborHTMLParser, selector: Selector) -> bool:
    try:
        found = page.css(selector.simple)
    except (SelectolaxError, ValueError):
        return True  # what cannot be tried cannot be let pass
    return not all(map(_is_interface, found))


def _is_interface(node: LexborNode) -> bool:
    parent: LexborNode | None = node
    while parent is not None:
        if "data-furniture" in parent.attributes:
            return True
        parent = parent.parent
    return False


def _page(shapes: Iterable[Chain]) -> LexborHTMLParser:
    """Write a page in which every chain stands once."""
    parts: list[str] = []
    before: Chain = ()
    for chain in sorted(shapes):
        shared = 0
        for one, other in zip_longest(chain, before):
            if one != other:
                break
            shared += 1
        parts += (_closing(tag) for tag in reversed(before[shared:]))
        parts += chain[shared:]
        if any("data-paragraph" in tag for tag in chain[-1:]):
            parts.append(_FURNITURE)
        before = chain
    parts += (_closing(tag) for tag in reversed(before))
    return LexborHTMLParser("".join(parts))


def _closing(tag: str) -> str:
    return f"</{tag[1:-1].split()[0]}>"
