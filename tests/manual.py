"""Reading README.md and the manual as a new user does, who types what a page tells.

A page is tried in a fresh folder, from top to bottom. A fenced block with a title is a file, which
is saved there:

    ```yaml title="mkdocs.yml"

In a block of the language `console`, a line with `$ ` in front is a command, and the lines below it
are what it prints. There `...` stands for anything, and alone on a line for any lines.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from tests.site import REPOSITORY

PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs" / "manual").glob("*.md"))]

_FENCE = re.compile(r'^( *)```(\w*)(?: title="([^"]+)")?\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)

PROGRAMS = {
    "dossier": "from dossier.cli.main import main",
    "mkdocs": "from mkdocs.__main__ import cli",
}
"""What a user calls by name, and what that imports."""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    line: int
    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command, and what the page says that it prints."""

    line: int
    words: tuple[str, ...]
    output: str


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, indented ones too."""
    text = page.read_text("utf-8")
    return [
        Block(
            text.count("\n", 0, match.start()) + 1,
            match[2],
            match[3] or "",
            re.sub(f"^{match[1]}", "", match[4], flags=re.MULTILINE),
        )
        for match in _FENCE.finditer(text)
    ]


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a `console` block."""
    lines = block.text.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("$ "):
            below = takewhile(lambda one: not one.startswith("$ "), lines[number + 1 :])
            words = shlex.split(line[2:], comments=True)
            yield Command(block.line + 1 + number, tuple(words), "\n".join(below))


class Terminal:
    """Runs commands one after another, below a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "home"
        self.folder.mkdir()
        programs = folder / "bin"
        programs.mkdir()
        for name, start in PROGRAMS.items():
            script = programs / name
            script.write_text(f"#!{sys.executable}\n{start} as start\nstart()\n", "utf-8")
            script.chmod(0o755)
        self._environment = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONUNBUFFERED": "1",  # or faults would be printed before what was said earlier
            "COLUMNS": "100",
        }
        self._environment.pop("SITE_URL", None)

    def write(self, name: str, text: str) -> None:
        """Save a file in the folder where the user is."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def run(self, words: tuple[str, ...]) -> str:
        """Return what a command prints."""
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve(strict=True)
            return ""
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
            timeout=120,
        )
        return done.stdout


def is_shown(output: str, shown: str) -> bool:
    """Is `output` what a page shows, all but what it leaves out?"""
    pattern = ""
    for line in shown.splitlines():
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += r"[^\n]*".join(map(re.escape, line.rstrip().split("..."))) + r" *\n"
    return re.fullmatch(pattern, f"{output.rstrip()}\n" if output.strip() else "") is not None
