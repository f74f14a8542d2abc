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
        ("Xi, Jinping", ["Xi, Jinping"]),
        ("Kim, Jong Un; Abe, Shinzō", ["Kim, Jong Un", "Abe, Shinzō"]),
        ("Ortega Villar, María José", ["Ortega Villar, María José"]),
        ("García Márquez, Gabriel; Doe, Jane", ["García Márquez, Gabriel", "Doe, Jane"]),
        ("J. Doe Smith, Max Moe", ["Smith, J. Doe", "Moe, Max"]),
        ("Ana Ruiz and Bo Li", ["Ruiz, Ana", "Li, Bo"]),
        ("Ana Ruiz; Bo Li", ["Ruiz, Ana", "Li, Bo"]),
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


def test_each_entry_of_a_list_is_one_author() -> None:
    """No entry of a list is divided; a comma stands behind the family name."""
    listed = ("Ortega Villar, María José", "Ana Ruiz", "Xi, Jinping", "Doe and Roe", " ")
    found = [(name.text, name.family) for name in split_authors(listed)]
    families = ["Ortega Villar", "Ruiz", "Xi", ""]
    assert found == list(zip(map(str.strip, listed[:4]), families, strict=True))


def test_nobody_is_no_author() -> None:
    """A text without an author has none."""
    assert split_authors(None) == split_authors("") == split_authors(()) == ()


@pytest.mark.parametrize(
    "author",
    ["Deutsche Welle", "Quad Leaders", "Al Jazeera", "Agence France-Presse", "Reuters"],
)
def test_the_words_of_organisations_tell_them(author: str) -> None:
    """An organisation is not divided as a person is."""
    (name,) = split_authors(author)
    assert (name.inverted, name.family, name.organisation) == (author, "", True)


@pytest.mark.parametrize("authors", ["Jane Doe; {Oxfam Mexico}", ("Jane Doe", "{ Oxfam Mexico }")])
def test_braces_make_an_organisation(authors: tuple[str, ...] | str) -> None:
    """An editor can say that a name is no person's; the braces are no part of it."""
    person, organisation = split_authors(authors)
    assert person.inverted == "Doe, Jane"
    assert (organisation.text, organisation.organisation) == ("Oxfam Mexico", True)


def test_a_name_in_braces_may_have_a_comma() -> None:
    """Within braces nothing is divided."""
    (name,) = split_authors("{Sight, Sound and Touch}")
    assert (name.text, name.organisation) == ("Sight, Sound and Touch", True)


@pytest.mark.parametrize("author", ["{", "{}", "{ }", "Jane {Doe}", "{a; b}"])
def test_other_braces_are_letters(author: str) -> None:
    """What is no name in braces declares nothing."""
    assert not any(name.organisation for name in split_authors(author))
