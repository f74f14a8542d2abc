"""PDF: PDFium reads lines (`pdf_lines`), `pdf_furniture` takes out running heads and page numbers,
`pdf_layout` makes blocks of the rest.

The order is that in which the file draws its text; that is the order of columns in what Word,
LibreOffice, InDesign and TeX make.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw as pdfium

from dossier.converting import facts, pdf_furniture, pdf_layout, pdf_lines
from dossier.converting.files import broken, refuse
from dossier.converting.record import Converted, Fact

_FEW = 25
"""Characters a page, on average, below which a PDF is pictures of pages."""


def convert(path: Path, data: bytes) -> Converted:
    """Return what stands in a PDF; raises InputError if it cannot be read or has no text."""
    with closing(_open(path, data)) as document:
        pages = [pdf_lines.read(document, number) for number in range(len(document))]
        stated = tuple(_facts(document))
        letters = sum(len(line.text) for page in pages for line in page)
        if not letters or (letters < _FEW * len(pages) and _has_pictures(document)):
            sentence = "has no text, only pictures of pages, as a scan does; let a program for "
            sentence += "text recognition (OCR) read it first, or type the text"
            raise refuse(path, sentence)
    kept, left_out = pdf_furniture.separate(pages)
    text = pdf_layout.read(kept)
    empty = ", ".join(str(number) for number, page in enumerate(pages, start=1) if not page)
    remark = f"there is no text on page {empty}; look whether that is a picture"
    return Converted(
        blocks=text.blocks,
        notes=text.notes,
        facts=stated,
        left_out=left_out,
        original="\n".join(line.plain for page in pages for line in page),
        replaced=text.replaced,
        remarks=(*text.remarks, remark) if empty else text.remarks,
    )


def _open(path: Path, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            sentence = "is protected by a password; open it, and print it into a new PDF"
            raise refuse(path, sentence) from error
        raise broken(path) from error


def _has_pictures(document: pypdfium2.PdfDocument) -> bool:
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE]
    try:
        return any(any(page.get_objects(filter=kinds)) for page in document)
    except pypdfium2.PdfiumError:  # a page is broken
        return False


def _facts(document: pypdfium2.PdfDocument) -> Iterator[Fact]:
    values = document.get_metadata_dict()
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", values.get("CreationDate", ""))
    created = "-".join(made.groups()) if made else ""
    title, author = (values.get(key, "").replace("\0", "").strip() for key in ("Title", "Author"))
    yield from facts.of(title, author, created)
