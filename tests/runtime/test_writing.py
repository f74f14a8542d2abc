"""Writing files of a site that stands beside the one before."""

from pathlib import Path

import pytest

from dossier.runtime import writing

SAME = b"what it said before"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Return a file of the site before."""
    path = tmp_path / "before" / "text.json"
    writing.write(path, SAME)
    return path


def test_a_file_that_holds_the_same_is_a_link_to_the_one_before(
    tmp_path: Path, before: Path
) -> None:
    """It outlives the site before."""
    path = tmp_path / "new" / "folder" / "text.json"
    writing.write(path, SAME, before)
    assert path.samefile(before)
    before.unlink()
    assert path.read_bytes() == SAME


@pytest.mark.parametrize("data", [b"", SAME + b"!", b"what it says instead"])
def test_a_file_that_holds_something_else_is_one_of_its_own(
    tmp_path: Path, before: Path, data: bytes
) -> None:
    """The site before stays as it was."""
    path = tmp_path / "new" / "text.json"
    writing.write(path, data, before)
    assert path.read_bytes() == data
    assert before.read_bytes() == SAME


def test_a_symbolic_link_is_not_linked_to(tmp_path: Path, before: Path) -> None:
    """It might lead elsewhere tomorrow."""
    link = tmp_path / "link.json"
    link.symlink_to(before)
    path = tmp_path / "new" / "text.json"
    writing.write(path, SAME, link)
    assert not path.is_symlink()
    assert not path.samefile(before)


def test_there_need_be_no_file_before(tmp_path: Path) -> None:
    """A new file is written."""
    path = tmp_path / "new" / "text.json"
    writing.write(path, SAME, tmp_path / "before" / "text.json")
    assert path.read_bytes() == SAME


def test_without_links_a_file_is_copied(
    tmp_path: Path, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every file system has links."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    path = tmp_path / "new" / "text.json"
    writing.write(path, SAME, before)
    assert path.read_bytes() == SAME
    assert not path.samefile(before)
