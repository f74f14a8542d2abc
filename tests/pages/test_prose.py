"""Hand-written pages: the figures of the program, and how the editors of a site agree with it."""

import re

import pytest

from dossier.model import Briefing, Themes
from dossier.pages import fragments, prose
from dossier.pages.fragments import Handwritten
from tests.factories import make_briefing, make_library, make_site, make_themes
from tests.filed import THEMES as MEASURED
from tests.site import folded

OWN = make_themes("economy security regional")
SHIPPED = make_themes(" ".join(MEASURED))

ASKING = "## How well\n\n<!-- dossier: measured -->\n\nNext."
EARLIER = "## How well\n\n<!-- measured -->\nOld figures.\n<!-- end of measured -->\n\nNext."
"""A page as a project may have copied it from an earlier release."""

COUNTS = "<!-- dossier: counts -->"

TEXT = "Tea.\n\nTrade.\n\nTroops.\n\nTariffs.\n\nTalks."
PLACES = "- economy security economy regional"


def _rows(html: str) -> list[list[str]]:
    """Return the rows of the only table of a page, each as the texts of its cells."""
    rows = html.split("<tr>")[1:]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def _briefing(name: str, **filed: str) -> Briefing:
    """Return a briefing of `TEXT`; `filed` as in `p2="security"`."""
    decisions = {int(number[1:]): place for number, place in filed.items()}
    return make_briefing(TEXT, PLACES, f"{name}.txt", SHIPPED, filed=decisions)


def _page(markdown: str, themes: Themes, *briefings: Briefing) -> str:
    """Return what a reader gets of a page, whose Markdown is taken for HTML here."""
    site, library = make_site(themes), make_library(briefings, themes)
    page = Handwritten("docs/method.md", "method/", markdown)
    return fragments.fill(prose.with_measured(markdown, site), page, library, site).html


# --- the figures of the program -------------------------------------------------------


@pytest.mark.parametrize("page", [ASKING, EARLIER])
def test_the_figures_are_those_of_the_program(page: str) -> None:
    """They come with the program, whatever an earlier copy of the page says."""
    shown = _page(page, SHIPPED)
    assert "| first reading" in shown
    assert "Accuracy is" in shown
    assert "themes as Dossier comes with them" in shown
    assert "Old figures" not in shown
    assert shown.endswith("\n\nNext.")


@pytest.mark.parametrize("page", [ASKING, EARLIER])
@pytest.mark.parametrize(
    "ids", ["economy security regional", "economy security regional symbolism climate", "a b c d"]
)
def test_a_site_with_other_themes_does_not_show_them(page: str, ids: str) -> None:
    """Fewer, more or other themes than the measured ones: neither tables nor their explanation."""
    shown = _page(page, make_themes(ids))
    assert "measured with other themes" in shown
    for gone in ("| first reading", "Accuracy", "macro-F1", "Old figures", "cross-validation"):
        assert gone not in shown
    assert shown.endswith("\n\nNext.")


def test_the_order_of_the_themes_does_not_matter() -> None:
    """Themes are known by their ids."""
    assert "Accuracy is" in _page(ASKING, tuple(reversed(SHIPPED)))


def test_a_page_that_asks_for_nothing_stays_as_it_is() -> None:
    """Other comments are left alone."""
    page = "Text <!-- measured extracts -->\n<!-- note --> and text."
    assert _page(page, SHIPPED) == _page(page, OWN) == page


# --- how editors agree ----------------------------------------------------------------


def test_agreement_is_counted_by_place() -> None:
    """What an editor confirmed, moved in and moved away; the last row is the sum."""
    one = _briefing("a", p1="overview", p2="economy", p3="regional")
    two = _briefing("b", p2="security", p4="economy", p5="outlook")
    heading, *rows = _rows(_page(ASKING, OWN, one, two))
    assert heading == ["Theme", "Filed by an editor", "As proposed", "Moved away", "Moved in"]
    assert rows == [
        ["Overview", "1", "1", "0", "0"],
        ["Economy", "2", "2", "1", "0"],
        ["Security", "1", "0", "1", "1"],
        ["Regional", "1", "0", "1", "1"],
        ["Outlook", "1", "0", "0", "1"],
        ["All", "6", "3", "3", "3"],
    ]


def test_the_table_agrees_with_the_front_matter() -> None:
    """Every decision that a text states is counted once, in every column where it belongs."""
    texts = [_briefing("a", p2="economy"), _briefing("b", p3="economy", p4="security")]
    *_, overall = _rows(_page(ASKING, OWN, *texts))
    stated = sum(len(text.document.source.front.filed) for text in texts)
    assert overall == ["All", str(stated), "1", "2", "2"]


def test_a_list_is_one_decision() -> None:
    """A list is filed as one paragraph, and so is it counted."""
    listed = make_briefing("Aims:\n\n- Trade\n- Grain\n", "", "list.md", OWN, filed={2: "security"})
    assert _rows(_page(ASKING, OWN, listed))[-1] == ["All", "1", "0", "1", "1"]


def test_without_a_decision_the_page_says_how_to_come_by_one() -> None:
    """There is no empty table, and no figure."""
    shown = _page(ASKING, OWN, _briefing("a"))
    assert "they have decided on no paragraph" in shown
    assert "commands review or file" in shown
    assert "<table" not in shown


def test_few_decisions_are_called_few() -> None:
    """Of one in two it is said that the share means little; of a hundred it is not."""
    few = folded(_page(ASKING, OWN, _briefing("a", p2="economy", p3="economy")))
    assert "decided on 2 paragraphs, and agreed with Dossier on 1 (50 %)" in few
    assert "This is a small number: below 100" in few
    filed = {"p2": "economy", "p3": "security", "p4": "economy", "p5": "outlook"}
    many = folded(_page(ASKING, OWN, *(_briefing(f"t{n}", **filed) for n in range(25))))
    assert "decided on 100 paragraphs, and agreed with Dossier on 75 (75 %)" in many
    assert "This is a small number" not in many


def test_one_decision_is_said_in_the_singular() -> None:
    """One paragraph is no paragraphs."""
    shown = folded(_page(ASKING, OWN, _briefing("a", p2="economy")))
    assert "decided on 1 paragraph, and agreed with Dossier on 1 (100 %)" in shown


def test_with_the_measured_themes_it_stands_below_the_corrections() -> None:
    """A site shows the table once: beside the figures' place or, with them, below the counts."""
    one = _briefing("a", p2="economy")
    assert "<table" in _page(COUNTS, SHIPPED, one)
    assert "<table" not in _page(COUNTS, OWN, one)
    assert "<table" not in _page(COUNTS, SHIPPED, _briefing("a"))
