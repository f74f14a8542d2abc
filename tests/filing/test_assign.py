"""Filing: from scores and corrections to one place for each paragraph."""

from collections.abc import Mapping
from typing import Any

import pytest

from dossier.errors import InputError
from dossier.filing.assign import ALSO_RATIO, CLOSE_MARGIN, check_corrections, file_paragraphs
from dossier.model import UNTHEMED, Filing
from tests.factories import make_document, make_scored, make_scores, make_themes

THEMES = make_themes("economy security")
THREE = make_themes("economy security regional")


def _file(text: str, places: str, file_name: str = "note.txt", **front: Any) -> tuple[Filing, ...]:
    document = make_document(text, file_name, **front)
    pairs = zip(document.paragraphs, places.split(), strict=True)
    return file_paragraphs(document, [make_scores(p, place, THEMES) for p, place in pairs], THEMES)


def _one(values: Mapping[str, float], **front: Any) -> Filing:
    """File a text of one paragraph whose scores are `values`."""
    (filing,) = file_paragraphs(
        make_document("Line.", **front), [make_scored("Line.", values)], THREE
    )
    return filing


def _three(economy: float, security: float, regional: float = -9.0) -> dict[str, float]:
    return {"economy": economy, "security": security, "regional": regional}


def _lines(count: int) -> str:
    return "\n\n".join(f"Line {number}." for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("best", "sections"),
    [
        ("economy", "economy"),
        ("- economy", "overview economy"),
        (
            "- - economy - security - -",
            "overview overview economy context security outlook outlook",
        ),
        ("economy - economy", "economy context economy"),
        ("security -", "security outlook"),
        ("- -", "overview overview"),
    ],
)
def test_paragraphs_of_no_theme_go_by_their_place(best: str, sections: str) -> None:
    """Before the first theme is overview, after the last outlook, in between context."""
    filings = _file(_lines(len(best.split())), best)
    assert [filing.section for filing in filings] == sections.split()
    assert [filing.theme for filing in filings] == [
        None if section in UNTHEMED else section for section in sections.split()
    ]


def test_a_score_of_0_is_not_enough() -> None:
    """Only above 0 does a paragraph belong to its best theme; the scores are kept all the same."""
    scores = make_scored("Line.", {"economy": 0.0, "security": 0.0})
    (filing,) = file_paragraphs(make_document("Line."), [scores], THEMES)
    assert filing == Filing(
        number=1,
        theme=None,
        section="overview",
        also=(),
        filed_by="dossier",
        because=None,
        ranked=(("economy", 0.0), ("security", 0.0)),
        close_call=True,
        framed=False,
        scores=scores,
        proposed="overview",
    )


def test_a_filing_tells_how_it_came_about() -> None:
    """Theme, ranking and shares are those of the scores, the best first."""
    scores = make_scored("Rails.", {"economy": -0.25, "security": 1.0})
    (filing,) = file_paragraphs(make_document("Rails."), [scores], THEMES)
    assert (filing.theme, filing.section, filing.proposed) == ("security",) * 3
    assert (filing.filed_by, filing.because, filing.framed) == ("dossier", None, False)
    assert filing.ranked == (("security", 1.0), ("economy", -0.25))
    assert filing.scores is scores


def test_what_has_no_scores_has_no_theme() -> None:
    """Where no word is known there is no ranking and no doubt."""
    (filing,) = file_paragraphs(make_document("—"), [None], THEMES)
    assert (filing.theme, filing.section, filing.ranked) == (None, "overview", ())
    assert filing.proposed == "overview"
    assert filing.scores is None
    assert (filing.close_call, filing.also) == (False, ())


@pytest.mark.parametrize(
    ("text", "places", "filed"),
    [
        pytest.param("# A\n\nTrade grew.", "- economy", {1: "economy"}, id="a heading"),
        pytest.param("So.\n\nTrade grew.", "- economy", {1: "overview"}, id="no theme"),
        pytest.param("Trade grew.", "economy", {1: "economy"}, id="a theme"),
    ],
)
def test_what_an_editor_confirms_is_not_moved(
    text: str, places: str, filed: dict[int, str]
) -> None:
    """Filed where it would have stood anyhow, a paragraph is the editor's but was not moved."""
    filing = _file(text, places, "note.md", filed=filed)[0]
    assert (filing.filed_by, filing.moved) == ("editor", False)


@pytest.mark.parametrize(
    ("values", "close"),
    [
        pytest.param(_three(2.0, 2.0 - CLOSE_MARGIN + 0.01), True, id="two themes near"),
        pytest.param(_three(2.0, 2.0 - CLOSE_MARGIN - 0.01), False, id="two themes apart"),
        pytest.param(_three(CLOSE_MARGIN - 0.01, -5.0), True, id="a theme near none"),
        pytest.param(_three(CLOSE_MARGIN + 0.01, -5.0), False, id="a theme apart from none"),
        pytest.param(_three(0.01 - CLOSE_MARGIN, -5.0), True, id="none near a theme"),
        pytest.param(_three(-0.01 - CLOSE_MARGIN, -5.0), False, id="none apart from every theme"),
        pytest.param(_three(-2.0, -2.0), False, id="two themes near, none far ahead"),
    ],
)
def test_a_small_margin_is_a_close_call(values: dict[str, float], close: bool) -> None:
    """It is one where the two best choices are near, no theme being a choice like the others."""
    assert _one(values).close_call == close


