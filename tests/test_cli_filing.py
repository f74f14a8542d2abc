"""The command line on filing: what `check` counts, what `explain` says, what `file` writes."""

import json
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from dossier.filing import places
from dossier.filing.assign import CLOSE_MARGIN
from dossier.filing.themes import read as read_themes
from tests.factories import FIXTURES
from tests.filed import THEMES
from tests.site import REPOSITORY, folded, run, tree

SEED = "seeds/pakistan-iran-partnership.txt"
FILE = ["file", SEED, "8"]


# --- explain --------------------------------------------------------------------------

HEADED = """\
---
filed: {4: {theme: outlook, because: it closes}}
---
# Trade

Tariffs on steel fell, banks lent more and exports grew, while troops guarded the port.

Tea was served.

—
"""


@cache
def _explained() -> list[dict[str, Any]]:
    """Return what is said of every paragraph of the first seed."""
    (line,) = run(REPOSITORY, "explain", "--json", SEED).stdout.splitlines()
    paragraphs: list[dict[str, Any]] = json.loads(line)["paragraphs"]
    return paragraphs


every_paragraph = pytest.mark.parametrize("index", range(11))


@every_paragraph
def test_a_record_has_the_documented_keys(index: int) -> None:
    """Every paragraph has every key, in the order of the documentation."""
    assert list(_explained()[index]) == [
        *("number", "kind", "role", "text", "theme", "section", "also"),
        *("filed_with", "filed_by", "because"),
        *(
            "close_call",
            "framed",
            "best",
            "score",
            "runner_up",
            "scores",
            "evidence",
            "desk",
            "rest_of_list",
            "context",
            "standing",
            "read_twice",
        ),
    ]


@every_paragraph
def test_the_evidence_in_the_record_is_the_score(index: int) -> None:
    """Shares of the words, context and standing add up to the score, to rounding."""
    record = _explained()[index]
    shares = [word["share"] for word in record["evidence"]]
    assert len(shares) > 10
    total = sum(shares) + record["rest_of_list"] + record["context"] + record["standing"]
    assert total == pytest.approx(record["score"], abs=1e-4)


@every_paragraph
def test_the_record_ranks_every_theme(index: int) -> None:
    """The best theme and the runner-up are the first two of the scores."""
    record = _explained()[index]
    assert sorted(record["scores"]) == sorted(THEMES)
    values = list(record["scores"].values())
    assert values == sorted(values, reverse=True)
    assert [record["best"], record["runner_up"]] == list(record["scores"])[:2]
    assert record["score"] == values[0]


@every_paragraph
def test_the_record_says_doubt_and_frame(index: int) -> None:
    """What opens and closes is framed; else a small margin, and that alone, is a close call."""
    record = _explained()[index]
    assert record["framed"] == (record["number"] in (1, 2, 10, 11))
    first, second, *_ = sorted([0.0, *record["scores"].values()], reverse=True)
    assert record["close_call"] == (first - second < CLOSE_MARGIN and not record["framed"])
    assert [theme for theme in record["also"] if record["scores"][theme] <= 0] == []
    assert record["theme"] == (None if record["framed"] else record["best"])


def test_what_has_no_scores_says_so(workshop: Path) -> None:
    """A heading and a line without words have neither a best theme nor evidence."""
    (workshop / "seeds" / "headed.md").write_text(HEADED, "utf-8")
    (line,) = run(workshop, "explain", "--json", "seeds/headed.md").stdout.splitlines()
    heading, trade, _, dash = json.loads(line)["paragraphs"]
    parts = ("best", "score", "runner_up", "scores", "evidence", "context", "standing")
    assert [[record[part] for part in parts] for record in (heading, dash)] == [
        [None, 0.0, None, {}, [], 0.0, 0.0]
    ] * 2
    assert heading["theme"] == trade["theme"] == "economy"
    assert (dash["section"], dash["filed_by"], dash["because"]) == (
        "outlook",
        "editor",
        "it closes",
    )


