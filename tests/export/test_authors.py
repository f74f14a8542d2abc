"""Authors: told apart where that is certain, and left as written where it is not."""

import pytest

from dossier.export.authors import Author, split_authors
from tests.factories import cases


def _said(author: Author) -> str:
    if author.organisation:
        return f"organisation: {author.text}"
    return author.inverted if author.family else f"whole: {author.text}"


@pytest.mark.parametrize(("written", "expected"), cases("authors.txt"))
def test_authors(written: str, expected: str) -> None:
    """Persons have the family name first; organisations and unclear names stay as written."""
    assert [_said(author) for author in split_authors(written.strip())] == expected.splitlines()


@pytest.mark.parametrize(
    ("written", "natural"),
    [("Doe, Jane", "Jane Doe"), ("van Gogh, Vincent", "Vincent van Gogh"), ("Xi Jinping",) * 2],
)
def test_the_natural_order_is_as_written_or_without_the_comma(written: str, natural: str) -> None:
    """A name without a comma is never turned."""
    assert [author.natural for author in split_authors(written)] == [natural]


def test_each_entry_of_a_list_is_one_author() -> None:
    """No entry of a list is divided; a comma stands behind the family name."""
    listed = ("Ortega Villar, María José", "Ana Ruiz", "Xi, Jinping", "Doe and Roe", " ")
    found = [(name.text, name.family) for name in split_authors(listed)]
    families = ["Ortega Villar", "Ruiz", "Xi", ""]
    assert found == list(zip(map(str.strip, listed[:4]), families, strict=True))


def test_nobody_is_no_author() -> None:
    """A text without an author has none."""
    assert split_authors(None) == split_authors("") == split_authors(()) == ()


@pytest.mark.parametrize("author", ["{", "{}", "{ }", "Jane {Doe}", "{a; b}"])
def test_other_braces_are_letters(author: str) -> None:
    """What is no name in braces declares nothing."""
    assert not any(name.organisation for name in split_authors(author))
