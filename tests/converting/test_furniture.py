"""Furniture of the medium and markings, line by line, from files that an editor could add to."""

import pytest

from dossier.converting import furniture
from tests.factories import FIXTURES


def lines(name: str) -> list[tuple[str, str]]:
    """Return the lines of a fixture as what is expected and the words."""
    rows = (FIXTURES / "converting" / name).read_text("utf-8").splitlines()
    pairs = [row.split(" | ", 1) for row in rows if not row.startswith("#")]
    return [(expected, words) for expected, words in pairs]


@pytest.mark.parametrize(("expected", "line"), lines("markings.txt"))
def test_markings_stop_a_text(expected: str, line: str) -> None:
    """What says that a text may not be published is found; prose about such things is not."""
    body = [line, *(f"Paragraph {number} of the text." for number in range(20))]
    assert bool(furniture.marking(body, [])) == (expected == "stop")


@pytest.mark.parametrize(("expected", "line"), lines("furniture.txt"))
def test_furniture_is_told_from_prose(expected: str, line: str) -> None:
    """A line of furniture has its kind; a sentence that begins like one has none."""
    assert furniture.kind_of(line) == ("" if expected == "text" else expected)


def test_a_marking_may_stand_in_a_running_head() -> None:
    """What is left out is looked at too."""
    assert furniture.marking(["A text."], ["Draft, not for citation"]) == "Draft, not for citation"


@pytest.mark.parametrize("line", ["7", "- 7 -", "Page 7 of 12", "vii", "7/12"])
def test_page_numbers(line: str) -> None:
    """A page number is nothing but that."""
    assert furniture.is_page_number(line)
    assert not furniture.is_page_number(f"{line} men")
