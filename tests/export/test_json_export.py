"""Twins: briefing.json and briefings.json say what the pages say, within the text's rights."""

import datetime
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from dossier.export import json_export
from dossier.model import ORGANISATION, PERSON, Briefing, Choice, Publish
from tests.factories import (
    RAIL,
    REPOSITORY,
    TROOPS,
    make_briefing,
    make_library,
    make_mention,
    make_site,
    make_themes,
    mentioning,
    plain_texts,
)

THEMES = make_themes("economy security")
FRONT: dict[str, Any] = {
    "title": "Rails “and” <ports>",
    "date": datetime.date(2026, 2, 3),
    "updated": datetime.date(2026, 2, 5),
    "author": "A. Writer",
    "source": "The Morning Post",
    "url": "https://example.org/rails",
    "rights": "© 2026",
    "language": "en-GB",
    "bottom_line": "It pays.",
    "why_it_matters": "Grain goes this way or not at all.",
    "watch": ("The talks",),
    "filed": {3: ("security", "it is a toll")},
}
TEXT = f"{RAIL} It had to.\n\nWho knows?\n\n{TROOPS}\n"


UN = make_mention(ORGANISATION, "United Nations", 1, 2, identifier="Q1065", sentence="Trade grew.")
SHARIF = make_mention(PERSON, "Sharif", 2)


def _record(briefing: Briefing) -> Any:
    return json.loads(json_export.briefing_json(briefing))


def _schema(name: str) -> Any:
    path = REPOSITORY / "docs" / "schema" / f"{name}.schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_everything_stated_is_in_the_twin() -> None:
    """The heading has every statement of the front matter, and the text's checksum."""
    briefing = make_briefing(TEXT, "economy - economy", "rails.txt", THEMES, **FRONT)
    record = _record(briefing)
    expected = {k: v for k, v in FRONT.items() if k not in ("filed", "date", "updated", "watch")}
    expected["author"] = ["A. Writer"]
    assert {key: record[key] for key in expected} == expected
    assert (record["date"], record["updated"]) == ("2026-02-03", "2026-02-05")
    assert (record["slug"], record["watch"], record["publish"]) == ("rails", ["The talks"], "full")
    assert record["sha256"] == briefing.document.source.sha256
    assert record["generator"].startswith("Dossier ")


def test_authors_are_a_list_without_titles() -> None:
    """Each author is one string, as the front matter writes the name."""
    briefing = make_briefing(TEXT, author="Dr. Gabriel García Márquez and Xi Jinping")
    assert _record(briefing)["author"] == ["Gabriel García Márquez", "Xi Jinping"]
    assert _record(make_briefing(TEXT))["author"] == []


def test_sections_and_extracts_are_in_the_twin() -> None:
    """Each paragraph stands in its section with who filed it; extracts have their ¶."""
    record = _record(make_briefing(TEXT, "economy - economy", "rails.txt", THEMES, **FRONT))
    rows = {
        section["id"]: [
            (p["number"], p["text"], p["theme"], p["filed_by"], p["because"])
            for p in section["paragraphs"]
        ]
        for section in record["sections"]
    }
    assert rows == {
        "economy": [(1, f"{RAIL} It had to.", "economy", "dossier", None)],
        "context": [(2, "Who knows?", None, "dossier", None)],
        "security": [(3, TROOPS, "security", "editor", "it is a toll")],
    }
    assert [section["theme"] for section in record["sections"]] == ["economy", "security", None]
    assert (
        record["lead"]
        == record["extracts"][0]
        == {
            "text": RAIL,
            "paragraph": 1,
            "chosen_by": "dossier",
        }
    )
    points = {s["id"]: [p["text"] for p in s["key_points"]] for s in record["sections"]}
    assert points == {"economy": [RAIL], "security": [TROOPS], "context": []}


def test_the_twin_says_what_the_editor_chose() -> None:
    """The lead and the key points, in the editor's order; a theme may have none."""
    chosen: dict[str, Any] = {
        "lead": Choice(3, None, 2),
        "key_points": (Choice(2, None, 2), Choice(1, 2, 2)),
    }
    record = _record(make_briefing(TEXT, "economy - security", themes=THEMES, **chosen))
    assert [(e["paragraph"], e["text"], e["chosen_by"]) for e in record["extracts"]] == [
        (3, TROOPS, "editor"),
        (1, "It had to.", "editor"),
        (2, "Who knows?", "editor"),
    ]
    points = {s["id"]: [p["paragraph"] for p in s["key_points"]] for s in record["sections"]}
    assert points == {"economy": [1], "security": [], "context": [2]}
    jsonschema.validate(record, _schema("briefing"))


