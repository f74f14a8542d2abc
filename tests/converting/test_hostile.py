"""Files that are broken, made to do harm, or odd: one sentence each, and nothing is damaged."""

import os
import resource
import zipfile
from pathlib import Path

import pytest
import yaml

from dossier.cli import adding
from dossier.converting import files, seed, writing
from dossier.errors import InputError
from tests.converting import originals
from tests.site import tree

_DOCUMENT = f"<w:document {originals.W}><w:body>%s</w:body></w:document>"
_PARAGRAPH = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
_BOMB = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def word(path: Path, title: str = "The ferry") -> Path:
    """Save a Word file."""
    document = originals.word(path, title=title)
    document.add_paragraph("It sails twice a week.")
    document.add_paragraph("It is full.")
    document.save(str(path))
    return path


def refused(path: Path, match: str) -> None:
    """Demand that a file is refused with a sentence."""
    with pytest.raises(InputError, match=match):
        seed.compose(path)


def write(path: Path) -> Path:
    """Write the text that is made of a file into seeds/ beside it."""
    folder = path.parent / "seeds"
    folder.mkdir(exist_ok=True)
    return writing.write(seed.compose(path), folder)


# --- files that do harm ---------------------------------------------------------------


@pytest.mark.parametrize(
    "xml",
    [
        f'<!DOCTYPE x [<!ENTITY a "ha">{_BOMB}]>{_DOCUMENT % (_PARAGRAPH % "&i;")}',
        _DOCUMENT.replace("</w:body>", ""),
        "<a/>",
    ],
)
def test_word_file_with_a_harmful_part(tmp_path: Path, xml: str) -> None:
    """Entities that grow, and parts that are no document."""
    path = word(tmp_path / "a.docx")
    copy = tmp_path / "b.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            target.writestr(name, xml if name == "word/document.xml" else source.read(name))
    refused(copy, "is broken, or no .docx file|there are no words in it")


def test_archive_that_unpacks_to_more_than_can_be_read(tmp_path: Path) -> None:
    """It is told from its list, before anything is unpacked."""
    path = word(tmp_path / "a.docx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/large.bin", bytes(files.LARGEST))
    refused(path, "unpacks to 101 MB, and 100 can be read")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<div>" * 2000 + "It sails." + "</div>" * 2000),
        ("a.html", "<b><i>" * 2000 + "It sails."),
        ("a.eml", "Subject: x\n" + "Content-Type: message/rfc822\n\n" * 1000 + "\nIt sails.\n"),
    ],
)
def test_what_is_nested_too_deeply(tmp_path: Path, name: str, content: str) -> None:
    """A page of people has some fifty elements in one another."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    refused(path, "is nested too deeply; copy the text out of it")


def test_rich_text_of_many_groups_and_an_unknown_code_page(tmp_path: Path) -> None:
    """Both are read."""
    path = tmp_path / "a.rtf"
    deep = "{" * 50_000 + "It sails" + "}" * 50_000
    path.write_text(f"{{\\rtf1\\ansi\\ansicpg99999 {deep}\\par It is full.}}", encoding="ascii")
    assert seed.compose(path).body() == "It sails\n\nIt is full.\n"


# --- odd characters -------------------------------------------------------------------


def test_rich_text_keeps_characters_in_two_halves(tmp_path: Path) -> None:
    """Emoji are written as two surrogates; half of one is no character."""
    path = tmp_path / "a.rtf"
    path.write_text(
        "{\\rtf1\\ansi It sails \\u55357?\\u56832?.\\par \\u55357? Full.}", encoding="ascii"
    )
    assert write(path).read_text("utf-8").endswith("It sails \U0001f600.\n\n\ufffd Full.\n")


def test_rich_text_cannot_forge_the_marks_of_its_reader(tmp_path: Path) -> None:
    """A character is a character, even where a reader might use it as a sign of its own."""
    path = tmp_path / "a.rtf"
    names = " ".join(f"\\u{code - 0x10000}?" for code in (*range(0xE000, 0xE040), 0xFDD1, 0xFDEA))
    path.write_text(f"{{\\rtf1\\ansi It sails {names} daily.\\par It is full.}}", encoding="ascii")
    shown = " ".join(map(chr, range(0xE000, 0xE040)))
    assert seed.compose(path).body() == f"It sails {shown} \ufffd \ufffd daily.\n\nIt is full.\n"


def test_mail_in_an_encoding_that_it_does_not_state(tmp_path: Path) -> None:
    """Its bytes are guessed, and no half of a character comes into the front matter."""
    path = tmp_path / "a.eml"
    words = "Das Café öffnet früh, und für Gäste gibt es Brötchen, Käse und Müsli.\n"
    path.write_bytes(f"\n\nFrom: Müller <m@example.org>\nSubject: x\n\n{words}".encode("latin-1"))
    text = seed.compose(path)
    assert text.body() == words
    assert text.stated("author") == "M\ufffdller"


def test_what_a_terminal_would_obey_is_spelled_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escapes and changes of direction, in names, titles and words that were left out."""
    path = tmp_path / "a\nb\x1b[31m.html"
    page = (
        "<title>&#27;[2J Boo</title><p hidden>&#x202e;twice</p><p>It sails.</p><p>&#27;[1mNo.</p>"
    )
    path.write_text(page, encoding="utf-8")
    folder = tmp_path / "seeds"
    folder.mkdir()
    adding.add([path], folder, None, anyway=False, quiet=False)
    shown = capsys.readouterr().out
    assert not [line for line in shown.splitlines() if not line.strip().isprintable() and line]
    assert "a⟦U+000A⟧b⟦U+001B⟧[31m.html" in shown
    assert "title [2J Boo (from" in " ".join(shown.split())
    assert "⟦U+202E⟧twice" in shown


