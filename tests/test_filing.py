"""Filing: from scores and corrections to one place for each paragraph."""

from typing import Any

import pytest

from dossier.errors import InputError
from dossier.filing import demand_sound_corrections, file
from dossier.model import UNTHEMED, Evidence, Filing, Score
from tests.factories import make_document, make_scores, make_themes

THEMES = make_themes("economy security")


def _file(text: str, places: str, file_name: str = "note.txt", **front: Any) -> tuple[Filing, ...]:
    document = make_document(text, file_name, **front)
    pairs = zip(document.paragraphs, places.split(), strict=True)
    return file(document, [make_scores(p, place, THEMES) for p, place in pairs], THEMES)


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
    """Only above 0 does a paragraph belong to its best theme; the best is named all the same."""
    scores = tuple(Score(theme.id, 0.0, (Evidence("Line", 0.5),), -0.5) for theme in THEMES)
    (filing,) = file(make_document("Line."), [scores], THEMES)
    assert filing == Filing(
        number=1,
        theme=None,
        section="overview",
        filed_by="dossier",
        because=None,
        score=0.0,
        best="economy",
        runner_up="security",
        evidence=(Evidence("Line", 0.5),),
    )


def test_a_filing_tells_how_it_came_about() -> None:
    """Score, best theme, runner-up and evidence are those of the scores."""
    (filing,) = _file("Rails.", "security")
    assert (filing.theme, filing.best, filing.runner_up) == ("security", "security", "economy")
    assert (filing.filed_by, filing.because) == ("dossier", None)
    assert (filing.score, filing.evidence) == (1.0, (Evidence("Rails.", 1.5),))


def test_the_editor_wins() -> None:
    """A correction moves a paragraph, is marked as the editor's, and keeps what Dossier found."""
    filings = _file(
        _lines(3), "economy security economy", filed={2: ("economy", "it is a toll"), 3: "outlook"}
    )
    assert [filing.section for filing in filings] == ["economy", "economy", "outlook"]
    assert [filing.theme for filing in filings] == ["economy", "economy", None]
    assert [filing.filed_by for filing in filings] == ["dossier", "editor", "editor"]
    assert [filing.because for filing in filings] == [None, "it is a toll", None]
    assert filings[1].best == "security"


def test_the_editor_may_confirm() -> None:
    """A correction to where the paragraph stands already is the editor's too."""
    (filing,) = _file("Rails.", "economy", filed={1: "economy"})
    assert (filing.section, filing.filed_by) == ("economy", "editor")


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
    """A heading names no best theme and no evidence."""
    heading, _ = _file("# A\n\nb", "- economy", "note.md")
    assert (heading.theme, heading.best, heading.runner_up, heading.evidence) == (
        *("economy", None, None),
        (),
    )


def test_corrections_that_cannot_be_followed_are_all_said() -> None:
    """A ¶ that is too large and a theme that is none are sentences with the line of each."""
    document = make_document(_lines(2), filed={3: "economy", 1: "sport", 9: "trade"})
    with pytest.raises(InputError) as caught:
        demand_sound_corrections(document, THEMES)
    places = "there are economy, security, overview, context, outlook"
    assert str(caught.value).splitlines() == [
        "seeds/note.txt:2: filed names ¶3, but the text has 2 paragraphs",
        f"seeds/note.txt:2: filed sends ¶1 to sport, which is no theme; {places}",
        "seeds/note.txt:2: filed names ¶9, but the text has 2 paragraphs",
        f"seeds/note.txt:2: filed sends ¶9 to trade, which is no theme; {places}",
    ]


def test_filing_refuses_corrections_that_cannot_be_followed() -> None:
    """No paragraph is filed while a correction is at fault."""
    with pytest.raises(InputError, match=r"^seeds/note\.txt:2: filed names ¶2, but the text has 1"):
        _file("Rails.", "economy", filed={2: "economy"})


@pytest.mark.parametrize("place", ["economy", "security", *UNTHEMED])
def test_every_section_is_a_place_to_file(place: str) -> None:
    """A correction may name any theme, and overview, context and outlook."""
    demand_sound_corrections(make_document("Rails.", filed={1: place}), THEMES)