def test_explain_shows_words_place_runner_up_margin_and_doubt(workshop: Path) -> None:
    """Each paragraph begins with its first words; the editor's reason and all shares follow."""
    (workshop / "seeds" / "headed.md").write_text(HEADED, "utf-8")
    done = run(workshop, "explain", "headed")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[:4] == [
        "seeds/headed.md",
        "¶1  Trade",
        "    Economy",
        "¶2  Tariffs on steel fell, banks lent more and exports grew, while troops guard…",
    ]
    assert re.fullmatch(
        r"    Economy \+\d+\.\d\d, also Security; next \w+, \d\.\d\d behind", lines[4]
    )
    closing = "    end mark, of no theme (outlook), by the editor: it closes"
    assert lines[-2:] == ["¶4  —", closing]
    text = folded(done.stdout)
    assert re.search(r"tariffs \+\d\.\d\d, ", text)
    assert len(re.findall(r"other words [+-]\d+\.\d\d, around [+-]\d", text)) == 2


CHINESE = "两国的铁路谈判重新开始，"
ARABIC = "أعلنت الوزارة أن القوات المسلحة ستحرس الحدود. "
WIDE = {
    "long.txt": f"{'word ' * 5000}\n\n{'letters' * 500}\n",
    "chinese.txt": f"---\nlanguage: zh\n---\n{CHINESE * 40}\n",
    "arabic.txt": f"---\nlanguage: ar\n---\n{ARABIC * 40}\n",
    "marks.txt": "[bold]Trade[/x] :smile: \u202egrew\u2067 and soldiers came.\n",
}


@pytest.mark.parametrize("width", [60, 80, 120, None])
def test_what_is_explained_fits_the_terminal(
    workshop: Path, monkeypatch: pytest.MonkeyPatch, width: int | None
) -> None:
    """No line is longer, counted in cells; without a terminal, none is longer than 80."""
    if width is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", str(width))
    for name, text in WIDE.items():
        (workshop / "seeds" / name).write_text(text, "utf-8")
    names = ["long", "chinese", "arabic", "marks", "pakistan-iran-partnership"]
    for options in ((), ("--extracts",)):
        done = run(workshop, "explain", *options, *names)
        assert done.returncode == 0
        cells = [cell_len(line) for line in done.stdout.splitlines()]
        assert max(cells) in range((width or 80) - 1, (width or 80) + 1)
        assert [line for line in done.stdout.splitlines() if line.endswith(" …")] == []
    text = run(workshop, "explain", "marks").stdout.splitlines()[1]
    assert text.startswith("¶1  [bold]Trade[/x] :smile: grew and")


LISTED = """\
The two ministers met in the old town and agreed to:

- open the customs post to lorries and halve the fee;

- send two hundred soldiers to guard the bridge against militants.
"""


def test_explain_says_which_list_a_paragraph_is_filed_with(workshop: Path) -> None:
    """Each part names its list, and the share of the rest of it; `file` moves it as a whole."""
    (workshop / "seeds" / "listed.txt").write_text(LISTED, "utf-8")
    (line,) = run(workshop, "explain", "--json", "seeds/listed.txt").stdout.splitlines()
    records = json.loads(line)["paragraphs"]
    assert [record["filed_with"] for record in records] == [[1, 2, 3]] * 3
    assert len({(record["theme"], record["score"]) for record in records}) == 1
    for record in records:
        shares = sum(word["share"] for word in record["evidence"])
        total = shares + record["rest_of_list"] + record["context"] + record["standing"]
        assert total == pytest.approx(record["score"], abs=1e-4)
    shown = " ".join(run(workshop, "explain", "seeds/listed.txt").stdout.split())
    assert shown.count("with the list ¶1 to ¶3") == 3
    assert len(re.findall(r"rest of the list [+-]\d", shown)) == 3
    done = run(workshop, "file", "seeds/listed.txt", "3", "symbolism")
    assert done.stdout == (
        "seeds/listed.txt: the list ¶1 to ¶3 is filed under Symbolism now.\n"
        "To take it back: python build.py unfile seeds/listed.txt 3\n"
    )
    (line,) = run(workshop, "explain", "--json", "seeds/listed.txt").stdout.splitlines()
    assert {record["theme"] for record in json.loads(line)["paragraphs"]} == {"symbolism"}


# --- check ----------------------------------------------------------------------------

DOUBT = """\
---
bottom_line: Nothing came of it.
---
Tea was served by the river.

It was so.
"""


