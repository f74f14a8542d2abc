"""Decode the bytes of a file into text that is the same for the same words.

UTF-8 is read, and UTF-16 and UTF-32 that begin with a byte order mark. Everything else is refused:
the sentence names the likeliest encoding and shows how the first odd word would read in it. A guess
is never taken for the text. A document of another format is told by its first bytes (`disguise`).

The text comes in Unicode's form NFC and with line ends of LF, whatever system it was saved on, so
that the same words have the same checksum, filing and pages everywhere.
"""

import codecs
import re
import unicodedata

from dossier.errors import Fault, InputError
from dossier.sources import disguise

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 first: its little-endian mark begins with that of UTF-16."""

_SAMPLE = 20_000
"""Bytes from which an encoding is guessed."""

_FEW = 10
_WESTERN = ("windows-1252", "macroman")
"""With fewer bytes beyond ASCII than `_FEW` no language can be told; these two are likeliest."""

_CONTEXT = 12
"""Characters shown on each side of the first one that is not UTF-8."""

_ISO_2022 = re.compile(rb"\x1b[$(][@-JP-Q]")
"""The escape by which ISO-2022 changes its character set; all its other bytes are ASCII."""

_LINE_END = re.compile(rb"\r\n?|\n")


def decode(data: bytes, path: str) -> str:
    """Return the text of a file, `normalized`, without its byte order mark.

    Raises InputError with the line of the first byte that is not text, or if it is a document of
    another format under the name of a text.
    """
    encoding = encoding_of(data)
    disguise.demand_none(data, path)
    if encoding == "utf-8" and b"\0" in data:
        sentence = "this is not a text file in UTF-8 (it has a NUL byte); save it as UTF-8 text"
        raise InputError(Fault(path, _line(data, data.index(b"\0")), sentence))
    if encoding == "utf-8" and (escape := _ISO_2022.search(data)):
        sentence = f"is not UTF-8{_likely_encoding(data, escape.start())}; save the file as UTF-8"
        raise InputError(Fault(path, _line(data, escape.start()), sentence))
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        guess = _likely_encoding(data, error.start) if encoding == "utf-8" else ""
        sentence = f"byte 0x{data[error.start]:02x} is not {encoding.upper()}{guess}"
        line = _line(data, error.start)
        raise InputError(Fault(path, line, f"{sentence}; save the file as UTF-8")) from error
    if "\0" in text:
        line = _line(text.encode(), text.encode().index(0))
        sentence = "there is a NUL character in it, which no text has; remove it"
        raise InputError(Fault(path, line, sentence))
    return normalized(text)


def normalized(text: str) -> str:
    """Return `text` in Unicode's form NFC and with line ends of LF; no line moves by that."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def encoding_of(data: bytes) -> str:
    """Return the codec that the byte order mark of a file names, else "utf-8".

    The codec does not remove the mark: it decodes to U+FEFF.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    return "utf-8"


def _likely_encoding(data: bytes, at: int) -> str:
    """Return a clause that follows "is not UTF-8" and names the likeliest encoding, or ""."""
    import chardet  # slow to import, and needed only for files that are refused

    sample = data[max(0, at - _SAMPLE // 2) : at + _SAMPLE // 2]
    beyond_ascii = sum(byte > 0x7F for byte in sample)
    candidates = _WESTERN if 0 < beyond_ascii < _FEW else None
    encoding = chardet.detect(sample, include_encodings=candidates)["encoding"]
    if not encoding or encoding.lower() in ("utf-8", "ascii"):
        return ""
    before = data[max(0, at - 2 * _CONTEXT) : at].decode(encoding, "ignore")[-_CONTEXT:]
    after = data[at : at + 4 * _CONTEXT].decode(encoding, "ignore")[:_CONTEXT]
    start = before.split()[-1:] if before and not before[-1].isspace() else []
    word = "".join(start) + "".join(after.split()[:1])
    example = f", in which it reads “{word}”" if word else ""
    return f"; it looks like {encoding}{example}"


def _line(data: bytes, at: int) -> int:
    """Return the line on which byte `at` stands, from 1."""
    return len(_LINE_END.findall(data, 0, at)) + 1
