"""The numbers that Word gives to the items of its lists.

Mammoth begins every list with 1, also one that goes on after a paragraph in between. So the number
of each item is worked out here and handed through mammoth as a bookmark, which becomes an element
with an id; `restore` then sets where each list begins.
"""

import re
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PREFIX = "dossier-number-"


def mark(document: Element, numbering: Element | None, styles: Element | None) -> None:
    """Put a bookmark with its number into each item of a numbered list."""
    if numbering is None:
        return
    lists = _Lists(numbering)
    by_style = {
        style.get(f"{_W}styleId", ""): _numbered(style, ("", "0"))
        for style in (() if styles is None else styles.iter(f"{_W}style"))
    }
    for paragraph in document.iter(f"{_W}p"):
        own = by_style.get(_value(paragraph, f"{_W}pPr/{_W}pStyle"), ("", "0"))
        number, level = _numbered(paragraph, own)
        if (count := lists.count(number, _whole(level, 0))) is not None:
            bookmark = Element(f"{_W}bookmarkStart", {f"{_W}name": f"{_PREFIX}{count}"})
            paragraph.insert(int(paragraph.find(f"{_W}pPr") is not None), bookmark)


def restore(tree: LexborHTMLParser) -> None:
    """Let each list of a page begin with the number of its first item, and remove the marks."""
    for listing in tree.css("ol"):
        item = next((child for child in listing.iter() if child.tag == "li"), None)
        anchor = item.css_first(f'[id*="{_PREFIX}"]') if item else None
        if anchor is not None:
            listing.attrs["start"] = (anchor.attributes["id"] or "").rpartition("-")[2]
    for anchor in tree.css(f'[id*="{_PREFIX}"]'):
        anchor.decompose()


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{_W}val", "")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _numbered(element: Element, otherwise: tuple[str, str]) -> tuple[str, str]:
    """Return the list that a paragraph or style is in, "" for none, and its level there."""
    place = f"{_W}pPr/{_W}numPr"
    number = _value(element, f"{place}/{_W}numId") or otherwise[0]
    return number, _value(element, f"{place}/{_W}ilvl") or otherwise[1]


class _Lists:
    """Counts the items of each list; lists of one definition count on."""

    def __init__(self, numbering: Element) -> None:
        self._starts: dict[tuple[str, int], int] = {}
        """The first number of each definition's levels that have numbers."""

        self._definitions: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for definition in numbering.iter(f"{_W}abstractNum"):
            for level in definition.iter(f"{_W}lvl"):
                if _value(level, f"{_W}numFmt") not in ("bullet", "none"):
                    place = (definition.get(f"{_W}abstractNumId", ""), _level(level))
                    self._starts[place] = _whole(_value(level, f"{_W}start"), 1)
        for number in numbering.iter(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._definitions[name] = _value(number, f"{_W}abstractNumId")
            for override in number.iter(f"{_W}lvlOverride"):
                if start := _value(override, f"{_W}startOverride"):
                    self._restarts[name, _level(override)] = _whole(start, 1)

    def count(self, number: str, level: int) -> int | None:
        """Return the number of the next item of a list; None if its items have no numbers."""
        place = (self._definitions.get(number, ""), level)
        if place not in self._starts:
            return None
        following = self._counts.get(place, self._starts[place] - 1) + 1
        self._counts[place] = self._restarts.pop((number, level), following)
        for other in [key for key in self._counts if key[0] == place[0] and key[1] > level]:
            del self._counts[other]
        return self._counts[place]


def _level(element: Element) -> int:
    return _whole(element.get(f"{_W}ilvl", "0"), 0)
