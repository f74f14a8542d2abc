"""OpenDocument text (.odt): the elements of its XML are turned into HTML.

It is read with the standard library: odfpy finds no words in files that are indented. Tracked
deletions stand apart in such a file; hidden words are known by their style.
"""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

from dossier.converting import blocks, facts
from dossier.converting.files import broken, open_archive, refuse, xml_part
from dossier.converting.furniture import COMMENTS, DELETED, HIDDEN, MARGINS, PICTURES
from dossier.converting.record import Converted, LeftOut

_QUOTES = ("quot", "blockquote", "block text", "zitat", "citation")
_SKIPPED = {
    "text:tracked-changes": DELETED,
    "office:annotation": COMMENTS,
    "text:sequence-decls": "",
    "office:forms": "",
    "svg:desc": PICTURES,
    "svg:title": PICTURES,
}
"""Elements that are left out, and as what."""

_ELEMENTS = {
    "text:list-item": "li",
    "text:list-header": "li",
    "table:table": "table",
    "table:table-row": "tr",
}
_SPACES = {"text:s": " ", "text:tab": " ", "text:line-break": "<br>"}
_STYLED = ("text:p", "text:h", "text:span")


def convert(path: Path, data: bytes) -> Converted:
    """Return what stands in an .odt; raises InputError if it cannot be read."""
    with open_archive(path, data) as archive:
        manifest = xml_part(archive, "META-INF/manifest.xml")
        if manifest is not None and any(_named(manifest, "manifest:encryption-data")):
            raise refuse(path, "is protected by a password; open it, and save it without one")
        content, styles = xml_part(archive, "content.xml"), xml_part(archive, "styles.xml")
        properties = facts.of_office(xml_part(archive, "meta.xml"))
    body = None if content is None else next(_named(content, "office:text"), None)
    if content is None or body is None:
        raise broken(path)
    writer = _Writer([content] if styles is None else [styles, content])
    html = "".join(writer.children(body))
    page = blocks.read(blocks.parse(f"<body>{html}{''.join(writer.notes)}</body>", path))
    return Converted(
        blocks=page.blocks,
        notes=page.notes,
        facts=properties,
        left_out=(*writer.left_out, *_margins(styles), *page.left_out),
        original=_text(body),
        replaced=f"{page.marks} {' '.join(writer.replaced)}",
    )


def _margins(styles: Element | None) -> Iterator[LeftOut]:
    for master in () if styles is None else _named(styles, "style:master-page"):
        words = " ".join(_text(master).split())
        if words:
            yield LeftOut(MARGINS, words)


# --- XML ------------------------------------------------------------------------------

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
}


def _tag(node: Element) -> str:
    """Return the name of an element as it is written in the standard: text:p."""
    address, _, name = str(node.tag).removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(address, '')}:{name}"


