"""The command line: what it prints, its exit codes, and that a fault changes nothing."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from dossier.cli.main import COMMANDS
from tests.site import REPOSITORY, run, tree, tree_without_cache

BAD_SEEDS = {
    "blank.txt": (b" \n\n", "seeds/blank.txt: there is no text in it"),
    "latin.txt": (
        b"One.\n\nCaf\xe9 talks.\n",
        "seeds/latin.txt:3: byte 0xe9 is not UTF-8; it looks like Windows-1252, in which it reads "
        "“Café”; save the file as UTF-8",
    ),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0", "seeds/picture.txt:3: this is not a text file"),
    "yaml.md": (
        b"---\ntitle: [a\n---\nText.\n",
        'seeds/yaml.md:2: this line opens a list by [ that no ] closes; write title: "[a"',
    ),
    "key.txt": (b"---\ntitel: A\n---\nText.\n", "seeds/key.txt:2: there is no key 'titel'"),
    "day.txt": (
        b"---\ndate: 2026-02-30\n---\nText.\n",
        "seeds/day.txt:2: date 2026-02-30 is no day",
    ),
    "2026-02-30-name.txt": (b"Text.\n", "begins with 2026-02-30, which is no day"),
    "pakistan iran partnership.txt": (b"Text.\n", "has the same address"),
    "moved.txt": (
        b"---\nfiled: {1: sport}\n---\nText.\n",
        "seeds/moved.txt:2: there is no theme 'sport' for ¶1",
    ),
    "letter.txt": (b"PK\x03\x04 word/document.xml", "seeds/letter.txt: this is a Word document"),
}


def test_build_is_the_default_and_reports_in_five_lines(workshop: Path) -> None:
    """Without a command the site is built; the report tells what was read, filed and proved."""
    done = run(workshop)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["Read", "Filed", "Printed", "Proved", "Built"]
    assert lines[2] == "Printed 1 summary as PDF"
    assert lines[3] == "Proved  11 paragraphs verbatim and exactly once"
    assert (workshop / "site" / "index.html").is_file()


def test_quiet_prints_nothing(workshop: Path) -> None:
    """--quiet is silent on success."""
    done = run(workshop, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_all_faults_of_a_run_are_shown_together_and_the_site_stays(workshop: Path) -> None:
    """Ten bad texts give ten sentences with file and line, exit code 1, and the old site."""
    assert run(workshop).returncode == 0
    before = tree(workshop / "site")
    for name, (data, _) in BAD_SEEDS.items():
        (workshop / "seeds" / name).write_bytes(data)
    for command, last in (
        ("build", "10 faults; nothing was changed."),
        ("check", "10 faults."),  # it never changes anything
    ):
        done = run(workshop, command)
        assert done.returncode == 1
        assert [s for _, s in BAD_SEEDS.values() if s not in done.stderr] == []
        assert done.stderr.splitlines()[-1] == last
        assert "Traceback" not in done.stderr
    assert tree(workshop / "site") == before
    hidden = {path.name for path in workshop.iterdir() if path.name.startswith(".")}
    assert hidden <= {".dossier-cache"}


@pytest.mark.parametrize(
    ("template", "broken", "sentence"),
    [
        (
            "briefing.html",
            "{{ view.brifing }}",
            "templates/site/briefing.html:1: the template fails",
        ),
        ("home.html", "{% if %}", "templates/site/home.html:1: "),
        ("base.html", "{{ nonsense }}", "templates/site/base.html:1: the template fails"),
        ("figures/counts.html", "{{ view.x }}", "templates/site/figures/counts.html:1: "),
        ("colours.html", "{{ theme }}", "templates/site/colours.html:1: the template fails"),
    ],
)
def test_a_failing_template_is_named_with_its_line(
    workshop: Path, template: str, broken: str, sentence: str
) -> None:
    """A template that fails gives one sentence, exit code 1, and leaves the site alone."""
    last = {".dossier-site": b"", "index.html": b"last good site"}
    (workshop / "site").mkdir()
    for name, data in last.items():
        (workshop / "site" / name).write_bytes(data)
    (workshop / "templates" / "site" / template).write_text(broken, "utf-8")
    done = run(workshop)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(workshop / "site") == last


def test_a_build_that_fails_the_proof_names_the_paragraph(workshop: Path) -> None:
    """A template that drops a word of a paragraph cannot publish."""
    blocks = workshop / "templates" / "site" / "parts" / "blocks.html"
    text = blocks.read_text(encoding="utf-8")
    assert "{{ node.html | safe_html }}" in text
    altered = "{{ node.html | replace('Kabul', 'Cabul') | safe_html }}"
    blocks.write_text(text.replace("{{ node.html | safe_html }}", altered), encoding="utf-8")
    done = run(workshop)
    assert done.returncode == 1
    assert "pakistan-iran-partnership/index.html: ¶6 is altered: " in done.stderr
    assert not (workshop / "site").exists()


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (
            "themes.yml",
            "themes: [{id: overview, name: O, definition: D}]",
            "themes.yml:1: the id overview",
        ),
        (
            "themes.yml",
            "themes:\n  - {id: A b, name: O, definition: D}\n",
            "themes.yml:2: id must be lower-case",
        ),
        ("themes.yml", "nothing", "themes.yml:1: themes must be a list of themes, at least one"),
        (
            "themes.yml",
            "- id: economy\n",
            "themes.yml:1: must be lines of key: value; the keys are",
        ),
        ("mkdocs.yml", "site_name: [", "mkdocs.yml: "),
        (
            "mkdocs.yml",
            "site_name: x\nplugins: []\n",
            "mkdocs.yml: there is no list of plugins; add",
        ),
    ],
)
def test_settings_at_fault_are_said(workshop: Path, file: str, text: str, sentence: str) -> None:
    """What is wrong in themes.yml or mkdocs.yml is a sentence too."""
    (workshop / file).write_text(text, "utf-8")
    for command in ("build", "check"):
        done = run(workshop, command)
        assert done.returncode == 1
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr


COLUMNS = ("No theme", "Furniture", "Close", "Moved", "Publish")


def test_check_prints_a_row_per_text_and_writes_nothing(workshop: Path) -> None:
    """The table of filings has a row for every text; no file but the cache is written."""
    before = tree_without_cache(workshop)
    done = run(workshop, "check")
    assert done.returncode == 0
    header, row = done.stdout.splitlines()
    named = ("Text", "Date", "¶", "Economy", "Security", "Regional issues", "Symbolism")
    assert re.split(r" {2,}", header.strip()) == [*named, *COLUMNS]
    assert row.split()[:3] == ["seeds/pakistan-iran-partnership.txt", "undated", "11"]
    assert row.split()[3:] == ["2", "1", "3", "1", "4"]
    assert tree_without_cache(workshop) == before


def test_explain_prints_words_and_json(workshop: Path) -> None:
    """The command explain shows a row per paragraph; --json the documented record."""
    seed = "seeds/pakistan-iran-partnership.txt"
    shown = run(workshop, "explain", seed)
    assert shown.returncode == 0
    assert "Economy" in shown.stdout
    (line,) = run(workshop, "explain", "--json", seed).stdout.splitlines()
    record = json.loads(line)
    assert list(record) == ["file", "slug", "sha256", "paragraphs"]
    assert [p["number"] for p in record["paragraphs"]] == list(range(1, 12))
    third = record["paragraphs"][2]
    assert third["theme"] == third["section"] == "economy"
    assert {"word", "share"} == set(third["evidence"][0])
    assert {"text", "score", "runner_up"} <= set(third)


@pytest.mark.parametrize(
    "args", [["explain"], ["nonsense"], ["build", "--nonsense"], ["--nonsense"], ["learn", "x"]]
)
def test_wrong_usage_exits_with_two(workshop: Path, args: list[str]) -> None:
    """What cannot be understood is refused with 2, before anything is read."""
    assert run(workshop, *args).returncode == 2


def test_every_command_is_documented() -> None:
    """The page on commands has each of them; test_manual.py compares the help that it shows."""
    document = (REPOSITORY / "docs" / "manual" / "commands.md").read_text(encoding="utf-8")
    assert COMMANDS
    for command in COMMANDS:
        shown = f"## {command.name}\n\n```console\n$ dossier {command.name} --help\n"
        assert shown in document, command.name


def test_a_site_that_cannot_be_written_is_a_sentence(workshop: Path) -> None:
    """A file that is in the way of the site is named, without a traceback, and stays."""
    (workshop / "site").write_text("in the way", "utf-8")
    done = run(workshop)
    assert done.returncode == 1
    assert "site: is no folder; move it away\n1 fault; nothing was changed." in done.stderr
    assert (workshop / "site").read_text("utf-8") == "in the way"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("/dev/full", "standard output: No space left on device; the new site is published.\n"),
        ("nobody reads", ""),
    ],
)
def test_a_report_that_cannot_be_printed_does_not_deny_the_site(
    workshop: Path, output: str, said: str
) -> None:
    """The new site stands, and nothing is said that is not so."""
    if output == "nobody reads":
        reader, writer = os.pipe()
        os.close(reader)
    else:
        writer = os.open(output, os.O_WRONLY)
    command = [sys.executable, "build.py"]
    done = subprocess.run(
        command, cwd=workshop, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, said)
    assert (workshop / "site" / "index.html").is_file()


def test_a_hook_that_fails_once_the_site_is_published_is_told_as_such(workshop: Path) -> None:
    """Whoever comes after Dossier and fails does so beside the new site."""
    (workshop / "late.py").write_text(
        "from mkdocs.exceptions import PluginError\n"
        "from mkdocs.plugins import event_priority\n"
        "@event_priority(-101)\n"
        "def on_post_build(config):\n"
        "    raise PluginError('the counter does not answer')\n",
        "utf-8",
    )
    with (workshop / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [late.py]\n")
    done = run(workshop)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "mkdocs.yml: the counter does not answer",
        "1 fault; the new site is published.",
    ]
    assert (workshop / "site" / "index.html").is_file()


def test_output_is_the_same_in_another_locale(
    workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the terminal's encoding is ASCII, ¶ and names are still printed."""
    monkeypatch.setitem(os.environ, "LC_ALL", "C")
    assert run(workshop, "explain", "seeds/pakistan-iran-partnership.txt").returncode == 0