@pytest.mark.parametrize(
    "title", ['- "Yes": {no} & *b !c %d @e `f` # g', "null", "yes", "--- a", "2024-01-01: x"]
)
def test_titles_that_mean_something_in_yaml(tmp_path: Path, title: str) -> None:
    """A title is read as it stands, whatever it is."""
    written = write(word(tmp_path / "letter.docx", title=title))
    front = yaml.safe_load(written.read_text("utf-8").split("---\n")[1])
    assert str(front["title"]) == title


@pytest.mark.parametrize("title", ["Lorem ipsum " * 20, "漢" * 250, "x" * 250])
def test_a_long_title_makes_no_long_name(tmp_path: Path, title: str) -> None:
    """A name stays below 180 bytes, whatever the script."""
    assert len(write(word(tmp_path / "a.docx", title=title)).name.encode()) < 180


@pytest.mark.parametrize("title", ["2024-13-45 the ferry", "Con"])
def test_a_title_that_can_be_no_name(tmp_path: Path, title: str) -> None:
    """The sentence names the file that was added, and the way out."""
    with pytest.raises(InputError, match=r"a\.docx: cannot be named .*; give another --name"):
        write(word(tmp_path / "a.docx", title=title))


# --- places ---------------------------------------------------------------------------


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a link that leads nowhere, a pipe; a link to a file is read."""
    (tmp_path / "folder.docx").mkdir()
    refused(tmp_path / "folder.docx", "is a folder; name the file in it that you mean")
    (tmp_path / "link.docx").symlink_to("absent.docx")
    refused(tmp_path / "link.docx", "there is no such file")
    os.mkfifo(tmp_path / "pipe.docx")
    refused(tmp_path / "pipe.docx", "this is no file")
    word(tmp_path / "absent.docx")
    assert seed.compose(tmp_path / "link.docx").stated("title") == "The ferry"


def test_two_files_of_one_name_in_one_call(tmp_path: Path) -> None:
    """The second is not written over the first."""
    paths = [tmp_path / "one" / "a.docx", tmp_path / "two" / "a.docx"]
    for path in paths:
        path.parent.mkdir()
    word(paths[0])
    document = originals.word(paths[1], title="The ferry")
    document.add_paragraph("Another text.")
    document.save(str(paths[1]))
    folder = tmp_path / "seeds"
    folder.mkdir()
    with pytest.raises(InputError, match="has the same address"):
        adding.add(paths, folder, None, anyway=False, quiet=True)
    assert list(tree(folder)) == ["the-ferry.txt"]
    assert "It sails twice a week." in (folder / "the-ferry.txt").read_text("utf-8")


def test_a_full_disk_leaves_no_half_of_a_text(tmp_path: Path) -> None:
    """What was begun is removed."""
    path = word(tmp_path / "a.docx")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(InputError, match=r"the-ferry\.txt: cannot be written: File too large"):
            write(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert tree(tmp_path / "seeds") == {}
