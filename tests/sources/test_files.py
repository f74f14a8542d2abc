"""Sources: what is read from a file, and the sentence for everything that cannot be."""

import datetime
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.model import Source
from dossier.sources.encoding import decode, normalized
from dossier.sources.files import check_unique_slugs, find, read, told_apart
from tests.factories import make_received, outcome, plain_texts

UNCLOSED = "the front matter opened by --- on line 1 is never closed by a second line of ---"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of seeds below the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    return Path("seeds")


def test_a_text_is_read_with_its_front_matter(seeds: Path) -> None:
    """Path, slug, markup, statements, text, first line and checksum come from the file."""
    path = seeds / "2026-02-03-Rail_corridor.md"
    path.write_bytes(b"---\ntitle: Rails\n---\n\n# Rails\r\n\r\nText.\n")
    text = "\n# Rails\n\nText.\n"
    found = read(path)
    assert found.path == "seeds/2026-02-03-Rail_corridor.md"
    assert (found.slug, found.markup, found.first_line) == ("rail-corridor", "commonmark", 4)
    assert (found.front.title, found.front.date) == ("Rails", datetime.date(2026, 2, 3))
    assert found.text == text
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_stated_date_wins_over_the_file_name(seeds: Path) -> None:
    """The front matter's date holds where the file name has another."""
    path = seeds / "2026-02-03-a.txt"
    path.write_text("---\ndate: 2025-12-31\n---\nText.\n", encoding="utf-8")
    assert read(path).front.date == datetime.date(2025, 12, 31)


def test_a_month_in_the_name_is_dated_its_first_day_and_said(seeds: Path) -> None:
    """Unless the front matter states the day."""
    path = seeds / "2026-03-monsoon.txt"
    path.write_text("Text.\n", encoding="utf-8")
    source = read(path)
    assert source.front.date == datetime.date(2026, 3, 1)
    (note,) = source.notes
    assert note.sentence == (
        "its name gives no day, so it is dated 2026-03-01; state another in its front matter, "
        "as in date: 2026-03-15, or in its name"
    )
    path.write_text("---\ndate: 2026-03-20\n---\nText.\n", encoding="utf-8")
    assert read(path).notes == ()


BAD_FILES = {
    "blank.txt": (b"", "there is no text in it", 0),
    "white.txt": (b" \r\n\xc2\xa0\n\t\n", "there is no text in it", 0),
    "mark.txt": (b"\xef\xbb\xbf", "there is no text in it", 0),
    "bare.md": (b"---\ntitle: A\n---\n\n", "there is no text in it", 0),
    "latin.txt": (b"A.\n\nCaf\xe9.\n", "byte 0xe9 is not UTF-8", 3),
    "latin-mac.txt": (b"A.\r\rCaf\xe9.\r", "byte 0xe9 is not UTF-8", 3),
    "cut.txt": (b"A.\nB \xe2\x82", "byte 0xe2 is not UTF-8", 2),
    "picture.md": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "this is not a text file in UTF-8 (it has a NUL byte); save it as UTF-8 text",
        3,
    ),
    "open.txt": (b"---\ntitle: A\n\nText.\n", UNCLOSED, 1),
    "key.txt": (b"---\ntitle: A\npublish: none\n---\nText.\n", "publish must be one of full,", 3),
    "2026-02-30-day.txt": (b"A.\n", "the file name begins with 2026-02-30, which is no day", 0),
    "2026-00-01_month.md": (b"A.\n", "the file name begins with 2026-00-01, which is no day", 0),
    "___.txt": (b"A.\n", "the file name has no letter or digit to make an address of;", 0),
    "a.docx": (b"A.\n", "only .txt and .md are read as texts; take it in (dossier add", 0),
    "a.doc": (b"A.\n", "only .txt and .md are read as texts; save it as .docx with a word", 0),
    "a.csv": (b"A.\n", "only .txt and .md are read as texts; keep it elsewhere, or save", 0),
    "note": (b"A.\n", "only .txt and .md are read as texts; give its name the ending .txt", 0),
    "note.markdown": (b"A.\n", "only .txt and .md are read as texts; give its name the", 0),
}


