"""The library: order of briefings, histories of themes, years."""

import datetime
from typing import Any

import pytest

from dossier.briefings.library import EMPTY, record_of
from dossier.model import Choice, Extract, Publish
from tests.factories import TROOPS, make_briefing, make_library, make_themes

THEMES = make_themes("economy security")
TEXT = f"Trade. It grew.\n\n{TROOPS}\n\nTariffs."


def test_newest_first_undated_last_and_same_days_by_slug() -> None:
    """Briefings stand by date, newest first; then the undated; ties by address."""
    names = ("b.txt", "2026-02-03-z.txt", "2025-12-31-y.txt", "a.txt", "2026-02-03-x.txt")
    library = make_library([make_briefing("Trade.", file_name=name) for name in names], THEMES)
    assert [briefing.slug for briefing in library.records] == ["x", "z", "y", "a", "b"]
    assert list(library.years) == ["2026", "2025", "undated"]
    assert {year: [b.slug for b in members] for year, members in library.years.items()} == {
        "2026": ["x", "z"],
        "2025": ["y"],
        "undated": ["a", "b"],
    }


def test_the_order_of_the_files_does_not_matter() -> None:
    """The same briefings in another order make the same library."""
    briefings = [make_briefing("Trade.", file_name=f"{name}.txt") for name in "cab"]
    assert make_library(briefings, THEMES) == make_library(reversed(briefings), THEMES)


def test_a_stated_date_counts() -> None:
    """The day of the front matter puts a briefing in its year."""
    briefing = make_briefing("Trade.", date=datetime.date(2024, 5, 1))
    assert list(make_library([briefing], THEMES).years) == ["2024"]


def test_withheld_texts_are_nowhere() -> None:
    """A withheld text is in no list, no history and no year."""
    shown = make_briefing("Trade.", file_name="shown.txt", publish=Publish.EXTRACTS)
    withheld = make_briefing("Trade.", file_name="2026-01-01-no.txt", publish=Publish.WITHHELD)
    assert make_library([shown, withheld], THEMES) == make_library([shown], THEMES)
    assert [briefing.slug for briefing in make_library([shown, withheld], THEMES).records] == [
        "shown"
    ]


def test_a_themes_history_has_its_briefings_with_their_paragraphs() -> None:
    """Each theme lists the briefings that have it, newest first, with ¶ numbers and a sentence."""
    old = make_briefing(TEXT, "economy security economy", "2025-01-01-old.txt", THEMES)
    new = make_briefing(TEXT, "economy - -", "2026-01-01-new.txt", THEMES)
    histories = make_library([old, new], THEMES).histories
    assert list(histories) == ["economy", "security"]
    assert [(e.record.slug, e.paragraphs) for e in histories["economy"]] == [
        ("new", (1,)),
        ("old", (1, 3)),
    ]
    assert [(e.record.slug, e.paragraphs) for e in histories["security"]] == [("old", (2,))]
    assert histories["security"][0].sentence == Extract(TROOPS, 2)


def test_a_theme_of_a_table_alone_has_no_sentence() -> None:
    """Where there is no prose the history's line has no sentence."""
    briefing = make_briefing("| a |\n|---|\n| 1 |", "economy", "note.md", THEMES)
    (entry,) = make_library([briefing], THEMES).histories["economy"]
    assert (entry.sentence, entry.paragraphs) == (None, (1,))


def test_a_history_names_where_else_its_theme_is_found() -> None:
    """What is filed elsewhere but gives the theme a share is listed apart, without a sentence."""
    both = make_briefing(TEXT, "economy+security security economy", "both.txt", THEMES)
    only = make_briefing(TEXT, "economy+security - economy", "only.txt", THEMES)
    histories = make_library([both, only], THEMES).histories
    entries = [(e.record.slug, e.paragraphs, e.also, e.sentence) for e in histories["security"]]
    assert entries == [
        ("both", (2,), (1,), Extract(TROOPS, 2)),
        ("only", (), (1,), None),
    ]
    assert [(e.paragraphs, e.also) for e in histories["economy"]] == [((1, 3), ())] * 2


def test_a_theme_without_briefings_has_an_empty_history() -> None:
    """Every theme has a history, be it empty; without texts the library is empty."""
    library = make_library([], THEMES)
    assert library.histories == {"economy": (), "security": ()}
    assert (library.records, library.years) == (EMPTY.records, EMPTY.years)


OTHER_RECORDS = {
    "title": {"title": "Other"},
    "date": {"date": datetime.date(2026, 2, 3)},
    "rights": {"publish": Publish.EXTRACTS},
    "bottom line": {"bottom_line": "It pays."},
    "why it matters": {"why_it_matters": "Grain goes this way."},
    "lead": {"lead": Choice(1, 2, 2)},
    "key points": {"key_points": (Choice(1, 2, 2),)},
    "place": {"places": "security security economy"},
    "words": {"text": TEXT.replace("It grew.", "It shrank. Peru too.")},
}


@pytest.mark.parametrize("values", OTHER_RECORDS.values(), ids=OTHER_RECORDS)
def test_a_record_that_says_something_else_has_another_key(values: dict[str, Any]) -> None:
    """What is made of records is found again by their keys."""
    known: dict[str, Any] = {"text": TEXT, "places": "economy security economy"}
    record = record_of(make_briefing(**known, themes=THEMES))
    assert record == record_of(make_briefing(**known, themes=THEMES))
    assert record.key != record_of(make_briefing(**(known | values), themes=THEMES)).key
