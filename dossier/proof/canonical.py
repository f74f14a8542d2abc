"""One form for markup that shows the same: for what a page holds, and for what it must hold."""

import html
import re
from collections.abc import Mapping
from functools import lru_cache

from dossier.text import invisible
from dossier.text.sentences import fold

MARK = "<mark>"

TAG = re.compile(r"(<[^>]*>)")
"""A tag or comment, as serializers write it: in attributes `>` is escaped."""

_NAME = re.compile(r"</?\s*([^\s>/]+)")
_ATTRIBUTE = re.compile(r"\s([^\s=>/\"]+)(?:=\"([^\"]*)\")?")

_SPACED = frozenset(["br", "table", "thead", "tbody", "tr", "th", "td"])
"""Elements around which white space shows nothing."""

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


def unmarked(markup: str) -> str:
    """Return markup without the highlights of words."""
    return markup.replace(MARK, "").replace("</mark>", "")


def shown(text: str) -> str:
    """Return words of a source in the form of `canonical`."""
    escaped = html.escape(text, quote=False)
    return fold(escaped) if text.isprintable() else canonical(invisible.show_codes(escaped))


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