@pytest.mark.parametrize("publish", [Publish.FULL, Publish.EXTRACTS])
def test_twins_hold_their_schema(publish: Publish) -> None:
    """The record is what docs/schema documents, with everything stated and with nothing."""
    schema = _schema("briefing")
    full = make_briefing(TEXT, file_name="a.txt", **(FRONT | {"publish": publish}))
    jsonschema.validate(_record(full), schema)
    jsonschema.validate(_record(make_briefing(TEXT, publish=publish)), schema)
    jsonschema.validate(_record(mentioning(full, UN, SHARIF)), schema)


def test_who_and_where_are_in_the_twin() -> None:
    """Each with its paragraphs: countries by code, all others by name, which may be Wikidata's."""
    record = _record(mentioning(make_briefing("Peru.\n\nTea."), UN, SHARIF))
    assert record["countries"] == [{"code": "PE", "paragraphs": [1]}]
    assert record["organisations"] == [
        {"name": "United Nations", "identifier": "Q1065", "paragraphs": [1, 2]}
    ]
    assert record["people"] == [{"name": "Sharif", "identifier": None, "paragraphs": [2]}]


def test_rights_keep_the_text_out() -> None:
    """Of a text for extracts the twin has numbers, themes and extracts, but no paragraph."""
    record = _record(make_briefing(TEXT, "economy - security", publish=Publish.EXTRACTS))
    rows = [row for section in record["sections"] for row in section["paragraphs"]]
    assert sorted(row["number"] for row in rows) == [1, 2, 3]
    assert [row for row in rows if "text" in row] == []
    assert "It had to." not in json.dumps(record)
    assert record["extracts"][0]["text"] == RAIL


def test_dates_are_in_the_twin() -> None:
    """Each date has its words, its days, its ¶ and its sentence; an uncertain one has no days."""
    text = "The third session is in Galle in November.\n\nTrade grew. The port opens by 2027.\n"
    record = _record(make_briefing(text, date=datetime.date(2025, 8, 3), language="en"))
    assert record["dates"] == [
        {
            "text": "in November",
            "date": None,
            "start": None,
            "end": None,
            "paragraph": 1,
            "sentence": "The third session is in Galle in November.",
        },
        {
            "text": "by 2027",
            "date": "2027",
            "start": "2027-01-01",
            "end": "2027-12-31",
            "paragraph": 2,
            "sentence": "The port opens by 2027.",
        },
    ]
    jsonschema.validate(record, _schema("briefing"))


def test_rights_keep_the_sentences_of_dates_out() -> None:
    """Of a text for extracts, the dates in its extracts are published and no others."""
    text = "Trade grew in 2024. It had to in 2023.\n\nWho knows?\n"
    record = _record(make_briefing(text, "economy -", publish=Publish.EXTRACTS, language="en"))
    assert record["extracts"][0]["text"] == "Trade grew in 2024."
    assert [date["text"] for date in record["dates"]] == ["in 2024"]
    assert "It had to" not in json.dumps(record)


@given(plain_texts)
def test_any_text_is_whole_in_its_twin(text: str) -> None:
    """Paragraphs go through JSON and come back as they were, whatever characters they have."""
    briefing = make_briefing(text)
    rows = [row for section in _record(briefing)["sections"] for row in section["paragraphs"]]
    expected = {p.number: p.text for p in briefing.document.paragraphs}
    assert [(row["number"], row["text"]) for row in rows] == list(expected.items())


def test_the_list_of_all_is_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list goes on in a next file when one is full, newest first, none lost or repeated."""
    monkeypatch.setattr(json_export, "LIST_LENGTH", 2)
    names = [f"2026-01-0{day}-note-{day}.txt" for day in range(1, 6)]
    library = make_library([make_briefing(TEXT, file_name=name) for name in names], THEMES)
    pages = [json.loads(page) for page in json_export.library_json(library, make_site())]
    assert [page["page"] for page in pages] == [1, 2, 3]
    assert {page["pages"] for page in pages} == {3}
    assert [page["next"] for page in pages] == ["briefings-2.json", "briefings-3.json", None]
    slugs = [b["slug"] for page in pages for b in page["briefings"]]
    assert slugs == ["note-5", "note-4", "note-3", "note-2", "note-1"]
    assert pages[0]["briefings"][0]["json"] == "briefings/note-5/briefing.json"
    assert pages[0]["briefings"][0]["themes"] == ["economy"]
    jsonschema.validate(pages[0], _schema("briefings"))
    jsonschema.validate(pages[2], _schema("briefings"))


def test_an_empty_library_has_one_empty_list() -> None:
    """Without briefings there is one file, with none in it."""
    (page,) = [
        json.loads(page) for page in json_export.library_json(make_library([], THEMES), make_site())
    ]
    assert (page["briefings"], page["pages"], page["next"]) == ([], 1, None)
    jsonschema.validate(page, _schema("briefings"))
