"""Read an original: its bytes, the parts of one that is a ZIP archive, and optional libraries."""

import importlib
import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dossier.errors import Fault, InputError

LARGEST = 100_000_000
"""Bytes of an original, and of what an archive unpacks to."""

_OLE = b"\xd0\xcf\x11\xe0"
"""How files of old Word begin, and new ones that a password protects."""


def refuse(path: Path, sentence: str) -> InputError:
    """Return the error that says what is wrong with an original."""
    return InputError(Fault(path.as_posix(), 0, sentence))


def library(name: str, path: Path) -> Any:
    """Return a module of the extra `add`; raises InputError where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        sentence = f"{path.suffix} files are read with {name.split('.')[0]}, which is not "
        sentence += "installed; .venv/bin/python -m pip install '.[add]' brings it. "
        sentence += "Or open the file, copy the text, and save it in seeds/ as .txt"
        raise refuse(path, sentence) from None


def read_bytes(path: Path) -> bytes:
    """Return the bytes of an original; raises InputError if it is none, empty or too large."""
    try:
        if not path.is_file():
            missing = "there is no such file" if not path.exists() else "this is no file"
            raise refuse(path, missing)
        size = path.stat().st_size
        if size > LARGEST:
            sentence = f"has {size / 1e6:,.0f} MB, and {LARGEST / 1e6:.0f} can be read; "
            raise refuse(path, sentence + "copy the text out of it")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name has a NUL character"
        raise refuse(path, f"cannot be read: {reason}") from error
    if not data.strip():
        raise refuse(path, "the file is empty")
    return data


def open_archive(path: Path, data: bytes) -> zipfile.ZipFile:
    """Open an original that is a ZIP archive; raises InputError if it is not one, or too large."""
    if data.startswith(_OLE):
        sentence = "is protected by a password, or a file of old Word (.doc); "
        sentence += f"open it, remove the password, and save it as {path.suffix.lower()}"
        raise refuse(path, sentence)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise refuse(path, broken(path)) from error
    if unpacked > LARGEST:
        sentence = f"unpacks to {unpacked / 1e6:,.0f} MB, and {LARGEST / 1e6:.0f} can be read"
        raise refuse(path, sentence)
    return archive


def broken(path: Path) -> str:
    """Return the sentence for a file whose content is not what its name says."""
    suffix = path.suffix.lower()
    return f"is broken, or no {suffix} file; open it in its program and save it as {suffix} anew"


def xml_part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """Return a part of an archive, parsed; None if it is absent or cannot be parsed."""
    try:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 - expat limits entities
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError, RuntimeError):
        return None
