"""Briefings: every paragraph in one section, every extract a verbatim part of its paragraph."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.briefings.compose import compose
from dossier.filing.assign import file_paragraphs
from dossier.model import Briefing, Extract
from tests.factories import (
    RADARS,
    RAIL,
    RICE,
    TROOPS,
    make_briefing,
    make_document,
    make_scores,
    make_themes,
    outcome,
    plain_texts,
)

THEMES = make_themes("economy security")
TEXT = """\
Dr. Khan spoke first. Few heard him.

Trade grew. It had to.

The army marched! Then it rested.

Nobody knows why.

Tariffs fell, said the U.S. envoy. They rise again.

We shall see.
"""
MEETING = (
    "Dr. Khan of Iran and the U.S. envoy signed an agreement on trade worth $2 billion in May."
)


def _sections(briefing: Briefing) -> dict[str, list[int]]:
    return {s.id: [f.paragraph.number for f in s.filed] for s in briefing.sections}


def test_sections_stand_in_their_order() -> None:
    """Overview, the themes in their order, context, outlook; inside, the order of the source."""
    briefing = make_briefing(TEXT, "- security economy - economy -", themes=THEMES)
    found = _sections(briefing)
    assert list(found) == ["overview", "economy", "security", "context", "outlook"]
    assert found["economy"] == [3, 5]
    names = [section.name for section in briefing.sections]
    assert names == ["Overview", "Economy", "Security", "Context", "Outlook"]
    themes = [section.theme for section in briefing.sections]
    assert themes == [None, *THEMES, None, None]


def test_empty_sections_vanish() -> None:
    """A section without a paragraph is not there."""
    assert _sections(make_briefing("Trade grew.", "economy")) == {"economy": [1]}


def test_the_lead_is_whole_wherever_it_stands() -> None:
    """A sentence inside the text may be the lead; an abbreviation does not end it."""
    text = f"Trade grew.\n\nNobody knows why. {MEETING} It rained.\n\nWe shall see."
    assert make_briefing(text).lead == Extract(MEETING, 2)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param("# A heading\n\nProse. More.", Extract("Prose.", 2), id="after a heading"),
        pytest.param("| a |\n|---|\n\nProse. More.", Extract("Prose.", 2), id="after a table"),
        pytest.param("# A heading\n\n## Another", Extract("A heading", 1), id="headings alone"),
        pytest.param("- item one\n- item two", Extract("item one", 1), id="a list"),
    ],
)
def test_the_lead_is_prose_where_there_is_some(text: str, lead: Extract) -> None:
    """Headings, tables and code are passed over as long as there is prose."""
    assert make_briefing(text, file_name="note.md").lead == lead


def test_themes_have_key_points_and_other_sections_none() -> None:
    """A theme's section has an extract of its own paragraphs; overview and the like have none."""
    text = "\n\n".join((MEETING, TROOPS, RAIL, RADARS, RICE, MEETING))
    briefing = make_briefing(text, "- security economy - economy -", themes=THEMES)
    points = {s.id: [point.paragraph for point in s.key_points] for s in briefing.sections}
    assert points["overview"] == points["context"] == points["outlook"] == []
    assert points["economy"] in ([3], [5])
    assert points["security"] == [2]


def test_a_theme_with_a_table_alone_has_no_key_point() -> None:
    """What is not prose is not quoted from."""
    briefing = make_briefing("| a |\n|---|\n| 1 |", "economy", "note.md")
    assert [section.key_points for section in briefing.sections] == [()]


def test_filings_must_be_as_many_as_paragraphs() -> None:
    """A filing too few is a bug, not a lost paragraph."""
    with pytest.raises(ValueError, match="shorter"):
        compose(make_document("One.\n\nTwo."), [], THEMES)


_PLACES = st.lists(st.sampled_from(("economy", "security", "-")), min_size=1, max_size=8)


def _composed(text: str, places: Sequence[str], file_name: str = "note.txt") -> Briefing:
    document = make_document(text, file_name)
    rows = [make_scores(p, places[p.number % len(places)], THEMES) for p in document.paragraphs]
    return compose(document, file_paragraphs(document, rows, THEMES), THEMES)


def _check(briefing: Briefing) -> None:
    numbers = [p.number for p in briefing.document.paragraphs]
    found = list(_sections(briefing).values())
    assert Counter(number for section in found for number in section) == Counter(numbers)
    assert [section for section in found if not section or section != sorted(section)] == []
    assert [filed.paragraph for filed in briefing.filed] == list(briefing.document.paragraphs)
    texts = {p.number: p.numbered_text for p in briefing.document.paragraphs}
    assert briefing.extracts[0] == briefing.lead
    assert [e for e in briefing.extracts if not e.text or e.text not in texts[e.paragraph]] == []
    points = {s.id: [point.paragraph for point in s.key_points] for s in briefing.sections}
    assert {place: set(own) - set(_sections(briefing)[place]) for place, own in points.items()} == {
        place: set() for place in points
    }
    assert [own for own in points.values() if own != sorted(set(own)) or len(own) > 2] == []


@given(plain_texts, _PLACES)
def test_any_text_is_whole_in_its_briefing(text: str, places: list[str]) -> None:
    """Each paragraph is in one section, in the source's order; each extract is part of its ¶."""
    _check(_composed(text, places))


@given(plain_texts, _PLACES)
def test_any_markdown_is_whole_in_its_briefing(text: str, places: list[str]) -> None:
    """The same holds of Markdown, with its headings, lists and quotes, unless it is refused."""
    briefing, faults = outcome(_composed, text, places, "note.md")
    assert bool(briefing) != bool(faults)
    if briefing:
        _check(briefing)
