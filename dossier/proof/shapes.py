"""What paragraphs and extracts stand in, and what stands in them: what a stylesheet may select."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborNode

Chain: TypeAlias = tuple[str, ...]
"""Opening tags from the root of a page to an element, attributes without their values."""

_TAG = re.compile(r"<(/?)([^\s>/]+)([^>]*)>")
_VALUE = re.compile(r"(?<!\bclass)=\"[^\"]*\"")
_VOID = frozenset(("br",))


@dataclass(slots=True)
class Shapes:
    """The chains of one page."""

    chains: set[Chain] = field(default_factory=set)
    root: Chain = ()

    def begin(self, nodes: Iterable[LexborNode]) -> None:
        """Take the elements from the root of the page to its article."""
        self.root = tuple(map(_opening, nodes))

    def add(self, node: LexborNode, article: LexborNode, tags: Sequence[str] = ()) -> None:
        """Take an element in the article, and the tags that stand in it."""
        own: list[str] = []
        parent: LexborNode | None = node
        while parent is not None and parent.mem_id != article.mem_id:
            own.insert(0, _opening(parent))
            parent = parent.parent
        chain = (*self.root, *own)
        self.chains.add(chain)
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

    def add_all(self, nodes: Iterable[LexborNode], article: LexborNode) -> None:
        """Take several elements in the article."""
        for node in nodes:
            self.add(node, article)


def _opening(node: LexborNode) -> str:
    parts = [node.tag or ""]
    for name, value in node.attributes.items():
        keeps = name == "class" or (name == "id" and "data-paragraph" not in node.attributes)
        parts.append(f'{name}="{value or ""}"' if keeps else name)
    return f"<{' '.join(parts)}>"
