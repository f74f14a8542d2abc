"""Building aside: the site stays as it was until its successor is proved.

A build writes into a hidden folder of its own beside the site, so that two builds do not disturb
each other, and then changes places with the site in one step. Where the system knows no such step
there are two, and a build that is killed between them is mended by the next one. A build locks its
folder while it lives: what is not locked was left by one that was killed.
"""

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows; there folders in use cannot be deleted anyway
    fcntl = None  # type: ignore[assignment]

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # renameat2(2)


@dataclass(slots=True)
class Staging:
    """A site and the room in which its successor is built."""

    site: Path
    room: Path
    _lock: int | None

    @property
    def folder(self) -> Path:
        """Where the successor stands whole in the end."""
        return self.room / "site"

    @property
    def search_pages(self) -> Path:
        """Where the pages stand that are made for the search index alone."""
        return self.room / "search"

    def publish(self) -> None:
        """Let what was built take the place of the site; raises OSError, and then it stays."""
        if not self.site.exists():
            self.folder.rename(self.site)
        elif not _exchange(self.folder, self.site):
            old = self.room / _OLD
            self.site.rename(old)
            try:
                self.folder.rename(self.site)
            except OSError:
                old.rename(self.site)
                raise
        throw_away(self.room)
        self._close()

    def discard(self) -> None:
        """Throw away what was built so far; may be done twice."""
        shutil.rmtree(self.room, ignore_errors=True)
        self._close()

    def _close(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def stage(site: Path) -> Staging:
    """Return an empty room for the successor of `site`; clear what killed builds have left.

    Raises OSError where nothing can be written.
    """
    if site.exists() and not site.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is no folder; move it away", site.as_posix())
    site.parent.mkdir(parents=True, exist_ok=True)
    for left_over in _left_over(site):
        if (left_over / _OLD).exists() and not site.exists():
            (left_over / _OLD).rename(site)
        throw_away(left_over)
    while True:
        room = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
        lock = _lock(room)
        if lock is not None or fcntl is None:  # else another build takes it for left over
            break
    staging = Staging(site, room, lock)
    staging.folder.mkdir()
    return staging


_OLD = "old"
"""Name in a room of the site that is about to be replaced."""

_cleaners: set[int] = set()
"""Processes that throw something away."""


def throw_away(folder: Path) -> None:
    """Delete a folder by a process that nobody waits for.

    Some disks take seconds to delete thousands of files; a reader need not wait for that. What is
    left of it when all processes are killed, the next build clears.
    """
    for cleaner in list(_cleaners):
        with suppress(ChildProcessError):
            if not os.waitpid(cleaner, os.WNOHANG)[0]:
                continue
        _cleaners.discard(cleaner)
    try:
        nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
        command = ["rm", "-rf", "--", str(folder)]
        _cleaners.add(os.posix_spawnp("rm", command, os.environ, file_actions=nowhere, setpgroup=0))
    except (AttributeError, OSError):  # Windows, or a system without rm
        shutil.rmtree(folder, ignore_errors=True)


def _prefix(site: Path) -> str:
    return f".{site.name}.building."


def _left_over(site: Path) -> Iterator[Path]:
    for folder in site.parent.glob(f"{_prefix(site)}*"):
        lock = _lock(folder)
        if lock is not None:
            yield folder
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Lock a folder until this process ends; None if another one holds it, or none can."""
    if fcntl is None:
        return None
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):  # not Linux
        return False
    paths = os.fsencode(one), os.fsencode(other)
    done: int = rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return done == 0