def _set(workshop: Path, line: str) -> None:
    """Put a line among the plugin's options."""
    config = workshop / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "    seeds: seeds\n" in text
    config.write_text(
        text.replace("    seeds: seeds\n", f"    seeds: seeds\n    {line}\n"), "utf-8"
    )


def test_without_pdfs_there_is_no_trace_of_them(workshop: Path) -> None:
    """With pdf: false none is made, linked to or spoken of."""
    _set(workshop, "pdf: false")
    done = run(workshop)
    assert done.returncode == 0
    assert "PDF" not in done.stdout
    files = tree(workshop / "site")
    briefing = {name: data for name, data in files.items() if name.startswith("briefings/")}
    assert briefing
    assert [name for name, data in briefing.items() if b".pdf" in data or b"/pdf" in data] == []
    assert [name for name in files if name.endswith(".pdf")] == []


def test_without_a_search_nothing_offers_one(workshop: Path) -> None:
    """With search: false there is no index and no way to it; the page of the search says so."""
    _set(workshop, "search: false")
    assert run(workshop).returncode == 0
    files = tree(workshop / "site")
    assert [name for name in files if name.startswith("search/index/")] == []
    pages = {name: data for name, data in files.items() if name.endswith(".html")}
    assert [name for name, data in pages.items() if b'role="search"' in data] == []
    assert b"This site has no search." in pages.pop("search/index.html")
    assert [name for name, data in pages.items() if b'search/"' in data] == []


