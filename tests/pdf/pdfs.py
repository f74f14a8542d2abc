"""Reading PDFs, independently of the package."""

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2

from tests.site import folded


def opened(data: bytes) -> pikepdf.Pdf:
    """Return a PDF as its objects."""
    return pikepdf.open(io.BytesIO(data))


def pages(data: bytes) -> list[str]:
    """Return the text of each page, white space folded."""
    return [folded(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(data)]


def text(data: bytes) -> str:
    """Return the text of a whole PDF, white space folded."""
    return " ".join(pages(data))


def links(data: bytes) -> list[str]:
    """Return the addresses that a PDF links to, in its order."""
    return [
        str(annotation.A.URI)
        for page in opened(data).pages
        for annotation in page.get("/Annots", pikepdf.Array())
        if annotation.Subtype == "/Link"
    ]


def structure(data: bytes) -> list[str]:
    """Return the names of all elements of the structure tree, in its order."""
    pdf = opened(data)
    return list(_names(pdf.Root.StructTreeRoot))


def _names(element: pikepdf.Object | None) -> Iterator[str]:
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S).removeprefix("/")
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from _names(child)
