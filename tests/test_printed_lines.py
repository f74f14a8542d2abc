"""Nothing that somebody else wrote is printed as more than a part of a line.

Hostile values stand wherever an editor, or a stranger with a pull request, can write; every command
that prints is run on them.
"""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier.cli.main import main
from dossier.model import FrontMatter
from tests.hostile.values import VALUES, is_fit, quoted
from tests.site import furnish

BODY = "The port trade pays well, and exports of goods grow."


def printed(folder: Path, *args: str, given: str = "") -> list[str]:
    """Run a command in `folder`; return every line that it prints, each of them fit to be."""
    with chdir(folder):
        done = CliRunner().invoke(main, args, input=given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    lines = done.output.split("\n")
    assert [line for line in lines if not is_fit(line)] == [], args
    return lines


def seeds_of(folder: Path) -> list[str]:
    """Return the names of all texts, as commands take them."""
    return sorted(p.relative_to(folder).as_posix() for p in (folder / "seeds").rglob("*.txt"))


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose texts, names and themes are hostile, and yet nothing is wrong in them."""
    folder = furnish(tmp_path_factory.mktemp("accepted"))
    (folder / "seeds" / "::error::x").mkdir(parents=True)
    for number, value in enumerate(VALUES):
        visible = "".join(c for c in value if is_fit(c) or c in ":#")
        name = value.replace("/", "|")[:40]
        folded = quoted(" ".join(visible.split()))
        where = "seeds/::error::x" if number % 2 else "seeds"
        (folder / where / f"{name} {number}.txt").write_text(
            f"---\ntitle: {folded}\nauthor: {folded}\nsource: {folded}\nbottom_line: {folded}\n"
            f"filed: {{1: {{theme: economy, because: {folded}}}}}\n---\n"
            f"{BODY}\n\n{value} trade of goods and ships of war\n\nBy {value} Smith, 3 May 2026\n",
            encoding="utf-8",
        )
    themes = folder / "themes.yml"
    text = themes.read_text("utf-8").replace("name: Economy", "name: '##[g] [/x] :smile:'")
    text = text.replace("name: Security", "name: '::e::[b]y[/b]'")
    themes.write_text(text.replace("[\n", "[\n      '::error', '##[x',\n", 1), "utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("site_name: Dossier", 'site_name: "::error::x"')
    config.write_text(text.replace("dossier:\n", "dossier:\n    pdf: false\n"), "utf-8")
    return folder


def test_names_in_tables_are_neither_markup_nor_commands(accepted: Path) -> None:
    """Rich draws no link, no colour and no smile of a theme's name, and a log obeys none."""
    shortest = min(seeds_of(accepted), key=len)  # with which the table fits
    lines = "\n".join(printed(accepted, "check", "--", shortest))
    for word in ("#⟦U+0023⟧[g]", "[/x]", ":smile:", ":⟦U+003A⟧e", "[b]y[/b]"):
        assert word in lines


@pytest.mark.parametrize(
    "command",
    [
        ["build"],
        ["build", "-q"],
        ["review", "--list"],
        ["review", "--json"],
        ["review"],
        ["learn", "--dry-run"],
        ["copy"],
        ["copy", "##[x"],
    ],
    ids=" ".join,
)
def test_no_command_about_the_site_prints_a_line_of_others(
    accepted: Path, command: list[str]
) -> None:
    """Whatever stands in the texts, each line is one of the program's."""
    assert len(printed(accepted, *command, given="2\n1\n?\nq\n")) > 1 or command == ["build", "-q"]


@pytest.mark.parametrize(
    "command",
    [
        ["explain"],
        ["explain", "--json"],
        ["explain", "--extracts"],
        ["explain", "--extracts", "--json"],
        ["review", "--list"],
        ["review"],
    ],
    ids=" ".join,
)
def test_no_command_about_texts_prints_a_line_of_others(accepted: Path, command: list[str]) -> None:
    """Names, paragraphs, words and reasons are parts of lines."""
    assert len(printed(accepted, *command, "--", *seeds_of(accepted), given="1\nq\n")) > 10


def test_what_is_written_or_made_is_said_in_lines_of_its_own(
    accepted: Path, tmp_path: Path
) -> None:
    """Also of a file, an accepted byline, a summary, and a text that is added."""
    folder = shutil.copytree(accepted, tmp_path / "site")
    seeds = seeds_of(folder)
    printed(folder, "accept", "--", *seeds)
    printed(folder, "file", "--because", "x\n::error::y", "--", seeds[3], "2", "security")
    printed(folder, "file", "--", seeds[3], "2", "x\n::error::y")
    printed(folder, "pdf", "--", seeds[4])
    (folder / "in").mkdir()
    for number, value in enumerate(VALUES):
        name = value.replace("/", "|")[:40]
        (folder / "in" / f"{name} {number}.html").write_text(
            f"<html><head><title>{value}</title><meta name='author' content='{value}'></head><body>"
            f"<nav>{value}</nav><article><h1>{value}</h1><p>{BODY}</p><p>{value} {BODY}</p>"
            f"<table><tr><td>{value}</td></tr></table></article></body></html>",
            encoding="utf-8",
        )
    files = [path.relative_to(folder).as_posix() for path in sorted((folder / "in").iterdir())]
    printed(folder, "add", "--", *files)
    printed(folder, "add", "--name", "x\n::error::y", "--", files[0])
    printed(folder, "new", "a\n::error::b")


def test_what_is_wrong_is_said_in_one_line_each(tmp_path: Path) -> None:
    """Every key of front matter with every value: each fault is a line that begins with a file."""
    folder = furnish(tmp_path)
    (folder / "seeds").mkdir()
    keys = [*FrontMatter.__dataclass_fields__, "filed: {1", "filed: {1: {because", "watch: [{a"]
    for at, key in enumerate([*keys, "aliases: [1, {b"]):
        closing = "}" * key.count("{") + "]" * key.count("[")
        for number, value in enumerate(VALUES):
            path = folder / "seeds" / f"{at}-{number}.txt"
            head = f"{key}: {quoted(value)}{closing}\n"
            path.write_text(f"---\n{head}{quoted(value)}: 1\n---\n{BODY}\n", "utf-8")
    lines = printed(folder, "check")
    faults = [line for line in lines if line.startswith("seeds/")]
    assert len(faults) > 300, "keys of other tools are passed over, all else is refused"
    assert [line for line in lines if line not in faults] == [
        f"{len(faults)} faults.",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("themes.yml", "name: Economy", "name: {}"),
        ("themes.yml", "id: economy", "id: {}"),
        ("themes.yml", "id: economy", "{}: economy"),
        ("themes.yml", "    vocabulary: [", "    vocabulary: [{}, {{{}: 2}}, {{a: {}}},"),
        ("mkdocs.yml", "language: en", "language: {}"),
        ("mkdocs.yml", "language: en", "{}: en"),
        ("mkdocs.yml", "seeds: seeds", "seeds: {}"),
        ("mkdocs.yml", "themes: themes.yml", "themes: {}"),
        ("mkdocs.yml", "site_dir: site", "site_dir: {}"),
        ("mkdocs.yml", "site_dir: site", "{}: site"),
        ("mkdocs.yml", "  - Themes: themes", "  - {}: {}\n  - Themes: themes"),
        ("mkdocs.yml", "site_name: Dossier", "site_name: Dossier\n- {}"),
        ("templates/words.yml", "language: en-GB", "language: {}"),
        ("templates/words.yml", "home: Home", "{}: Home"),
        ("templates/words.yml", "home: Home", "home: [{}]"),
        ("templates/site/home.html", "{%", "{{{{ missing[{}] }}}}{{%"),
        ("templates/site/home.html", "{%", "{{% {} %}}{{%"),
        ("templates/pdf/summary.typ", "#", "#panic({})\n#"),
    ],
)
def test_what_is_wrong_with_a_site_is_said_in_one_line_each(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    """Settings, themes, words and templates quote no line of others."""
    folder = furnish(tmp_path)
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(f"{BODY}\n", "utf-8")
    path = folder / name
    before = path.read_text("utf-8")
    assert old in before
    for value in (VALUES[0], VALUES[2], VALUES[6], VALUES[11]):
        # Typst has no \u0000 in strings: it takes such values as they are.
        written = f'"{value}"' if name.endswith(".typ") else quoted(value)
        path.write_text(before.replace(old, new.format(*[written] * new.count("{}")), 1), "utf-8")
        printed(folder, "build" if "templates" in name else "check")
