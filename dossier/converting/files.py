"""Read an original: its bytes, the parts of one that is a ZIP archive, and optional libraries."""

import importlib
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dossier.errors import Fault, InputError
from dossier.sources import strays
from dossier.text.nearest import nearest

LARGEST = 100_000_000
"""Bytes of an original, and of what an archive unpacks to."""

_OLE = b"\xd0\xcf\x11\xe0"
"""How files of old Word begin, and new ones that a password protects."""

_BROKEN_ZIP = (
    KeyError,
    ValueError,
    OSError,
    RuntimeError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a part raises: absent, damaged, encrypted, packed in a way that is not known."""


def refuse(path: Path, sentence: str) -> InputError:
    """Return the error that says what is wrong with an original."""
    return InputError(Fault(path.as_posix(), 0, sentence))


def broken(path: Path) -> InputError:
    """Return the error for a file whose content is not what its name says."""
    suffix = path.suffix.lower()
    sentence = f"is broken, or no {suffix} file; open it in its program and save it as {suffix}"
    return refuse(path, f"{sentence} anew")


def library(name: str, path: Path) -> Any:
    """Return a module of the extra `add`; raises InputError where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        sentence = f"{path.suffix} files are read with {name.split('.')[0]}, which is not "
        sentence += 'installed; pip install "mkdocs-dossier[add]" brings it. '
        sentence += "Or open the file, copy the text, and save it in seeds/ as .txt"
        raise refuse(path, sentence) from None


def read_bytes(path: Path) -> bytes:
    """Return the bytes of an original; raises InputError if it is none, empty or too large."""
    try:
        if path.is_dir():
            raise refuse(path, "is a folder; name the file in it that you mean")
        if not path.is_file():
            raise refuse(path, "this is no file" if path.exists() else _absent(path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name has a NUL character"
        raise refuse(path, f"cannot be read: {reason}") from error
    if len(data) > LARGEST:
        sentence = f"is larger than {LARGEST / 1e6:.0f} MB, which is the most that can be read; "
        raise refuse(path, sentence + "copy the text out of it")
    if not data.strip():
        raise refuse(path, "the file is empty")
    return data


def _absent(path: Path) -> str:
    """Say that there is no such file, and which one beside it may be meant."""
    beside = sorted(path.parent.iterdir()) if path.parent.is_dir() else ()
    addable = [one for one in beside if one.suffix.lower() in strays.ADDABLE]
    names = {name.lower(): one for one in addable for name in (one.name, one.stem)}
    near = nearest(path.name, names)
    ending = f". Did you mean {names[near].as_posix()}?" if near else ""
    return f"there is no such file{ending}"


def open_archive(path: Path, data: bytes) -> zipfile.ZipFile:
    """Open an original that is a ZIP archive; raises InputError if it is not one, or too large."""
    if data.startswith(_OLE):
        sentence = "is protected by a password, or a file of old Word (.doc); "
        sentence += f"open it, remove the password, and save it as {path.suffix.lower()}"
        raise refuse(path, sentence)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise broken(path) from error
    # A part cannot unpack to more than its header says: zipfile stops reading there.
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > LARGEST:
        sentence = f"unpacks to {unpacked / 1e6:,.0f} MB, and {LARGEST / 1e6:.0f} can be read; "
        raise refuse(path, sentence + "copy the text out of it")
    return archive


def xml_part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """Return a part of an archive, parsed; None if it is absent or cannot be parsed."""
    try:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 - expat limits entities
    except (ElementTree.ParseError, *_BROKEN_ZIP):
        return None
