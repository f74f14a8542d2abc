"""The site that is being built, and what each of its files is made of.

The site that stands has a ledger: every file with the key of all that it was made of, its size, and
the time of its last change. Where the next build would make a file of the same, it links to the one
that stands instead of writing it again, if nobody has touched that since.
"""

# Every build asks for some ten files of each text: what pathlib adds to a call is as much as the
# call itself.

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from dossier.runtime.cache import Cache, key

Entry: TypeAlias = tuple[str, int, int]
"""The key of what a file is made of, its size in bytes, its last change in nanoseconds."""


class Site:
    """Writes files below a folder, or links to those of the site that stands.

    Nobody else may write there: who opens a linked file changes the site that stands.
    """

    def __init__(self, folder: Path, before: Path, ledger: Mapping[str, Entry]) -> None:
        """Take the new site's folder, that of the one that stands, and the ledger of that."""
        self.folder = folder
        self._new = str(folder)
        self._old = str(before)
        self._before = ledger
        self._entries: dict[str, Entry] = {}
        self._folders: set[str] = set()

    def link(self, paths: Iterable[str], made_of: str) -> bool:
        """Let the files at `paths` be those that stand; False if not all of them are the same."""
        return all(self._link(path, made_of) for path in paths)

    def link_below(self, folder: str, made_of: str | None) -> bool:
        """Let all files below a folder be those that stand; False if they are not the same.

        With None, they are taken whatever they are made of.
        """
        there = {
            path: known[0]
            for path, known in self._before.items()
            if path.startswith(f"{folder}/") and made_of in (None, known[0])
        }
        return bool(there) and all(self._link(path, name) for path, name in there.items())

    def note_below(self, folder: str, made_of: str) -> None:
        """Note what was written below a folder by other means."""
        for parent, _, names in os.walk(f"{self._new}/{folder}"):
            for name in names:
                path = os.path.relpath(f"{parent}/{name}", self._new).replace(os.sep, "/")
                self._note(path, made_of, os.stat(f"{parent}/{name}"))

    def write(self, path: str, data: bytes, made_of: str) -> None:
        """Write a file; `path` leads from the site's root."""
        file = self._open(self._target(path))
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            self._note(path, made_of, os.fstat(file))
        finally:
            os.close(file)

    @staticmethod
    def _open(target: str) -> int:
        """Open a new file: what is there may be a link, and writing to it would change the site."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            return os.open(target, flags, 0o666)
        except FileExistsError:
            os.unlink(target)
            return os.open(target, flags, 0o666)

    def join(self, whole: Path) -> None:
        """Move all that was written into the folder of the whole site, over what stands there."""
        _join(self._new, str(whole))

    def keep(self, cache: Cache) -> None:
        """Keep the ledger of what was written, for the build after this one."""
        cache.put(_key(Path(self._old)), json.dumps(self._entries).encode())

    def _link(self, path: str, made_of: str) -> bool:
        known = self._before.get(path)
        if known is None or known[0] != made_of:
            return False
        target = self._target(path)
        try:
            os.link(f"{self._old}/{path}", target)
            found = os.stat(target)  # of what is linked now, whatever has happened meanwhile
        except OSError:
            return False
        if (found.st_size, found.st_mtime_ns) != (known[1], known[2]):
            os.unlink(target)
            return False
        self._note(path, made_of, found)
        return True

    def _note(self, path: str, made_of: str, found: os.stat_result) -> None:
        self._entries[path] = made_of, found.st_size, found.st_mtime_ns

    def _target(self, path: str) -> str:
        """Return where a file goes, its folder made."""
        target = f"{self._new}/{path}"
        folder = os.path.dirname(target)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        return target


def _join(folder: str, target: str) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            there = f"{target}/{entry.name}"
            if entry.is_dir() and os.path.isdir(there):
                _join(entry.path, there)
            else:
                os.replace(entry.path, there)


def site(folder: Path, before: Path, cache: Cache) -> Site:
    """Return the site to be written in `folder`, which is to take the place of `before`."""
    data = cache.get(_key(before))
    known = json.loads(data) if data else {}
    return Site(folder, before, {path: tuple(entry) for path, entry in known.items()})


def _key(site: Path) -> str:
    return key("ledger", str(site.absolute()))
