"""Sources: what is read from a file, and the sentence for everything that cannot be."""

import datetime
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InputError
from dossier.model import Source
from dossier.sources.encoding import decode
from dossier.sources.files import check_unique_slugs, date_and_slug, find, read
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
    text = "\n# Rails\r\n\r\nText.\n"
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
    "a.docx": (b"A.\n", "only .txt and .md are read; save it as one of these or move it", 0),
    "readme": (b"A.\n", "only .txt and .md are read; save it as one of these or move it", 0),
}


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
        pytest.param(b"A.\r\n\r\nB.", "A.\r\n\r\nB.", id="CRLF"),
        pytest.param(b"A.\r\rB.\r", "A.\r\rB.\r", id="old Mac"),
        pytest.param("5\u00a0000 €".encode(), "5\u00a0000 €", id="non-breaking space"),
        pytest.param(b"A\x0c\x1bB", "A\x0c\x1bB", id="control characters"),
    ],
)
def test_text_is_decoded_and_nothing_else(data: bytes, text: str) -> None:
    """A byte order mark goes; line ends and odd characters stay as they are."""
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize(
    ("stem", "day", "slug"),
    [
        ("rail-corridor", None, "rail-corridor"),
        ("2026-02-03-rail-corridor", "2026-02-03", "rail-corridor"),
        ("2026-02-03_Rail  Corridor!", "2026-02-03", "rail-corridor"),
        ("2026-02-03 rail", "2026-02-03", "rail"),
        ("2026-02-03", "2026-02-03", "2026-02-03"),
        ("2026-02-03rail", None, "2026-02-03rail"),
        ("rail-2026-02-03", None, "rail-2026-02-03"),
        ("Überblick Cafe\u0301", None, "überblick-café"),
        ("وزیر اعظم", None, "وزیر-اعظم"),
    ],
)
def test_file_names(stem: str, day: str | None, slug: str) -> None:
    """A leading date is taken off; the rest, in lower case and hyphens, is the address."""
    found, address = date_and_slug(stem, "a.txt")
    assert (found.isoformat() if found else None, address) == (day, slug)


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


def test_every_text_with_the_address_of_another_is_named() -> None:
    """All but the first of those that share an address are faults, in one run."""
    names = ("a-b.txt", "c.txt", "2026-02-03-a_b.md", "A b.txt")
    with pytest.raises(InputError) as caught:
        check_unique_slugs([make_received("A.", file_name) for file_name in names])
    sentence = "has the same address (a-b) as seeds/a-b.txt; rename one of them"
    assert sorted(map(str, caught.value.faults)) == [
        f"seeds/2026-02-03-a_b.md: {sentence}",
        f"seeds/A b.txt: {sentence}",
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
    assert first.sha256 == second.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert first.text == second.text == text
    assert (first.first_line, second.first_line) == (1, 4)