DISGUISED = {
    "rtf": (b"{\\rtf1\\ansi Text.}", "RTF"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
    "docx": (b"PK\x03\x04\x14\0[Content_Types].xml word/document.xml", "a Word document"),
    "odt": (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
    "html": (b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE html>\n<title>A</title>", "HTML"),
    "eml": (b"From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n\r\nText.", "a mail"),
}


@pytest.mark.parametrize("ending", DISGUISED)
def test_a_document_under_the_name_of_a_text_is_refused_with_advice(
    seeds: Path, ending: str
) -> None:
    """The sentence says what it is, and how to take it in."""
    data, format_name = DISGUISED[ending]
    path = seeds / "rail.line.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    said = str(caught.value)
    assert said.startswith(f"seeds/rail.line.txt: this is {format_name}")
    advice = f"take it in (dossier add seeds/rail.line.{ending})"
    assert said.endswith(f"under the name of a text; rename it to rail.line.{ending} and {advice}")


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"PK\x03\x04\x14\0photos/1.jpg", "rename it to rail.zip and unpack it, and keep"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "rename it to rail.doc and save it as .docx"),
    ],
)
def test_what_cannot_be_added_as_it_is_is_refused_with_other_advice(
    seeds: Path, data: bytes, advice: str
) -> None:
    """An archive, and a format that is too old."""
    (seeds / "rail.md").write_bytes(data)
    with pytest.raises(InputError, match=advice):
        read(seeds / "rail.md")


@pytest.mark.parametrize(
    "text",
    [
        "From: the desk\nTo: all\nSubject: rails\n\nA memo that somebody typed.\n",
        "HTML begins with <!DOCTYPE html>, and {\\rtf begins RTF.\n",
        "<Kyiv> is where it was written.\n",
    ],
)
def test_a_text_that_only_resembles_another_format_is_read(seeds: Path, text: str) -> None:
    """Memos with headers, and texts about formats."""
    (seeds / "memo.txt").write_text(text, encoding="utf-8")
    assert read(seeds / "memo.txt").text == text


@pytest.mark.parametrize("file_name", BAD_FILES)
def test_what_cannot_be_read_is_said_with_its_line(seeds: Path, file_name: str) -> None:
    """Each bad file is one sentence that names it, and the line where there is one."""
    data, sentence, line = BAD_FILES[file_name]
    path = seeds / file_name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    (fault,) = caught.value.faults
    place = f"seeds/{file_name}:{line}" if line else f"seeds/{file_name}"
    assert str(fault).startswith(f"{place}: {sentence}")


def test_a_file_that_is_not_there_is_said(seeds: Path) -> None:
    """A missing file is a fault, not a traceback."""
    with pytest.raises(InputError, match=r"^seeds/a\.txt: cannot be read: No such file or dir"):
        read(seeds / "a.txt")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"\xef\xbb\xbfA.\n", "A.\n", id="byte order mark"),
        pytest.param(b"A.\r\n\r\nB.", "A.\n\nB.", id="CRLF"),
        pytest.param(b"A.\r\rB.\r", "A.\n\nB.\n", id="old Mac"),
        pytest.param("Cafe\u0301".encode(), "Caf\u00e9", id="letters and accents apart"),
        pytest.param("5\u00a0000 €".encode(), "5\u00a0000 €", id="non-breaking space"),
        pytest.param(b"A\x0c\x1bB", "A\x0c\x1bB", id="control characters"),
    ],
)
def test_text_is_decoded_to_the_same_characters_everywhere(data: bytes, text: str) -> None:
    """A byte order mark goes, line ends are made alike, and letters get their accents (NFC)."""
    assert decode(data, "a.txt") == text


