"""Tags of HTML in Markdown: which are meant as such, what they mean, and their attributes."""

import re
from collections.abc import Iterator

from markdown_it.common.html_blocks import block_names
from markdown_it.common.html_re import close_tag, open_tag

BLOCKS = frozenset((*block_names, "br", "pre", "script", "style"))
"""Elements before and behind which a line ends."""

_INLINE = (
    "a abbr acronym area audio b base bdi bdo big button canvas cite code data datalist del dfn em "
    "embed font i img input ins kbd label map mark math meta meter nobr noscript object output "
    "picture progress q ruby rb rp rt s samp script select slot small source span strike strong "
    "style sub sup svg textarea time tt u var video wbr path circle rect g"
)
ELEMENTS = BLOCKS | frozenset(_INLINE.split())
"""All elements that a writer of Markdown may mean as such."""

MEANINGFUL = {
    "sup": "sup",
    "sub": "sub",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "s": "s",
    "del": "s",
    "strike": "s",
}
"""Elements whose meaning is shown, by what they are shown as."""

_FLAGS = {
    "": {"hidden", "autofocus", "inert", "itemscope"},
    "a": {"download"},
    "audio": {"autoplay", "controls", "loop", "muted"},
    "button": {"disabled"},
    "details": {"open"},
    "dialog": {"open"},
    "form": {"novalidate"},
    "hr": {"noshade"},
    "iframe": {"allowfullscreen"},
    "img": {"ismap"},
    "input": {"checked", "disabled", "multiple", "readonly", "required"},
    "ol": {"compact", "reversed"},
    "option": {"disabled", "selected"},
    "script": {"async", "defer", "nomodule"},
    "select": {"disabled", "multiple", "required"},
    "td": {"nowrap"},
    "textarea": {"disabled", "readonly", "required"},
    "th": {"nowrap"},
    "track": {"default"},
    "ul": {"compact"},
    "video": {"autoplay", "controls", "loop", "muted", "playsinline"},
}
"""The attributes that need no value, by the element that has them; those of all elements first."""

_TAG = re.compile(f"{open_tag}|{close_tag}")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(
    r"""\s([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?"""
)


def tag_at(text: str, at: int) -> re.Match[str] | None:
    """Return the tag that begins at a place, if it is one of HTML."""
    match = _TAG.match(text, at)
    return match if match and _is_element(match[0]) else None


def _is_element(tag: str) -> bool:
    """Is a tag one of HTML? `a<b and b>c` has none: attributes without a value are few."""
    name = name_of(tag)
    flags = {one.lower() for one, value in attributes_of(tag) if value is None}
    return name in ELEMENTS and flags <= _FLAGS.get(name, set()) | _FLAGS[""]


def attributes_of(tag: str) -> Iterator[tuple[str, str | None]]:
    """Yield the names and values of the attributes of a tag."""
    for match in _ATTRIBUTE.finditer(tag):
        yield match[1], next((value for value in match.groups()[1:] if value is not None), None)


def name_of(tag: str) -> str:
    """Return the name of the element that a tag begins or ends."""
    match = _NAME.match(tag)
    return match[1].lower() if match else ""
