"""Reviewing: an editor decides the close calls of new texts, on a screen, in lines or by pipe."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.runtime import clock
from tests.site import furnish, run, tree
from tests.terminal import Terminal

THEMES = """\
themes:
  - {id: boats, name: Boats, definition: Boats and ships., vocabulary: [{boat*: 9}]}
  - {id: sea, name: The sea, letter: S, definition: Boats and ships., vocabulary: [{boat*: 9}]}
  - {id: bridges, name: Bridges, letter: R, definition: Bridges., vocabulary: [{bridge*: 9}]}
"""
"""Two themes that differ in name alone, so that every paragraph on boats is a close call."""

FERRY = """\
---
title: The ferry   # its working title
---
The old bridge was closed on Monday.

Two boats cross the river at noon.

The bridge will open again in May.

Boats will be cheaper then, says the harbour master.
"""

LIST = """\
The bridge has a new rail.

The harbour master promised:

- a boat for the school;
- a boat for the doctor.

The bridge is open.
"""

CLEAR = "The bridge is open.\n\nThe bridge is wide.\n"

NEWER, OLDER = "seeds/2026-05-01-ferry.txt", "seeds/2026-04-01-list.md"
TODAY = clock.today().isoformat()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a site with two texts that wait for their review, and one without a close call."""
    furnish(tmp_path)
    (tmp_path / "themes.yml").write_text(THEMES, "utf-8")
    (tmp_path / "seeds").mkdir()
    for path, text in ((NEWER, FERRY), (OLDER, LIST), ("seeds/clear.txt", CLEAR)):
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path


