"""Write files: whole or not at all where one stands already, and every failure names its file."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name `path` in an OSError that names no file, as one of a full disk does not."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def write(path: Path, data: bytes, before: Path | None = None) -> None:
    """Write a file, and the folders above it where they are missing; raises OSError that names it.

    Where the file `before` holds the same, `path` becomes a link to it, which takes a third of the
    time; nobody may then change one of them in its place. What is written in part is left to the
    caller, whose folder it is.
    """
    with naming(path):
        try:
            _put(path, data, before)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(path, data, before)


def _put(path: Path, data: bytes, before: Path | None) -> None:
    if before and _holds(before, data):
        link(before, path)
    else:
        path.write_bytes(data)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data and not path.is_symlink()
    except OSError:
        return False


def link(source: str | Path, target: str | Path) -> None:
    """Let `target` be a link to a file, or a copy; raises OSError that names it."""
    try:
        os.link(source, target)
    except OSError:  # not every file system has links
        with naming(Path(target)):
            shutil.copy2(source, target)


def replace(path: Path, data: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Let `data` take the place of a file in one step, or write it; raises OSError that names it.

    `check` is called last, and what it raises leaves the file as it is. Where `path` is a link, the
    file that it leads to is replaced.
    """
    target = Path(os.path.realpath(path))
    with naming(path):
        if target.exists() and not target.is_file():  # a device or a pipe
            target.write_bytes(data)
            return
        new = None
        try:
            handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
            new = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, new)
            else:
                new.chmod(0o666 & ~_umask())
            check()
            new.replace(target)
        except OSError as error:
            error.filename, error.filename2 = str(path), None  # not of the file beside it
            raise
        finally:
            if new:
                new.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
