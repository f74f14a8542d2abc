"""What was made before, kept in one folder that may be deleted, shared or cut off at any time.

An entry is found by a key that is made of all it depends on. It carries its own checksum: one that
was damaged, or put there by something else, counts as absent and is made again.
"""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path

DAYS = 30
"""After which what is not asked for is thrown away."""

_DIGEST = hashlib.sha256().digest_size


class Cache:
    """Bytes by key, below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._below = f"{folder.as_posix()}/"

    def get(self, key: str) -> bytes | None:
        """Return what was put there under `key`; None if nothing, or nothing sound, was."""
        try:
            data = self.place(key).read_bytes()
        except OSError:
            return None
        self.touch(key)
        return unsealed(key, data)

    def has(self, key: str) -> bool:
        """Tell whether there is something under `key`, sound or not."""
        return self.place(key).is_file()

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`; where the folder cannot be written, nothing is kept."""
        with suppress(OSError):
            self.write(key, sealed(key, content))

    def write(self, key: str, data: bytes) -> Path:
        """Write `data` as it is where `key` is kept, and return where; raises OSError."""
        path = self.place(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            beside.write_bytes(data)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        return path

    def touch(self, key: str) -> None:
        """Note that what is kept under `key` is in use, and not to be swept away."""
        with suppress(OSError):
            os.utime(self.place(key))

    def sweep(self) -> None:
        """Throw away what no build has asked for in `DAYS` days."""
        oldest = time.time() - DAYS * 24 * 60 * 60
        for path in self.folder.glob("??/*"):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except OSError:  # another build was faster
                continue

    def place(self, key: str) -> Path:
        """Return where what has this key is kept, be it there or not."""
        return Path(f"{self._below}{key[:2]}/{key[2:]}")


def key(*parts: str | bytes) -> str:
    """Return the key of what depends on `parts`, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def sealed(key: str, content: bytes) -> bytes:
    """Return `content` with a checksum before it that holds for this key alone."""
    return hashlib.sha256(key.encode() + content).digest() + content


def unsealed(key: str, data: bytes) -> bytes | None:
    """Return what was sealed; None if that is not what `data` is."""
    content = data[_DIGEST:]
    return content if data == sealed(key, content) else None
