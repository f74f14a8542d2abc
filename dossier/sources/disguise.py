"""Documents of other formats that were given the name of a text, told by their first bytes."""

import re
from pathlib import Path

from dossier.errors import Fault, InputError
from dossier.sources import strays

_BINARY = (
    (b"{\\rtf", "RTF", ".rtf"),
    (b"%PDF-", "PDF", ".pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document", ".doc"),
)
"""The bytes that a format begins with, its name, and the ending of its files."""

_ZIP = b"PK\x03\x04"
_ZIPPED = (
    (b"word/document.xml", "a Word document", ".docx"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text", ".odt"),
)
"""What stands somewhere in a zip that is a document (ISO/IEC 29500-2; ODF 1.3, part 2)."""

_START = 4096
"""The bytes at the beginning of a file in which HTML and mails are looked for."""

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)

_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){3,}\r?\n")
"""At least three header lines, folded ones among them, and an empty line (RFC 5322)."""

_MAIL = re.compile(rb"^(?:Received|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE)
"""What mail programs write and people do not."""


def demand_none(data: bytes, path: str) -> None:
    """Raise InputError if `data` is a document of another format, with what to do instead."""
    if found := _format(data):
        name, ending = found
        renamed = Path(path).with_suffix(ending)
        sentence = f"this is {name} under the name of a text; "
        sentence += f"rename it to {renamed.name} and {strays.advice(renamed)}"
        raise InputError(Fault(path, 0, sentence))


def _format(data: bytes) -> tuple[str, str] | None:
    """Return the name of a format and the ending of its files, or None for a text."""
    for signature, name, ending in _BINARY:
        if data.startswith(signature):
            return name, ending
    if data.startswith(_ZIP):
        return next((kind[1:] for kind in _ZIPPED if kind[0] in data), ("a zip archive", ".zip"))
    start = data[:_START]
    if _HTML.match(start):
        return "HTML", ".html"
    headers = _HEADERS.match(start)
    if headers and _MAIL.search(headers[0]):
        return "a mail as it is sent", ".eml"
    return None
