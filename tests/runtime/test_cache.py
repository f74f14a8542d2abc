"""Cache: what was kept comes back as it was, or counts as absent; nothing in it can run."""

import hashlib
import os
import pickle
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.briefings.library import record_of
from dossier.build.outputs import Outputs
from dossier.model import Record
from dossier.pdf.typst import Pdf
from dossier.runtime.cache import DAYS, Cache, key
from tests.factories import make_briefing, plain_texts

PRINT = Pdf(b"%PDF\0\n" * 100, ("x", "é"))
KEY = key("a")

_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def _entry(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("??/*") if path.is_file())
    return path


def _plant(folder: Path, content: bytes) -> Cache:
    """Return a cache into which somebody else has put `content`, its checksum right."""
    cache = Cache(folder)
    cache.put(KEY, PRINT)
    _entry(folder).write_bytes(hashlib.sha256(KEY.encode() + content).digest() + content)
    return cache


# --- sound ----------------------------------------------------------------------------


def test_what_was_put_last_is_got(tmp_path: Path) -> None:
    """From another object over the same folder too, and under its own key alone."""
    cache = Cache(tmp_path / "cache")
    assert cache.get(KEY, Pdf) is None
    cache.put(KEY, Pdf(b"before"))
    cache.put(KEY, PRINT)
    assert cache.get(KEY, Pdf) == Cache(tmp_path / "cache").get(KEY, Pdf) == PRINT
    assert cache.has(KEY)
    assert (cache.has(key("b")), cache.get(key("b"), Pdf)) == (False, None)
    assert _entry(tmp_path)


def test_nobody_commits_the_folder(tmp_path: Path) -> None:
    """Git passes over all of it, itself included, in a repository that ignores nothing."""
    Cache(tmp_path / "cache").put(KEY, PRINT)
    for command in (["git", "init", "--quiet"], ["git", "add", "."]):
        subprocess.run(command, cwd=tmp_path, check=True)
    listed = ["git", "status", "--porcelain", "--untracked-files=all"]
    assert subprocess.run(listed, cwd=tmp_path, check=True, capture_output=True).stdout == b""


@_one_folder
@given(plain_texts)
def test_any_record_comes_back(tmp_path: Path, text: str) -> None:
    """Whatever a text and its front matter hold."""
    record = record_of(make_briefing(text, title=text, bottom_line=text, watch=(text,)))
    Cache(tmp_path).put(KEY, Outputs(record, json=text))
    assert Cache(tmp_path).get(KEY, Outputs) == Outputs(record, json=text)


def test_keys_tell_parts_apart() -> None:
    """The same characters divided otherwise, or in another order, are another key."""
    keys = [key("ab", "c"), key("a", "bc"), key("abc"), key("c", "ab"), key("ab", "c", "")]
    assert len({*keys, key("ab", b"c")}) == 5
    assert {len(found) for found in keys} == {64}


# --- damaged --------------------------------------------------------------------------


@_one_folder
@given(st.data())
def test_what_was_changed_or_cut_off_is_absent(tmp_path: Path, data: st.DataObject) -> None:
    """A byte anywhere is enough, and so is one more or less; put again, it is there again."""
    cache = Cache(tmp_path)
    cache.put(KEY, PRINT)
    path = _entry(tmp_path)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
    changed = whole[:at] + other + whole[at + 1 :]
    path.write_bytes(data.draw(st.sampled_from((changed, whole[:at], whole + b"!"))))
    assert cache.get(KEY, Pdf) is None
    cache.put(KEY, PRINT)
    assert cache.get(KEY, Pdf) == PRINT


def test_an_entry_of_another_key_is_absent(tmp_path: Path) -> None:
    """A sound file in another's place does not speak for it."""
    cache = Cache(tmp_path)
    cache.put(KEY, PRINT)
    sound = _entry(tmp_path).read_bytes()
    cache.put(key("b"), Pdf(b"of b"))
    for path in tmp_path.glob("??/*"):
        path.write_bytes(sound)
    assert (cache.get(KEY, Pdf), cache.get(key("b"), Pdf)) == (PRINT, None)


def test_an_entry_of_another_type_is_absent(tmp_path: Path) -> None:
    """What was kept as one thing is not taken for another."""
    Cache(tmp_path).put(KEY, PRINT)
    assert Cache(tmp_path).get(KEY, Outputs) is None
    assert Cache(tmp_path).get(KEY, Record) is None


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return print, ("it ran",)


def test_what_could_run_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pickle that somebody else has planted is absent, and does nothing."""
    assert _plant(tmp_path, pickle.dumps(_Bomb())).get(KEY, Pdf) is None
    assert capsys.readouterr().out == ""


@_one_folder
@given(st.binary(max_size=40))
def test_whatever_else_was_planted_is_absent(tmp_path: Path, content: bytes) -> None:
    """No bytes under a right checksum end a build."""
    assert _plant(tmp_path, content).get(KEY, Outputs) is None


# --- unreadable, unwritable -----------------------------------------------------------


@pytest.mark.parametrize("name", ["file", "long" * 100])
def test_a_folder_that_cannot_be_used_is_no_error(tmp_path: Path, name: str) -> None:
    """Where a file is in the way, or the system refuses: nothing is kept, nothing is raised."""
    (tmp_path / "file").write_text("in the way", "utf-8")
    cache = Cache(tmp_path / name)
    cache.put(KEY, PRINT)
    cache.evict()
    assert (cache.has(KEY), cache.get(KEY, Pdf)) == (False, None)


def test_a_folder_in_the_place_of_an_entry_is_no_error(tmp_path: Path) -> None:
    """It is left alone, and no half-written file is left beside it."""
    cache = Cache(tmp_path)
    (tmp_path / KEY[:2] / KEY[2:] / "in the way").mkdir(parents=True)
    cache.put(KEY, PRINT)
    assert cache.get(KEY, Pdf) is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_nobody_asks_for_is_evicted(tmp_path: Path) -> None:
    """What was read or written of late stays; the rest goes."""
    cache = Cache(tmp_path)
    names = ("old", "read")
    for name in names:
        cache.put(key(name), PRINT)
    long_ago = time.time() - (DAYS + 1) * 24 * 60 * 60
    for path in tmp_path.glob("??/*"):
        os.utime(path, (long_ago, long_ago))
    cache.put(key("new"), PRINT)
    assert cache.get(key("read"), Pdf)
    cache.evict()
    assert [cache.has(key(name)) for name in (*names, "new")] == [False, True, True]
