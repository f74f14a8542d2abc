"""Publishing: the old site stands until the new one takes its place, whatever happens."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier.runtime import staging as publish
from dossier.runtime.staging import stage
from tests.site import run, tree


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one page."""
    path = tmp_path / "site"
    path.mkdir()
    (path / "index.html").write_text("old", encoding="utf-8")
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _come_to(folder: Path, names: list[str]) -> bool:
    """Tell whether a folder comes to hold just these: nobody waits for what is thrown away."""
    end = time.monotonic() + 10
    while _names(folder) != names and time.monotonic() < end:
        time.sleep(0.01)
    return _names(folder) == names


def test_building_aside_leaves_the_site_alone(site: Path) -> None:
    """The staging folder is empty, hidden, beside the site, and nothing else has changed."""
    staging = stage(site)
    assert staging.room.parent == site.parent
    assert staging.room.name.startswith(".")
    assert _names(staging.folder) == _names(staging.own) == []
    assert tree(site) == {"index.html": b"old"}


@pytest.mark.parametrize("in_one_step", [True, False])
def test_publishing_replaces_the_whole_site(
    site: Path, in_one_step: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was built aside is the site; no old file and no folder beside it is left."""
    if not in_one_step:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    staging = stage(site)
    (staging.folder / "new.html").write_text("new", encoding="utf-8")
    staging.publish()
    assert tree(site) == {"new.html": b"new"}
    assert _come_to(site.parent, ["site"])


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    """On Linux there is no moment without a site; elsewhere this says that it cannot be done."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchanged = publish._exchange(tmp_path / "one", tmp_path / "other")
    assert exchanged == sys.platform.startswith("linux")
    assert _names(tmp_path / "one") == (["other"] if exchanged else ["one"])
    assert not publish._exchange(tmp_path / "one", tmp_path / "absent")


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    """A site is published where there was none, its parent folders made."""
    site = tmp_path / "public" / "site"
    staging = stage(site)
    (staging.folder / "new.html").write_text("new", encoding="utf-8")
    staging.publish()
    assert tree(site) == {"new.html": b"new"}


def test_discarding_leaves_the_old_site(site: Path) -> None:
    """A build that is thrown away, even twice, leaves nothing behind."""
    staging = stage(site)
    (staging.folder / "new.html").write_text("new", encoding="utf-8")
    staging.discard()
    staging.discard()
    assert tree(site) == {"index.html": b"old"}
    assert _come_to(site.parent, ["site"])


def test_what_a_killed_build_left_is_cleared_and_a_living_one_is_left_alone(site: Path) -> None:
    """The folder that nobody holds goes; the one that another build holds stays."""
    dead, living = site.with_name(".site.building.1"), site.with_name(".site.building.2")
    for folder in (dead, living):
        folder.mkdir()
    held = publish._lock(living)
    assert held is not None
    staging = stage(site)
    assert _come_to(site.parent, sorted([living.name, staging.room.name, "site"]))
    os.close(held)


def test_a_build_killed_between_two_renames_is_mended(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the old site was moved away and the new one not yet in place, the old one comes back."""
    staging = stage(site)
    renames: list[Path] = []

    class Killed(Exception):  # noqa: N818 - not an error, an end
        """The process ends here."""

    def rename_once(path: Path, target: Path) -> None:
        if renames:
            raise Killed
        renames.append(path)
        path.replace(target)

    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename_once)
        with pytest.raises(Killed):
            staging.publish()
    assert not site.exists()
    assert staging._lock is not None
    os.close(staging._lock)  # as the end of a process does
    stage(site)
    assert tree(site) == {"index.html": b"old"}


def test_a_site_that_cannot_be_replaced_stays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If its successor cannot take its place, the site that was moved away comes back."""
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    staging = stage(site)
    staging.folder.rmdir()
    with pytest.raises(OSError, match="No such file"):
        staging.publish()
    assert tree(site) == {"index.html": b"old"}


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
    assert _come_to(workshop, [name for name in _names(workshop) if not name.startswith(".site")])


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
