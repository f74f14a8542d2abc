"""The command `check`: some texts alone, JSON, notes as faults; and what shells complete."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier.cli.main import main
from tests.site import run, tree_without_cache

SEED = "seeds/pakistan-iran-partnership.txt"
BAD = "---\ndate: 2026-02-30\n---\nText.\n"
THEMES = "themes:\n  - {id: sport, name: Sport, definition: Games and matches.}\n"
NOTED = "---\nmood: calm\n---\nBy Ana Ruiz\n\nTrade grew, and tariffs fell at the port.\n"


@pytest.fixture
def desk(workshop: Path) -> Path:
    """Return a site with a good text, one with a fault and one with a note."""
    (workshop / "seeds" / "2026-01-05-bad.txt").write_text(BAD, "utf-8")
    (workshop / "seeds" / "noted.txt").write_text(NOTED, "utf-8")
    return workshop


def test_some_texts_are_checked_alone(desk: Path) -> None:
    """Others have neither rows nor faults nor notes; what is named is found by its name, too."""
    before = tree_without_cache(desk)
    done = run(desk, "check", SEED)
    assert (done.returncode, done.stderr) == (0, "")
    header, row = done.stdout.splitlines()
    assert (header.split()[0], row.split()[0]) == ("Text", SEED)
    done = run(desk, "check", "noted", "bad")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("seeds/2026-01-05-bad.txt:2: date 2026-02-30 is no day")
    assert SEED not in done.stderr
    assert tree_without_cache(desk) == before


def test_each_text_is_a_line_of_json(desk: Path) -> None:
    """With the facts of the table, or the faults; standard error says those as ever."""
    done = run(desk, "check", "--json")
    assert done.returncode == 1
    assert done.stderr.startswith("seeds/2026-01-05-bad.txt:2: date 2026-02-30 is no day")
    bad, noted, good = map(json.loads, done.stdout.splitlines())
    assert (bad["file"], noted["file"], good["file"]) == (
        *("seeds/2026-01-05-bad.txt", "seeds/noted.txt", SEED),
    )
    ((line, sentence),) = [fault.values() for fault in bad["faults"]]
    assert line == 2
    assert sentence.startswith("date 2026-02-30 is no day")
    assert list(bad) == ["file", "faults", "notes"]
    assert noted["notes"][0]["line"] == 2
    assert noted["notes"][0]["sentence"].startswith("mood is no key of Dossier's")
    assert noted["proposals"] == [{"key": "author", "value": "Ana Ruiz", "line": 4}]
    assert (good["faults"], good["notes"], good["proposals"]) == ([], [], [])
    assert list(good) == [
        *("file", "faults", "notes", "slug", "title", "date", "publish", "paragraphs", "filed"),
        *("close_calls", "moved", "reviewed", "weak_lead", "proposals"),
    ]
    assert (good["slug"], good["date"], good["paragraphs"]) == (
        *("pakistan-iran-partnership", None, 11),
    )
    assert good["filed"] == {
        "economy": 2,
        "security": 1,
        "regional": 3,
        "symbolism": 1,
        "overview": 2,
        "context": 0,
        "outlook": 2,
        "furniture": 0,
    }


def test_of_quiet_lines_only_those_with_something_to_say_are_left(desk: Path) -> None:
    """Where all is well, none is."""
    done = run(desk, "check", "--json", "--quiet")
    files = [json.loads(line)["file"] for line in done.stdout.splitlines()]
    assert files == ["seeds/2026-01-05-bad.txt", "seeds/noted.txt"]
    done = run(desk, "check", "--json", "--quiet", SEED)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_editors_moved_is_in_the_line(desk: Path) -> None:
    """From where to where, a list as one."""
    assert run(desk, "file", "-q", SEED, "8", "outlook").returncode == 0
    (line,) = run(desk, "check", "--json", SEED).stdout.splitlines()
    assert json.loads(line)["moved"] == [{"from": "regional", "to": "outlook"}]


def test_what_was_kept_is_shown_only_while_it_holds(desk: Path) -> None:
    """The second time the same is said, also where the cache is damaged; not of a changed text."""
    first = run(desk, "check", "--json").stdout
    assert run(desk, "check", "--json").stdout == first
    entries = [path for path in (desk / ".dossier-cache").glob("??/*") if path.is_file()]
    assert entries
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[:-1])
    assert run(desk, "check", "--json").stdout == first
    (desk / "seeds" / "noted.txt").write_text("Trade grew.\n", "utf-8")
    (changed,) = run(desk, "check", "--json", "noted").stdout.splitlines()
    one = json.loads(changed)
    assert (one["paragraphs"], one["notes"], one["proposals"]) == (1, [], [])
    (desk / "themes.yml").write_text(THEMES, "utf-8")
    (changed,) = run(desk, "check", "--json", "noted").stdout.splitlines()
    assert "sport" in json.loads(changed)["filed"]


def test_faults_of_the_themes_are_lines_too(desk: Path) -> None:
    """Of texts nothing is said then but what is wrong without themes."""
    (desk / "themes.yml").write_text("themes: []\n", "utf-8")
    done = run(desk, "check", "--json")
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["file"] for one in lines] == ["seeds/2026-01-05-bad.txt", "themes.yml"]


def test_notes_are_faults_where_it_is_strict(desk: Path) -> None:
    """With exit code 1; a text without any passes."""
    assert run(desk, "check", "noted").returncode == 0
    done = run(desk, "check", "--strict", "noted")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("seeds/noted.txt:2: mood is no key of Dossier's")
    assert run(desk, "check", "--strict", SEED).returncode == 0


def test_all_files_that_are_missing_are_said_together(desk: Path) -> None:
    """With what may have been meant."""
    done = run(desk, "check", "seeds/noted.md", "partnership", "seeds")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:3] == [
        f"partnership: there is no such file. Did you mean {SEED}?",
        "seeds: is a folder; name the texts in it, such as seeds/2026-01-05-bad.txt",
        "seeds/noted.md: there is no such file. Did you mean seeds/noted.txt?",
    ]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("dossier explain seeds/p", SEED),
        ("dossier check no", "noted"),
        ("dossier file noted 1 Reg", "regional"),
        ("dossier file noted 1 ov", "overview"),
    ],
)
def test_a_shell_completes_texts_and_themes(typed: str, completed: str) -> None:
    """As bash asks for it."""
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    done = CliRunner().invoke(
        main, prog_name="dossier", env={"_DOSSIER_COMPLETE": "bash_complete", **words}
    )
    assert done.output == f"plain,{completed}\n"
