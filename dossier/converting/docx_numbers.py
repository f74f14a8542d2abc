"""The numbers that Word gives to the items of its lists.

Mammoth begins every list with 1, also one that goes on after a paragraph in between. So the number
of each item is worked out here and handed through mammoth as a bookmark, which becomes an element
with an id; `restore` then sets where each list begins.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from selectolax.lexbor import LexborHTMLParser

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PREFIX = "dossier-number-"


def mark(document: Element, numbering: Element | None, styles: Element | None) -> bool:
    """Put a bookmark with its number into each item of a numbered list; were there any?"""
    if numbering is None:
        return False
    lists = _Lists(numbering)
    by_style = _numbered_styles(styles)
    found = False
    for paragraph in document.iter(f"{_W}p"):
        number = lists.count(*_place(paragraph, by_style))
        if number is not None:
            found = True
            bookmark = SubElement(paragraph, f"{_W}bookmarkStart")
            bookmark.set(f"{_W}name", f"{_PREFIX}{number}")
            paragraph.remove(bookmark)
            paragraph.insert(_behind_properties(paragraph), bookmark)
    return found


def restore(tree: LexborHTMLParser) -> None:
    """Let each list of a page begin with the number of its first item, and remove the marks."""
    for listing in tree.css("ol"):
        item = next((child for child in listing.iter() if child.tag == "li"), None)
        anchor = item.css_first(f'[id*="{_PREFIX}"]') if item else None
        if anchor is not None:
            listing.attrs["start"] = (anchor.attributes["id"] or "").rpartition("-")[2]
    for anchor in tree.css(f'[id*="{_PREFIX}"]'):
        anchor.decompose()


def _behind_properties(paragraph: Element) -> int:
    return 1 if len(paragraph) and paragraph[0].tag == f"{_W}pPr" else 0


def _value(element: Element | None, path: str) -> str:
    found = None if element is None else element.find(path)
    return "" if found is None else found.get(f"{_W}val", "")


def _numbered_styles(styles: Element | None) -> dict[str, tuple[str, str]]:
    """Return the list and the level of each style that has them."""
    found = {}
    for style in () if styles is None else styles.iter(f"{_W}style"):
        number = _value(style, f"{_W}pPr/{_W}numPr/{_W}numId")
        level = _value(style, f"{_W}pPr/{_W}numPr/{_W}ilvl") or "0"
        if number:
            found[style.get(f"{_W}styleId", "")] = (number, level)
    return found


def _place(paragraph: Element, styles: dict[str, tuple[str, str]]) -> tuple[str, int]:
    """Return the list that a paragraph is in, "" for none, and its level there."""
    own = styles.get(_value(paragraph, f"{_W}pPr/{_W}pStyle"), ("", "0"))
    number = _value(paragraph, f"{_W}pPr/{_W}numPr/{_W}numId") or own[0]
    level = _value(paragraph, f"{_W}pPr/{_W}numPr/{_W}ilvl") or own[1]
    return number, int(level) if level.isdigit() else 0


class _Lists:
    """Counts the items of each list; lists of one definition count on."""

    def __init__(self, numbering: Element) -> None:
        self._starts: dict[tuple[str, int], int] = {}
        self._numbered: set[tuple[str, int]] = set()
        self._definitions: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for definition in numbering.iter(f"{_W}abstractNum"):
            self._define(definition)
        for number in numbering.iter(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._definitions[name] = _value(number, f"{_W}abstractNumId")
            for level, start in _overrides(number):
                self._restarts[name, level] = start

    def _define(self, definition: Element) -> None:
        name = definition.get(f"{_W}abstractNumId", "")
        for level in definition.iter(f"{_W}lvl"):
            place = (name, int(level.get(f"{_W}ilvl", "0")))
            start = _value(level, f"{_W}start")
            self._starts[place] = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
            if _value(level, f"{_W}numFmt") not in ("bullet", "none"):
                self._numbered.add(place)

    def count(self, number: str, level: int) -> int | None:
        """Return the number of the next item of a list; None if its items have no numbers."""
        place = (self._definitions.get(number, ""), level)
        if place not in self._numbered:
            return None
        restart = self._restarts.pop((number, level), None)
        if restart is not None:
            self._counts[place] = restart
        elif place in self._counts:
            self._counts[place] += 1
        else:
            self._counts[place] = self._starts[place]
        for other in [key for key in self._counts if key[0] == place[0] and key[1] > level]:
            del self._counts[other]
        return self._counts[place]


def _overrides(number: Element) -> Iterator[tuple[int, int]]:
    for override in number.iter(f"{_W}lvlOverride"):
        start = _value(override, f"{_W}startOverride")
        if re.fullmatch(r"\d{1,6}", start):
            yield int(override.get(f"{_W}ilvl", "0")), int(start)
