"""What stands beside a text: other texts and pictures, and nothing outside the folder."""

import struct
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from dossier.model import Beside, Document
from dossier.sources import files
from dossier.sources.beside import Surroundings
from dossier.sources.document import parse
from dossier.sources.files import LIMITS

PNG = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 40, 30, 8, 2, 0, 0, 0)
    + b"\0\0\0\0"
)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder with some texts and pictures."""
    folder = tmp_path / "seeds"
    for name, text in (
        ("2024-05-01-reply.md", b"Our reply."),
        ("more/letter.txt", b"A letter."),
        ("secret.txt", b"---\npublish: withheld\n---\nSecret."),
        ("images/map.png", PNG),
        ("images/my map.PNG", PNG),
        ("images/no.png", b"<svg></svg>"),
        ("images/plan.svg", b"<svg></svg>"),
        ("images/talk.mp4", b"talk"),
        (unicodedata.normalize("NFD", "images/café.png"), PNG),
        ("images/large.png", PNG + b"0" * 2_000_000),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    (tmp_path / "outside.png").write_bytes(PNG)
    (tmp_path / "outside.md").write_bytes(b"Outside.")
    (folder / "images" / "link.png").symlink_to(tmp_path / "outside.png")
    return folder


def read(seeds: Path, text: str, name: str = "note.md") -> Document:
    """Return the document of a text in the folder."""
    path = seeds / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    limits = replace(LIMITS, megabytes=1)
    paths = [one for one in files.find(seeds) if one.suffix in (".md", ".txt")]
    texts = [files.receive(one, limits, seeds) for one in paths]
    (own,) = (one for one in texts if Path(one.path) == path)
    return parse(files.parse_source(Surroundings(seeds, limits, texts).look(own)))


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("2024-05-01-reply.md", "../reply/"),
        ("2024-05-01-reply.md#p3", "../reply/#p3"),
        ("/more/letter.txt", "../letter/"),
        ("more/letter", "../letter/"),
        ("more/letter.html", "../letter/"),
        ("./more/../more/letter.txt", "../letter/"),
    ],
)
def test_a_link_to_another_text_leads_to_its_briefing(seeds: Path, address: str, href: str) -> None:
    """From the folder of the text, or from that of all texts; with its ending or without."""
    document = read(seeds, f"See [it]({address}).")
    assert document.paragraphs[0].html == f'See <a href="{href}">it</a>.'
    assert document.notes == ()


def test_a_place_in_another_text_that_is_no_paragraph_is_said(seeds: Path) -> None:
    """The link leads to the beginning of that text."""
    document = read(seeds, "See [it](2024-05-01-reply.md#section).")
    assert document.paragraphs[0].html == 'See <a href="../reply/">it</a>.'
    (note,) = document.notes
    assert note.sentence.endswith("(#p3): it (2024-05-01-reply.md#section)")


def test_a_link_within_a_text_leads_to_one_of_its_paragraphs(seeds: Path) -> None:
    """One to a paragraph that the text has not is its words alone."""
    document = read(seeds, "See [*one*](#p1) and [two](#p2).")
    assert document.paragraphs[0].html == 'See <a href="#p1"><em>one</em></a> and two.'
    (note,) = document.notes
    assert note.sentence.endswith("so only its words show: two (#p2)")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_picture_is_found_however_its_name_is_composed(
    seeds: Path, form: Literal["NFC", "NFD"]
) -> None:
    """A Mac writes names decomposed."""
    name = unicodedata.normalize(form, "images/café.png")
    assert read(seeds, f"![The café]({name})").paragraphs[0].role == "picture"


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ('![Harbour](images/map.png "At dawn")', "picture", 'Harbour "At dawn"'),
        ('![Harbour](images/none.png "At dawn")', "caption", 'Harbour "At dawn"'),
        ("![Harbour](images/none.png)", "caption", "Harbour"),
    ],
)
def test_a_picture_alone_is_no_heading(seeds: Path, text: str, role: str, words: str) -> None:
    """Nor the title of the text, whether it is there or not."""
    document = read(seeds, f"{text}\n\nThe ministers agreed to lower tariffs on grain.")
    picture = document.paragraphs[0]
    assert (picture.kind, picture.role, picture.text) == ("furniture", role, words)
    assert document.title == "Note"


def test_a_link_from_a_folder_and_by_a_shortcode(seeds: Path) -> None:
    """Where the text lies counts; Hugo's ref names a text too."""
    document = read(seeds, 'See [it](../secret.txt), [a]({{< ref "letter.txt" >}}).', "more/b.md")
    assert document.paragraphs[0].html == 'See it, <a href="../letter/">a</a>.'


@pytest.mark.parametrize("address", ["secret.txt", "nothing.md", "../outside.md", "more/"])
def test_a_link_to_what_is_not_on_the_site_is_words(seeds: Path, address: str) -> None:
    """What is withheld, absent or outside the folder is no link, and this is said."""
    document = read(seeds, f"See [it]({address}).")
    assert document.paragraphs[0].html == "See it."
    assert "leads to no text on the site" in document.notes[0].sentence


@pytest.mark.parametrize("address", ["images/map.png", "/images/map.png", "<images/my map.PNG>"])
def test_a_picture_is_shown_with_its_description_and_size(seeds: Path, address: str) -> None:
    """It belongs to what is around it, and is no extract."""
    (picture,) = read(seeds, f"![A *map*]({address})").paragraphs
    assert (picture.kind, picture.role, picture.text) == ("furniture", "picture", "A map")
    assert 'alt="A map" loading="lazy" width="40" height="30"' in picture.html


def test_a_picture_that_is_written_as_a_tag_is_shown_too(seeds: Path) -> None:
    """Its description and address count, and nothing else of the tag."""
    (picture,) = read(seeds, '<img class="x" src="images/map.png" alt="A map">').paragraphs
    assert (picture.role, picture.text) == ("picture", "A map")
    assert 'alt="A map" loading="lazy" width="40" height="30"' in picture.html


def test_a_picture_without_a_description_is_described_by_its_name(seeds: Path) -> None:
    """So that it is not lost for who does not see it."""
    (picture,) = read(seeds, "![](images/map.png)").paragraphs
    assert picture.text == "map.png"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("images/none.png", "there is no such file"),
        (
            "images/talk.mp4",
            "which is no picture of a kind that is published: PNG, JPG, JPEG, GIF, WEBP, AVIF",
        ),
        ("images/no.png", "which is no picture of the kind that its name says"),
        ("images/plan.svg", "which may carry a script; save it as PNG"),
        ("images/large.png", "which has 2.0 MB; the most is 1"),
        ("images/link.png", "which is not in the folder of the texts"),
        ("../outside.png", "which is not in the folder of the texts"),
    ],
)
def test_what_is_no_picture_of_the_folder_is_words(seeds: Path, address: str, said: str) -> None:
    """Nothing leaves the folder by way of a link, and the editor is told why."""
    document = read(seeds, f"See ![a map]({address}).")
    assert document.paragraphs[0].html == "See a map."
    expected = f"this picture is not published, only its words: {address}, {said}"
    assert [note.sentence for note in document.notes] == [expected]


def test_what_is_beside_a_text_tells_it_from_what_it_was(seeds: Path) -> None:
    """A picture that changes is another, by its name and so for the cache."""
    first = _beside(seeds)
    (seeds / "images" / "map.png").write_bytes(PNG + b"1")
    second = _beside(seeds)
    assert first != second
    assert first[0].to != second[0].to


def _beside(seeds: Path) -> tuple[Beside, ...]:
    return read(seeds, "![a](images/map.png)").source.beside
