"""People: by office, honorific, deed or given name, then by family name; never a place or thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.entities.data import read_yaml
from dossier.entities.people import mentions
from dossier.model import PERSON, Extract, Mention, Paragraph
from dossier.text.slugs import ascii_slug_of
from tests.entities.shown import cases, paragraphs, shown


@pytest.mark.parametrize(("expected", "text"), cases("people"))
def test_texts_mention_whom_they_mean(expected: str, text: str) -> None:
    """A text mentions the people whom its editor would name, and no others."""
    assert shown(mentions, text) == expected


def test_a_person_has_an_id_and_a_first_sentence() -> None:
    """The id is the full name as part of an address; the sentence is verbatim, as is its ¶."""
    text = (
        "Talks began. ¶ A day later Mr. Ellwood left. ¶ Prime Minister Mara Ellwood’s car was seen."
    )
    assert mentions(paragraphs(text), "en") == (
        Mention(
            PERSON,
            "mara-ellwood",
            (2, 3),
            "Mara Ellwood",
            "",
            Extract("A day later Mr. Ellwood left.", 2),
        ),
    )


def test_a_single_name_has_no_id() -> None:
    """Across texts, a family name alone may mean anybody."""
    (mention,) = mentions(paragraphs("Mr. Gromov said so."), "en")
    assert (mention.id, mention.name) == ("", "Gromov")


def test_other_names_of_a_person_lead_to_the_same_page() -> None:
    """A middle initial makes another person, unless the file says that it does not."""
    texts = ("President Donald J. Trump spoke.", "President George W. Bush spoke.")
    found = [mention for text in texts for mention in mentions(paragraphs(text), "en")]
    assert [one.name for one in found] == ["Donald J. Trump", "George W. Bush"]
    assert [one.id for one in found] == ["donald-trump", "george-w-bush"]


def test_the_file_names_each_person_once() -> None:
    """No name stands for two people, and none for itself."""
    table = read_yaml("same_people.yml")
    slugs = [ascii_slug_of(name) for names in table.items() for name in (names[0], *names[1])]
    assert len(table) > 20
    assert sorted(slugs) == sorted(set(slugs))


def test_a_byline_is_no_mention() -> None:
    """Furniture, such as who wrote a text, mentions nobody."""
    byline = Paragraph(1, "furniture", "By Mara Ellwood", "", 1, role="byline")
    assert mentions([byline], "en") == ()


def test_a_heading_mentions_whom_the_prose_names() -> None:
    """Every word of a heading may have a capital, so alone it introduces nobody."""
    heading = Paragraph(1, "heading", "Maria Kovel Speaks Out", "", 1, level=2)
    assert mentions([heading], "en") == ()
    prose = Paragraph(2, "prose", "Yesterday Maria Kovel spoke.", "", 3)
    short = Paragraph(1, "heading", "What Maria Kovel said", "", 1, level=2)
    assert [mention.paragraphs for mention in mentions([short, prose], "en")] == [(1, 2)]


def test_other_languages_are_left_alone() -> None:
    """In a language that writes nouns or nothing with capitals, a name cannot be told."""
    assert mentions(paragraphs("Bundeskanzler Otto Braun sprach."), "de") == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text is too odd, and a reading is the same twice."""
    some = [Paragraph(1, "prose", text, "", 1)]
    assert mentions(some, "en") == mentions(some, "en")
