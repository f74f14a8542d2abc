"""Selectors of a stylesheet, reduced to what a page can answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2

from dossier.proof.markup import COMPONENT

_ASKED = frozenset(("is", "where", "has", "matches"))
"""Pseudo-classes that ask for other elements, which the page can answer."""

_STATIC = frozenset(
    f"data-{name}" for name in ("extract", "furniture", "item", "paragraph", "section", "theme")
) | {"class", "dir", "hidden", "href", "id", "lang", "tabindex", "title", "value"}
"""Attributes that no script gives or takes."""

_SIBLINGS = frozenset("+~")


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector."""

    written: str
    simple: str
    """It without states, values, positions and neighbours: finds at least as much."""

    element: str
    """The pseudo-element, such as before; "" for the element itself."""


def selectors(prelude: str) -> Iterator[Selector]:
    """Yield each selector of a rule."""
    tokens = tinycss2.parse_component_value_list(prelude, skip_comments=True)
    for part in split_selectors(tokens):
        simple, element = _simple(part)
        yield Selector(tinycss2.serialize(part).strip(), simple, element)


def split_selectors(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the tokens of each selector of a list."""
    part: list[Any] = []
    for node in tokens:
        if node == ",":
            yield part
            part = []
        else:
            part.append(node)
    yield part


def _simple(tokens: Sequence[Any]) -> tuple[str, str]:
    """Return a selector reduced, and its pseudo-element."""
    steps = [("", "")]  # each a combinator, and what an element must be
    element = ""
    colons = 0
    for node in tokens:
        combinator, compound = steps[-1]
        if node == ":":
            colons += 1
            continue
        if colons:
            name = str(getattr(node, "lower_value", "") or getattr(node, "lower_name", ""))
            if colons == 2 or name in ("before", "after", "first-line", "first-letter"):
                element = name
            elif name == "root":
                compound += "html"
            elif name in _ASKED:
                inner = ", ".join(_simple(part)[0] for part in split_selectors(node.arguments))
                # Lexbor looks no further than the next element around one that is only `:is()`.
                compound = f"{compound or '*'}:{'has' if name == 'has' else 'is'}({inner})"
            colons = 0
            steps[-1] = (combinator, compound or "*")
        elif node.type == "whitespace":
            if compound:
                steps.append((" ", ""))
        elif node.type == "literal" and node.value in ">+~":
            if compound or len(steps) == 1:
                steps.append((node.value, ""))
            else:
                steps[-1] = (node.value, "")
        else:
            steps[-1] = (combinator, compound + _answerable(node) or "*")
    return _joined([step for step in steps if step[1]]), element


def _answerable(token: Any) -> str:
    """Return one part of a compound selector without what only a real page could answer."""
    if token.type == "hash":
        is_number = token.value[:1] == "p" and token.value[1:].isdecimal()
        return "[data-paragraph]" if is_number else f"#{token.value}"
    if token.type == "[] block":
        names = [part.lower_value for part in token.content if part.type == "ident"]
        if names and names[0] == COMPONENT:
            return str(tinycss2.serialize([token]))
        return f"[{names[0]}]" if names and names[0] in _STATIC else ""
    text: str = tinycss2.serialize([token])
    return text


def _joined(steps: Sequence[tuple[str, str]]) -> str:
    """Write steps as one selector; what must stand beside an element is left out."""
    kept: list[tuple[str, str]] = []
    for combinator, compound in steps:
        beside = combinator in _SIBLINGS and kept
        kept.append((kept.pop()[0] if beside else combinator, compound))
    return "".join(f"{c}{compound}" for c, compound in kept).strip() or "*"
