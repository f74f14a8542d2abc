"""Word's .docx, by mammoth.

Mammoth reads neither hidden text nor headers and passes over deletions, comments and formulas; so
these are looked up here, to be listed. Hidden text is taken out before mammoth sees it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from dossier.converting import blocks, docx_numbers, facts
from dossier.converting.files import broken, library, open_archive, xml_part
from dossier.converting.furniture import COMMENTS, DELETED, HIDDEN, MARGINS
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


def convert(path: Path, data: bytes) -> Converted:
    """Return what stands in a .docx; raises InputError if it cannot be read."""
    mammoth = library("mammoth", path)
    with open_archive(path, data) as archive:
        try:
            prepared, hidden = _prepared(archive)
            html = mammoth.convert_to_html(
                prepared,
                style_map=_STYLES,
                convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
            ).value
        except RecursionError:
            raise
        except Exception as error:  # mammoth raises whatever a broken file makes it stumble over
            raise broken(path) from error
        tree = blocks.parse(f"<body>{html}</body>", path)
        docx_numbers.restore(tree)
        page = blocks.read(tree)
        return Converted(
            blocks=page.blocks,
            notes=page.notes,
            facts=facts.of_office(xml_part(archive, "docProps/core.xml")),
            left_out=(*hidden, *_left_out(archive), *page.left_out),
            original=_original(archive),
        )


def _prepared(archive: zipfile.ZipFile) -> tuple[io.BytesIO, list[LeftOut]]:
    """Return the file without hidden text and with marked lists, and that text."""
    styles = xml_part(archive, "word/styles.xml")
    numbering = xml_part(archive, "word/numbering.xml")
    hidden_styles = _hidden_styles(styles)
    hidden: list[LeftOut] = []
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for name in dict.fromkeys(archive.namelist()):
            root = xml_part(archive, name) if _PARTS.fullmatch(name) else None
            if root is None:
                target.writestr(name, archive.read(name))
                continue
            found = _remove_hidden(root, hidden_styles)
            hidden += (LeftOut(HIDDEN, text) for text in found if text.strip())
            docx_numbers.mark(root, numbering, styles)
            target.writestr(name, ElementTree.tostring(root, encoding="utf-8"))
    return copy, hidden


def _hidden_styles(root: ElementTree.Element | None) -> set[str]:
    styles = () if root is None else root.iter(f"{_W}style")
    return {style.get(f"{_W}styleId", "") for style in styles if _is_hidden(style)}


def _is_hidden(element: ElementTree.Element) -> bool:
    vanish = element.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")


def _remove_hidden(root: ElementTree.Element, styles: set[str]) -> Iterator[str]:
    """Take hidden runs out of the tree, and yield the words of each paragraph's."""
    for paragraph in root.iter(f"{_W}p"):
        all_hidden = _style(paragraph, "pPr/{}pStyle") in styles
        words = []
        for parent in list(paragraph.iter()):
            for run in parent.findall(f"{_W}r"):
                if all_hidden or _style(run, "rPr/{}rStyle") in styles or _is_hidden(run):
                    words.append(_text(run))
                    parent.remove(run)
        yield "".join(words)


def _style(element: ElementTree.Element, path: str) -> str | None:
    style = element.find(f"{_W}{path.format(_W)}")
    return None if style is None else style.get(f"{_W}val")


def _left_out(archive: zipfile.ZipFile) -> Iterator[LeftOut]:
    for name in archive.namelist():
        root = xml_part(archive, name) if _MARGINS.fullmatch(name) else None
        text = "" if root is None else " ".join(_paragraphs(root))
        if text.strip():
            yield LeftOut(MARGINS, text)
    if (root := xml_part(archive, "word/comments.xml")) is not None:
        for comment in root.iter(f"{_W}comment"):
            words = [comment.get(f"{_W}author", ""), " ".join(_paragraphs(comment))]
            yield LeftOut(COMMENTS, ": ".join(filter(None, words)))
    if (root := xml_part(archive, "word/document.xml")) is not None:
        for element in root.iter(f"{_W}del"):
            text = _text(element, deleted=True)
            if text.strip():
                yield LeftOut(DELETED, text)


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
