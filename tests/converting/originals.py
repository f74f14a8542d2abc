"""Originals made by real writers: python-docx, odfpy, reportlab, email."""

import io
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.oxml import parse_xml
from odf import dc, meta, style, text
from odf.opendocument import OpenDocumentText
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path: Path, **properties: str) -> Any:
    """Return an empty Word document; its properties are set, and `save` it to `path` yourself."""
    document = docx.Document()
    for key, value in {"author": "", "title": "", **properties}.items():
        setattr(document.core_properties, key, value)
    return document


def add_xml(paragraph: Any, xml: str) -> None:
    """Put a piece of WordprocessingML at the end of a paragraph."""
    paragraph._p.append(parse_xml(xml.replace(">", f" {W}>", 1)))


def with_part(path: Path, name: str, xml: str) -> None:
    """Put a further part, such as comments, into a Word file."""
    copy = io.BytesIO()
    with ZipFile(path) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for item in source.namelist():
            target.writestr(item, source.read(item))
        target.writestr(name, xml)
    path.write_bytes(copy.getvalue())


def opendocument(path: Path) -> None:
    """Save an .odt with a title, a footnote, a list, a comment and hidden words."""
    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text="The ferry"))
    document.meta.addElement(meta.InitialCreator(text="Mehrunisa Talpur"))
    hidden = style.Style(name="Hidden", family="text")
    hidden.addElement(style.TextProperties(display="none"))
    document.automaticstyles.addElement(hidden)
    body = document.text
    body.addElement(text.H(outlinelevel=1, text="The ferry"))
    paragraph = text.P(text="It sails twice a week")
    note = text.Note(noteclass="footnote", id="n1")
    note.addElement(text.NoteCitation(text="1"))
    note_body = text.NoteBody()
    note_body.addElement(text.P(text="Timetable of 2026."))
    note.addElement(note_body)
    paragraph.addElement(note)
    paragraph.addText(", and it is full.")
    paragraph.addElement(text.Span(stylename=hidden, text=" Nobody reads this."))
    body.addElement(paragraph)
    listing = text.List()
    for words in ("Karachi", "Sohar"):
        item = text.ListItem()
        item.addElement(text.P(text=words))
        listing.addElement(item)
    body.addElement(listing)
    document.save(path)


def pdf(path: Path, pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> None:
    """Save a PDF; each page is a list of (left, height, size, words)."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for page in pages:
        for left, height, size, words in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, height, words)
        canvas.showPage()
    canvas.save()


def mail(path: Path, body: str, html: str = "", **headers: str) -> None:
    """Save a mail."""
    message = EmailMessage()
    given = {"From": "Mehrunisa Talpur <m@example.org>", "Subject": "The ferry", **headers}
    for name, value in given.items():
        message[name] = value
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    path.write_bytes(bytes(message))
