"""Words are found as people type them, in whatever script."""

import unicodedata

import pytest

from dossier.search.words import words
from tests.factories import FIXTURES

ROWS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (FIXTURES / "search/words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_word_has_the_forms_that_people_type(text: str, expected: str) -> None:
    """Without accents, capitals, points and articles; of a number, only the whole."""
    assert " ".join("/".join(word.forms) for word in words(text)) == expected


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_accents_may_be_written_apart(text: str) -> None:
    """A query from another keyboard has letters and accents one by one."""
    apart = [word.forms for word in words(unicodedata.normalize("NFD", text))]
    assert apart == [word.forms for word in words(text)]


def test_a_word_says_where_it_stands() -> None:
    """What is marked is the word as it is written."""
    text = "The U.S. and Iran’s 中国 café."
    shown = [text[word.start : word.end] for word in words(text)]
    assert shown == ["The", "U.S.", "and", "Iran’s", "中", "国", "café"]
