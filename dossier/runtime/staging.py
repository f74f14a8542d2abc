"""Build the site aside, and let it take the place of the old one when it is proved.

A build writes into a hidden room of its own beside the site, so that two builds do not disturb each
other, and then changes places with the site in one step. Where the system knows no such step there
are two, and a build that is killed between them is mended by the next one. A build locks its room
while it lives: a room that is not locked was left by a build that was killed.
"""

import ctypes
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import InputError
from dossier.runtime import site_folder

try:
    import fcntl
except ImportError:  # Windows; there folders in use cannot be deleted anyway
    fcntl = None  # type: ignore[assignment]

_OLD = "old"
"""Name in a room of the site that is about to be replaced."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # renameat2(2)


@dataclass(slots=True)
class Staging:
    """A site and the room in which its successor is built."""

    site: Path
    """Where the site stands, symbolic links followed."""

    room: Path
    _lock: int | None
    published: bool = False
    """Whether the successor has taken the site's place."""

    @property
    def folder(self) -> Path:
        """Where the successor stands whole in the end."""
        return self.room / "site"

    @property
    def searched(self) -> Path:
        """Where the entries stand of which the search index is made."""
        return self.room / "search"

    def publish(self) -> None:
        """Let what was built take the place of the site.

        Raises OSError, and InputError if somebody has put files of his own there meanwhile; then
        the old site stands. Once the new one stands nothing is raised.
        """
        if faults := site_folder.check_contents(self.site):
            raise InputError(*faults)
        if self.site.exists():
            site_folder.keep_host_files(self.site, self.folder)
        site_folder.write_mark(self.folder)
        self._replace_site()
        self.published = True
        self.discard()

    def discard(self) -> None:
        """Delete the room and what is left in it; may be done twice."""
        shutil.rmtree(self.room, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _replace_site(self) -> None:
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


def stage(site: Path) -> Staging:
    """Return an empty room for the successor of `site`; clear what killed builds have left.

    Where `site` is a symbolic link, the folder that it leads to is replaced, and the link stays.
    Raises OSError where nothing can be written.
    """
    site = Path(os.path.realpath(site))
    site.parent.mkdir(parents=True, exist_ok=True)
    for left_over in _left_over(site):
        if (left_over / _OLD).exists() and not site.exists():
            (left_over / _OLD).rename(site)
        shutil.rmtree(left_over, ignore_errors=True)
    while True:
        room = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
        lock = _lock(room)
        if lock is not None or fcntl is None:  # else another build takes it for left over
            break
    staging = Staging(site, room, lock)
    staging.folder.mkdir()
    return staging


def _prefix(site: Path) -> str:
    return f".{site.name}.building."


def _left_over(site: Path) -> Iterator[Path]:
    for folder in site.parent.glob(f"{glob.escape(_prefix(site))}*"):
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