def _attribute(node: Element, name: str) -> str:
    """Return an attribute by its name without prefix, or ""."""
    return next((v for key, v in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _named(root: Element, tag: str) -> Iterator[Element]:
    return (node for node in root.iter() if _tag(node) == tag)


def _text(node: Element) -> str:
    """Return every word in an element, paragraphs apart."""
    parts = [node.text or ""]
    for child in node:
        inner = _text(child)
        parts += [f" {inner} " if _tag(child) in _APART else inner, child.tail or ""]
    return "".join(parts)


_APART = (
    "text:p", "text:h", "text:s", "text:tab", "text:line-break", "text:note", "dc:creator",
    "dc:date", "text:note-citation", "office:annotation", "svg:title", "svg:desc",
)  # fmt: skip
"""Elements whose words do not belong to the word before."""


class _Writer:
    """Turns the elements of a document into HTML, and collects what is left out."""

    def __init__(self, roots: list[Element]) -> None:
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self.replaced: list[str] = []
        self._last: dict[str, int] = {}  # the last number of each style of list
        self._styles = {
            _attribute(style, "name"): style
            for root in roots
            for style in _named(root, "style:style")
        }
        self._numbered = {
            _attribute(style, "name")
            for root in roots
            for style in _named(root, "text:list-style")
            if any(_tag(child) == "text:list-level-style-number" for child in list(style)[:1])
        }

    def children(self, node: Element) -> Iterator[str]:
        """Yield the HTML of all that stands in an element."""
        yield escape(node.text or "")
        for child in node:
            yield self._element(child)
            yield escape(child.tail or "")

    def _element(self, node: Element) -> str:
        tag = _tag(node)
        if tag in _SKIPPED:
            return self._leave_out(node, _SKIPPED[tag])
        if self._is_hidden(node, tag):
            return self._leave_out(node, HIDDEN)
        if tag in _SPACES:
            return _SPACES[tag]
        if tag == "text:note":
            return self._note(node)
        return self._framed(node, tag, "".join(self.children(node)))

    def _framed(self, node: Element, tag: str, inner: str) -> str:
        if tag in _ELEMENTS:
            return f"<{_ELEMENTS[tag]}>{inner}</{_ELEMENTS[tag]}>"
        match tag:
            case "text:h":
                level = _attribute(node, "outline-level")
                tag = f"h{level if level in tuple('123456') else 6 if level else 1}"
                return f"<{tag}>{inner}</{tag}>"
            case "text:p":
                return self._paragraph(node, inner)
            case "text:span":
                return self._span(node, inner)
            case "text:list":
                return self._list(node, inner)
            case "text:a":
                return f'<a href="{escape(_attribute(node, "href"))}">{inner}</a>'
            case "table:table-cell":
                width = escape(_attribute(node, "number-columns-spanned"))
                return f'<td colspan="{width}">{inner}</td>'
        return inner

    def _paragraph(self, node: Element, inner: str) -> str:
        names = [name.lower().replace("_20_", " ") for name in self._ancestry(node)]
        if any(name in ("title", "titel", "titre") for name in names):
            return f"<h1>{inner}</h1>"
        if any(quote in name for name in names for quote in _QUOTES):
            return f"<blockquote><p>{inner}</p></blockquote>"
        return f"<p>{inner}</p>"

    def _span(self, node: Element, inner: str) -> str:
        looks = {
            key: _attribute(rule, key)
            for rule in self._rules(node)
            for key in ("font-weight", "font-style", "text-position")
            if _attribute(rule, key)
        }
        if looks.get("font-weight") == "bold":
            inner = f"<b>{inner}</b>"
        if looks.get("font-style") in ("italic", "oblique"):
            inner = f"<i>{inner}</i>"
        position = looks.get("text-position", "0%")
        if position.startswith(("sub", "-")):
            return f"<sub>{inner}</sub>"
        return inner if position.startswith("0") else f"<sup>{inner}</sup>"

    def _list(self, node: Element, inner: str) -> str:
        name = _attribute(node, "style-name")
        if name not in self._numbered:
            return f"<ul>{inner}</ul>"
        items = [child for child in node if _tag(child) == "text:list-item"]
        given = _attribute(items[0], "start-value") if items else ""
        goes_on = _attribute(node, "continue-numbering") == "true"
        goes_on = goes_on or bool(_attribute(node, "continue-list"))
        start = self._last.get(name, 0) + 1 if goes_on else 1
        start = int(given) if re.fullmatch(r"\d{1,6}", given) else start
        self._last[name] = start + len(items) - 1
        return f'<ol start="{start}">{inner}</ol>'

    def _note(self, node: Element) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        for part in node:
            if _tag(part) == "text:note-citation":
                self.replaced.append(_text(part))
            elif _tag(part) == "text:note-body":
                body = "".join(self.children(part))
                back = f'<a href="#c{number}">{number}</a>'
                self.notes[number - 1] = f'<div id="n{number}"><span>{back} </span>{body}</div>'
        return f'<sup><a id="c{number}" href="#n{number}">{number}</a></sup>'

    def _leave_out(self, node: Element, kind: str) -> str:
        words = " ".join(_text(node).split())
        self.left_out += [LeftOut(kind, words)] if words and kind else []
        return ""

    def _is_hidden(self, node: Element, tag: str) -> bool:
        if tag in ("text:hidden-text", "text:hidden-paragraph"):
            return True
        if tag == "text:section":
            return _attribute(node, "display") in ("none", "condition")
        rules = self._rules(node) if tag in _STYLED else ()
        return any(_attribute(rule, "display") in ("none", "true") for rule in rules)

    def _rules(self, node: Element) -> Iterator[Element]:
        """Yield what the styles of a node say of its type, the most general first."""
        for name in reversed(self._ancestry(node)):
            if name in self._styles:
                yield from _named(self._styles[name], "style:text-properties")

    def _ancestry(self, node: Element) -> list[str]:
        """Return the names of a node's style and of those that it is made from."""
        names: list[str] = []
        name = _attribute(node, "style-name")
        while name and name not in names:
            names.append(name)
            name = (
                _attribute(self._styles[name], "parent-style-name") if name in self._styles else ""
            )
        return names
