"""What was made of a text before, found again by all that it depends on.

A key holds the text, its front matter, the themes, the templates, and the program itself: its own
files and the releases of what it is built on. So nothing has to be thrown away by hand after an
update.

All that was made of one text is one file: a head of fixed length, the note, and the files one
behind the other. Only what is sound to the last byte is found again.
"""

import hashlib
import io
import pickle
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeAlias

from dossier.errors import Fault, InputError
from dossier.model import Record
from dossier.runtime.cache import Cache, sealed, unsealed

_HEAD = 4
"""Bytes that say how long the sealed note is."""

_NAME = re.compile(r"[\w.-]+")
_PLACE = re.compile(r"(?:[\w-]+/)?\w[^/\\]*")
"""Name of a file in the folder of a briefing: none that leads elsewhere."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of all that was made of a text."""

    record: Record
    printed: str
    """Digest of what the print says; "" where there is none."""

    searched: str
    """Digest of what is searched; "" where nothing is."""

    lengths: Mapping[str, int]
    """Bytes of each file by its name, in their order."""

    checksum: bytes
    """SHA-256 of all files, one behind the other."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that was made of a text, where it is kept."""

    path: Path
    key: str
    note: Note
    _start: int
    """Where in the file at `path` the files begin."""

    def files(self) -> dict[str, bytes]:
        """Return the files by name; raises InputError if they were damaged meanwhile."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._start)
                data = file.read()
        except OSError:
            data = b""
        if hashlib.sha256(data).digest() != self.note.checksum:
            sentence = "was changed while a build read it; build again"
            raise InputError(Fault(self.path.as_posix(), 0, sentence))
        files, at = {}, 0
        for name, length in self.note.lengths.items():
            files[name] = data[at : at + length]
            at += length
        return files


Seen: TypeAlias = dict[str, tuple[tuple[int, int], Kept]]
"""By key: size and last change of the file when it was found sound, and what it holds."""


class Shelf:
    """What was made of texts, by key."""

    def __init__(self, cache: Cache, spare: Cache, seen: Seen | None = None) -> None:
        """Take `spare` for where things are put as soon as `cache` cannot be written.

        `seen` is what another shelf found sound: in a preview, that of the build before.
        """
        self._cache = cache
        self._spare = spare
        self._before = {} if seen is None else seen
        self.seen: Seen = {}

    def get(self, key: str) -> Kept | None:
        """Return what is kept under `key`; None if nothing is, or not every byte of it is sound."""
        path = self._cache.place(key)
        try:
            found = path.stat()
            stamp = found.st_size, found.st_mtime_ns
            if key in self._before and self._before[key][0] == stamp:
                self.seen[key] = self._before[key]
                return self.seen[key][1]
            data = path.read_bytes()
        except OSError:
            return None
        start = _HEAD + int.from_bytes(data[:_HEAD], "big")
        note = _unpacked(key, data[_HEAD:start])
        if note is None or hashlib.sha256(memoryview(data)[start:]).digest() != note.checksum:
            return None
        self._cache.touch(key)
        kept = Kept(path, key, note, start)
        found = path.stat()
        self.seen[key] = (found.st_size, found.st_mtime_ns), kept
        return kept

    def put(
        self,
        key: str,
        files: Mapping[str, bytes],
        record: Record,
        printed: str = "",
        searched: str = "",
    ) -> Kept:
        """Keep the files made of a text, and digests of what is printed and searched of it.

        Raises OSError where nothing can be written.
        """
        data = b"".join(files.values())
        lengths = {name: len(content) for name, content in files.items()}
        note = Note(record, printed, searched, lengths, hashlib.sha256(data).digest())
        head = sealed(key, pickle.dumps(note, protocol=5))
        whole = len(head).to_bytes(_HEAD, "big") + head + data
        try:
            path = self._cache.write(key, whole)
        except OSError:
            self._cache = self._spare
            path = self._cache.write(key, whole)
        return Kept(path, key, note, _HEAD + len(head))


def _unpacked(key: str, data: bytes) -> Note | None:
    """Return a note; None if that is not what `data` is."""
    content = unsealed(key, data)
    try:
        found = _Unpickler(io.BytesIO(content)).load() if content else None
    except Exception:  # there is no end of what may be wrong with bytes that are no note
        return None
    if not isinstance(found, Note) or not all(map(_PLACE.fullmatch, found.lengths)):
        return None
    return found


_OURS = ("Abridged", "Extract", "FrontMatter", "Mention", "Publish", "Record")
_EXPECTED = {
    (__name__, "Note"),
    ("datetime", "date"),
    *(("dossier.model", name) for name in _OURS),
}


class _Unpickler(pickle.Unpickler):
    """Reads records of ours, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _EXPECTED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not expected")


@lru_cache(maxsize=1)
def program() -> str:
    """Return a digest of this program and of what it is built on."""
    digest = hashlib.sha256(sys.version.encode())  # Unicode's data come with Python
    folder = Path(__file__).parent.parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    for requirement in sorted(metadata.requires("dossier") or ()):
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            digest.update(f"{name[0]} {metadata.version(name[0])}".encode())
    return digest.hexdigest()
