"""What was made before, kept in one folder that may be deleted, shared or cut off at any time.

An entry is found by a key that is made of all it depends on. It carries its own checksum: one that
was damaged, or put there by something else, counts as absent and is made again.
"""

import hashlib
import os
import tempfile
import time
from pathlib import Path

DAYS = 30
"""After which what is not asked for is thrown away."""

_DIGEST = hashlib.sha256().digest_size


class Cache:
    """Bytes by key, below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what was put there under `key`; None if nothing, or nothing sound, was."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            os.utime(path)  # it is in use, and not to be swept away
        except OSError:
            return None
        checksum, content = data[:_DIGEST], data[_DIGEST:]
        return content if checksum == _checksum(key, content) else None

    def has(self, key: str) -> bool:
        """Tell whether there is something under `key`, sound or not."""
        return self._path(key).is_file()

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`; where the folder cannot be written, nothing is kept."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                whole = Path(folder, path.name)
                whole.write_bytes(_checksum(key, content) + content)
                whole.replace(path)
        except OSError:
            return

    def sweep(self) -> None:
        """Throw away what no build has asked for in `DAYS` days."""
        oldest = time.time() - DAYS * 24 * 60 * 60
        for path in self.folder.glob("??/*"):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except OSError:  # another build was faster
                continue

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def key(*parts: str | bytes) -> str:
    """Return the key of what depends on `parts`, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _checksum(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()
