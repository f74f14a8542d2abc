"""Values made by an earlier build, kept in one folder that may be deleted at any time.

An entry is found by a key that is made of everything it depends on. It is typed and checked field
by field when it is read, and carries a checksum that holds for its key alone: whatever is missing,
damaged, unreadable or of another form counts as absent, and is made again. Nothing in it can run.
"""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")

DAYS = 30
"""Entries unused for this many days are evicted."""

_IGNORED = "# Made by Dossier, which makes anew what is missing here.\n*\n"
"""In .gitignore, so that nobody commits the folder, whatever else is ignored around it."""

_CHECKSUM = hashlib.sha256().digest_size
"""Bytes of the checksum at the head of an entry."""


class Cache:
    """Typed values by key, below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, key: str) -> bool:
        """Is there an entry under `key`, sound or not?"""
        try:
            return self._path(key).is_file()
        except OSError:  # the folder may not be read
            return False

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return the value of `kind` kept under `key`; None if there is none that is sound."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            os.utime(path)  # so that it is not evicted
        except OSError:
            return None
        content = data[_CHECKSUM:]
        if data[:_CHECKSUM] != _checksum(key, content):
            return None
        try:
            return decode(content, kind)
        except msgspec.MsgspecError:
            return None

    def put(self, key: str, value: object) -> None:
        """Keep `value` under `key`; where the folder cannot be written, nothing is kept."""
        self.put_encoded(key, encode(value))

    def put_encoded(self, key: str, content: bytes) -> None:
        """Keep a value that was encoded where it was made."""
        path = self._path(key)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            if not self.folder.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                (self.folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
            path.parent.mkdir(exist_ok=True)
            try:
                part.write_bytes(_checksum(key, content) + content)
                part.replace(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise

    def evict(self) -> None:
        """Delete the entries that no build has asked for in `DAYS` days."""
        oldest = time.time() - DAYS * 24 * 60 * 60
        with suppress(OSError):
            for path in self.folder.glob("??/*"):
                with suppress(OSError):  # another build was faster
                    if path.stat().st_mtime < oldest:
                        path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def encode(value: object) -> bytes:
    """Return a value as the cache keeps it, and as workers hand it back."""
    return msgspec.msgpack.encode(value)


def decode(content: bytes, kind: type[T]) -> T:
    """Return an encoded value of `kind`; raises MsgspecError if it is of another form."""
    return msgspec.msgpack.decode(content, type=kind)


def key(*parts: str | bytes) -> str:
    """Return the key of a value that depends on `parts`, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _checksum(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()