def test_texts_are_found_in_order_and_hidden_files_passed_over(seeds: Path) -> None:
    """All files below the folder but hidden ones, whatever their ending, sorted by path."""
    for file_name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt", "e.docx"):
        (seeds / file_name).parent.mkdir(exist_ok=True)
        (seeds / file_name).write_text("Text.", encoding="utf-8")
    found = [path.as_posix() for path in find(seeds)]
    assert found == ["seeds/a.md", "seeds/b.txt", "seeds/e.docx", "seeds/sub/c.txt"]


def test_a_missing_folder_is_said(seeds: Path) -> None:
    """Without a folder there is a sentence."""
    with pytest.raises(InputError) as caught:
        find(seeds / "none")
    sentence = "there is no such folder; it should hold the texts"
    assert str(caught.value) == f"seeds/none: {sentence}"


def test_different_slugs_are_no_fault() -> None:
    """Texts with addresses of their own are all right."""
    check_unique_slugs([make_received("A.", "a.txt"), make_received("A.", "b.txt")])


def test_dated_texts_of_one_name_have_addresses_with_the_date() -> None:
    """All of them, whichever came first; an undated one keeps the name, and others theirs."""
    files = {
        "2024-03-05-weekly-brief.txt": "2024-03-05-weekly-brief",
        "2024-03-12 Weekly brief.md": "2024-03-12-weekly-brief",
        "2024-04-weekly_brief.txt": "2024-04-weekly-brief",
        "weekly-brief.txt": "weekly-brief",
        "2024-03-05-port.txt": "port",
    }
    texts = [make_received("A.", file_name) for file_name in files]
    slugs = [text.slug for text in told_apart(texts, (), Path("seeds"))]
    assert slugs == list(files.values())


def test_the_address_of_one_text_depends_on_the_names_beside_it() -> None:
    """A single text that is read is told apart from those of the site."""
    text = make_received("A.", "2024-03-05-brief.txt")
    beside = (Path("seeds/2024-03-05-brief.txt"), Path("seeds/sub/2024-03-12-brief.txt"))
    assert told_apart([text], beside, Path("seeds"))[0].slug == "2024-03-05-brief"
    assert told_apart([text], beside[:1], Path("seeds"))[0].slug == "brief"


def test_every_text_with_the_address_of_another_is_named() -> None:
    """All but the first of those that share an address are faults, in one run."""
    names = ("a-b.txt", "c.txt", "a_b.md", "A b.txt")
    with pytest.raises(InputError) as caught:
        check_unique_slugs([make_received("A.", file_name) for file_name in names])
    sentence = "has the same address (a-b) as seeds/a-b.txt; rename one of them"
    assert sorted(map(str, caught.value.faults)) == [
        f"seeds/A b.txt: {sentence}",
        f"seeds/a_b.md: {sentence}",
    ]


_KINDS = st.sampled_from((".txt", ".md"))
_HEADS = st.sampled_from((b"", b"\xef\xbb\xbf", b"---\n", b"---\r\ntitle: A\r\n---\r\n", b"\xff"))


@given(st.binary(max_size=60), _HEADS, _KINDS)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes, kind: str
) -> None:
    """Whatever a file holds, the outcome is a Source or faults that name it."""
    path = tmp_path_factory.getbasetemp() / f"any{kind}"
    path.write_bytes(head + data)
    found, faults = outcome(read, path)
    assert isinstance(found, Source) != bool(faults)
    assert [fault for fault in faults if fault.path != path.as_posix()] == []
    if found:
        assert found.text.strip()


@given(plain_texts.filter(lambda text: not text.startswith(("---", "\ufeff"))))
def test_front_matter_does_not_change_the_checksum(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Text and SHA-256 are the same with and without front matter on top."""
    folder = tmp_path_factory.getbasetemp()
    bare, headed = folder / "bare.txt", folder / "headed.txt"
    bare.write_bytes(text.encode())
    headed.write_bytes(b"---\ntitle: A\n---\n" + text.encode())
    first, second = read(bare), read(headed)
    text = normalized(text)
    assert first.sha256 == second.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert first.text == second.text == text
    assert (first.first_line, second.first_line) == (1, 4)