def test_check_counts_close_calls_and_what_editors_moved(workshop: Path) -> None:
    """Each has its column, and below the table stands from where to where editors moved."""
    seeds = workshop / "seeds"
    shutil.copy(seeds / Path(SEED).name, seeds / "moved.txt")
    for number, place in ((3, "security"), (4, "security"), (5, "security"), (8, "outlook")):
        assert run(workshop, "file", "-q", "seeds/moved.txt", str(number), place).returncode == 0
    (seeds / "doubt.txt").write_text(DOUBT, "utf-8")
    (line,) = run(workshop, "explain", "--json", "seeds/doubt.txt").stdout.splitlines()
    close = sum(record["close_call"] for record in json.loads(line)["paragraphs"])
    done = run(workshop, "check")
    assert done.returncode == 0
    header, *rows = done.stdout.splitlines()
    edges = [header.index(name) + len(name) for name in ("No theme", "Close", "Moved")]
    counts = {
        row.split()[0]: [row[start:end].strip() for start, end in pairwise(edges)]
        for row in rows
        if row.startswith("seeds/")
    }
    assert counts == {
        "seeds/doubt.txt": [str(close or ""), ""],
        "seeds/moved.txt": ["", "3"],
        SEED: ["", ""],
    }
    assert [row for row in rows if not row.startswith("seeds/") and "for review" not in row] == [
        "Moved by editors: 2 from Economy to Security",
        "Moved by editors: 1 from Regional issues to Outlook",
    ]


def test_check_names_the_texts_without_a_good_lead(workshop: Path) -> None:
    """It says what helps; with a bottom line, or a lead that the editor chose, none is named."""
    said = "\nNo sentence of these texts says well alone what they are about:\n  seeds/doubt.txt\n"
    path = workshop / "seeds" / "doubt.txt"
    path.write_text(DOUBT.split("---\n")[2], "utf-8")
    shown = run(workshop, "check").stdout
    assert said in shown
    assert "python build.py explain --extracts seeds/doubt.txt" in shown
    for mended in (DOUBT, DOUBT.replace("bottom_line: Nothing came of it.", "lead: 1")):
        path.write_text(mended, "utf-8")
        assert "says well alone" not in run(workshop, "check").stdout


# --- file -----------------------------------------------------------------------------


def test_file_writes_what_explain_then_shows(workshop: Path) -> None:
    """The correction is in the front matter, all else as it was, and the paragraph moved."""
    before = tree(workshop)
    text = before[SEED]
    done = run(workshop, *FILE, "economy", "--because", 'it is "trade", after all')
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{SEED}: ¶8 is filed under Economy now.\n"
        f"To take it back: python build.py unfile {SEED} 8\n"
    )
    entry = b'filed: {8: {theme: economy, because: "it is \\"trade\\", after all"}}\n'
    title, rest = text.removeprefix(b"---\n").split(b"---\n")
    assert tree(workshop) == before | {SEED: b"---\n" + title + entry + b"---\n" + rest}
    (line,) = run(workshop, "explain", "--json", SEED).stdout.splitlines()
    record = json.loads(line)["paragraphs"][7]
    assert (record["theme"], record["filed_by"], record["because"]) == (
        *("economy", "editor", 'it is "trade", after all'),
    )
    assert (record["best"], record["close_call"]) == ("regional", False)
    back = run(workshop, "unfile", "pakistan-iran-partnership", "8")
    said = f"{SEED}: ¶8 is no longer filed by you; Dossier files it under Regional issues.\n"
    assert (back.stdout, back.stderr) == (said, "")
    assert tree(workshop) == before


def test_what_was_filed_is_built_and_proved(workshop: Path) -> None:
    """The page shows the paragraph as the editor's, with the reason, and the text is whole."""
    assert run(workshop, *FILE, "outlook", "--because", "looks ahead", "-q").stdout == ""
    done = run(workshop)
    assert done.returncode == 0
    assert "Proved  11 paragraphs verbatim and exactly once" in done.stdout
    page = (workshop / "site/briefings/pakistan-iran-partnership/index.html").read_text("utf-8")
    assert page.count("Filed here by the editor") == 1
    assert "looks ahead" in page
    method = (workshop / "site/method/index.html").read_text("utf-8")
    assert "1 from Regional issues to Outlook" in folded(method)
    assert "decided on 1 paragraph, and agreed with Dossier on 0 (0 %)" in folded(method)
    assert "Accuracy is the share" in method


