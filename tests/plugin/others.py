"""A small site among other people's plugins, built by MkDocs as its owner would."""

import base64
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site import REPOSITORY, tree

OWN = f"{{name: null, custom_dir: {REPOSITORY.as_posix()}/templates/site}}"
"""Dossier's own theme."""

MATERIAL = "{name: material, font: false}"

ADDRESS = "https://harbour.test/house/"

SETTINGS = """\
site_name: Harbour house
site_description: Of ships and tariffs.
site_url: {address}
theme: {theme}
markdown_extensions: [attr_list]
{more}
plugins:
{plugins}"""

DOSSIER = f"dossier: {{pdf: false, search: false, themes: '{REPOSITORY.as_posix()}/themes.yml'}}"

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
"""A picture of one pixel, as PNG."""

FILES: Mapping[str, str | bytes] = {
    "seeds/ferry.md": """\
---
title: The ferry {{ and }} the "toll"
date: 2024-03-05
updated: 2024-04-06
author: [Ines Calloway, Quay & Sons]
bottom_line: The "zeppelin" toll <is> settled.
---
Trade and tariffs rose at the quokka pier in May.

![A dot](dot.png)

| Port | Toll |
| --- | --- |
| Aster | 12 xylophones |

Soldiers patrol the *zug*zwang border.
""",
    "seeds/dot.png": DOT,
    "seeds/note.txt": "Nobody dated this gnomon note on trade.\n\nIt has two paragraphs.\n",
    "seeds/lent.txt": """\
---
title: Lent
publish: extracts
lead: 1
key_points: [1]
---
Trade in alabaster doubled at the harbour last year.

The obsidian clause is not ours to publish.
""",
    "docs/about.md": "# About\n\nThis is the {{ config.site_name }}.\n\n![A dot](dot.png)\n",
    "docs/new.md": "# New\n\nHere is what tadpoles read.\n\n<!-- dossier: newest 3 -->\n",
    "docs/dot.png": DOT,
    ".gitignore": ".dossier-cache/\nsite/\n",
}

QUIET = {
    "SOURCE_DATE_EPOCH": "1700000000",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "NO_MKDOCS_2_WARNING": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_DATE": "2023-01-02T03:04:05Z",
    "GIT_COMMITTER_DATE": "2023-01-02T03:04:05Z",
    "PYTHONPATH": str(REPOSITORY),
}
"""Environment of every command: the same day, and no word on the future of MkDocs."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site that MkDocs has built."""

    folder: Path
    said: str

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site."""
        return tree(self.folder / "site")

    def page(self, path: str) -> str:
        """Return the page at `path`."""
        return (self.folder / "site" / path / "index.html").read_text("utf-8")

    def searched(self) -> list[tuple[str, str, str]]:
        """Return location, title and text of each entry of the search index."""
        index = json.loads((self.folder / "site/search/search_index.json").read_text("utf-8"))
        return [(entry["location"], entry["title"], entry["text"]) for entry in index["docs"]]

    def places(self, word: str) -> list[str]:
        """Return where a search for `word` leads: no search divides words otherwise."""
        return [
            location
            for location, title, text in self.searched()
            if word.casefold() in f"{title} {text}".casefold()
        ]


def command(
    folder: Path, *args: str, program: str = "mkdocs"
) -> "subprocess.CompletedProcess[str]":
    """Run MkDocs in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", program, *args],
        cwd=folder,
        env=os.environ | QUIET,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def furnish(
    folder: Path,
    theme: str,
    plugins: Iterable[str],
    files: Mapping[str, str | bytes] = FILES,
    more: str = "",
) -> Path:
    """Write a site into `folder`, with `more` in its settings and a repository around it."""
    listed = "".join(f"  - {plugin}\n" for plugin in plugins)
    settings = SETTINGS.format(theme=theme, plugins=listed, more=more, address=ADDRESS)
    for name, content in {**files, "mkdocs.yml": settings}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Begin")
    return folder


def git(folder: Path, *args: str) -> str:
    """Run git in `folder`; return what it prints."""
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    return subprocess.run(
        ["git", *who, *args],
        cwd=folder,
        env=os.environ | QUIET,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def build(folder: Path, program: str = "mkdocs") -> Built:
    """Build the site in `folder`, strictly; nothing may be amiss."""
    done = command(folder, "build", "--strict", program=program)
    assert done.returncode == 0, done.stderr
    return Built(folder, done.stderr)


def add_hook(folder: Path, program: str) -> None:
    """Add a hook to the settings in `folder`."""
    (folder / "hook.py").write_text(program, "utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")


PATIENCE = 60
"""Seconds to wait for a preview."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the site in `folder` on a free port; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    args = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with folder.with_suffix(".log").open("w") as log:
        server = subprocess.Popen(args, cwd=folder, env=os.environ | QUIET, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}/house/"
        finally:
            server.terminate()
            server.wait(timeout=10)


def until(address: str, pattern: str) -> None:
    """Wait until the page at `address` has something that matches `pattern`."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 - our own
                if re.search(pattern, page.read().decode()):
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address} did not show {pattern} within {PATIENCE} s")
