"""What is kept: found again whole or not at all, and never able to run."""

import hashlib
import io
import os
import pickle
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.briefings.library import record_of
from dossier.errors import InputError
from dossier.runtime import cache
from dossier.runtime.cache import Cache, key, sealed
from dossier.runtime.kept import Kept, Note, Shelf
from tests.factories import make_briefing, plain_texts

RECORD = record_of(make_briefing("Trade grew.\n\nTroops marched.", title="Rails"), "known as")
FILES = {"index.html": b"<p>Trade</p>", "as-published/index.html": b"", "note.bib": b"@misc{}\n"}
KEY = key("note")

_few = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty shelf."""
    return Shelf(Cache(tmp_path / "cache"), Cache(tmp_path / "spare"))


@pytest.fixture
def folder(shelf: Shelf) -> Kept:
    """Return what was put on the shelf under `KEY`."""
    return shelf.put(KEY, FILES, RECORD, "digest")


def _whole(found: Kept | None) -> dict[str, bytes] | None:
    return found.files() if found else None


# --- sound ----------------------------------------------------------------------------


def test_what_was_put_is_got(shelf: Shelf, folder: Kept) -> None:
    """Record, files and what is printed come back, from a shelf of another build too."""
    assert shelf.get(KEY) == folder
    assert folder.note.record == RECORD
    assert folder.note.printed == "digest"
    assert folder.files() == FILES
    assert list(folder.note.lengths) == list(FILES)


def test_what_was_not_put_is_absent(shelf: Shelf) -> None:
    """Nothing is found under a key that nobody used, or where there is no cache yet."""
    assert shelf.get(KEY) is None
    shelf.put(KEY, FILES, RECORD, "")
    assert shelf.get(key("other")) is None


@_few
@given(
    plain_texts,
    st.dictionaries(st.from_regex(r"(?:\w+/)?\w[\w. -]*", fullmatch=True), st.binary(), max_size=4),
)
def test_any_record_and_files_come_back(tmp_path: Path, text: str, files: dict[str, bytes]) -> None:
    """Whatever a text holds, and whatever its files are called."""
    shelf = Shelf(Cache(tmp_path), Cache(tmp_path))
    known = record_of(make_briefing(text, title=text, bottom_line=text, watch=(text,)), KEY)
    shelf.put(KEY, files, known, "")
    found = shelf.get(KEY)
    assert found
    assert (found.note.record, found.files()) == (known, files)


def test_a_long_note_is_read_to_its_end(shelf: Shelf) -> None:
    """There may be more to note of a text than is read at first."""
    known = record_of(
        make_briefing("Trade.", watch=tuple(f"Talks of {n}" for n in range(5000))), KEY
    )
    shelf.put(KEY, FILES, known, "")
    found = shelf.get(KEY)
    assert found
    assert (found.note.record, found.files()) == (known, FILES)
    assert found.path.stat().st_size > 50_000


def test_a_long_note_that_was_cut_off_is_absent(shelf: Shelf) -> None:
    """However much of it was read."""
    path = shelf.put(KEY, FILES, replace(RECORD, title="long " * 20_000), "").path
    path.write_bytes(path.read_bytes()[:50_000])
    assert shelf.get(KEY) is None


def test_a_text_that_is_withheld_has_no_files(shelf: Shelf) -> None:
    """Its record is kept all the same."""
    shelf.put(KEY, {}, RECORD, "")
    found = shelf.get(KEY)
    assert found
    assert (found.note.record, found.files()) == (RECORD, {})


def test_the_last_of_two_stays(shelf: Shelf, folder: Kept) -> None:
    """Another build may have been faster; what it kept is replaced whole."""
    shelf.put(KEY, {"other": b"1"}, RECORD, "")
    assert _whole(shelf.get(KEY)) == {"other": b"1"}


def test_what_is_asked_for_is_not_swept_away(shelf: Shelf, folder: Kept, tmp_path: Path) -> None:
    """What no build has asked for in a month is; what one has, stays."""
    old = time.time() - (cache.DAYS + 1) * 86_400
    os.utime(shelf.put(key("other"), FILES, RECORD, "").path, (old, old))
    os.utime(folder.path, (old, old))
    assert shelf.get(KEY)
    Cache(tmp_path / "cache").sweep()
    assert _whole(shelf.get(KEY)) == FILES
    assert shelf.get(key("other")) is None


# --- damaged --------------------------------------------------------------------------


@_few
@given(st.data())
def test_a_changed_byte_is_found(tmp_path: Path, data: st.DataObject) -> None:
    """Wherever it is: the entry is absent, or its files are, but never others than were put."""
    shelf = Shelf(Cache(tmp_path), Cache(tmp_path))
    path = shelf.put(KEY, FILES, RECORD, "").path
    whole = bytearray(path.read_bytes())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)
    found = shelf.get(KEY)
    assert found is None or found.note.record == RECORD
    assert _whole(found) is None


@_few
@given(st.data())
def test_an_entry_cut_off_is_found(tmp_path: Path, data: st.DataObject) -> None:
    """A full disk or a killed copy leaves nothing that is taken for whole; nor does more."""
    shelf = Shelf(Cache(tmp_path), Cache(tmp_path))
    path = shelf.put(KEY, FILES, RECORD, "").path
    whole = path.read_bytes()
    length = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(data.draw(st.sampled_from((whole[:length], whole + b"!", b""))))
    assert _whole(shelf.get(KEY)) is None


def test_an_entry_of_another_key_is_absent(shelf: Shelf, folder: Kept, tmp_path: Path) -> None:
    """What was put under one key is not found under another, be it copied there."""
    place = Cache(tmp_path / "cache").place(key("other"))
    place.parent.mkdir(parents=True)
    place.write_bytes(folder.path.read_bytes())
    assert shelf.get(key("other")) is None


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_files_that_are_damaged_while_they_are_needed_are_a_sentence(
    folder: Kept, harm: str
) -> None:
    """Found sound, and then damaged before they were read: the entry is named."""
    if harm == "gone":
        folder.path.unlink()
    else:
        folder.path.write_bytes(folder.path.read_bytes()[:-1] + b"!")
    with pytest.raises(InputError, match="was changed while a build read it") as caught:
        folder.files()
    assert caught.value.faults[0].path == folder.path.as_posix()


def test_a_folder_where_the_entry_should_be_is_absent(shelf: Shelf, tmp_path: Path) -> None:
    """As it was left by an earlier release, or by somebody else."""
    Cache(tmp_path / "cache").place(KEY).mkdir(parents=True)
    assert shelf.get(KEY) is None


# --- hostile --------------------------------------------------------------------------


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return print, ("it ran",)


def _plant(folder: Path, content: bytes) -> Shelf:
    """Return a shelf with a note that somebody else has written, its checksum right."""
    head = sealed(KEY, content)
    Cache(folder).write(KEY, len(head).to_bytes(4, "big") + head)
    return Shelf(Cache(folder), Cache(folder))


@pytest.mark.parametrize("bomb", [_Bomb(), [RECORD, _Bomb()], {"record": _Bomb()}, os.system])
def test_what_could_run_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bomb: object
) -> None:
    """A cache that somebody else has written cannot do anything here."""
    file = io.BytesIO()
    pickle.Pickler(file, protocol=5).dump(bomb)
    assert _plant(tmp_path, file.getvalue()).get(KEY) is None
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("other", [RECORD, None, 7, "note", (RECORD, "", {}, b"")])
def test_what_is_no_note_is_absent(tmp_path: Path, other: object) -> None:
    """A record alone, or anything else that may be read, is nothing that was kept."""
    assert _plant(tmp_path, pickle.dumps(other, protocol=5)).get(KEY) is None


@pytest.mark.parametrize("name", ["../a.html", "/etc/a", "a/../../b", "a\\b", ".a", "a/b/c", ""])
def test_a_file_that_would_stand_elsewhere_is_not_read(tmp_path: Path, name: str) -> None:
    """A cache that somebody else has written puts nothing outside of a briefing's folder."""
    note = Note(RECORD, "", "", {name: 0}, hashlib.sha256(b"").digest())
    assert _plant(tmp_path, pickle.dumps(note, protocol=5)).get(KEY) is None