def _piped(desk: Path, keys: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Review with keys that come from another program."""
    return subprocess.run(
        [sys.executable, "build.py", "review", *args],
        cwd=desk,
        input=keys,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _heads(desk: Path) -> list[str]:
    """Return what the texts of the desk begin with, and check that all else is as it was."""
    heads = []
    for path, text in ((NEWER, FERRY), (OLDER, LIST)):
        written = (desk / path).read_bytes().decode()
        body = text.removeprefix("---\ntitle: The ferry   # its working title\n---\n")
        assert written.endswith(body)
        heads.append(written.removesuffix(body))
    return heads


DESK = "sea: {boats: 0.25}\n"
"""A line of the desk by which the ferry is still a close call, of the sea rather than boats."""

TITLE = "---\ntitle: The ferry   # its working title\n"
REVIEWED = f"reviewed: {TODAY}\n---\n"

# --- on a screen ----------------------------------------------------------------------


def test_a_review_on_a_screen_from_beginning_to_end(desk: Path) -> None:
    """One key a paragraph; skip, undo and why; then all is written, and nothing waits."""
    terminal = Terminal(desk, "review")
    rows = terminal.see(f"{NEWER}, 1 of 2 (text 1 of 2)")
    assert len(rows) == 24
    terminal.see("The old bridge was closed on Monday.", "¶2 Two boats cross the river at noon.")
    terminal.see("The bridge will open again in May.", "1 Boats +", "2 The sea +")
    terminal.see("B Boats S The sea R Bridges o outlook c context v overview")
    terminal.see("s skip u undo ? why q save and leave")
    assert re.search(r"1  Boats \+[\d.]+  boats, ", "\n".join(terminal.rows))
    terminal.press("?")
    terminal.see("Log-odds against no theme, which has 0:", "other words")
    terminal.press("x")
    terminal.see("x is no key here")
    terminal.press("s")
    terminal.see(f"{NEWER}, 2 of 2 (text 1 of 2)", "¶2: skipped")
    terminal.press("u")
    terminal.see(f"{NEWER}, 1 of 2 (text 1 of 2)", "The last answer is taken back")
    terminal.press("1")
    terminal.see("¶2: Boats", "¶4 Boats will be cheaper then")
    terminal.press("R")
    terminal.see(f"{OLDER}, 1 of 1 (text 2 of 2)", "¶4: Bridges")
    terminal.see("¶2 The harbour master promised: ¶3 a boat for the school; ¶4 a boat for the")
    terminal.press("o")
    terminal.see("All is answered. Enter or q saves and leaves")
    terminal.press("q")
    assert terminal.end().splitlines() == [
        f"{NEWER}: 2 close calls decided, 1 of them moved; reviewed",
        f"{OLDER}: 1 close call decided, 1 of them moved; reviewed",
    ]
    assert _heads(desk) == [
        f"{TITLE}filed: {{2: boats, 4: bridges}}\n{REVIEWED}",
        f"---\nfiled: {{2: outlook}}\n{REVIEWED}",
    ]
    assert run(desk, "review").stdout == "No text waits for its review.\n"


@pytest.mark.parametrize("key", ["q", "\x03", "\x04"], ids=["q", "Ctrl-C", "Ctrl-D"])
def test_whoever_leaves_keeps_what_was_decided(desk: Path, key: str) -> None:
    """The text goes on waiting with what is left, and is asked about no more than that."""
    terminal = Terminal(desk, "review")
    terminal.see("1 of 2 (text 1 of 2)")
    terminal.press("2")
    terminal.see("2 of 2 (text 1 of 2)")
    terminal.press(key)
    assert terminal.end() == f"{NEWER}: 1 close call decided, 1 of them moved; 1 left"
    assert _heads(desk) == [f"{TITLE}filed: {{2: sea}}\n---\n", ""]
    terminal = Terminal(desk, "review", NEWER)
    terminal.see(f"{NEWER}, 1 of 1", "¶4 Boats will be cheaper")
    terminal.press("q")
    assert terminal.end() == ""


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (24, 40), (12, 40)])
def test_a_tall_paragraph_can_be_moved(desk: Path, rows: int, columns: int) -> None:
    """However small the terminal is, the screen says that there is more, and shows it."""
    text = f"{'The boat sails on. ' * 120}And so it ends.\n"
    (desk / "seeds" / "tall.txt").write_text(text, "utf-8")
    terminal = Terminal(desk, "review", "seeds/tall.txt", rows=rows, columns=columns)
    shown = terminal.see("There is more", "q save and leave")
    assert len(shown) == rows
    assert max(map(len, shown)) <= columns
    assert "And so it ends." not in terminal.words
    terminal.press("\x1b[6~" * 30)
    terminal.see("And so it ends.")
    terminal.press("\x1b[5~ \x1b[A" + "\x1b[5~" * 30)
    terminal.see("¶1 The boat sails on.")
    terminal.press("s")
    terminal.see("All is answered")
    terminal.press("\r")
    assert terminal.end() == ""


def test_a_window_of_another_size_is_painted_anew(desk: Path) -> None:
    """No key is needed for that, and none is lost."""
    terminal = Terminal(desk, "review", NEWER)
    terminal.see(f"{NEWER}, 1 of 2")
    for rows, columns in ((20, 45), (30, 100)):
        terminal.resize(rows, columns)
        shown = terminal.see(f"{NEWER}, 1 of 2", "q save and leave")
        assert max(map(len, shown)) <= columns
    terminal.press("2q")
    assert terminal.end() == f"{NEWER}: 1 close call decided, 1 of them moved; 1 left"


def test_no_character_of_a_text_reaches_the_terminal_as_a_command(desk: Path) -> None:
    """Controls and overrides are shown by their codes; text from right to left stays as it is."""
    text = "The boat \x1b[2J\u202esails\u202c on.\n\nقارب boat في البحر \u2067boat\u2069.\n"
    (desk / "seeds" / "odd.txt").write_text(text, "utf-8")
    terminal = Terminal(desk, "review", "seeds/odd.txt")
    terminal.see("⟦U+001B⟧[2J⟦U+202E⟧sails⟦U+202C⟧ on.", "قارب boat في البحر")
    assert "\x1b[2J\u202e" not in terminal.sent
    terminal.press("q")
    terminal.end()


# --- without a screen -----------------------------------------------------------------


def test_a_review_by_pipe(desk: Path) -> None:
    """Keys come from lines; each paragraph is printed once, without colours or a screen."""
    done = _piped(desk, "2\nu\ns\n1\n?\nS\n\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("seeds")] == [
        f"{NEWER}, 1 of 2 (text 1 of 2)",
        f"{NEWER}, 2 of 2 (text 1 of 2)",
        f"{NEWER}, 1 of 2 (text 1 of 2)",
        f"{NEWER}, 2 of 2 (text 1 of 2)",
        f"{OLDER}, 1 of 1 (text 2 of 2)",
        f"{OLDER}, 1 of 1 (text 2 of 2)",
        f"{NEWER}: 1 close call decided; 1 left",
        f"{OLDER}: 1 close call decided, 1 of them moved; reviewed",
    ]
    assert _heads(desk) == [
        f"{TITLE}filed: {{4: boats}}\n---\n",
        f"---\nfiled: {{2: sea}}\n{REVIEWED}",
    ]


def test_what_the_desk_has_taught_is_told_with_the_other_shares(desk: Path) -> None:
    """The sum names it, and the place that it speaks for stands first."""
    (desk / "learned.yml").write_text(DESK, "utf-8")
    said = _piped(desk, "?\n", NEWER).stdout
    assert re.search(r"^1  The sea .*\n2  Boats ", said, re.MULTILINE)
    assert re.search(r"^The sea .*, your desk \+0\.25 \(boats \+0\.25\), ", said, re.MULTILINE)
    assert not re.search(r"^Boats .*your desk", said, re.MULTILINE)


def test_the_end_of_what_is_piped_in_saves(desk: Path) -> None:
    """Several keys may stand in one line, and none need close it."""
    done = _piped(desk, "12")
    assert done.returncode == 0
    assert _heads(desk) == [f"{TITLE}filed: {{2: boats, 4: sea}}\n{REVIEWED}", ""]


def test_nothing_is_written_where_nothing_was_decided(desk: Path) -> None:
    """Skipping and leaving change no file."""
    before = tree(desk / "seeds")
    for keys in ("", "q", "sssq", "1uq", "\n\nxyz\n"):
        assert _piped(desk, keys).returncode == 0
        assert tree(desk / "seeds") == before


def test_an_answer_can_be_taken_back_until_the_next_text_is_begun(desk: Path) -> None:
    """Then its text is saved, and the review says so."""
    done = _piped(desk, "12u1\n1\nuu\nq\n")
    assert "The text before is saved; the command file changes it" in done.stdout
    assert _heads(desk) == [f"{TITLE}filed: {{2: boats, 4: boats}}\n{REVIEWED}", ""]


def test_a_file_that_was_changed_meanwhile_is_left_alone(desk: Path) -> None:
    """That is said at the end, with exit code 1, and the other texts are saved."""
    program = subprocess.Popen(
        [sys.executable, "build.py", "review"],
        cwd=desk,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert program.stdin
    while not program.stdout.readline().startswith("s skip"):
        pass
    changed = FERRY.replace("noon", "dawn")
    (desk / NEWER).write_bytes(changed.encode())
    said, faults = program.communicate("111\nq\n", timeout=120)
    assert program.returncode == 1
    assert faults == (
        f"{NEWER}: was changed meanwhile, and stays as it is; try again\n"
        "1 fault; what is listed above was saved.\n"
    )
    assert said.splitlines()[-1] == f"{OLDER}: 1 close call decided; reviewed"
    assert (desk / NEWER).read_bytes() == changed.encode()
    assert (desk / OLDER).read_bytes().startswith(b"---\nfiled: {2: boats}\nreviewed: ")


# --- which texts ----------------------------------------------------------------------


def test_a_text_without_a_close_call_is_reviewed_when_it_is_named(desk: Path) -> None:
    """It says so, and asks nothing; a second time nothing is written."""
    done = run(desk, "review", "seeds/clear.txt")
    assert done.stdout == "seeds/clear.txt: no close call; reviewed\n"
    written = f"---\n{REVIEWED}{CLEAR}"
    assert (desk / "seeds/clear.txt").read_bytes().decode() == written
    done = run(desk, "review", "seeds/clear.txt")
    assert done.stdout == f"seeds/clear.txt: no close call; reviewed on {TODAY} already\n"
    assert (desk / "seeds/clear.txt").read_bytes().decode() == written


def test_only_texts_of_the_site_are_asked_about(desk: Path) -> None:
    """Of a file elsewhere that is said before an editor has spent a minute on it."""
    (desk / "other.txt").write_text(LIST, "utf-8")
    done = _piped(desk, "1", "other.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "other.txt: is not in seeds; only the texts there are written to\n"
        "1 fault; nothing was changed.\n"
    )


def test_texts_that_are_reviewed_or_not_on_the_site_do_not_wait(desk: Path) -> None:
    """By name they can be reviewed all the same."""
    (desk / NEWER).write_text(f"---\nreviewed: 2026-05-02\n---\n{FERRY.split('---')[2]}", "utf-8")
    (desk / OLDER).write_text(f"---\npublish: draft\n---\n{LIST}", "utf-8")
    assert run(desk, "review", "--list").stdout == "No paragraph waits for its review.\n"
    assert run(desk, "review", "--json").stdout == ""
    assert "wait for review" not in run(desk, "check").stdout
    lines = run(desk, "review", "--json", OLDER, NEWER).stdout.splitlines()
    shown = [json.loads(line) for line in lines]
    assert [(one["file"], one["reviewed"], len(one["paragraphs"])) for one in shown] == [
        (OLDER, None, 1),
        (NEWER, "2026-05-02", 2),
    ]
    assert _piped(desk, "11", NEWER).stdout.endswith("2 close calls decided; reviewed\n")
    assert f"reviewed: {TODAY}\nfiled" in (desk / NEWER).read_text("utf-8")


def test_what_waits_is_listed(desk: Path) -> None:
    """The words of each paragraph, its two best places, the newest text first; nothing is written.

    What is too long for a line of the terminal is cut.
    """
    before = tree(desk / "seeds")
    done = run(desk, "review", "--list")
    best = "    Boats; next The sea, 0.00 behind"
    assert done.stdout.splitlines() == [
        NEWER,
        "¶2  Two boats cross the river at noon.",
        best,
        f"¶4  {FERRY.splitlines()[-1]}",
        best,
        OLDER,
        "¶2  The harbour master promised:",
        best,
    ]
    assert tree(desk / "seeds") == before


def test_what_waits_is_listed_for_programs(desk: Path) -> None:
    """One object a text, with the places, their scores and words; a list once."""
    newer, older = map(json.loads, run(desk, "review", "--json").stdout.splitlines())
    assert (newer["file"], newer["title"]) == (NEWER, "The ferry")
    assert [one["number"] for one in newer["paragraphs"]] == [2, 4]
    (promise,) = older["paragraphs"]
    assert promise["filed_with"] == [2, 3, 4]
    assert promise["text"].endswith("a boat for the school; a boat for the doctor.")
    best, second = promise["places"]
    assert (best["place"], second["place"], promise["margin"]) == ("boats", "sea", 0.0)
    assert best["score"] == second["score"] > 0
    assert best["words"][0]["word"] == "boat"


def test_check_says_how_many_wait(desk: Path) -> None:
    """In one line, until all are decided."""
    line = "3 paragraphs of 2 texts wait for review: python build.py review\n"
    assert line in run(desk, "check").stdout
    _piped(desk, "1", OLDER)
    assert "2 paragraphs of 1 text wait for review" in run(desk, "check").stdout
    _piped(desk, "12")
    assert "for review" not in run(desk, "check").stdout


def test_the_site_says_that_a_text_was_reviewed(desk: Path) -> None:
    """On its page and in its data; only what was moved counts as moved."""
    _piped(desk, "12")
    assert run(desk).returncode == 0
    folder = desk / "site" / "briefings"
    page = " ".join((folder / "ferry" / "index.html").read_text("utf-8").split())
    assert "<dt>Filing reviewed</dt><dd>" in page
    assert page.count("Filed here by the editor") == 2
    record = json.loads((folder / "ferry" / "briefing.json").read_text("utf-8"))
    assert record["reviewed"] == TODAY
    assert "Filing reviewed" not in (folder / "list" / "index.html").read_text("utf-8")
    assert json.loads((folder / "list" / "briefing.json").read_text("utf-8"))["reviewed"] is None
    assert "Moved by editors: 1 from Boats to The sea" in run(desk, "check").stdout


@pytest.mark.parametrize("keys", ["hello world\n", "\x1b[200~1 boat\x1b[201~\n", "\x00\xff1\x07\n"])
def test_what_was_pasted_decides_nothing(desk: Path, keys: str) -> None:
    """Some of its letters are keys, but nobody pressed them."""
    done = _piped(desk, keys, NEWER)
    assert done.returncode == 0, done.stderr
    assert "decided" not in done.stdout
    assert (desk / NEWER).read_bytes() == FERRY.encode()


def test_what_is_pasted_on_a_screen_decides_nothing(desk: Path) -> None:
    """A terminal hands it over at once."""
    screen = Terminal(desk, "review", NEWER)
    screen.see("1 of 2")
    screen.press("so be it")
    screen.see("1 of 2", "type one key at a time")
    screen.press("q")
    screen.end()
    assert (desk / NEWER).read_bytes() == FERRY.encode()
