"""The formats that can be added, by the suffix of the file.

To add another, write a module with a function `convert(path, data)` and add an entry here.
"""

from collections.abc import Callable
from pathlib import Path

from dossier.converting import docx, eml, html, odt, pdf, rtf
from dossier.converting.files import read_bytes, refuse
from dossier.converting.record import Converted

FORMATS: dict[str, Callable[[Path, bytes], Converted]] = {
    ".docx": docx.convert,
    ".eml": eml.convert,
    ".htm": html.convert,
    ".html": html.convert,
    ".odt": odt.convert,
    ".pdf": pdf.convert,
    ".rtf": rtf.convert,
    ".xhtml": html.convert,
}

_WORD = "open it in Word or LibreOffice and save it as .docx, then add that"
_WEB = "open it in the browser, save it as “Web page, complete”, then add the .html"
_PICTURE = "a picture has no words; type them, or let a program for text recognition (OCR) read it"
_TEXT = "this is a text already; save it in seeds/"
_OTHERS = {
    **dict.fromkeys((".doc", ".docm", ".dot", ".dotx", ".fodt", ".ott", ".wpd", ".wps"), _WORD),
    **dict.fromkeys((".mht", ".mhtml"), _WEB),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic"), _PICTURE),
    **dict.fromkeys((".txt", ".md"), _TEXT),
    ".pages": "open it in Pages, choose File, Export To, Word, then add the .docx",
    ".gdoc": "this is only a link; in Google Docs choose File, Download, .docx, then add that",
    ".epub": "open it in Calibre, save the chapter as .docx, then add that",
    ".msg": "open it in Outlook, save it as .eml, then add that; or copy the text",
    ".zip": "unpack it, and add the files in it",
}


def convert(path: Path) -> tuple[bytes, Converted]:
    """Return the bytes of a file, read once, and what stands in it.

    Raises InputError if its format is unknown, or it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS and path.is_file():
        known = f"only {', '.join(FORMATS)} can be added; open it in its program and save it as one"
        raise refuse(path, _OTHERS.get(suffix, known))
    data = read_bytes(path)
    try:
        return data, FORMATS[suffix](path, data)
    except RecursionError as error:
        raise refuse(path, "is nested too deeply; copy the text out of it") from error
