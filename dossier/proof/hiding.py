"""What a stylesheet may not declare of a text: by which values words, numbers or order change."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from dossier.proof.markup import ancestors

Place: TypeAlias = Callable[[LexborNode], bool]
"""Is an element where a declaration hides or changes something?"""

_NONE = r"(?!(none|normal|auto|initial|inherit|unset|revert)$).*"
_ZERO = r"[+-]?0*\.?0*(px|r?em|ex|ch|pt|%|vw|vh)?"
_TINY = rf"{_ZERO}|[01]px"
_FAINT = r"0*\.?0*[0-4]?\d?%|0*(\.[0-4]\d*)?"
_CLEAR = r"transparent|.*[,/]\s*0*\.?0*%?\s*\)|#...0|#.{6}0."
_FAR = r"-.*|.*-\d{2,}.*|\d{4,}.*|calc\(.*"
_AWAY = r"(.*\s)?(-.*|\d{4,}.*|\d{3,}%|calc\(.*)"
_PICTURE = r".*(url|image|image-set|element|cross-fade)\(.*"

_ANYWHERE = {
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
    **dict.fromkeys(("font-variant", "font-variant-caps"), r".*caps.*"),
    **dict.fromkeys(("list-style", "list-style-type"), r".*(none|[\"']).*"),
    "all": r"(?!revert(-layer)?$).*",
}
"""By property: the values by which words are hidden, or read otherwise, wherever they stand."""

_TEXT = {
    **dict.fromkeys(("flex-direction", "flex-flow", "flex-wrap"), r".*-reverse.*"),
    "order": r"(?![+-]?0+$|initial$|unset$|revert$).*",
    **dict.fromkeys(("grid-row", "grid-row-start", "grid-row-end", "grid-area"), _NONE),
    "position": r"absolute|fixed",
    **dict.fromkeys(("background", "background-image", "list-style", "list-style-image"), _PICTURE),
    **dict.fromkeys(("border-image", "border-image-source"), _PICTURE),
}
"""The same where paragraphs stand: they are moved, or a picture shows other words."""

_BULLET = r"disc|circle|square|disclosure-\w+|inside|outside|initial|inherit|unset|revert(-layer)?"
_ITEM = {
    "display": r"(?!.*list-item|revert).*",
    "float": r"right|inline-(start|end)",
    **dict.fromkeys(("list-style", "list-style-type"), rf"(?!(({_BULLET}|decimal)(\s+|$))+$).*"),
}
_NUMBERED = {
    "list-style-type": r"(?!(decimal|revert(-layer)?)$).*",
    "list-style": r"(?!(((in|out)side\s+)?decimal(\s+(in|out)side)?|revert(-layer)?)$).*",
    "list-style-image": _PICTURE,
    **dict.fromkeys(("counter-reset", "counter-set", "counter-increment"), r".*\blist-item\b.*"),
}
_BULLETED = {
    **dict.fromkeys(("list-style", "list-style-type"), rf"(?!(({_BULLET})(\s+|$))+$).*"),
}

_STRUCK = {
    "text-decoration": r"(?!.*line-through).*"
    rf"|.*\btransparent\b.*|.*\s({_CLEAR})(\s.*)?|.*\s0(px|em|%)?",
    "text-decoration-line": r"(?!.*line-through).*",
    "text-decoration-color": _CLEAR,
    "text-decoration-thickness": _ZERO,
}
_NOT_STRUCK = {
    **dict.fromkeys(("text-decoration", "text-decoration-line"), r".*line-through.*"),
}
_WITHIN_STRUCK = {"display": r"inline-.*|.*flow-root.*"}
"""No line of the element around goes through these."""

_PHRASE = {"float": r"left|right|inline-(start|end)"}
_IMAGE = {
    "object-position": _AWAY,
    "object-fit": r"none|cover",
    "object-view-box": _NONE,
}
_CODE = {
    "white-space": r"(?!pre$|pre-wrap$|break-spaces$|revert(-layer)?$).*",
    "white-space-collapse": r"(?!preserve$|break-spaces$|revert(-layer)?$).*",
}


def _is_text(node: LexborNode) -> bool:
    """Is it the article or in it? The order of a summary is not that of a text."""
    around = (node, *ancestors(node))
    classes = {name for one in around for name in (one.attributes.get("class") or "").split()}
    return "briefing" in classes and "summary" not in classes


def _is_item(node: LexborNode) -> bool:
    return node.tag == "li" and not {"value", "data-item"}.isdisjoint(node.attributes)


def _is_numbered(node: LexborNode) -> bool:
    return _is_text(node) and (node.tag == "ol" or (_is_item(node) and "value" in node.attributes))


def _is_bulleted(node: LexborNode) -> bool:
    return _is_text(node) and (
        node.tag == "ul" or (_is_item(node) and "data-item" in node.attributes)
    )


def _is_struck(node: LexborNode) -> bool:
    return node.tag == "s"


def _is_in(node: LexborNode, name: str) -> bool:
    """Does an element of this name or with this attribute stand around a node?"""
    return any(one.tag == name or name in one.attributes for one in ancestors(node))


_PLACES: tuple[tuple[Place, Mapping[str, str]], ...] = (
    (lambda node: True, _ANYWHERE),
    (_is_text, _TEXT),
    (_is_item, _ITEM),
    (_is_numbered, _NUMBERED),
    (_is_bulleted, _BULLETED),
    (_is_struck, _STRUCK),
    (lambda node: not _is_struck(node), _NOT_STRUCK),
    (lambda node: _is_in(node, "s"), _WITHIN_STRUCK),
    (lambda node: node.tag != "img" and _is_in(node, "data-paragraph"), _PHRASE),
    (lambda node: node.tag == "img", _IMAGE),
    (lambda node: node.tag == "pre" or _is_in(node, "pre"), _CODE),
)
"""Where properties with such values hide or change something."""

_GENERATED = ("before", "after")
_HARMLESS = re.compile(
    r"(?:none|normal|initial|unset|attr\(data-code\)|[\s/]"
    r"|\"(?:_|[^\w\"\\]|\\[\W_])*+\"|'(?:_|[^\w'\\]|\\[\W_])*+')*+"
)
"""Content that adds no word: none, signs without letters and digits, the code of a sign."""


def places(name: str, value: str, element: str) -> tuple[Place, ...]:
    """Return where a property with this value hides words, changes them or adds to them.

    `element` is the pseudo-element that it is declared of; "" for the element itself.
    """
    return tuple(_places(name, value, element))


def _places(name: str, value: str, element: str) -> Iterator[Place]:
    if name == "content":
        if not _HARMLESS.fullmatch(value):
            yield lambda node: True
        elif element == "marker" and value not in ("normal", "initial", "unset"):
            yield _is_numbered
    elif element not in _GENERATED:
        yield from (place for place, values in _PLACES if _matches(values.get(name), value))


@lru_cache(maxsize=4096)
def _matches(pattern: str | None, value: str) -> bool:
    return pattern is not None and bool(re.fullmatch(pattern, value, re.IGNORECASE))
