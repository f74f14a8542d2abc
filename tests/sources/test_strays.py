"""What lies in seeds/ beside the texts: passed over, or said, and the site is built."""

from pathlib import Path

import pytest

from dossier.converting.formats import FORMATS
from dossier.sources.files import find
from dossier.sources.strays import ADDABLE, sort_out
from tests.site import furnish, run

ADD = "take it in (dossier add"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of seeds below the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    return Path("seeds")


def _sorted(seeds: Path, *names: str) -> tuple[list[str], list[str]]:
    """Write files; return the texts among them, and what is said of the others."""
    for name in names:
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n", encoding="utf-8")
    texts, notes = sort_out(find(seeds), seeds)
    return [path.relative_to(seeds).as_posix() for path in texts], [str(note) for note in notes]


SILENT = (
    *(".DS_Store", "Thumbs.db", "desktop.ini", "~$letter.docx", ".~lock.letter.odt#", "Icon\r"),
    *("note.txt~", "note.txt.bak", "note.md.orig", ".note.txt.swp", "note.swp", "#note.txt#"),
    *("save.tmp", "letter.docx.crdownload", "letter.pdf.part", "__MACOSX/note.txt", "THUMBS.DB"),
    *("README.md", "readme.txt", "README", "README.rst", "sub/ReadMe.md", "map.png", "sub/map.SVG"),
)


def test_what_nobody_means_to_publish_is_passed_over(seeds: Path) -> None:
    """Files of systems and programs, copies that editors keep, READMEs, pictures: in silence."""
    assert _sorted(seeds, "note.txt", "sub/note.md", *SILENT) == (["note.txt", "sub/note.md"], [])


def test_documents_are_said_once_with_the_command_that_takes_them_in(seeds: Path) -> None:
    """One sentence for all of them names the first three."""
    documents = ("a.docx", "b.pdf", "c.eml", "d.odt", "e.rtf", "f.html", "g.htm")
    texts, notes = _sorted(seeds, "note.txt", *documents)
    assert texts == ["note.txt"]
    assert notes == [
        "seeds/a.docx: is no text, nor are b.pdf, c.eml and 4 more; the site is built without "
        f"them; for each, {ADD} seeds/a.docx)"
    ]


def test_all_that_can_be_added_is_known_as_such() -> None:
    """Whoever lays a file among the texts is told of the command for it."""
    assert set(ADDABLE) == set(FORMATS)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("letter.docx", f"{ADD} seeds/letter.docx)"),
        ("letter.doc", "save it as .docx with a word processor, then add that"),
        ("letter.pages", "export it from Pages as .docx, then add that"),
        ("table.xlsx", "keep it elsewhere, or save what it says as .txt or .md"),
        ("note.markdown", "give its name the ending .md"),
        ("note.text", "give its name the ending .txt"),
        ("note", "give its name the ending .txt or .md if it is a text"),
    ],
)
def test_any_other_file_is_said_with_what_to_do(seeds: Path, name: str, advice: str) -> None:
    """It stops nothing."""
    texts, notes = _sorted(seeds, "port.txt", name)
    assert texts == ["port.txt"]
    assert notes == [f"seeds/{name}: is no text, and the site is built without it; {advice}"]


def test_a_readme_alone_in_a_dated_folder_is_its_text(seeds: Path) -> None:
    """Beside another text it is about the folder; in a folder without a date that is said."""
    names = ("2024-03-05-rail/README.md", "2024-04-05-port/README.md", "2024-04-05-port/index.md")
    texts, notes = _sorted(seeds, *names, "drafts/README.md")
    assert texts == ["2024-03-05-rail/README.md", "2024-04-05-port/index.md"]
    assert notes == [
        "seeds/drafts/README.md: is passed over, as it may be about the folder; call it index.md "
        "if it is a text"
    ]


def test_a_document_beside_the_texts_stops_no_build(tmp_path: Path) -> None:
    """Unless the settings are strict."""
    furnish(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "note.txt").write_text("Trade rose in May.\n", encoding="utf-8")
    (tmp_path / "seeds" / "letter.docx").write_bytes(b"PK\x03\x04")
    checked = run(tmp_path, "check")
    assert checked.returncode == 0, checked.stderr
    said = "seeds/letter.docx: is no text, and the site is built without it; "
    assert checked.stderr == f"{said}take it in (python build.py add seeds/letter.docx).\n"
    config = tmp_path / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  dossier:\n", "  dossier:\n    strict: true\n")
    config.write_text(text, "utf-8")
    assert run(tmp_path, "check").returncode == 1
