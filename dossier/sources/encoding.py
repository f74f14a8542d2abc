"""From the bytes of a file to its text.

What is certain is decoded: UTF-8, whatever names itself by a byte order mark, and UTF-16 and UTF-32
whose zero bytes give them away. For everything else the sentence names the likeliest encoding and
shows how the first odd word would read in it; a guess is never taken for the text.
"""

import codecs
import re
import unicodedata

from dossier.errors import Fault, InputError

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 first: its little-endian mark begins with that of UTF-16."""

_WIDE = {"utf-32-le": (4, 0), "utf-32-be": (4, 3), "utf-16-le": (2, 0), "utf-16-be": (2, 1)}
"""Bytes of a character, and which of them is not zero in ASCII."""

_TELLING = 0.1
"""Share of characters with a zero byte in the right place from which on UTF-16 is certain, if the
other bytes are no text."""

_WESTERN_TELLING = 0.9
"""The same if the other bytes are text, as those of a Western language are."""

_UNUSED = frozenset(("Cc", "Cn", "Co", "Cs"))
"""Unicode categories that no text has, but for its white space."""

_SAMPLE = 20_000
"""Bytes by which an encoding is guessed."""

_FEW = 10
_WESTERN = ("windows-1252", "macroman")
"""Bytes beyond ASCII that are too few to tell a language by, and what they mostly are."""

_AROUND = 12
"""Characters shown on each side of the first one that is not UTF-8."""

_SHIFTED = re.compile(rb"\x1b[$(][@-JP-Q]")
"""How ISO-2022 changes its character set; everything in it is ASCII otherwise."""

_LINE_END = re.compile(rb"\r\n?|\n")


def decode(data: bytes, where: str) -> str:
    """Decode the bytes of a file, without its byte order mark; line ends stay as they are.

    Raises InputError with the line of the first byte that is not text.
    """
    encoding = encoding_of(data)
    if encoding == "utf-8" and b"\0" in data:
        sentence = "this is not a text file in UTF-8 (it has a NUL byte); save it as UTF-8 text"
        raise InputError(Fault(where, _line(data, data.index(b"\0")), sentence))
    if encoding == "utf-8" and (shift := _SHIFTED.search(data)):
        sentence = f"is not UTF-8{_guess(data, shift.start())}; save the file as UTF-8"
        raise InputError(Fault(where, _line(data, shift.start()), sentence))
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        guess = ""
        if encoding == "utf-8":
            guess = _guess(data, error.start)
        sentence = f"byte 0x{data[error.start]:02x} is not {encoding.upper()}{guess}"
        line = _line(data, error.start)
        raise InputError(Fault(where, line, f"{sentence}; save the file as UTF-8")) from error
    if "\0" in text:
        line = len(re.findall(r"\r\n?|\n", text[: text.index("\0")])) + 1
        sentence = "there is a NUL character in it, which no text has; remove it"
        raise InputError(Fault(where, line, sentence))
    return text


def encoding_of(data: bytes) -> str:
    """Return the codec of the bytes of a file, by which a mark is read as U+FEFF; else UTF-8."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        for encoding in _WIDE:
            if _is_certain(data, encoding):
                return encoding
    return "utf-8"


def _is_certain(data: bytes, encoding: str) -> bool:
    width, filled = _WIDE[encoding]
    if len(data) % width:
        return False
    empty = [place for place in range(width) if place != filled]
    zeros = min(data[place::width].count(0) for place in empty) * width / len(data)
    least = _WESTERN_TELLING if _is_text(data.replace(b"\0", b""), "utf-8") else _TELLING
    return not data[filled::width].count(0) and zeros >= least and _is_text(data, encoding)


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return all(c.isspace() or unicodedata.category(c) not in _UNUSED for c in set(text))


def _guess(data: bytes, at: int) -> str:
    """Return what the encoding looks like, to stand behind "is not UTF-8"; "" if like nothing."""
    import chardet  # only where something is wrong; it takes a moment

    sample = data[max(0, at - _SAMPLE // 2) : at + _SAMPLE // 2]
    odd = sum(byte > 0x7F for byte in sample)
    among = _WESTERN if 0 < odd < _FEW else None
    encoding = chardet.detect(sample, include_encodings=among)["encoding"]
    if not encoding or encoding.lower() in ("utf-8", "ascii"):
        return ""
    before = data[max(0, at - 2 * _AROUND) : at].decode(encoding, "ignore")[-_AROUND:]
    after = data[at : at + 4 * _AROUND].decode(encoding, "ignore")[:_AROUND]
    word = before.split()[-1:] if before and not before[-1].isspace() else []
    read = "".join(word) + "".join(after.split()[:1])
    example = f", in which it reads “{read}”" if read else ""
    return f"; it looks like {encoding}{example}"


def _line(data: bytes, at: int) -> int:
    return len(_LINE_END.findall(data, 0, at)) + 1
