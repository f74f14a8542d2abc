"""Cache: what was kept comes back as it was, or counts as absent."""

import os
import time
from pathlib import Path

import pytest

from dossier.runtime.cache import DAYS, Cache, key


def _only_file(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


@pytest.mark.parametrize("content", [b"", b"PDF\0\n" * 1000])
def test_what_was_put_is_got(tmp_path: Path, content: bytes) -> None:
    """Bytes come back as they were, from another object and the same folder too."""
    cache = Cache(tmp_path / "cache")
    assert cache.get(key("a")) is None
    cache.put(key("a"), content)
    assert cache.get(key("a")) == Cache(tmp_path / "cache").get(key("a")) == content
    assert cache.get(key("b")) is None


def test_the_last_of_two_stays(tmp_path: Path) -> None:
    """Putting again replaces, and leaves one file."""
    cache = Cache(tmp_path)
    cache.put(key("a"), b"one")
    cache.put(key("a"), b"two")
    assert cache.get(key("a")) == b"two"
    assert _only_file(tmp_path)


@pytest.mark.parametrize("damage", [0, 31, 32, -1])
def test_a_damaged_entry_is_absent_until_made_again(tmp_path: Path, damage: int) -> None:
    """One bit anywhere in the file is enough."""
    cache = Cache(tmp_path)
    cache.put(key("a"), b"content")
    path = _only_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[damage] ^= 1
    path.write_bytes(data)
    assert cache.get(key("a")) is None
    cache.put(key("a"), b"content")
    assert cache.get(key("a")) == b"content"


@pytest.mark.parametrize("length", [0, 10, 32, 36])
def test_an_entry_cut_off_is_absent(tmp_path: Path, length: int) -> None:
    """A file that ends too early is not taken for a shorter one."""
    cache = Cache(tmp_path)
    cache.put(key("a"), b"content")
    path = _only_file(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    assert cache.get(key("a")) is None


def test_an_entry_of_another_key_is_absent(tmp_path: Path) -> None:
    """A sound file in another's place does not speak for it."""
    cache = Cache(tmp_path)
    cache.put(key("a"), b"of a")
    a = _only_file(tmp_path).read_bytes()
    cache.put(key("b"), b"of b")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(a)
    assert (cache.get(key("a")), cache.get(key("b"))) == (b"of a", None)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """Nothing is kept, nothing is raised."""
    (tmp_path / "cache").write_text("in the way", "utf-8")
    cache = Cache(tmp_path / "cache")
    cache.put(key("a"), b"content")
    assert cache.get(key("a")) is None


def test_what_cannot_take_its_place_leaves_nothing(tmp_path: Path) -> None:
    """A folder in an entry's place is no error, and no file is left beside it."""
    cache = Cache(tmp_path)
    (tmp_path / key("a")[:2] / key("a")[2:] / "in the way").mkdir(parents=True)
    cache.put(key("a"), b"content")
    assert cache.get(key("a")) is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_keys_tell_parts_apart() -> None:
    """The same characters divided otherwise, or in another order, are another key."""
    keys = [key("ab", "c"), key("a", "bc"), key("abc"), key("c", "ab"), key("ab", "c", "")]
    assert len({*keys, key("ab", b"c")}) == 5
    assert {len(found) for found in keys} == {64}


def test_what_nobody_asks_for_is_swept_away(tmp_path: Path) -> None:
    """What was read or written of late stays; the rest goes, half-made files among it."""
    cache = Cache(tmp_path)
    for name in ("old", "read"):
        cache.put(key(name), b"content")
    long_ago = time.time() - (DAYS + 1) * 24 * 60 * 60
    for path in tmp_path.rglob("*"):
        os.utime(path, (long_ago, long_ago))
    cache.put(key("new"), b"content")
    assert cache.get(key("read"))
    cache.sweep()
    assert [bool(cache.get(key(name))) for name in ("old", "read", "new")] == [False, True, True]