def test_the_times_of_a_build_are_printed(workshop: Path) -> None:
    """With --times a line for each stretch is printed, with --quiet nothing else."""
    done = run(workshop, "build", "--quiet", "--times")
    stretches = [line.split()[0] for line in done.stdout.splitlines()]
    assert stretches == [
        *("Reading", "Briefings", "Gathering", "Lists", "Rendering"),
        *("Printing", "Indexing", "Proving", "Publishing"),
    ]


def test_a_print_is_named_after_its_text_and_on_the_chosen_paper(workshop: Path) -> None:
    """Without --output it stands in the working folder; paper: letter gives its measures."""
    _set(workshop, "paper: letter")
    assert run(workshop, "pdf", "-q", "seeds/pakistan-iran-partnership.txt").stdout == ""
    with pikepdf.open(workshop / "pakistan-iran-partnership.pdf") as pdf:
        assert [float(edge) for edge in pdf.pages[0].MediaBox.as_list()] == [0, 0, 612, 792]


def test_characters_without_a_form_are_told(workshop: Path) -> None:
    """The print is made all the same, and standard error has a sentence on them."""
    (workshop / "seeds" / "note.txt").write_text("Trade\x02 𒀀 grew.", "utf-8")
    done = run(workshop, "pdf", "-q", "seeds/note.txt")
    assert done.returncode == 0
    assert done.stderr == (
        "\nWarning: no font has U+0002 𒀀 (U+12000), and □ stands for them in the PDFs of "
        "seeds/note.txt; add a font, as the manual says under Printing.\n"
    )


