"""OpenDocument text (.odt), by odfpy: its elements are turned into HTML.

Tracked deletions stand apart in such a file; hidden words are known by their style.
"""

import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from dossier.converting import blocks, properties
from dossier.converting.files import broken, library, open_archive, read_bytes, refuse, xml_part
from dossier.converting.record import Converted, LeftOut

_QUOTES = ("quot", "blockquote", "block text", "zitat", "citation")
_SKIPPED = {
    "text:tracked-changes": "deleted words (tracked changes)",
    "office:annotation": "comments",
    "text:sequence-decls": "",
    "office:forms": "",
    "svg:desc": "words that describe pictures",
    "svg:title": "words that describe pictures",
}
"""Elements that are left out, and as what."""


def convert(path: Path) -> Converted:
    """Return what stands in an .odt; raises InputError if it cannot be read."""
    data = read_bytes(path)
    load = library("odf.opendocument", path).load
    with open_archive(path, data) as archive:
        manifest = xml_part(archive, "META-INF/manifest.xml")
        if manifest is not None and any(e.tag.endswith("}encryption-data") for e in manifest.iter()):
            sentence = "is protected by a password; open it, and save it without one"
            raise refuse(path, sentence)
        try:
            document = load(io.BytesIO(data))
            body = document.text
        except Exception as error:  # odfpy raises whatever a broken file makes it stumble over
            raise refuse(path, broken(path)) from error
        facts = properties.of_office(xml_part(archive, "meta.xml"))
    writer = _Writer(document)
    html = "".join(writer.children(body))
    notes = "".join(writer.notes)
    page = blocks.read(LexborHTMLParser(f"<body>{html}{notes}</body>"))
    margins = " ".join(" ".join(_text(node) for node in _margins(document)).split())
    left_out = [*writer.left_out]
    if margins:
        left_out.append(LeftOut("headers and footers of the pages", margins))
    return Converted(
        blocks=page.blocks,
        notes=page.notes,
        facts=facts,
        left_out=(*left_out, *page.left_out),
        original=_text(body),
        replaced=f"{page.marks} {' '.join(writer.replaced)}",
    )


def _margins(document: Any) -> Iterator[Any]:
    for node in _all(document.masterstyles):
        if node.tagName in ("style:header", "style:footer", "style:header-left", "style:footer-left"):
            yield node


def _all(node: Any) -> Iterator[Any]:
    for child in node.childNodes:
        if child.nodeType == child.ELEMENT_NODE:
            yield child
            yield from _all(child)


def _text(node: Any) -> str:
    """Return every word in an element, paragraphs apart."""
    if node.nodeType != node.ELEMENT_NODE:
        return str(node)
    inner = "".join(_text(child) for child in node.childNodes)
    apart = node.tagName in (
        "text:p", "text:h", "text:s", "text:tab", "text:line-break", "text:note", "dc:creator",
        "dc:date", "text:note-citation", "office:annotation", "svg:title", "svg:desc",
    )  # fmt: skip
    return f" {inner} " if apart else inner


