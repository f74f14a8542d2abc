"""Word's .docx, by mammoth.

Mammoth reads neither hidden text nor headers and passes over deletions, comments and formulas; so
these are looked up here, to be listed. Hidden text is taken out before mammoth sees it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from dossier.converting import blocks, docx_numbers, properties
from dossier.converting.files import broken, library, open_archive, read_bytes, refuse, xml_part
from dossier.converting.record import Converted, LeftOut

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""
"""What mammoth does not know by itself: these styles of Word and LibreOffice."""

_PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
_MARGINS = re.compile(r"word/(header|footer)\d*\.xml")


def convert(path: Path) -> Converted:
    """Return what stands in a .docx; raises InputError if it cannot be read."""
    data = read_bytes(path)
    mammoth = library("mammoth", path)
    with open_archive(path, data) as archive:
        try:
            stripped, hidden = _prepared(archive)
            html = mammoth.convert_to_html(
                io.BytesIO(stripped or data),
                style_map=_STYLES,
                convert_image=mammoth.images.img_element(_no_picture),
            ).value
        except Exception as error:  # mammoth raises whatever a broken file makes it stumble over
            raise refuse(path, broken(path)) from error
        tree = LexborHTMLParser(f"<body>{html}</body>")
        docx_numbers.restore(tree)
        page = blocks.read(tree)
        return Converted(
            blocks=page.blocks,
            notes=page.notes,
            facts=properties.of_office(xml_part(archive, "docProps/core.xml")),
            left_out=(*hidden, *_left_out(archive), *page.left_out),
            original=_original(archive),
        )


def _no_picture(image: Any) -> dict[str, str]:
    """Name no source: pictures are left out, and with them megabytes of data."""
    return {"src": ""}


def _prepared(archive: zipfile.ZipFile) -> tuple[bytes | None, list[LeftOut]]:
    """Return the file without hidden text and with marked lists, if it has any, and that text."""
    styles = _hidden_styles(archive)
    numbering = xml_part(archive, "word/numbering.xml")
    hidden: list[LeftOut] = []
    changed: dict[str, bytes] = {}
    for name in archive.namelist():
        root = xml_part(archive, name) if _PARTS.fullmatch(name) else None
        if root is None:
            continue
        found = list(_remove_hidden(root, styles))
        numbered = docx_numbers.mark(root, numbering, xml_part(archive, "word/styles.xml"))
        if found or numbered:
            hidden += (LeftOut("hidden text", text) for text in found if text.strip())
            changed[name] = ElementTree.tostring(root, encoding="utf-8")
    if not changed:
        return None, []
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            target.writestr(name, changed.get(name) or archive.read(name))
    return copy.getvalue(), hidden


def _hidden_styles(archive: zipfile.ZipFile) -> set[str]:
    root = xml_part(archive, "word/styles.xml")
    styles = () if root is None else root.iter(f"{_W}style")
    return {style.get(f"{_W}styleId", "") for style in styles if _is_hidden(style)}


def _is_hidden(element: ElementTree.Element) -> bool:
    vanish = element.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")


def _remove_hidden(root: ElementTree.Element, styles: set[str]) -> Iterator[str]:
    """Take hidden runs out of the tree, and yield the words of each paragraph's."""
    for paragraph in root.iter(f"{_W}p"):
        own = paragraph.find(f"{_W}pPr/{_W}pStyle")
        all_hidden = own is not None and own.get(f"{_W}val") in styles
        words = []
        for parent in list(paragraph.iter()):
            for run in list(parent.findall(f"{_W}r")):
                style = run.find(f"{_W}rPr/{_W}rStyle")
                by_style = style is not None and style.get(f"{_W}val") in styles
                if all_hidden or by_style or _is_hidden(run):
                    words.append(_text(run))
                    parent.remove(run)
        if words:
            yield "".join(words)


def _left_out(archive: zipfile.ZipFile) -> Iterator[LeftOut]:
    for name in archive.namelist():
        if _MARGINS.fullmatch(name) and (root := xml_part(archive, name)) is not None:
            text = " ".join(_paragraphs(root))
            if text.strip():
                yield LeftOut("headers and footers of the pages", text)
    if (root := xml_part(archive, "word/comments.xml")) is not None:
        for comment in root.iter(f"{_W}comment"):
            author = comment.get(f"{_W}author", "")
            text = " ".join(_paragraphs(comment))
            yield LeftOut("comments", f"{author}: {text}" if author else text)
    if (root := xml_part(archive, "word/document.xml")) is not None:
        for tag in ("del", "moveFrom"):
            for element in root.iter(f"{_W}{tag}"):
                text = _text(element, deleted=True)
                if text.strip() and tag == "del":
                    yield LeftOut("deleted words (tracked changes)", text)


def _original(archive: zipfile.ZipFile) -> str:
    """Return every word of the document and its notes that is neither deleted nor hidden."""
    roots = (xml_part(archive, name) for name in archive.namelist() if _PARTS.fullmatch(name))
    return "\n".join("\n".join(_paragraphs(root)) for root in roots if root is not None)


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    """Yield the words of each paragraph; a paragraph in a shape counts with the one around it."""
    inner = {id(p) for outer in root.iter(f"{_W}p") for p in outer.iter(f"{_W}p") if p is not outer}
    for paragraph in root.iter(f"{_W}p"):
        if id(paragraph) not in inner:
            yield _text(paragraph)


def _text(element: ElementTree.Element, deleted: bool = False) -> str:
    """Return the words in an element, of each shape once."""
    tag = element.tag
    if tag == _FALLBACK or (tag in (f"{_W}del", f"{_W}moveFrom") and not deleted):
        return ""
    if tag in (f"{_W}t", f"{_W}delText") or tag.endswith("/math}t"):
        return element.text or ""
    text = "".join(_text(child, deleted) for child in element)
    return f" {text} " if tag in (f"{_W}tab", f"{_W}br", f"{_W}p", f"{_W}tc") else text
