"""A site is the same to the byte, whichever Python builds it and however Git laid out its files."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import REPOSITORY, furnish, run, tree
from tests.test_site import GOLDEN

OTHERS = [f"3.{n}" for n in (11, 12, 13) if n != sys.version_info.minor]
"""The Pythons that Dossier supports, but for the one that runs this."""

LOCK = REPOSITORY / "requirements.lock"
ENVIRONMENTS = REPOSITORY / ".venv" / "pythons"


def _installed(version: str) -> str | None:
    """Return the path of a Python, if it is on the search path or pyenv has it."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin"))
    search = os.pathsep.join([*map(str, reversed(kept)), os.environ["PATH"]])
    return shutil.which(f"python{version}", path=search)


def _environment(version: str, python: str) -> Path:
    """Return the python of an environment with what the lock file says, made if there is none."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = ENVIRONMENTS / f"{version}-{lock}"
    inside = folder / "bin" / "python"
    uv = [sys.executable, "-m", "uv"]
    if not (folder / "ready").exists():
        for command in (
            ["venv", "--quiet", "--clear", "--python", python, str(folder)],
            ["pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)],
            ["pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", "."],
        ):
            where = ["--python", str(inside)] if command[0] == "pip" else []
            subprocess.run([*uv, *command, *where], cwd=REPOSITORY, check=True, timeout=300)
        (folder / "ready").touch()
    return inside


def _small_site(folder: Path, python: str | Path) -> dict[str, bytes]:
    """Build the golden site in `folder` by a Python; return every file of it."""
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    shutil.copytree(GOLDEN, folder / "tests" / "golden", ignore=shutil.ignore_patterns("site"))
    for name in ("mkdocs.yml", "build.py"):
        shutil.copy(REPOSITORY / name, folder / name)
    settings = ["-f", "tests/golden/mkdocs.yml"]
    built = subprocess.run(
        [python, "build.py", "build", *settings],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert built.returncode == 0, built.stderr
    return tree(folder / "tests" / "golden" / "site")


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other if one.get(name) != other.get(name))


@pytest.mark.parametrize("version", OTHERS)
def test_another_python_builds_the_same_site(version: str, tmp_path: Path) -> None:
    """Every page, PDF, picture, feed and part of the index, and what is compressed."""
    python = _installed(version)
    if python is None:
        pytest.skip(f"no Python {version} is installed here: its site was not compared")
    ours = _small_site(tmp_path / "ours", sys.executable)
    theirs = _small_site(tmp_path / "theirs", _environment(version, python))
    assert {Path(name).suffix for name in ours} >= {".gz", ".html", ".pdf", ".png", ".xml"}
    assert _different(ours, theirs) == []


def test_a_checkout_on_windows_has_the_same_files(tmp_path: Path) -> None:
    """Git for Windows turns line ends into CRLF, but for what .gitattributes says."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("this is no clone: no checkout was tried")
    for name, windows in (("here", "false"), ("windows", "true")):
        settings = ["-c", f"core.autocrlf={windows}"]
        subprocess.run(
            ["git", "clone", "--quiet", *settings, str(REPOSITORY), str(tmp_path / name)],
            check=True,
            timeout=120,
        )
        shutil.rmtree(tmp_path / name / ".git")
    here, windows_ = tree(tmp_path / "here"), tree(tmp_path / "windows")
    assert len(here) > 500
    assert _different(here, windows_) == []


def test_texts_saved_on_windows_make_the_same_site(tmp_path: Path) -> None:
    """Line ends of CRLF in texts, settings and templates change no page, feed, PDF or index."""
    here = furnish(tmp_path / "here", REPOSITORY / "seeds")
    windows = furnish(tmp_path / "windows", REPOSITORY / "seeds")
    texts = [path for path in windows.rglob("*") if path.suffix in {".md", ".txt", ".yml", ".html"}]
    assert len(texts) > 50
    for path in texts:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for folder in (here, windows):
        built = run(folder)
        assert built.returncode == 0, built.stderr
    assert _different(tree(here / "site"), tree(windows / "site")) == []
