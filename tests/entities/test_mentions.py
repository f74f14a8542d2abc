"""Mentions of any kind: which sentence may be quoted, and what an entity is called."""

import pytest

from dossier import entities
from dossier.model import COUNTRY, ORGANISATION, PERSON, Mention
from tests.factories import make_document, make_mention

FURNITURE = "Santiago, Chile, 3 May 2025\n\n"
TABLE = "| Where | Who |\n|---|---|\n| Chile | Maria Kovel of the United Nations |\n\n"
HEADING = "## Maria Kovel and the United Nations in Chile\n\n"
STRUCK = "~~Maria Kovel of the United Nations left Chile.~~ It rained. "
FIRST = "Then Maria Kovel of the United Nations met Chile."
PROSE = f"{FIRST} Maria Kovel asked Chile and the United Nations for more."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (PROSE, FIRST),
        (STRUCK + PROSE, FIRST),
        (FURNITURE + HEADING + TABLE + PROSE, FIRST),
        (FURNITURE + TABLE + HEADING, "Maria Kovel and the United Nations in Chile"),
        (FURNITURE + TABLE + STRUCK, None),
    ],
    ids=["prose", "struck words before", "all else before", "a heading", "nothing to quote"],
)
def test_the_first_sentence_of_prose_is_quoted_or_else_a_heading(
    text: str, quoted: str | None
) -> None:
    """Furniture, tables and struck words never are, but an entity is mentioned there as well."""
    document = make_document(text, "note.md")
    found = {one.kind: one for one in entities.mentions(document.paragraphs, "en")}
    assert found.keys() == {COUNTRY, ORGANISATION, PERSON}
    for mention in found.values():
        assert (mention.sentence.text if mention.sentence else None) == quoted
    assert found[COUNTRY].paragraphs == tuple(p.number for p in document.paragraphs)


def test_a_name_with_and_without_accents_is_one_person() -> None:
    """The id of a name is in ASCII, so that all spellings lead to the same page."""
    texts = (
        "Mr António Łukasz spoke.",
        "Mr Antonio Lukasz spoke. Mr António Łukasz left.",
    )
    for text in texts:
        (mention,) = entities.mentions(make_document(text).paragraphs, "en")
        assert mention.id == "antonio-lukasz"


def test_what_has_no_id_is_told_apart_by_name() -> None:
    """Mr Quill is not Mr Venn, though neither has a name in full."""
    document = make_document("Mr Quill met Mr Venn. Mr Quill left.")
    found = entities.mentions(document.paragraphs, "en")
    assert [(one.id, one.name) for one in found] == [("", "Quill"), ("", "Venn")]


def test_a_country_is_called_in_the_language_of_the_site() -> None:
    """A person is called as the text does, and a known organisation by one name in all texts."""
    assert entities.name_of(Mention(COUNTRY, "DE", (1,)), "fr") == "Allemagne"
    assert entities.name_of(make_mention(PERSON, "Ada Writer", 1), "fr") == "Ada Writer"
    (known,) = entities.mentions(make_document("The U.N. met.").paragraphs, "en")
    assert (known.name, entities.name_of(known, "fr")) == (
        "United Nations (U.N.)",
        "United Nations",
    )


def test_a_few_are_named_where_there_is_no_room_for_all() -> None:
    """Those of most paragraphs, without people whose full name a text does not have."""
    people = [make_mention(PERSON, f"Ada Writer{n}", 1) for n in range(20)]
    mentions = (make_mention(PERSON, "Sharif", 1, 2), *people)
    assert entities.most_mentioned(mentions, PERSON) == tuple(people[:12])
    assert entities.most_mentioned(mentions, ORGANISATION) == ()