def test_texts_whose_letters_no_font_has_are_named_last_of_all(workshop: Path) -> None:
    """With what to install for them; a build prints nothing behind it."""
    (workshop / "seeds" / "note.txt").write_text("---\nlanguage: en\n---\nTrade 字.", "utf-8")
    (workshop / "seeds" / "other.txt").write_text("Trade 字 🚢 grew.", "utf-8")
    done = run(workshop)
    assert done.returncode == 0
    assert done.stderr == (
        "\nWarning: no font has 字 (U+5B57) 🚢 (U+1F6A2), and □ stands for them in the PDFs of "
        "seeds/note.txt, seeds/other.txt; "
        'pip install "mkdocs-dossier[fonts]" adds the fonts, as the manual says under Printing.\n'
    )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("seeds/none.txt",), "seeds/none.txt: there is no such file, nor a text of that name"),
        (("seeds/blank.txt",), "seeds/blank.txt: there is no text in it"),
        (("about.md", "-o", "no/such/out.pdf"), "no/such/out.pdf: No such file or directory"),
    ],
)
def test_what_cannot_be_printed_is_a_sentence(
    workshop: Path, args: tuple[str, ...], sentence: str
) -> None:
    """A bad text or place to write to is named, with exit code 1 and no PDF."""
    (workshop / "seeds" / "blank.txt").write_text(" \n", "utf-8")
    (workshop / "about.md").write_text("Trade grew.\n", "utf-8")
    done = run(workshop, "pdf", *args)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert list(workshop.rglob("*.pdf")) == []


def test_a_faulty_print_template_publishes_nothing(workshop: Path) -> None:
    """Its name and what Typst says of it are shown, and the site is not built."""
    template = workshop / "templates" / "pdf" / "summary.typ"
    template.write_text(template.read_text("utf-8") + "\n#nonsense\n", "utf-8")
    done = run(workshop)
    assert done.returncode == 1
    assert "templates/pdf/summary.typ: Typst cannot set it: error: unknown variable" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workshop / "site").exists()


def test_an_extract_in_a_list_is_proved_too(workshop: Path) -> None:
    """A theme's history that shortens an extract cannot publish."""
    history = workshop / "templates" / "site" / "parts" / "history.html"
    text = history.read_text(encoding="utf-8")
    assert "entry.sentence.text | verbatim" in text
    history.write_text(text.replace("sentence.text |", "sentence.text | upper |"), "utf-8")
    done = run(workshop)
    assert done.returncode == 1
    assert "themes/economy/index.html: an extract is not a part of ¶3: " in done.stderr
