"""Framing: a text that announces its themes has an opening and a closing, any other has none."""

import pytest

from dossier.filing.openings import ANNOUNCED, opening_and_closing
from dossier.model import Filing
from tests.factories import FIXTURES, make_document, make_theme, make_themes
from tests.filed import filings_of

THEMES = (*make_themes("economy security regional"), make_theme("law", name="Law"))
ANNOUNCING = (FIXTURES / "framing" / "announced.txt").read_text(encoding="utf-8").split("\n\n")
"""Two paragraphs that open, two on the economy, one each on the others, two that close."""


def _file(*numbers: int) -> tuple[Filing, ...]:
    """File the text of the paragraphs with the given numbers."""
    return filings_of(make_document("\n\n".join(ANNOUNCING[number - 1] for number in numbers)))


def test_what_stands_around_announced_themes_is_of_no_theme() -> None:
    """The opening is the overview and the closing the outlook, whatever their words speak for."""
    filings = _file(*range(1, 10))
    assert [filing.section for filing in filings] == [
        *("overview", "overview", "economy", "economy", "security", "regional", "symbolism"),
        *("outlook", "outlook"),
    ]
    assert [filing.number for filing in filings if filing.framed] == [1, 2, 8, 9]


@pytest.mark.parametrize("number", [1, 2, 8, 9])
def test_what_is_framed_keeps_its_scores_but_no_doubt(number: int) -> None:
    """Its words speak for some theme, and are kept; it has no other theme and is no close call."""
    filing = _file(*range(1, 10))[number - 1]
    assert filing.scores
    assert filing.ranked[0][1] > 0
    assert filing.proposed == ("overview" if number < 3 else "outlook")
    assert filing.theme is None
    assert (filing.also, filing.close_call) == ((), False)


@pytest.mark.parametrize(
    ("numbers", "announced"),
    [
        pytest.param((1, 2, 3, 4, 5, 6, 8, 9), 3, id="three"),
        pytest.param((1, 2, 3, 4, 5, 8, 9), 2, id="two"),
        pytest.param((1, 2, 3, 8, 9), 1, id="one"),
        pytest.param((1, 2, 8, 9), 0, id="none"),
    ],
)
def test_a_text_must_announce_three(numbers: tuple[int, ...], announced: int) -> None:
    """Without a third announcement no paragraph is framed, and each is filed by its words."""
    filings = _file(*numbers)
    framed = [filing.framed for filing in filings]
    expected = announced >= ANNOUNCED
    assert framed == [expected and number in (1, 2, 8, 9) for number in numbers]
    assert [f.theme is None for f in filings if f.ranked[0][1] > 0] == [
        filing.framed for filing in filings if filing.ranked[0][1] > 0
    ]


def _frame(text: str, chosen: str) -> tuple[list[int], list[int]]:
    """Return opening and closing; a line of `text` is a paragraph, its theme a word of `chosen`."""
    document = make_document(text.replace("\n", "\n\n"))
    themes = [None if word == "-" else word for word in chosen.split()]
    assert len(themes) == len(document.paragraphs)
    opening, closing = opening_and_closing(document, themes, THEMES)
    return sorted(opening), sorted(closing)


ALL = "Economic ties.\nSecurity ties.\nRegional ties."


@pytest.mark.parametrize(
    ("text", "chosen", "framed"),
    [
        pytest.param(ALL, "economy security regional", ([], []), id="nothing around"),
        pytest.param(
            f"A.\nB.\n{ALL}\nC.", "- law economy security regional law", ([0, 1], [5]), id="around"
        ),
        pytest.param(
            f"A.\n{ALL}\nB.\nC.",
            "economy economy security regional regional economy",
            ([0], [5]),
            id="the last theme runs on",
        ),
        pytest.param(
            f"{ALL}\nB.\nC.\nD.",
            "economy security regional regional - regional",
            ([], [4, 5]),
            id="the closing has begun",
        ),
        pytest.param(
            "A.\nEconomic ties.\nB.\nSecurity ties.\nC.\nRegional ties.",
            "- economy law security - regional",
            ([0], []),
            id="between them nothing is framed",
        ),
        pytest.param(
            f"A.\n{ALL}", "- economy security economy", ([], []), id="a name is not its theme"
        ),
        pytest.param(
            "A.\nEconomic ties.\nThe economy.\nSecurity ties.\nB.",
            "- economy economy security -",
            ([], []),
            id="one theme named twice",
        ),
        pytest.param(
            "A.\nThe wider economic\nOn security\nIn the regional",
            "- economy security regional",
            ([0], []),
            id="among the first three words",
        ),
        pytest.param(
            "A.\nIn the wider economy\nSecurity\nRegional",
            "- economy security regional",
            ([], []),
            id="not further on",
        ),
        pytest.param(
            "A.\nLaw\nEconomy\nSecurity", "- law economy security", ([0], []), id="a short name"
        ),
    ],
)
def test_the_frame_of_a_text(text: str, chosen: str, framed: tuple[list[int], list[int]]) -> None:
    """Names at the head of paragraphs of the theme they name announce it; case does not matter."""
    assert _frame(text, chosen) == framed
    assert _frame(text.upper(), chosen) == framed


def test_headings_within_the_last_theme_do_not_close_the_text() -> None:
    """A heading has no theme of its own; what it heads decides where the closing begins."""
    lines = ["A.", *ALL.splitlines(), "## More of it", "More.", "## End", "B."]
    document = make_document("\n\n".join(lines), "note.md")
    chosen = [None, "economy", "security", "regional", None, "regional", None, "law"]
    opening, closing = opening_and_closing(document, chosen, THEMES)
    assert opening == {0}
    assert 4 not in closing
    assert 5 not in closing
    assert 7 in closing


def test_an_editor_may_take_a_paragraph_out_of_the_frame() -> None:
    """A correction wins over the place; the others stay framed."""
    document = make_document("\n\n".join(ANNOUNCING), filed={1: "regional"})
    filings = filings_of(document)
    assert (filings[0].section, filings[0].filed_by) == ("regional", "editor")
    assert [filing.number for filing in filings if filing.framed][-3:] == [2, 8, 9]
    assert filings[0].moved
