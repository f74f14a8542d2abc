"""What a command does where its output is closed, full, or knows few characters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import run

SEED = "seeds/pakistan-iran-partnership.txt"
COMMANDS = (("check",), ("explain", SEED), ("explain", "--json", SEED), ("copy",), ("--help",))


def _shell(workshop: Path, command: tuple[str, ...], streams: str) -> tuple[int, str]:
    """Run a command with its streams as a shell sets them; return its exit code and its faults."""
    line = f'exec "$0" build.py "$@" {streams}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable, *command],
        cwd=workshop,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_streams_that_are_closed_are_no_fault(workshop: Path, command: tuple[str, ...]) -> None:
    """Whoever closes standard output does not want to see it; no file takes its number."""
    assert _shell(workshop, command, ">&-") == (0, "")
    assert _shell(workshop, command, "<&- >&- 2>&-") == (0, "")


def test_a_build_prints_into_no_file_of_the_site(workshop: Path) -> None:
    """The numbers of closed streams go to no file that is opened later."""
    assert _shell(workshop, ("build",), "<&- >&- 2>&-") == (0, "")
    assert (workshop / "site" / "index.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("command", [*COMMANDS, ("--version",)])
def test_an_output_that_is_full_is_a_sentence(workshop: Path, command: tuple[str, ...]) -> None:
    """It is named, once, without a traceback; where that is full too, the exit code says it."""
    said = "standard output: No space left on device.\n"
    assert _shell(workshop, command, ">/dev/full") == (1, said)
    assert _shell(workshop, command, ">/dev/full 2>/dev/full") == (1, "")


@pytest.mark.parametrize(
    "terminal",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_a_terminal_of_few_characters_takes_everything(
    workshop: Path, monkeypatch: pytest.MonkeyPatch, terminal: dict[str, str]
) -> None:
    """Tables have a ? for what it lacks, and JSON its number, which programs read."""
    (workshop / "seeds" / "odd.txt").write_text("Trade of Çankırı 漢 grew.\n", "utf-8")
    for name, value in terminal.items():
        monkeypatch.setenv(name, value)
    for command in (
        ("check",),
        ("explain", "seeds/odd.txt"),
        ("review", "--list"),
        ("build", "-q"),
    ):
        done = subprocess.run(
            [sys.executable, "build.py", *command], cwd=workshop, capture_output=True, check=False
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    record = json.loads(run(workshop, "explain", "--json", "seeds/odd.txt").stdout)
    assert record["paragraphs"][0]["text"] == "Trade of Çankırı 漢 grew."


def test_what_cannot_be_kept_or_put_aside_stops_nothing(
    workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a home, a folder for what is temporary, nor a cache is needed."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setenv("TMPDIR", str(workshop / "absent"))
    (workshop / ".dossier-cache").write_text("in the way", "utf-8")
    done = run(workshop)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("kilobytes", [0, 8, 32])
def test_a_full_disk_names_the_file(workshop: Path, kilobytes: int) -> None:
    """A file that cannot be written is named, and the last site stands."""
    last = {".dossier-site": "", "index.html": "last good site"}
    (workshop / "site").mkdir()
    for name, text in last.items():
        (workshop / "site" / name).write_text(text, "utf-8")
    line = f'ulimit -f {2 * kilobytes}; exec "$0" build.py'  # blocks of 512 bytes
    done = subprocess.run(
        ["sh", "-c", line, sys.executable],
        cwd=workshop,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    path, _, sentence = done.stderr.partition(": ")
    assert sentence == "File too large; nothing was changed.\n"
    assert path.startswith((str(workshop), "site", "."))
    assert {path.name for path in (workshop / "site").iterdir()} == set(last)
    assert [name for name in os.listdir(workshop) if "building" in name] == []  # noqa: PTH208
