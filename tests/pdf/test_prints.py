"""Prints: what one document says is held against the texts, and none is set that was not proved."""

from dataclasses import replace

import pytest

from dossier.errors import ProofError
from dossier.model import Briefing, Extract, Library
from dossier.pdf import prints
from tests.factories import make_briefing, make_library, make_press, make_themes, typesetter
from tests.pdf import pdfs

THEMES = make_themes("economy security")
PRESS = make_press(THEMES)


def _briefing(name: str, places: str = "economy", text: str = "Trade grew.") -> Briefing:
    return make_briefing(text, places, f"{name}.txt", THEMES)


def _library(*names: str) -> Library:
    return make_library([_briefing(name) for name in names], THEMES)


def test_a_briefing_is_printed_at_its_address() -> None:
    """What is proved is set, and stands beside its page."""
    job = prints.of_briefing(_briefing("note"), PRESS)
    assert (job.path, job.faults) == ("briefings/note/note.pdf", ())
    assert "Trade grew." in pdfs.text(prints.make(job, typesetter()).data)


def test_a_digest_is_of_a_year_in_which_several_have_the_theme() -> None:
    """Each theme has its own, and each year."""
    library = make_library(
        [
            *(_briefing(name) for name in ("2024-01-02-a", "2025-01-02-b", "2025-03-04-c")),
            *(_briefing(name, "security") for name in ("2026-01-02-d", "2026-03-04-e", "f")),
        ],
        THEMES,
    )
    assert [(job.path, job.faults) for job in prints.of_themes(library, PRESS)] == [
        ("themes/economy/economy-2025.pdf", ()),
        ("themes/security/security-2026.pdf", ()),
    ]


def test_the_points_of_a_digest_are_proved_against_their_own_briefings() -> None:
    """A sentence that another of the briefings has is none of this one's."""
    library = make_library(
        [
            _briefing("2025-01-02-first", text="Trade grew."),
            _briefing("2025-03-04-second", text="Ports opened."),
        ],
        THEMES,
    )
    (sound,) = prints.of_themes(library, PRESS)
    assert sound.faults == ()
    entries = library.histories["economy"]
    sentences = [entry.sentence for entry in reversed(entries)]
    changed = tuple(replace(e, sentence=s) for e, s in zip(entries, sentences, strict=True))
    (false,) = prints.of_themes(
        replace(library, histories={"economy": changed, "security": ()}), PRESS
    )
    assert [str(fault) for fault in false.faults] == [
        f"themes/economy/economy-2025.pdf: prints what is no extract of ¶1 of {said}"
        for said in ("second: 'Trade grew.'", "first: 'Ports opened.'")
    ]


def test_a_library_without_years_has_no_digest() -> None:
    """Undated texts, and single ones, make none."""
    assert list(prints.of_themes(_library("a", "b", "2026-01-02-c"), PRESS)) == []


def test_a_false_extract_stops_its_document() -> None:
    """A sentence that is not in its paragraph is named with its document and its ¶."""
    false = replace(_briefing("note"), lead=Extract("Trade shrank.", 1))
    job = prints.of_briefing(false, PRESS)
    with pytest.raises(ProofError) as raised:
        prints.make(job, typesetter())
    said = "briefings/note/note.pdf: prints what is no sentence of ¶1 of note: 'Trade shrank.'"
    assert str(raised.value) == said


def test_all_false_extracts_of_a_document_are_named_together() -> None:
    """One run shows everything that is wrong with it."""
    briefing = _briefing("note")
    false = replace(briefing, document=_briefing("note", text="Ports opened.").document)
    job = prints.of_briefing(false, PRESS)
    with pytest.raises(ProofError) as raised:
        prints.make(job, typesetter())
    assert raised.value.faults == job.faults
    assert len(job.faults) == len(briefing.extracts) == 2
