"""The command `learn`: what corrections teach moves other texts, is shown, and is said."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from dossier import learning
from dossier.cli.learning import report
from dossier.errors import InputError
from dossier.plugin import commands
from dossier.runtime.progress import Progress
from tests.factories import FIXTURES
from tests.site import Page, furnish, run, tree, tree_without_cache

UNSEEN = """\
The sanctions keep engineers of the airline from travelling, and spare parts for its planes are \
lacking.

Farmers sold more rice abroad than ever, and the price of bread fell.

The orchestra of the capital played in the open air, and thousands came to listen.

Children went back to school on Monday, in new uniforms, and the teachers had flowers for them.

The museum bought a painting of the harbour, and the mayor thanked the family who had kept it.
"""

LEARNED = "learned.yml"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site whose desk files sanctions under security, and a text that nobody corrected."""
    monkeypatch.chdir(tmp_path)
    furnish(tmp_path, FIXTURES / "desk" / "seeds")
    (tmp_path / "seeds" / "2026-03-02-fares.txt").write_text(UNSEEN, "utf-8")
    config = tmp_path / "mkdocs.yml"
    fewer = "    language: en\n    pdf: false\n    search: false\n"
    config.write_text(config.read_text("utf-8").replace("    language: en\n", fewer), "utf-8")
    return tmp_path


def _explained(folder: Path) -> list[dict[str, Any]]:
    done = run(folder, "explain", "--json", "seeds/2026-03-02-fares.txt")
    assert done.returncode == 0, done.stderr
    paragraphs: list[dict[str, Any]] = json.loads(done.stdout)["paragraphs"]
    return paragraphs


def test_corrections_move_other_texts(library: Path) -> None:
    """What was learned is printed and written, files an unseen paragraph, and adds up."""
    before = _explained(library)
    assert [paragraph["theme"] for paragraph in before[:2]] == ["economy", "economy"]
    done = run(library, "learn")
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert "12 corrections in 4 texts can teach something." in said
    assert "By itself, the program agrees with 0 of them." in said
    agreed = re.search(r"With 1 word learned, it agrees with (\d+); with (\d+), if", said)
    assert agreed
    assert int(agreed[1]) >= int(agreed[2]) >= 4
    assert f"Wrote {LEARNED}" in said
    rows = [line.split() for line in done.stdout.splitlines() if " sanctions " in line]
    rows = [row for row in rows if row[1] == "sanctions"]
    assert [(row[0], row[2][0], row[3]) for row in rows] == [
        ("Economy", "-", "12"),
        ("Security", "+", "12"),
    ]
    sanctions, *others = _explained(library)
    assert sanctions["theme"] == "security"
    assert others == before[1:]
    assert [word["word"] for word in sanctions["desk"]] == ["sanctions"]
    shares = [word["share"] for word in (*sanctions["evidence"], *sanctions["desk"])]
    total = sum(shares) + sum(sanctions[key] for key in ("rest_of_list", "context", "standing"))
    assert total == pytest.approx(sanctions["score"], abs=1e-4)


def test_the_same_corrections_give_the_same_file(library: Path) -> None:
    """Learned anew, from whatever stood there, the file is the same bytes."""
    run(library, "learn")
    first = (library / LEARNED).read_bytes()
    assert "Nothing was written" in run(library, "learn").stdout
    (library / LEARNED).write_text("regional: {snow: 2}\n", "utf-8")
    done = run(library, "learn")
    assert [line.split() for line in done.stdout.splitlines() if " snow " in line] == [
        ["Regional", "issues", "snow", "+2.00", "0"]
    ]
    assert (library / LEARNED).read_bytes() == first


def test_a_dry_run_writes_nothing(library: Path) -> None:
    """It says the same, and leaves all as it was but the cache."""
    before = tree_without_cache(library)
    done = run(library, "learn", "--dry-run")
    assert "sanctions" in done.stdout
    assert done.stdout.endswith("Nothing was written.\n")
    assert tree_without_cache(library) == before


def test_an_edit_that_is_saved_while_it_learns_stays(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was never weighed, so nothing takes its place."""
    settings = commands.read_settings(library / "mkdocs.yml")
    lesson = learning.from_folder(settings, Progress())
    path = library / LEARNED
    path.write_text("security:\n  bread: 1\n", "utf-8")
    with pytest.raises(InputError, match="was changed meanwhile"):
        report(lesson, dry_run=False)
    assert path.read_text("utf-8") == "security:\n  bread: 1\n"
    assert "Wrote" not in capsys.readouterr().out


def test_too_few_corrections_teach_nothing(library: Path) -> None:
    """Nine are too few; that is said, and what was learned before stays."""
    (library / "seeds" / "2026-01-05-oil.txt").unlink()
    (library / LEARNED).write_text("regional: {snow: 2}\n", "utf-8")
    done = run(library, "learn")
    assert done.returncode == 0
    assert "9 corrections in 3 texts can teach something.\n" in done.stdout
    assert "That is too few to learn from: 10 are needed.\nNothing was written.\n" in done.stdout
    assert (library / LEARNED).read_text("utf-8") == "regional: {snow: 2}\n"


def test_what_is_not_filed_by_its_words_teaches_nothing(library: Path) -> None:
    """Corrections of headings and of texts in other languages are counted apart."""
    french = (
        "---\nlanguage: fr\nfiled: {1: security, 2: economy}\n---\nBonjour.\n\nLe train part.\n"
    )
    (library / "seeds" / "train.txt").write_text(french, "utf-8")
    done = run(library, "learn", "--dry-run")
    assert "12 corrections in 4 texts can teach something; 2 cannot" in done.stdout


def test_a_faulty_file_stops_every_command(library: Path) -> None:
    """A theme that is gone is a sentence with its line, and nothing is built."""
    (library / LEARNED).write_text("# by hand\nsecruity: {sanctions: 1}\n", "utf-8")
    for command in ("check", "build", "learn"):
        done = run(library, command)
        assert done.returncode == 1
        sentence = "learned.yml:2: there is no theme 'secruity'. Did you mean 'security'?"
        assert sentence in done.stderr


def test_the_site_says_what_is_the_desks(library: Path) -> None:
    """An empty file changes no byte; after `learn`, the page counts it as "your desk".

    A paragraph that the program now files as its editor did is no longer a move.
    """
    assert run(library).returncode == 0
    plain = tree(library / "site")
    (library / LEARNED).write_text("# nothing yet\n", "utf-8")
    assert run(library).returncode == 0
    assert tree(library / "site") == plain
    assert "Moved by editors: 12 from Economy to Security" in run(library, "check").stdout
    assert run(library, "learn").returncode == 0
    moved = re.search("Moved by editors: (.*) from Economy", run(library, "check").stdout)
    assert moved
    assert int(moved[1]) <= 8
    done = run(library)
    assert done.returncode == 0, done.stderr
    pages = sorted((library / "site" / "briefings").glob("*fares/index.html"))
    page = Page(pages[0])
    (share,) = [
        e.words for e in page.elements if e.tag == "li" and "editors have taught" in e.words
    ]
    assert share.startswith("what editors have taught +")
    assert "sanctions +" in share
    shutil.rmtree(library / ".dossier-cache")
    learned = tree(library / "site")
    assert run(library).returncode == 0
    assert tree(library / "site") == learned
