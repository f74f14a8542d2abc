"""Staging: the old site stands until the new one takes its place, whatever happens."""

import ctypes
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier.errors import InputError
from dossier.runtime import site_folder
from dossier.runtime.staging import stage
from tests.site import REPOSITORY, run, tree

KILLED_BETWEEN_TWO_RENAMES = """
import ctypes, os, sys
from pathlib import Path
from dossier.runtime.staging import stage

del ctypes.CDLL  # a system on which folders cannot change places in one step
staging = stage(Path(sys.argv[1]))
rename = Path.rename
Path.rename = lambda path, target: os._exit(9) if path == staging.folder else rename(path, target)
staging.publish()
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site of Dossier with one page."""
    path = tmp_path / "site"
    path.mkdir()
    (path / "index.html").write_text("old", encoding="utf-8")
    site_folder.write_mark(path)
    return path


@pytest.fixture(params=["one step", "two steps"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test as this system is, and as one on which folders cannot change places."""
    if request.param == "two steps":
        monkeypatch.delattr(ctypes, "CDLL")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _pages(site: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in site.glob("*.html")}


def test_building_aside_leaves_the_site_alone(site: Path) -> None:
    """The staging folder is empty, hidden, beside the site, and nothing else has changed."""
    before = tree(site)
    staging = stage(site)
    assert staging.room.parent == site.parent
    assert staging.room.name.startswith(".")
    assert _names(staging.folder) == []
    assert tree(site) == before


@pytest.mark.usefixtures("system")
def test_publishing_replaces_the_whole_site(site: Path) -> None:
    """What was built aside is the site; no old file and no folder beside it is left."""
    staging = stage(site)
    (staging.folder / "new.html").write_text("new", encoding="utf-8")
    staging.publish()
    assert _pages(site) == {"new.html": "new"}
    assert _names(site.parent) == ["site"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux knows the one step")
def test_at_no_moment_is_there_no_site(site: Path) -> None:
    """A reader who looks again and again always finds the old page or the new one."""
    looking = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, sys\nprint(flush=True)\n"
            "while os.path.exists(sys.argv[1]): pass\nprint('gone')",
            str(site),
        ],
        stdout=subprocess.PIPE,
    )
    assert looking.stdout
    looking.stdout.readline()
    for _ in range(200):
        stage(site).publish()
    assert looking.poll() is None
    looking.kill()
    looking.communicate()


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    """A site is published where there was none, its parent folders made."""
    site = tmp_path / "public" / "site"
    staging = stage(site)
    (staging.folder / "new.html").write_text("new", encoding="utf-8")
    staging.publish()
    assert _pages(site) == {"new.html": "new"}


def test_discarding_leaves_the_old_site(site: Path) -> None:
    """A build that is thrown away, even twice, leaves nothing behind."""
    before = tree(site)
    staging = stage(site)
    (staging.folder / "new.html").write_text("new", encoding="utf-8")
    staging.discard()
    staging.discard()
    assert tree(site) == before
    assert _names(site.parent) == ["site"]


def test_what_a_killed_build_left_is_cleared_and_a_living_one_is_left_alone(site: Path) -> None:
    """The room that nobody holds goes; the one that another build holds stays."""
    living = stage(site)
    site.with_name(".site.building.dead").mkdir()
    staging = stage(site)
    assert _names(site.parent) == sorted([living.room.name, staging.room.name, "site"])


def test_a_build_killed_between_two_renames_is_mended(site: Path) -> None:
    """If the old site was moved away and the new one not yet in place, the old one comes back."""
    command = [sys.executable, "-c", KILLED_BETWEEN_TWO_RENAMES, str(site)]
    assert subprocess.run(command, cwd=REPOSITORY, check=False).returncode == 9
    assert not site.exists()
    stage(site).discard()
    assert _pages(site) == {"index.html": "old"}
    assert _names(site.parent) == ["site"]


def test_a_site_that_cannot_be_replaced_comes_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the new site cannot be moved once the old one was moved away, the old one stands."""
    monkeypatch.delattr(ctypes, "CDLL")
    staging = stage(site)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == staging.folder:
            raise PermissionError("held by another program")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError, match="held by another program"):
        staging.publish()
    assert _pages(site) == {"index.html": "old"}
    assert not staging.published


def test_files_that_were_put_there_during_the_build_stay(tmp_path: Path) -> None:
    """A folder that was absent as the build began is looked at again before it is replaced."""
    staging = stage(tmp_path / "site")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"site: holds files .* such as letter\.txt"):
        staging.publish()
    assert (tmp_path / "site" / "letter.txt").read_text("utf-8") == "mine"


def test_a_build_killed_at_any_moment_leaves_a_whole_site(workshop: Path) -> None:
    """After SIGKILL the site is the old one or the new one, and the next build works."""
    seed = workshop / "seeds" / "pakistan-iran-partnership.txt"
    start = time.monotonic()
    assert run(workshop).returncode == 0
    whole = time.monotonic() - start
    good = [tree(workshop / "site")]
    seed.write_bytes(seed.read_bytes() + b"\n\nOne more paragraph on trade.\n")
    shutil.copytree(workshop, workshop.parent / "other", dirs_exist_ok=True)
    assert run(workshop.parent / "other").returncode == 0
    good.append(tree(workshop.parent / "other" / "site"))
    delay, killed = whole / 8, 0
    while True:  # a little later each time, until a build is done before it is killed
        shutil.rmtree(workshop / ".dossier-cache")
        build = subprocess.Popen([sys.executable, "build.py", "-q"], cwd=workshop)
        try:
            build.wait(delay)
            break
        except subprocess.TimeoutExpired:
            build.send_signal(signal.SIGKILL)
            build.wait()
        killed += 1
        assert tree(workshop / "site") in good
        (workshop / ".dossier-cache").mkdir(exist_ok=True)
        delay += whole / 8
    assert killed > 2
    assert run(workshop).returncode == 0
    assert tree(workshop / "site") == good[1]
    assert [name for name in _names(workshop) if name.startswith(".site")] == []


def test_two_builds_at_once_do_not_disturb_each_other(workshop: Path) -> None:
    """Both end well, and the site is whole."""
    builds = [subprocess.Popen([sys.executable, "build.py", "-q"], cwd=workshop) for _ in "ab"]
    assert [build.wait(timeout=120) for build in builds] == [0, 0]
    once = tree(workshop / "site")
    assert run(workshop).returncode == 0
    assert tree(workshop / "site") == once


def test_a_full_disk_is_a_sentence_and_leaves_the_site(workshop: Path) -> None:
    """Where no file may grow beyond some bytes, as on a full disk, nothing is published."""
    assert run(workshop).returncode == 0
    before = tree(workshop / "site")
    shutil.rmtree(workshop / ".dossier-cache")  # or nothing would be written
    done = subprocess.run(
        [sys.executable, "build.py"],
        cwd=workshop,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("nothing was changed.")
    assert "Traceback" not in done.stderr
    assert tree(workshop / "site") == before
    assert [name for name in _names(workshop) if name.startswith(".site")] == []
