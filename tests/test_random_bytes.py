"""Random bytes in every file that a command reads: a sentence, never a traceback, nothing lost.

The commands run in this process, so that many can be tried. Each number is a file and a fault in
it: DOSSIER_EXAMPLES says how many are tried, from DOSSIER_FIRST on.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from dossier.cli.main import main
from tests.converting import originals
from tests.hostile.mutations import damaged
from tests.site import REPOSITORY, tree

RAIL = """\
---
title: Rail
date: 2026-02-03
updated: 2026-02-05
author: [Mehrunisa Talpur, A. B. Cheema]
url: https://example.org/rail
language: en
kind: op-ed
bottom_line: Trade by rail grew.
key_points: [2]
filed: {3: security}
publish: full
aliases: [old-rail]
---
By Mehrunisa Talpur

Trade by rail grew, and the customs union of the two countries was signed in Ankara.

The border was closed by the army after the attack. See [the port](port.txt) and ![a map](map.png).

> Quoted words.[^1]

- one
- two

[^1]: A note.
"""

PORT = "The port\n\nBy A. B. Cheema, 4 March 2026\n\nTrade grew at the port of Gwadar.\n"

SETTINGS = """\
site_name: Briefings
site_description: What is new.
site_url: https://briefings.test/
docs_dir: docs
site_dir: site
theme:
  name: null
  custom_dir: templates/site
  locale: en
  static_templates: [404.html]
nav:
  - Themes: themes/index.md
  - About: about.md
plugins:
  dossier:
    seeds: seeds
    themes: themes.yml
    language: en
    pdf: false
    search: false
    second_reading: off
    largest: 5
    paragraphs: 1000
    strict: false
markdown_extensions:
  - tables: {use_align_attribute: true}
extra_css: [own.css]
copyright: <a href="https://example.org/">X</a>
"""

ABOUT = """\
---
title: About
description: Who we are.
---
# About

We [write](index.md).

