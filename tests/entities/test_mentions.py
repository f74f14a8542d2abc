"""Mentions of any kind: which sentence may be quoted, and what an entity is called."""

import pytest

from dossier import entities
from dossier.model import COUNTRY, ORGANISATION, PERSON, Mention
from tests.factories import make_document, make_mention

TEXT = """\
By the United Nations

The **United Nations** met. ~~The United Nations left.~~ It rained.

| Where | Who |
|---|---|
| Geneva | United Nations |
"""


@pytest.mark.parametrize(
    ("sentence", "number", "is_quoted"),
    [
        ("The United Nations met.", 2, True),
        ("The United Nations left.", 2, False),
        ("By the United Nations", 1, False),
        ("Geneva United Nations", 3, False),
    ],
)
def test_neither_furniture_nor_tables_nor_struck_words_are_quoted(
    monkeypatch: pytest.MonkeyPatch, sentence: str, number: int, is_quoted: bool
) -> None:
    """An entity is mentioned there all the same."""
    document = make_document(TEXT, "note.md")
    assert [p.kind for p in document.paragraphs] == ["furniture", "prose", "table"]
    found = make_mention(ORGANISATION, "United Nations", number, sentence=sentence)
    monkeypatch.setattr(entities, "DETECTORS", {ORGANISATION: lambda *_: (found,)})
    (mention,) = entities.mentions(document.paragraphs, "en")
    assert mention.paragraphs == (number,)
    assert (mention.sentence is not None) == is_quoted


def test_a_country_is_called_in_the_language_of_the_site() -> None:
    """All others have one name."""
    assert entities.name_of(Mention(COUNTRY, "DE", (1,)), "fr") == "Allemagne"
    assert entities.name_of(make_mention(PERSON, "Ada Writer", 1), "fr") == "Ada Writer"


def test_a_few_are_named_where_there_is_no_room_for_all() -> None:
    """Those of most paragraphs, without people whose full name a text does not have."""
    people = [make_mention(PERSON, f"Ada Writer{n}", 1) for n in range(20)]
    mentions = (make_mention(PERSON, "Sharif", 1, 2), *people)
    assert entities.most_mentioned(mentions, PERSON) == tuple(people[:12])
    assert entities.most_mentioned(mentions, ORGANISATION) == ()
