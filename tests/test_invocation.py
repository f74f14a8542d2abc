"""Messages name commands as they can be typed where they are read."""

import shlex
import sys

import pytest

from dossier import invocation

CALLS = [
    ("build.py", "python build.py add"),
    ("/desk/build.py", "python build.py add"),
    ("/desk/.venv/bin/dossier", "dossier add"),
    ("/usr/lib/python3/dossier/__main__.py", "python -m dossier add"),
    ("/desk/.venv/bin/mkdocs", "dossier add"),
    ("-c", "dossier add"),
]


@pytest.mark.parametrize(("called", "typed"), CALLS)
def test_a_command_begins_as_the_program_was_called(
    monkeypatch: pytest.MonkeyPatch, called: str, typed: str
) -> None:
    """By another program, such as mkdocs, it is the installed command."""
    monkeypatch.setattr(sys, "argv", [called])
    assert invocation.typed("add") == typed


def test_a_name_that_a_shell_would_divide_stands_in_quotes() -> None:
    """What is printed can be pasted, also where a file's name has spaces and apostrophes."""
    assert shlex.split(invocation.typed("add", "seeds/jane's note.txt")) == [
        *("dossier", "add", "seeds/jane's note.txt"),
    ]


def test_windows_gets_the_quotes_that_its_shells_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command prompt takes an apostrophe for a letter."""
    monkeypatch.setattr("dossier.invocation.IS_WINDOWS", True)
    assert invocation.quoted("my desk") == '"my desk"'