| a |
|---|
| b |
"""

READERS = (
    ("check",),
    ("explain", "seeds/rail.md"),
    ("explain", "--json", "seeds/port.txt"),
    ("explain", "--extracts", "seeds/rail.md"),
    ("review", "--list"),
    ("review", "--json", "seeds/rail.md"),
    ("learn", "--dry-run"),
    ("copy",),
)
WRITERS = (
    ("accept", "seeds/port.txt", "seeds/rail.md"),
    ("file", "seeds/rail.md", "2", "economy"),
    ("learn",),
    ("copy", "themes.fr.yml"),
)
BUILD = ("build",)
PRINT = ("pdf", "seeds/rail.md", "-o", "rail.pdf")

READ = {
    "seeds/rail.md": (*READERS, *WRITERS[:2], BUILD),
    "seeds/port.txt": (*READERS, *WRITERS[:2], BUILD),
    "themes.yml": (*READERS, *WRITERS, BUILD),
    "themes.es.yml": (READERS[0], READERS[6], BUILD),
    "learned.yml": (*READERS, *WRITERS, BUILD),
    "mkdocs.yml": (*READERS, *WRITERS, BUILD),
    "templates/words.yml": (BUILD,),
    "templates/words.fr.yml": (BUILD,),
    "templates/site/home.html": (BUILD,),
    "templates/site/parts/cards.html": (BUILD,),
    "templates/feeds/atom.xml": (BUILD,),
    "templates/site/assets/dossier.css": (BUILD,),
    "templates/pdf/summary.typ": (PRINT,),
    "templates/pdf/house.typ": (PRINT,),
    "docs/about.md": (BUILD,),
    "docs/own.css": (BUILD,),
    "site/.dossier-site": (BUILD,),
    "site/briefings.json": (BUILD,),
    "seeds/map.png": (READERS[0], BUILD),
}
"""Every file that is read, and the commands that read it."""

ADDED = ("docx", "odt", "rtf", "html", "eml", "pdf")


@dataclass
class Desk:
    """A site whose files are damaged one after the other."""

    folder: Path
    sound: dict[str, bytes]

    def run(self, name: str, data: bytes, command: tuple[str, ...]) -> str:
        """Run a command with `data` in a file; check what it leaves, and make all sound again."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        before = tree(self.folder)
        with contextlib.chdir(self.folder):
            done = CliRunner().invoke(main, list(command))
        said = f"{command} with {name}: {data!r}\n{done.output}"
        assert done.exception is None or isinstance(done.exception, SystemExit), said
        assert done.exit_code in (0, 1, 2), said
        assert "Traceback" not in done.output, said
        after = tree(self.folder)
        if done.exit_code:
            changed = [one for one in before if before[one] != after.get(one)]
            assert [one for one in changed if not one.startswith(".dossier-cache/")] == [], said
            assert [one for one in after if ".building." in one] == [], said
        self._mend(after)
        return said

    def _mend(self, after: dict[str, bytes]) -> None:
        for name, data in self.sound.items():
            if after.get(name) != data:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        for name in after:
            if not name.startswith((".dossier-cache/", "site/")) and name not in self.sound:
                (self.folder / name).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, one_process: None) -> Desk:
    """Build a small site with a file of every kind."""
    folder = tmp_path_factory.mktemp("random")
    (folder / "docs").mkdir()
    (folder / "seeds").mkdir()
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    for name in ("themes.yml", "themes.es.yml"):
        shutil.copy(REPOSITORY / name, folder)
    written = {
        "seeds/rail.md": RAIL,
        "seeds/port.txt": PORT,
        "mkdocs.yml": SETTINGS,
        "learned.yml": "economy:\n  customs: 1.25\nsecurity:\n  army: -0.5\n",
        "docs/about.md": ABOUT,
        "docs/own.css": ".own { color: #111111; }\n",
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(REPOSITORY / "docs/manual/pictures/home.png", folder / "seeds/map.png")
    desk = Desk(folder, tree(folder))
    said = desk.run("docs/own.css", desk.sound["docs/own.css"], BUILD)
    assert (folder / "site" / "index.html").is_file(), said
    return desk


@pytest.fixture(scope="module")
def one_process() -> Iterator[None]:
    """Let all work be done here, as copies of a process of many threads may hang."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        yield


FIRST = int(os.environ.get("DOSSIER_FIRST", "0"))
NUMBERS = range(FIRST, FIRST + int(os.environ.get("DOSSIER_EXAMPLES", "24")))


@pytest.mark.parametrize("number", NUMBERS)
def test_whatever_stands_in_a_file_is_a_sentence(desk: Desk, number: int) -> None:
    """Noise and damage in any file that is read, by any command that reads it."""
    chance = Random(number)  # noqa: S311 - a number gives the same fault every time
    name = chance.choice(sorted(READ))
    command = chance.choice(READ[name])
    sound = desk.sound.get(name, b'{"generator": "Dossier"}')
    desk.run(name, damaged(sound, chance), command)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return a sound document of each format that can be added."""
    folder = tmp_path_factory.mktemp("documents")
    word = originals.word(folder / "a.docx", title="The ferry", author="Mehrunisa Talpur")
    word.add_heading("The ferry", 1)
    word.add_paragraph("It sails twice a week, and it is full.")
    word.add_paragraph("Karachi", style="List Bullet")
    word.save(str(folder / "a.docx"))
    originals.opendocument(folder / "a.odt")
    rich = r"{\rtf1\ansi{\info{\title The ferry}}It sails\par{\b twice} a week.\u233?\par}"
    (folder / "a.rtf").write_text(rich, encoding="ascii")
    words = "<p>It sails twice a week, and it is full, as the port of Karachi says every day.</p>"
    page = '<html><head><title>The ferry</title><meta name="date" content="2026-02-03"></head>'
    page += f"<body><article><h1>The ferry</h1>{words * 4}<ul><li>a</ul></article></body></html>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    originals.mail(folder / "a.eml", "It sails twice a week.\n\nIt is full.\n", words)
    lines = [
        (72.0, 700.0 - 14 * n, 11.0, "It sails twice a week, and it is full.") for n in range(9)
    ]
    originals.pdf(folder / "a.pdf", [lines, lines])
    return {kind: (folder / f"a.{kind}").read_bytes() for kind in ADDED}


@pytest.mark.parametrize("number", NUMBERS)
def test_whatever_is_added_is_a_sentence(
    desk: Desk, documents: dict[str, bytes], number: int
) -> None:
    """Broken documents of every format."""
    chance = Random(number)  # noqa: S311 - a number gives the same fault every time
    kind = chance.choice(ADDED)
    desk.run(f"letter.{kind}", damaged(documents[kind], chance), ("add", f"letter.{kind}"))
