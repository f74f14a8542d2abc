"""What paragraphs and extracts stand in, and what stands in them: what a stylesheet may select."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from dossier.proof.canonical import TAG

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
    """Return an element's opening tag with its classes and its id, other attributes by name."""
    name = attributes.get("id")
    kept = name if name and "data-paragraph" not in attributes else ""
    return _written(tag or "", attributes.get("class") or "", kept, tuple(attributes))


@lru_cache(maxsize=1024)
def _written(tag: str, classes: str, name: str, names: tuple[str, ...]) -> str:
    values = {"class": classes, "id": name}
    parts = (f'{key}="{values[key]}"' if values.get(key) else key for key in names)
    return f"<{' '.join((tag, *parts))}>"
