"""What an editor chose as lead and key points takes the place of what Dossier would choose."""

from typing import Any

import pytest

from dossier import pipeline
from dossier.briefings.compose import compose
from dossier.briefings.library import record_of
from dossier.errors import InputError
from dossier.filing.assign import file_paragraphs
from dossier.model import Briefing, Choice
from dossier.sources import files
from dossier.sources.document import parse
from tests.factories import (
    RAIL,
    RICE,
    TROOPS,
    cases,
    make_briefing,
    make_received,
    make_recipe,
    make_themes,
)

THEMES = make_themes("economy security regional")
TEXT = f"{RAIL} Most of it is rice.\n\n{TROOPS}\n\n{RICE}\n"


def _briefing(text: str) -> Briefing:
    """Return the briefing of a text whose front matter says where its paragraphs are filed."""
    document = parse(files.parse_source(make_received(text, "note.md")))
    filings = file_paragraphs(document, [None] * len(document.paragraphs), THEMES)
    return compose(document, filings, THEMES)


def _brief(**front: Any) -> Briefing:
    return make_briefing(TEXT, "economy security economy", themes=THEMES, **front)


@pytest.mark.parametrize(("text", "expected"), cases("chosen/shown.txt"))
def test_what_is_chosen_is_shown(text: str, expected: str) -> None:
    """The lead, then the key points under their sections, in the editor's order within each."""
    briefing = _briefing(text)
    lead = briefing.lead
    lines = [f"lead ¶{lead.paragraph}: {lead.text}"]
    lines += [
        f"{section.name} ¶{point.paragraph}: {point.text}"
        for section in briefing.sections
        for point in section.key_points
    ]
    assert lines == expected.splitlines()
    assert {extract.chosen_by for extract in briefing.extracts} == {"editor"}
    assert record_of(briefing).extracts == briefing.extracts


@pytest.mark.parametrize(("text", "expected"), cases("chosen/faults.txt"))
def test_what_cannot_be_shown_is_refused(text: str, expected: str) -> None:
    """Each choice that the text does not have is a sentence with its line, all in one run."""
    filer = pipeline.filer_of(make_recipe(THEMES).rules)
    with pytest.raises(InputError) as caught:
        pipeline.brief(make_received(text, "note.md"), filer)
    assert str(caught.value) == "\n".join(f"seeds/note.md:{x}" for x in expected.splitlines())


def test_a_lead_alone_leaves_the_key_points_to_dossier() -> None:
    """Whatever an editor does not choose is chosen as ever."""
    plain, led = _brief(), _brief(lead=Choice(2, None, 2))
    assert (led.lead.paragraph, led.lead.chosen_by) == (2, "editor")
    assert led.extracts[1:] == plain.extracts[1:] != ()
    assert {point.chosen_by for point in plain.extracts} == {"dossier"}


def test_key_points_alone_leave_the_lead_to_dossier() -> None:
    """A lead may be one of the key points."""
    pointed = _brief(key_points=(Choice(1, None, 2),))
    assert pointed.lead == _brief().lead
    (point,) = pointed.extracts[1:]
    assert (point.text, point.chosen_by) == (RAIL, "editor")


def test_a_record_knows_the_sections_of_no_theme_only_with_key_points() -> None:
    """Such a section counts as no theme of the text."""
    text = f"A river divides two states.\n\n{TEXT}"
    places = "- economy security economy"
    chosen = make_briefing(
        text, places, themes=THEMES, key_points=(Choice(1, None, 2), Choice(3, None, 2))
    )
    record = record_of(chosen)
    assert [section.name for section in record.summarised] == ["Overview", "Economy", "Security"]
    assert record.theme_names == ("Economy", "Security")
    assert record_of(make_briefing(text, places, themes=THEMES)).unthemed == ()