def test_a_site_with_other_themes_shows_how_its_editors_agree(workshop: Path) -> None:
    """The method page has none of the figures that were measured with the packaged themes."""
    shutil.copy(FIXTURES / "classify" / "home-affairs.yml", workshop / "themes.yml")
    assert run(workshop, *FILE, "justice", "-q").returncode == 0
    assert run(workshop).returncode == 0
    method = folded((workshop / "site/method/index.html").read_text("utf-8"))
    well, after = method.index('id="how-well-it-does"'), method.index('id="how-leads-')
    assert "measured with other themes" in method[well:after]
    assert "Editors have decided on 1 paragraph" in method[well:after]
    assert '<tr><th scope="row">Justice and rights</th> <td' in method[well:after]
    assert "Accuracy is the share" not in method
    assert "as shipped" not in method


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([SEED, "8", "sport"], f"{SEED}: there is no theme 'sport'; there are economy, "),
        ([SEED, "8", "Econmy"], f"{SEED}: there is no theme 'Econmy'. Did you mean 'economy'?"),
        ([SEED, "8", "regional isues"], f"{SEED}: there is no theme 'regional isues'. Did you m"),
        ([SEED, "12", "economy"], f"{SEED}: filed names ¶12, but the text has 11 paragraphs"),
        (["seeds/none.txt", "1", "economy"], "seeds/none.txt: there is no such file, nor a text"),
        (
            ["themes.yml", "1", "economy"],
            "themes.yml: is not in seeds; only the texts there are written to",
        ),
    ],
)
def test_file_refuses_what_cannot_be_followed(
    workshop: Path, args: list[str], sentence: str
) -> None:
    """What is not there is a sentence, with exit code 1, and nothing is written."""
    before = tree(workshop)
    done = run(workshop, "file", *args)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.endswith("1 fault; nothing was changed.\n")
    assert tree(workshop) == before


@pytest.mark.parametrize(
    "args",
    [
        ["file"],
        FILE,
        ["file", SEED, "0", "economy"],
        ["file", SEED, "eight", "economy"],
        [*FILE, "economy", "more"],
        [*FILE, "economy", "--because"],
        [*FILE, "economy", "--reason", "so"],
    ],
)
def test_file_called_wrongly_exits_with_two(workshop: Path, args: list[str]) -> None:
    """What cannot be understood is refused with 2, and the text is as it was."""
    before = (workshop / SEED).read_bytes()
    assert run(workshop, *args).returncode == 2
    assert (workshop / SEED).read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Economy", "economy"),
        ("REGIONAL", "regional"),
        ("regional issues", "regional"),
        ("Regional-Issues", "regional"),
        ("regionalissues", "regional"),
        ("Outlook", "outlook"),
    ],
)
def test_a_theme_is_called_by_its_id_or_name_in_any_case(typed: str, place: str) -> None:
    """With hyphens, spaces or neither; what is written is the id."""
    themes = read_themes(REPOSITORY / "themes.yml").themes
    assert places.find(typed, themes) == place


def test_a_theme_may_be_called_as_the_site_calls_it(workshop: Path) -> None:
    """On a French site by its French name."""
    words = workshop / "templates" / "words.yml"
    shutil.copy(words.with_name("words.fr.yml"), words)
    assert run(workshop, *FILE, "économie", "-q").returncode == 0
    assert "filed: {8: economy}\n" in (workshop / SEED).read_text("utf-8")


def test_unfile_says_what_was_never_filed(workshop: Path) -> None:
    """With exit code 1; nothing is written."""
    before = tree(workshop)
    done = run(workshop, "unfile", SEED, "8")
    assert (done.returncode, done.stdout) == (1, "")
    said = f"{SEED}: ¶8 is not filed by an editor; no paragraph of it is\n"
    assert done.stderr.startswith(said)
    assert tree(workshop) == before


def test_what_names_no_paragraph_can_be_taken_back_by_what_is_said(workshop: Path) -> None:
    """The fault says how, and the command does it, though another fault is left."""
    path = workshop / "seeds" / "headed.md"
    path.write_text(HEADED.replace("4: {", "9: economy, 3: sport, 4: {"), "utf-8")
    said = "it back: python build.py unfile seeds/headed.md 9\n"
    assert said in run(workshop, "check", "headed").stderr
    done = run(workshop, "unfile", "seeds/headed.md", "9")
    assert done.stdout == "seeds/headed.md: ¶9 is no longer filed by you.\n"
    assert path.read_text("utf-8") == HEADED.replace("4: {", "3: sport, 4: {")