@pytest.mark.parametrize(
    ("values", "also"),
    [
        pytest.param(_three(3.0, 3.0 * ALSO_RATIO + 0.01), ("security",), id="within reach"),
        pytest.param(_three(3.0, 3.0 * ALSO_RATIO - 0.01), (), id="out of reach"),
        pytest.param(_three(0.1, 0.0), (), id="not above 0"),
        pytest.param(_three(8.0, 3.9), (), id="a clear one needs more beside it"),
        pytest.param(_three(4.0, 2.5, 3.0), ("regional", "security"), id="two, strongest first"),
        pytest.param(_three(-0.1, -0.2), (), id="no theme at all"),
    ],
)
def test_a_theme_that_takes_a_real_share_is_named_too(
    values: dict[str, float], also: tuple[str, ...]
) -> None:
    """A further theme is above 0 and has a good part of the score of the best one."""
    assert _one(values).also == also


def test_the_editor_wins() -> None:
    """A correction moves a paragraph, is marked as the editor's, and keeps what Dossier found."""
    filings = _file(
        _lines(3), "economy security economy", filed={2: ("economy", "it is a toll"), 3: "outlook"}
    )
    assert [filing.section for filing in filings] == ["economy", "economy", "outlook"]
    assert [filing.theme for filing in filings] == ["economy", "economy", None]
    assert [filing.filed_by for filing in filings] == ["dossier", "editor", "editor"]
    assert [filing.because for filing in filings] == [None, "it is a toll", None]
    assert [filing.proposed for filing in filings] == ["economy", "security", "economy"]
    assert [filing.moved for filing in filings] == [False, True, True]
    assert filings[1].ranked == (("security", 1.0), ("economy", -0.25))


@pytest.mark.parametrize(
    ("place", "also"),
    [("security", ()), ("regional", ("security",)), ("outlook", ("security",))],
)
def test_where_an_editor_files_there_is_no_doubt(place: str, also: tuple[str, ...]) -> None:
    """A correction is no close call, and its theme is not named a second time."""
    filing = _one(_three(1.0, 0.5), filed={1: place})
    assert (filing.section, filing.also, filing.close_call) == (place, also, False)


def test_the_editor_may_confirm() -> None:
    """A correction to where the paragraph stands already is the editor's too."""
    (filing,) = _file("Rails.", "economy", filed={1: "economy"})
    assert (filing.section, filing.filed_by, filing.moved) == ("economy", "editor", False)


@pytest.mark.parametrize(
    ("text", "places", "filed", "sections"),
    [
        pytest.param("# A\n\nb", "- economy", {}, "economy economy", id="one below"),
        pytest.param(
            "# A\n\n## B\n\nc", "- - security", {}, "security security security", id="two"
        ),
        pytest.param("a\n\n# B\n\nc", "economy - -", {}, "economy outlook outlook", id="no theme"),
        pytest.param(
            "# A\n\nb", "- economy", {2: "security"}, "security security", id="below is moved"
        ),
        pytest.param(
            "# A\n\nb", "- economy", {1: "context"}, "context economy", id="moved by the editor"
        ),
        pytest.param("a\n\n# B", "economy -", {}, "economy economy", id="nothing below"),
    ],
)
def test_headings_follow_the_paragraph_below(
    text: str, places: str, filed: dict[int, str], sections: str
) -> None:
    """A heading goes with what it heads, else with what is above, unless an editor moved it."""
    filings = _file(text, places, "note.md", filed=filed)
    assert [filing.section for filing in filings] == sections.split()


def test_a_heading_has_no_score_of_its_own() -> None:
    """A heading has its paragraph's theme, but neither a ranking, nor doubt, nor further themes."""
    heading, below = _file("# A\n\nb", "- economy+security", "note.md")
    assert (heading.theme, heading.ranked, heading.scores) == ("economy", (), None)
    assert (heading.close_call, heading.also) == (False, ())
    assert (below.close_call, below.also) == (True, ("security",))


def test_corrections_that_cannot_be_followed_are_all_said() -> None:
    """A ¶ that is too large and a theme that is none are sentences with the line of each."""
    document = make_document(_lines(2), filed={3: "economy", 1: "sport", 9: "trade"})
    with pytest.raises(InputError) as caught:
        check_corrections(document, THEMES)
    places = "there are economy, security, overview, context, outlook"
    cure = "but the text has 2 paragraphs; correct the number, or take it back: "
    cure += "dossier unfile seeds/note.txt"
    assert str(caught.value).splitlines() == [
        f"seeds/note.txt:2: filed names ¶3, {cure} 3",
        f"seeds/note.txt:2: there is no theme 'sport' for ¶1; {places}",
        f"seeds/note.txt:2: filed names ¶9, {cure} 9",
        f"seeds/note.txt:2: there is no theme 'trade' for ¶9; {places}",
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("economie", "economy"), ("Security", "security"), ("overveiw", "overview")],
)
def test_a_misspelt_theme_gets_the_nearest_one(written: str, meant: str) -> None:
    """The sentence asks whether the theme or the section with the nearest name was meant."""
    with pytest.raises(InputError) as caught:
        check_corrections(make_document("Rails.", filed={1: written}), THEMES)
    sentence = f"there is no theme '{written}' for ¶1. Did you mean '{meant}'?"
    assert str(caught.value) == f"seeds/note.txt:2: {sentence}"


def test_filing_refuses_corrections_that_cannot_be_followed() -> None:
    """No paragraph is filed while a correction is at fault."""
    with pytest.raises(InputError, match=r"^seeds/note\.txt:2: filed names ¶2, but the text has 1"):
        _file("Rails.", "economy", filed={2: "economy"})


@pytest.mark.parametrize("place", ["economy", "security", *UNTHEMED])
def test_every_section_is_a_place_to_file(place: str) -> None:
    """A correction may name any theme, and overview, context and outlook."""
    check_corrections(make_document("Rails.", filed={1: place}), THEMES)