_NOTE = pickle.dumps(Note(RECORD, "", "", {}, b""), protocol=5)


@_few
@given(st.one_of(st.binary(max_size=30), st.integers(0, len(_NOTE) - 1).map(lambda n: _NOTE[:n])))
def test_any_note_is_read_or_absent(tmp_path: Path, content: bytes) -> None:
    """Whatever stands there under a right checksum, a build goes on."""
    found = _plant(tmp_path, content).get(KEY)
    assert found is None


# --- unwritable, killed ---------------------------------------------------------------


def test_where_nothing_can_be_written_it_goes_to_the_spare(tmp_path: Path) -> None:
    """The build goes on, with the same files; the cache is not tried again."""
    (tmp_path / "cache").write_text("no folder", "utf-8")
    shelf = Shelf(Cache(tmp_path / "cache"), Cache(tmp_path / "spare"))
    for name in ("one", "two"):
        found = shelf.put(key(name), FILES, RECORD, "")
        assert found.path.is_relative_to(tmp_path / "spare")
        assert found.files() == FILES
    assert (tmp_path / "cache").read_text("utf-8") == "no folder"


def test_where_not_even_the_spare_can_be_written_it_is_said(tmp_path: Path) -> None:
    """A full disk is an error of the system, with its name."""
    (tmp_path / "full").write_text("no folder", "utf-8")
    shelf = Shelf(Cache(tmp_path / "full"), Cache(tmp_path / "full"))
    with pytest.raises(OSError, match="full"):
        shelf.put(KEY, FILES, RECORD, "")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_a_build_that_ends_halfway_leaves_nothing_half(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """What cannot take its place is thrown away; what stood there before stays whole."""
    before = shelf.put(KEY, {"index.html": b"before"}, RECORD, "")

    def fail(*args: Any) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        with pytest.raises(error):
            shelf.put(KEY, FILES, RECORD, "")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [before.path]
    assert _whole(Shelf(Cache(tmp_path / "cache"), Cache(tmp_path)).get(KEY)) == before.files()
