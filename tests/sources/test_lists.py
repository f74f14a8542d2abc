"""Lists: which paragraphs belong together, and which only are numbered."""

import pytest

from dossier.sources.structure.lists import LARGE, LONG, SHORT
from tests.factories import cases, make_document


def _lists(text: str, file_name: str = "note.txt") -> str:
    """Return the ¶ numbers of the lists of `text`, as the fixtures have them."""
    lists = make_document(text, file_name).lists
    return " | ".join(" ".join(map(str, numbers)) for numbers in lists)


def _words(count: int, end: str = "") -> str:
    return " ".join(["Grain"] * count) + end


@pytest.mark.parametrize(("text", "expected"), cases("document/lists.txt"))
def test_lists_of_plain_text_are_found(text: str, expected: str) -> None:
    """Signs, numbers and letters make a list; numbered sentences that nothing introduces do not."""
    assert _lists(text) == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("document/marked-lists.txt"))
def test_lists_of_markdown_are_found(text: str, expected: str) -> None:
    """A list reaches as far as its frame, and one within a numbered paragraph stands for itself."""
    assert _lists(text, "note.md") == expected.strip()


@pytest.mark.parametrize(
    ("introduction", "length", "expected"),
    [
        ("They agreed on:", LONG, "1 2 3"),
        ("They agreed on:", LONG + 1, ""),
        ("They agreed.", SHORT, "2 3"),
        ("They agreed.", SHORT + 1, ""),
    ],
)
def test_long_items_are_paragraphs(introduction: str, length: int, expected: str) -> None:
    """A colon vouches for longer ones."""
    items = f"- {_words(length)}\n- {_words(length)}\n"
    rest = f"\n{_words(9 * length, '.')}\n"
    assert _lists(f"{introduction}\n\n{items}{rest}", "note.md") == expected


@pytest.mark.parametrize(("rest", "is_whole"), [(2 * LARGE, True), (LARGE // 2, False)])
def test_a_text_that_is_one_list_throughout_is_divided(rest: int, is_whole: bool) -> None:
    """A long list that is most of its text is what the text is made of."""
    items = "".join(f"{n}. {_words(10, ';')}\n\n" for n in range(1, 1 + LARGE // 10 + 1))
    text = f"The parties agree:\n\n{items}\n\n{_words(rest)}.\n"
    assert bool(_lists(text)) == is_whole


def test_a_short_text_may_be_a_list() -> None:
    """Where there is little else, a list is one all the same."""
    assert _lists("They agreed on:\n\n- peace;\n\n- trade.") == "1 2 3"
