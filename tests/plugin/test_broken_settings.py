"""What stands in mkdocs.yml, docs/ or beside the themes and cannot be used: a sentence each."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier.cli.main import main


def _said(*command: str) -> list[str]:
    """Return what a command says is wrong, line by line; it fails, and without a traceback."""
    done = CliRunner().invoke(main, list(command))
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1, done.output
    assert "Traceback" not in done.output
    return done.output.splitlines()


def _set(line: str) -> None:
    """Put a line at the top of mkdocs.yml, in place of one with its key."""
    config = Path("mkdocs.yml")
    key = line.partition(":")[0]
    lines = config.read_text("utf-8").splitlines()
    rest = [one for one in lines if not one.startswith(f"{key}:")]
    config.write_text("\n".join([line, *rest, ""]), "utf-8")


NO_ADDRESS = "is no address; write it as https://example.org/"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("site_url: http://[", f"mkdocs.yml:1: site_url: http://[ {NO_ADDRESS}"),
        ("site_url: http://[::1", f"mkdocs.yml:1: site_url: http://[::1 {NO_ADDRESS}"),
        ("repo_url: http://[", f"mkdocs.yml:1: repo_url: http://[ {NO_ADDRESS}"),
        ("INHERIT: mkdocs.yml", "mkdocs.yml:1: INHERIT leads from mkdocs.yml back to mkdocs.yml"),
        ("INHERIT: no.yml", "mkdocs.yml:1: INHERIT: there is no file no.yml; correct it"),
        ("INHERIT: docs", "mkdocs.yml:1: INHERIT: there is no file docs; correct it"),
        ("INHERIT: [1]", "mkdocs.yml:1: INHERIT must be the name of one file"),
        ('site_dir: "a\\0b"', "mkdocs.yml: site_dir has a NUL character"),
        ("config_file_path: x", "mkdocs.yml: Can't set config_file_path in config"),
    ],
)
def test_settings_that_mkdocs_would_stumble_over(workshop: Path, line: str, fault: str) -> None:
    """Every command that reads them says the line, and what would be right."""
    _set(line)
    for command in ("build", "check", "copy"):
        first, last = _said(command)
        assert first.startswith(fault)
        assert last == ("1 fault; nothing was changed." if command == "build" else "1 fault.")


@pytest.mark.parametrize("key", ["extra_css", "extra_javascript"])
@pytest.mark.parametrize("entry", ["'http://['", "3"])
def test_what_every_page_would_link_to(workshop: Path, key: str, entry: str) -> None:
    """A stylesheet or script that is no address is said before anything is made."""
    _set(f"{key}: [{entry}]")
    if (key, entry) == ("extra_javascript", "3"):
        expected = "mkdocs.yml: Config value 'extra_javascript': "
    else:
        expected = f"mkdocs.yml: {key}: {entry.strip(chr(39))} is no address or path; write it as"
    assert _said("build")[0].startswith(expected)


def test_settings_that_inherit_from_each_other(workshop: Path) -> None:
    """The circle is shown, and where it closes."""
    _set("INHERIT: other.yml")
    (workshop / "other.yml").write_text("site_name: x\nINHERIT: mkdocs.yml\n", "utf-8")
    expected = "other.yml:2: INHERIT leads from mkdocs.yml and other.yml back to mkdocs.yml; remove"
    assert _said("check")[0].startswith(expected)


@pytest.mark.parametrize("content", [b"3\n", b"- a\n", b"x\n"])
def test_settings_that_are_no_lines_of_keys(workshop: Path, content: bytes) -> None:
    """A number, a list, a word."""
    (workshop / "mkdocs.yml").write_bytes(content)
    expected = "mkdocs.yml:1: must be lines of key: value, such as site_name: Briefings"
    assert _said("check")[0] == expected


@pytest.mark.parametrize(
    "option",
    [
        *("largest: .inf", "largest: .nan", "largest: -1", "largest: true", "largest: x"),
        *("paragraphs: 0", "paragraphs: .inf", "paragraphs: [1]", "paragraphs: 2026-02-03"),
        *("seeds: 3", 'fonts: "a\\0b"', "pdf: 3", "search: x", "paper: 3", "path: [1]"),
        *("language: 3", "strict: {a: 1}", "second_reading: 3", "share_images: .nan"),
    ],
)
def test_an_option_of_a_wrong_type_is_named(workshop: Path, option: str) -> None:
    """Numbers without end, lists, dates, control characters."""
    config = workshop / "mkdocs.yml"
    text = config.read_text("utf-8").replace("    language: en\n", "")
    config.write_text(text.replace("    seeds: seeds\n", f"    {option}\n"), "utf-8")
    name = option.partition(":")[0]
    expected = f"mkdocs.yml: Config value 'plugins': Plugin 'dossier' option '{name}': "
    assert _said("check")[0].startswith(expected)


def test_a_limit_beyond_all_files_is_none(workshop: Path) -> None:
    """A number that no machine counts to is a number all the same."""
    config = workshop / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("    seeds: seeds\n", f"    largest: {'9' * 30}\n"), "utf-8")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize("name", ["templates/words.yml", "themes.yml", "learned.yml"])
@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_lists_in_another_encoding(workshop: Path, name: str, encoding: str) -> None:
    """It is said of each, and not read as something else."""
    (workshop / name).write_bytes("café: 1\n".encode(encoding))
    assert _said("build")[0] == f"{name}: is not UTF-8; save it as UTF-8"


def test_pages_that_cannot_be_read_are_said_with_the_texts(workshop: Path) -> None:
    """In another encoding, a pipe, a device, a link to nothing; texts at fault beside them."""
    docs = workshop / "docs"
    (docs / "a.md").write_bytes("# Über\n".encode("utf-16"))
    (docs / "b.md").write_bytes(b"# A\n\nCaf\xe9\n")
    os.mkfifo(docs / "c.txt")
    (docs / "d.bin").symlink_to("/dev/zero")
    (docs / "e.md").symlink_to("nowhere.md")
    (workshop / "seeds" / "f.txt").write_text(" \n", "utf-8")
    *faults, last = _said("build")
    assert [fault[:40] for fault in faults] == [
        line[:40]
        for line in (
            "docs/a.md: is UTF-16-LE, and pages are read as UTF-8; save it as UTF-8",
            "docs/b.md:3: byte 0xe9 is not UTF-8; it looks like Windows-1252",
            "docs/c.txt: this is no file; move it elsewhere",
            "docs/d.bin: this is no file; move it elsewhere",
            "docs/e.md: cannot be read: there is no such file",
            "seeds/f.txt: there is no text in it",
        )
    ]
    assert last == "6 faults; nothing was changed."


def test_links_that_lead_round_in_a_circle(workshop: Path) -> None:
    """MkDocs would follow them until the system refuses."""
    for name, other in (("a", "b"), ("b", "a")):
        (workshop / "docs" / name).mkdir()
        (workshop / "docs" / name / "x").symlink_to(f"../{other}")
    assert _said("build")[0] == (
        "docs/a/x/x: this link leads back to a folder that it stands in; remove it"
    )


def test_what_a_page_says_of_itself(workshop: Path) -> None:
    """A number is a title as any other; a list is none."""
    page = workshop / "docs" / "a.md"
    page.write_text("---\ntitle: 2026\ndescription: 2026-02-03\n---\nWords.\n", "utf-8")
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    assert "<title>2026" in (workshop / "site/a/index.html").read_text("utf-8")
    page.write_text("---\ntitle: [a]\n---\nWords.\n", "utf-8")
    assert _said("build")[0] == (
        "docs/a.md: title must be text, not a list or mapping; put it in quotes"
    )


def test_a_page_that_markdown_stumbles_over_is_named(workshop: Path) -> None:
    """What MkDocs and its extensions raise is said, and no more."""
    (workshop / "docs" / "a.md").write_text("[a](http://[)\n", "utf-8")
    first, last = _said("build")
    assert first == "mkdocs.yml: Error reading page 'a.md': Invalid IPv6 URL"
    assert last == "1 fault; nothing was changed."


def _pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("name", "make", "fault"),
    [
        ("themes.yml", _pipe, "themes.yml: cannot be read: this is no file"),
        ("themes.yml", _loop, "themes.yml: cannot be read: Too many levels of symbolic links"),
        ("learned.yml", _pipe, "learned.yml: cannot be read: this is no file"),
        ("seeds/a.txt", _pipe, "seeds/a.txt: this is no file; move it elsewhere"),
        ("seeds/a.txt", _loop, "seeds/a.txt: this link leads nowhere; remove it"),
        ("templates/words.yml", _pipe, "templates/words.yml: cannot be read: this is no file"),
    ],
)
def test_what_is_no_file_is_not_waited_for(
    workshop: Path, name: str, make: Callable[[Path], None], fault: str
) -> None:
    """A pipe would never end, and a link to itself leads nowhere."""
    make(workshop / name)
    assert _said("build")[0].startswith(fault)
