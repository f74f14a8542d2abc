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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows; there folders in use cannot be deleted anyway
    fcntl = None  # type: ignore[assignment]

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # renameat2(2)


@dataclass(slots=True)
class Staging:
    """A site and the folder in which its successor is built."""

    site: Path
    folder: Path
    _lock: int | None

    def publish(self) -> None:
        """Let what was built take the place of the site."""
        if not self.site.exists():
            self.folder.rename(self.site)
        elif not _exchange(self.folder, self.site):
            old = self.site.with_name(f".{self.site.name}.old")
            self.site.rename(old)
            self.folder.rename(self.site)
            shutil.rmtree(old, ignore_errors=True)
        self.discard()

    def discard(self) -> None:
        """Throw away what stands aside; may be done twice."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def stage(site: Path) -> Staging:
    """Return an empty folder for the successor of `site`; clear what killed builds have left.

    Raises OSError where nothing can be written.
    """
    if site.exists() and not site.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is no folder; move it away", site.as_posix())
    site.parent.mkdir(parents=True, exist_ok=True)
    old = site.with_name(f".{site.name}.old")
    if old.exists() and not site.exists():
        old.rename(site)
    for left_over in (*_left_over(site), old):
        shutil.rmtree(left_over, ignore_errors=True)
    folder = site.with_name(f"{_prefix(site)}{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Staging(site, folder, _lock(folder))


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
