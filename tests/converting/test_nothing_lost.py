"""Whatever prose a file holds, the text that is written reads back with the same words."""

import html
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf import text as odf
from odf.opendocument import OpenDocumentText

from dossier.converting import proof, seed
from dossier.converting.seed import Seed
from dossier.model import FrontMatter, Source
from dossier.sources.readers import READERS
from dossier.text.sentences import fold
from tests.converting import originals

_PROSE = st.text(
    alphabet="abcdefghijklm ÄéنЖ漢1986.,;:*_#<>[]()|+-=~`\\&!\"'“”–$^{}/@", min_size=1, max_size=60
).filter(lambda text: any(character.isalpha() for character in text))
_PARAGRAPHS = st.lists(_PROSE, min_size=2, max_size=5)


def save_word(path: Path, paragraphs: list[str]) -> None:
    """Save a Word file."""
    document = originals.word(path)
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(path))


def save_opendocument(path: Path, paragraphs: list[str]) -> None:
    """Save an .odt."""
    document = OpenDocumentText()
    for words in paragraphs:
        document.text.addElement(odf.P(text=words))
    document.save(path)


def save_page(path: Path, paragraphs: list[str]) -> None:
    """Save a page as Word does."""
    body = "".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)
    page = f'<meta charset="utf-8"><meta name="Generator" content="Microsoft Word 15">{body}'
    path.write_text(page, encoding="utf-8")


def save_rich_text(path: Path, paragraphs: list[str]) -> None:
    """Save an .rtf with every character beyond ASCII by its number."""
    lines = ("".join(_rtf(character) for character in words) for words in paragraphs)
    path.write_text("{\\rtf1\\ansi\n" + "\\par\n".join(lines) + "\\par}", encoding="ascii")


def _rtf(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    return character if character.isascii() else f"\\u{ord(character)}?"


def read(text: Seed) -> str:
    """Return the words that Dossier reads in what is written."""
    path = f"text{text.suffix}"
    reader = READERS[text.suffix]
    source = Source(path, "text", reader.markup, FrontMatter(), text.body(), 1, "")
    return fold(" ".join(block.text for block in reader.read(source).blocks))


@pytest.mark.parametrize(
    ("name", "save"),
    [
        ("a.docx", save_word),
        ("a.odt", save_opendocument),
        ("a.html", save_page),
        ("a.rtf", save_rich_text),
    ],
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraphs=_PARAGRAPHS)
def test_prose_survives(
    name: str, save: Callable[[Path, list[str]], None], tmp_path: Path, paragraphs: list[str]
) -> None:
    """Each paragraph stands in the text as it stood in the file, white space apart."""
    path = tmp_path / name
    save(path, paragraphs)
    text = seed.compose(path)
    whole = f"{text.stated('title')} {read(text)} {' '.join(o.words for o in text.left_out)}"
    assert proof.missing(" ".join(paragraphs), whole) == ""
    assert "".join(read(text).split()) in "".join("".join(paragraphs).split())
