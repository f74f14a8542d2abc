"""Authors: told apart where that is certain, and left as written where it is not."""

import pytest

from dossier.export.authors import split_authors


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jane Doe", ["Doe, Jane"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("Jane Doe and John Roe", ["Doe, Jane", "Roe, John"]),
        ("Jane Doe, John Roe, and Max Moe", ["Doe, Jane", "Roe, John", "Moe, Max"]),
        ("Jane Doe & John Roe", ["Doe, Jane", "Roe, John"]),
        ("Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]),
        ("Ludwig van Beethoven", ["van Beethoven, Ludwig"]),
        ("van Gogh, Vincent", ["van Gogh, Vincent"]),
        ("Mohammed bin Salman", ["bin Salman, Mohammed"]),
        ("Bashar al-Khatib", ["al-Khatib, Bashar"]),
        ("Tip O’Neill", ["O’Neill, Tip"]),
        ("J. R. R. Tolkien", ["Tolkien, J. R. R."]),
    ],
)
def test_clear_personal_names_are_taken_apart(author: str, expected: list[str]) -> None:
    """Family and given names are known where a name is clearly a person's."""
    found = split_authors(author)
    assert [name.inverted for name in found] == expected
    assert [name for name in found if not name.family] == []


@pytest.mark.parametrize(
    "author",
    [
        "Ministry of Trade, Industry and Energy",
        "Crisis Group",
        "BBC News",
        "Smith and Jones",
        "Dr. Jane Doe",
        "Martin Luther King, Jr.",
        "Jane Doe, London",
        "Jane Doe,",
        "Jane 2",
        "OECD Secretary",
        "de Gaulle",
        "Plato",
        "محمد علي",
        "习近平",
    ],
)
def test_unclear_names_stand_as_written(author: str) -> None:
    """What may be an institution or cannot be divided safely is one name, as it is written."""
    (name,) = split_authors(author)
    assert (name.text, name.inverted, name.family) == (author, author, "")


def test_semicolons_divide_whatever_stands_between_them() -> None:
    """An editor can name a person and an institution together."""
    texts = [name.text for name in split_authors("Jane Doe; Ministry of Trade and Industry ;")]
    assert texts == ["Jane Doe", "Ministry of Trade and Industry"]
