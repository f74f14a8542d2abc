"""The command line as people know it: help, the order of words, and what a shell completes."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import REPOSITORY

COMMANDS: tuple[str, ...] = (
    "new",
    "add",
    "serve",
    "check",
    "explain",
    "accept",
    "file",
    "unfile",
    "review",
    "learn",
)
COMMANDS += ("build", "pdf", "copy")
HEAVY = ("mkdocs", "numpy", "yaml", "rich", "jinja2", "onnxruntime")
"""What no help and no completion waits for."""


def dossier(
    folder: Path, *args: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "dossier", *args],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


# --- help -----------------------------------------------------------------------------


def test_the_short_option_for_help_is_there_everywhere(tmp_path: Path) -> None:
    """It says what --help says, and what `help` with the name of a command says."""
    for command in COMMANDS:
        said = dossier(tmp_path, command, "-h")
        assert said.returncode == 0, said.stderr
        assert said.stdout.startswith(f"Usage: dossier {command} "), said.stdout
        assert said.stdout == dossier(tmp_path, "help", command).stdout
    assert dossier(tmp_path, "help").stdout == dossier(tmp_path, "-h").stdout


@pytest.mark.parametrize("program", ["build.py", "-m training", "-m cartography"])
def test_helpers_beside_the_program_say_what_they_take(program: str) -> None:
    """So does whatever else has a command line."""
    command = [sys.executable, *program.split(), "-h"]
    said = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.lower().startswith("usage: ")


def test_the_version_has_a_short_option(tmp_path: Path) -> None:
    """As other programs have it."""
    said = dossier(tmp_path, "-V").stdout
    assert said.startswith("Dossier, version ")
    assert said == dossier(tmp_path, "--version").stdout


def test_help_loads_nothing_that_it_does_not_need() -> None:
    """Neither does completion; a command loads what it works with itself."""
    program = f"import sys, dossier.cli.main; print(*[n for n in {HEAVY} if n in sys.modules])"
    command = [sys.executable, "-c", program]
    said = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""


# --- the order of words ---------------------------------------------------------------

ORDERS = [
    (("-f", "desk.yml", "check"), "desk.yml: "),
    (("--config-file", "copy", "copy"), "copy: "),
    (("--config-file=desk.yml", "-q", "check"), "desk.yml: "),
    (("-f", "desk.yml"), "desk.yml: "),
    (("-q", "-f", "desk.yml"), "desk.yml: "),
]


@pytest.mark.parametrize(("args", "begin"), ORDERS)
def test_options_may_stand_before_the_command(
    tmp_path: Path, args: tuple[str, ...], begin: str
) -> None:
    """Each reaches its command, which here misses the file of settings that was named."""
    said = dossier(tmp_path, *args)
    assert said.returncode == 1
    assert said.stderr.startswith(f"{begin}there is no such file"), said.stderr


MISSPELT = [
    (("buidl",), "'build'"),
    (("--quiet", "buidl"), "'build'"),
    (("build", "--quite"), "'--quiet'"),
    (("serve", "--opne"), "'--open'"),
]


@pytest.mark.parametrize(("args", "meant"), MISSPELT)
def test_the_nearest_name_is_proposed(tmp_path: Path, args: tuple[str, ...], meant: str) -> None:
    """Of commands and of options; it is wrong usage."""
    said = dossier(tmp_path, *args)
    assert said.returncode == 2
    assert f"Did you mean {meant}?" in said.stderr


# --- what a shell completes -----------------------------------------------------------

COMPLETED = [
    ("", set(COMMANDS)),
    ("b", {"build"}),
    ("-", {"-h", "--help", "-V", "--version"}),
    ("serve --o", {"--open"}),
    ("build --s", {"--scheduler"}),
    ("copy themes.f", {"themes.fa.yml", "themes.fr.yml"}),
    ("copy templates/words.f", {"templates/words.fr.yml"}),
]


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no Bash")
@pytest.mark.parametrize(("begun", "completions"), COMPLETED)
def test_bash_completes_what_is_begun(tmp_path: Path, begun: str, completions: set[str]) -> None:
    """By the line of the manual, typed into a shell."""
    manual = (REPOSITORY / "docs" / "manual" / "commands.md").read_text(encoding="utf-8")
    line = next(cell for cell in manual.split("`") if "bash_source" in cell)
    program = tmp_path / "dossier"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dossier "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    words = ["dossier", *begun.rpartition(" ")[0].split(), begun.rpartition(" ")[2]]
    typed = (
        f"{line}\n"
        f"COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}\n"
        "_dossier_completion dossier\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    said = subprocess.run(
        ["bash", "--norc", "-c", typed],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stderr == ""
    assert completions == set(said.stdout.split())


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_answered_too(tmp_path: Path, shell: str) -> None:
    """Each asks in its own way."""
    source = dossier(tmp_path, environment={"_DOSSIER_COMPLETE": f"{shell}_source"})
    assert "_dossier_completion" in source.stdout
    asked = {"zsh": ("dossier b", "1"), "fish": ("dossier b", "b")}[shell]
    question = dict(zip(("COMP_WORDS", "COMP_CWORD"), asked, strict=True))
    said = dossier(
        tmp_path, environment={"_DOSSIER_COMPLETE": f"{shell}_complete", **question}
    ).stdout
    assert "build" in said
    assert "copy" not in said


# --- what is opened -------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system itself opens files")
def test_a_pdf_is_opened_when_it_is_printed(tmp_path: Path) -> None:
    """By what the desktop opens PDFs with; where there is none, that is said."""
    dossier(tmp_path, "new", ".")
    seed = next((tmp_path / "seeds").iterdir())
    programs = tmp_path / "programs"
    programs.mkdir()
    viewer = programs / "xdg-open"
    viewer.write_text('#!/bin/sh\necho "$1 is open" >&2\n', encoding="utf-8")
    viewer.chmod(0o755)
    args = ("pdf", f"seeds/{seed.name}", "-o", "one.pdf", "--open")
    said = dossier(tmp_path, *args, environment={"PATH": f"{programs}:/bin:/usr/bin"})
    assert (said.stdout, said.stderr) == ("Printed one.pdf.\n", "one.pdf is open\n")
    viewer.unlink()
    said = dossier(tmp_path, *args, environment={"PATH": str(programs)})
    assert said.returncode == 0
    assert said.stderr == "No program could be found that opens it.\n"


# --- terminals ------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_that_can_do_nothing_gets_plain_lines(tmp_path: Path) -> None:
    """Such as that of an editor: no bars, no colours, no empty lines."""
    import pty

    dossier(tmp_path, "new", ".")
    keyboard, terminal = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "dossier", "build"],
        cwd=tmp_path,
        env={**os.environ, "TERM": "dumb"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        check=True,
        timeout=120,
    )
    os.close(terminal)
    printed = os.read(keyboard, 65536).decode()
    os.close(keyboard)
    assert "\x1b" not in printed
    lines = printed.split("\r\n")
    assert [line.split()[0] for line in lines[:-1]] == [
        *("mkdocs.yml:", "Read", "Filed", "Printed", "Proved", "Built"),
    ]
