"""Markup in one form for what shows the same, and the shapes that a stylesheet may select."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from dossier.text import invisible
from dossier.text.sentences import fold

HIDING = frozenset(("hidden", "inert", "aria-hidden", "style", "popover"))
"""Attributes with which an element is not shown, or not to everybody, or otherwise."""

COMPONENT = "data-md-component"
"""Attribute by which Material for MkDocs names its parts, for good; its users hide some by it."""

MARK = "<mark>"

TAG = re.compile(r"(<[^>]*>)")
"""A tag or comment, as serializers write it: in attributes `>` is escaped."""

_NAME = re.compile(r"</?\s*([^\s>/]+)")
_ATTRIBUTE = re.compile(r"\s([^\s=>/\"]+)(?:=\"([^\"]*)\")?")

_SPACED = frozenset(["br", "table", "thead", "tbody", "tr", "th", "td"])
"""Elements around which white space shows nothing."""

_CODE = re.compile(r"<code\b[^>]*>(.*?)</code>", re.DOTALL)

_UNSEEN = {"a": frozenset(("rel", "target"))}
"""Attributes that change nothing of what is read."""


def canonical(markup: str) -> str:
    """Return the markup of a paragraph in one form, white space folded and highlights left out."""
    if "<" not in markup:
        return fold(_escaped(markup) if "&" in markup else markup)
    if "<" not in (plain := unmarked(markup)):
        return canonical(plain)
    parts = TAG.split(plain)
    parts[::2] = map(_escaped, parts[::2])
    parts[1::2] = map(_tag, parts[1::2])
    return fold("".join(parts))


def with_code(markup: str) -> str:
    """Return the same, and behind it the code in it: every line and space of that is shown."""
    code = [_escaped(TAG.sub("", one)).rstrip() for one in _CODE.findall(markup)]
    return "\n".join((canonical(markup), *code))


def difference(wanted: str, found: str) -> str:
    """Say what became of markup or words, around the first character that differs."""
    pairs = enumerate(zip(wanted, found, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(found)))
    start = max(0, at - 20)
    return f"{wanted[start : at + 20]!r} became {found[start : at + 20]!r}"


def unmarked(markup: str) -> str:
    """Return markup without the highlights of words."""
    return markup.replace(MARK, "").replace("</mark>", "")


def shown(text: str) -> str:
    """Return words of a source in the form of `canonical`."""
    escaped = html.escape(text, quote=False)
    markup = invisible.show_codes(escaped)
    return fold(escaped) if markup == escaped else canonical(markup)


def _escaped(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)


@lru_cache(maxsize=4096)
def attributes(tag: str) -> Mapping[str, str]:
    """Return the attributes of a tag."""
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


@lru_cache(maxsize=4096)
def _tag(tag: str) -> str:
    match = _NAME.match(tag)
    if match is None or tag.startswith("<!"):
        return tag
    name = match[1]
    unseen = _UNSEEN.get(name, frozenset())
    said = "".join(
        f' {key}="{html.escape(value)}"'
        for key, value in sorted(attributes(tag).items())
        if key not in unseen
    )
    written = f"</{name}>" if tag.startswith("</") else f"<{name}{said}>"
    return f" {written} " if name in _SPACED else written


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements around a node, from the inside out."""
    parent = node.parent
    while parent is not None and parent.tag != "-document":
        yield parent
        parent = parent.parent


# --- shapes ---------------------------------------------------------------------------

Chain: TypeAlias = tuple[str, ...]
"""Opening tags from the root of a page to an element, attributes without their values."""

_TAG = re.compile(r"<(/?)([^\s>/]+)([^>]*)>")
_VALUE = re.compile(r"(?<!\bclass)=\"[^\"]*\"")
_VOID = frozenset(("br",))


_MARKED = frozenset(("<mark>", "</mark>"))


@dataclass(slots=True)
class Shapes:
    """The chains of one page."""

    chains: set[Chain] = field(default_factory=set)

    def add(self, chain: Chain, markup: str) -> None:
        """Take an element by its chain, and all elements that stand in it."""
        self.chains.add(chain)
        if "<" not in markup:
            return
        tags = TAG.findall(markup)
        if _MARKED.issuperset(tags):
            self.chains.add((*chain, "<mark>"))
            return
        opened = list(chain)
        for tag in tags:
            match = _TAG.fullmatch(tag)
            if match is None:
                continue
            if match[1]:
                opened.pop()
                continue
            opened.append(_VALUE.sub("", tag))
            self.chains.add(tuple(opened))
            if match[2] in _VOID:
                opened.pop()


def shape(tag: str | None, attributes: Mapping[str, str | None]) -> str:
    """Return an element's opening tag with its classes and names, other attributes by name."""
    name = attributes.get("id")
    kept = name if name and "data-paragraph" not in attributes else ""
    part = attributes.get(COMPONENT) or ""
    return _written(tag or "", attributes.get("class") or "", kept, part, tuple(attributes))


@lru_cache(maxsize=1024)
def _written(tag: str, classes: str, name: str, part: str, names: tuple[str, ...]) -> str:
    values = {"class": classes, "id": name, COMPONENT: part}
    parts = (f'{key}="{values[key]}"' if values.get(key) else key for key in names)
    return f"<{' '.join((tag, *parts))}>"