class _Writer:
    """Turns the elements of a document into HTML, and collects what is left out."""

    def __init__(self, document: Any) -> None:
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self.replaced: list[str] = []
        self._styles = {
            style.getAttribute("name"): style
            for part in (document.styles, document.automaticstyles)
            for style in _all(part)
            if style.tagName == "style:style"
        }
        self._numbered = {
            style.getAttribute("name")
            for part in (document.styles, document.automaticstyles)
            for style in _all(part)
            if style.tagName == "text:list-style"
            and any(c.tagName == "text:list-level-style-number" for c in list(_all(style))[:1])
        }

    def children(self, node: Any) -> Iterator[str]:
        """Yield the HTML of all that stands in an element."""
        for child in node.childNodes:
            yield self._element(child) if child.nodeType == child.ELEMENT_NODE else escape(str(child))

    def _element(self, node: Any) -> str:
        tag = node.tagName
        if tag in _SKIPPED:
            return self._leave_out(node, _SKIPPED[tag])
        if self._is_hidden(node):
            return self._leave_out(node, "hidden text")
        match tag:
            case "text:s":
                return " "
            case "text:tab":
                return " "
            case "text:line-break":
                return "<br>"
            case "text:note":
                return self._note(node)
            case "text:h":
                level = min(int(node.getAttribute("outlinelevel") or 1), 6)
                return f"<h{level}>{''.join(self.children(node))}</h{level}>"
        return self._framed(node, tag, "".join(self.children(node)))

    def _framed(self, node: Any, tag: str, inner: str) -> str:
        match tag:
            case "text:p":
                return self._paragraph(node, inner)
            case "text:span":
                return self._span(node, inner)
            case "text:list":
                return self._list(node, inner)
            case "text:list-item" | "text:list-header":
                return f"<li>{inner}</li>"
            case "text:a":
                return f'<a href="{escape(node.getAttribute("href") or "")}">{inner}</a>'
            case "table:table":
                return f"<table>{inner}</table>"
            case "table:table-row":
                return f"<tr>{inner}</tr>"
            case "table:table-cell":
                span = node.getAttribute("numbercolumnsspanned") or 1
                return f'<td colspan="{span}">{inner}</td>'
            case "text:bibliography-mark" | "text:page-number":
                return inner
        return inner

    def _paragraph(self, node: Any, inner: str) -> str:
        names = [name.lower().replace("_20_", " ") for name in self._ancestry(node)]
        if any(name in ("title", "titel", "titre") for name in names):
            return f"<h1>{inner}</h1>"
        if any(quote in name for name in names for quote in _QUOTES):
            return f"<blockquote><p>{inner}</p></blockquote>"
        return f"<p>{inner}</p>"

    def _span(self, node: Any, inner: str) -> str:
        looks = {
            key: properties_.getAttribute(key)
            for name in reversed(self._ancestry(node))
            if name in self._styles
            for properties_ in _all(self._styles[name])
            if properties_.tagName == "style:text-properties"
            for key in ("fontweight", "fontstyle", "textposition")
            if properties_.getAttribute(key)
        }
        if looks.get("fontweight") == "bold":
            inner = f"<b>{inner}</b>"
        if looks.get("fontstyle") in ("italic", "oblique"):
            inner = f"<i>{inner}</i>"
        position = str(looks.get("textposition") or "0%")
        if position.startswith(("super", "sub")) or position.split("%")[0] not in ("0", ""):
            raised = not position.startswith(("sub", "-"))
            inner = f"<{'sup' if raised else 'sub'}>{inner}</{'sup' if raised else 'sub'}>"
        return inner

    def _list(self, node: Any, inner: str) -> str:
        name = node.getAttribute("stylename")
        numbered = name in self._numbered
        return f"<ol>{inner}</ol>" if numbered else f"<ul>{inner}</ul>"

    def _note(self, node: Any) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        for part in _all(node):
            if part.tagName == "text:note-citation":
                self.replaced.append(_text(part))
            elif part.tagName == "text:note-body":
                body = "".join(self.children(part))
                back = f'<a href="#c{number}">{number}</a>'
                self.notes[number - 1] = f'<div id="n{number}"><span>{back} </span>{body}</div>'
        return f'<sup><a id="c{number}" href="#n{number}">{number}</a></sup>'

    def _leave_out(self, node: Any, kind: str) -> str:
        words = " ".join(_text(node).split())
        if words and kind:
            self.left_out.append(LeftOut(kind, words))
        return ""

    def _is_hidden(self, node: Any) -> bool:
        if node.tagName in ("text:hidden-text", "text:hidden-paragraph"):
            return True
        if node.tagName == "text:section":
            return node.getAttribute("display") in ("none", "condition")
        if node.tagName not in ("text:p", "text:h", "text:span"):
            return False
        return any(
            part.getAttribute("display") in ("none", "true")
            for name in self._ancestry(node)
            if name in self._styles
            for part in _all(self._styles[name])
            if part.tagName == "style:text-properties"
        )

    def _ancestry(self, node: Any) -> list[str]:
        """Return the names of a node's style and of those that it is made from."""
        names: list[str] = []
        name = node.getAttribute("stylename")
        while name and name not in names:
            names.append(str(name))
            style = self._styles.get(name)
            name = style.getAttribute("parentstylename") if style is not None else None
        return names
