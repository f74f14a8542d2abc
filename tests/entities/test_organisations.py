"""Organisations: those of the data file, those of a known form, and explained abbreviations."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.entities.data import read_yaml
from dossier.entities.organisations import mentions
from dossier.model import ORGANISATION, Extract, Mention, Paragraph
from tests.entities.shown import cases, paragraphs, shown

KEYS = {"short", "also", "shared", "doubtful", "wikidata"}


@pytest.mark.parametrize(("expected", "text"), cases("organisations"))
def test_texts_mention_what_they_mean(expected: str, text: str) -> None:
    """A text mentions the organisations that its editor would name, and no others."""
    assert shown(mentions, text) == expected


def test_an_organisation_has_an_id_and_a_first_sentence() -> None:
    """The id is the name in full as part of an address; the identifier is Wikidata's."""
    assert mentions(paragraphs("Talks began. ¶ Then came a day. The U.N. voted."), "en") == (
        Mention(
            ORGANISATION,
            "united-nations",
            (2,),
            "United Nations (U.N.)",
            "Q1065",
            Extract("The U.N. voted.", 2),
        ),
    )


def test_a_name_that_many_may_bear_has_no_id() -> None:
    """Across texts, a Ministry of Health may be anybody's."""
    (mention,) = mentions(paragraphs("The Ministry of Health replied."), "en")
    assert (mention.id, mention.name) == ("", "Ministry of Health")


def test_other_languages_have_the_names_of_the_file() -> None:
    """Of a text in another language, only names that mean the same there are taken."""
    text = "Die NATO und Amnesty International: Das Marten Institute las MIT."
    found = [mention.id for mention in mentions(paragraphs(text), "de")]
    assert found == ["amnesty-international", "north-atlantic-treaty-organization"]


def test_the_file_names_each_organisation_once() -> None:
    """No name stands for two organisations, and no identifier either."""
    table = {name: entry or {} for name, entry in read_yaml("organisations.yml").items()}
    names = [
        *table,
        *(n for entry in table.values() for key in KEYS - {"wikidata"} for n in entry.get(key, ())),
    ]
    identifiers = [entry["wikidata"] for entry in table.values() if "wikidata" in entry]
    assert len(table) > 250
    assert {key for entry in table.values() for key in entry} == KEYS
    assert sorted(names) == sorted(set(names))
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"Q[1-9]\d*", identifier) for identifier in identifiers)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text is too odd, and a reading is the same twice."""
    some = [Paragraph(1, "prose", text, "", 1)]
    assert mentions(some, "en") == mentions(some, "en")
