"""The formats that can be added, by the suffix of the file.

To add another, write a module with a function `convert(path)` and add an entry here.
"""

from collections.abc import Callable
from pathlib import Path

from dossier.converting import docx, eml, html, odt, pdf, rtf
from dossier.converting.files import refuse
from dossier.converting.record import Converted

FORMATS: dict[str, Callable[[Path], Converted]] = {
    ".docx": docx.convert,
    ".eml": eml.convert,
    ".htm": html.convert,
    ".html": html.convert,
    ".odt": odt.convert,
    ".pdf": pdf.convert,
    ".rtf": rtf.convert,
    ".xhtml": html.convert,
}

_SAVE_AS = "open it in {} and save it as {}, then add that"
_OTHERS = {
    ".doc": _SAVE_AS.format("Word or LibreOffice", ".docx"),
    ".docm": _SAVE_AS.format("Word or LibreOffice", ".docx"),
    ".dot": _SAVE_AS.format("Word or LibreOffice", ".docx"),
    ".dotx": _SAVE_AS.format("Word or LibreOffice", ".docx"),
    ".fodt": _SAVE_AS.format("LibreOffice", ".odt"),
    ".ott": _SAVE_AS.format("LibreOffice", ".odt"),
    ".wpd": _SAVE_AS.format("LibreOffice", ".docx"),
    ".wps": _SAVE_AS.format("Word or LibreOffice", ".docx"),
    ".pages": "open it in Pages, choose File, Export To, Word, then add the .docx",
    ".gdoc": "this is only a link; in Google Docs choose File, Download, .docx, then add that",
    ".epub": "open it in a reader of e-books or in Calibre, save the chapter as .docx or .html, "
    "then add that",
    ".mht": "open it in the browser, save it as “Web page, complete”, then add the .html",
    ".mhtml": "open it in the browser, save it as “Web page, complete”, then add the .html",
    ".msg": "open it in Outlook, save it as .eml or drag it into a folder from the new Outlook, "
    "then add that; or copy the text",
    ".pptx": "slides are no text; copy the words that you need, and save them in seeds/ as .txt",
    ".xlsx": "a spreadsheet is no text; copy the words that you need, and save them as .txt",
    ".zip": "unpack it, and add the files in it",
    ".txt": "this is a text already; save it in seeds/",
    ".md": "this is a text already; save it in seeds/",
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic"),
        "a picture has no words that could be read; type them, or let a program for text "
        "recognition (OCR) write them into a .docx",
    ),
}


def original(path: Path) -> Path:
    """Return the file that is meant: of the folder of a saved page, the page.

    Raises InputError if a folder holds no page, or several.
    """
    return html.page_in(path) if path.is_dir() else path


def convert(path: Path) -> Converted:
    """Return what stands in a file; raises InputError if its format is unknown or it is broken."""
    suffix = path.suffix.lower()
    if suffix in FORMATS:
        try:
            return FORMATS[suffix](path)
        except RecursionError as error:
            raise refuse(path, "is nested too deeply; copy the text out of it") from error
    if not path.exists():
        raise refuse(path, "there is no such file")
    known = f"only {', '.join(FORMATS)} can be added"
    raise refuse(path, _OTHERS.get(suffix, f"{known}; open it in its program and save it as one"))
