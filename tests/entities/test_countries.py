"""Countries: named, called by a demonym or a capital; never a person, a sea or a plain word."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.entities.countries import country_name, mentions
from dossier.model import COUNTRY, Extract, Mention, Paragraph
from tests.site import REPOSITORY

FIXTURES = REPOSITORY / "tests" / "fixtures" / "countries"


def _paragraphs(text: str) -> list[Paragraph]:
    parts = re.split(r"\s*¶\s*", text)
    return [Paragraph(n, "prose", part, part, n) for n, part in enumerate(parts, 1)]


def _shown(text: str, language: str) -> str:
    found = mentions(_paragraphs(text), language)
    if "¶" not in text:
        return " ".join(mention.id for mention in found) or "-"
    return " ".join(f"{m.id}:{','.join(map(str, m.paragraphs))}" for m in found) or "-"


def _table(name: str) -> list[list[str]]:
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
    return [row for row in rows if not row[0].startswith("#")]


@pytest.mark.parametrize(("expected", "text"), _table("english.txt"))
def test_english_texts_mention_what_they_mean(expected: str, text: str) -> None:
    """An English text mentions the countries that its editor would say, and no others."""
    assert _shown(text, "en") == expected


@pytest.mark.parametrize(("language", "expected", "text"), _table("others.txt"))
def test_other_languages_have_their_own_names(language: str, expected: str, text: str) -> None:
    """A text in another language is read with the names of that language."""
    assert _shown(text, language) == expected


def test_the_most_mentioned_country_comes_first() -> None:
    """Countries stand by the number of paragraphs, each counted once, then by code."""
    text = "Iran and Oman. Oman again. ¶ Nobody. ¶ Oman. ¶ Chile, and Omani dates."
    assert mentions(_paragraphs(text), "en") == (
        Mention(COUNTRY, "OM", (1, 3, 4), sentence=Extract("Iran and Oman.", 1)),
        Mention(COUNTRY, "CL", (4,), sentence=Extract("Chile, and Omani dates.", 4)),
        Mention(COUNTRY, "IR", (1,), sentence=Extract("Iran and Oman.", 1)),
    )


@pytest.mark.parametrize(("language", "code", "sentence", "text"), _table("sentences.txt"))
def test_a_country_has_the_sentence_that_first_mentions_it(
    language: str, code: str, sentence: str, text: str
) -> None:
    """It is a verbatim part of its paragraph, whatever signs the text is written with."""
    found = {mention.id: mention.sentence for mention in mentions(_paragraphs(text), language)}
    extract = found[code]
    assert extract is not None
    assert extract.text == sentence
    assert extract.text in _paragraphs(text)[extract.paragraph - 1].text


def test_a_sentence_ends_at_a_break_of_its_source() -> None:
    """What stands on another line of the source is another sentence."""
    text = "Talks in Oman They ended well."
    paragraph = Paragraph(1, "prose", text, text, 1, breaks=(14,))
    assert [m.sentence for m in mentions([paragraph], "en")] == [Extract("Talks in Oman", 1)]


def test_a_text_without_paragraphs_mentions_nothing() -> None:
    """No paragraphs, no countries."""
    assert mentions([], "en") == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text is too odd, and a reading is the same twice."""
    paragraphs = [Paragraph(1, "prose", text, "", 1)]
    assert mentions(paragraphs, "en") == mentions(paragraphs, "en")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("PK", "en", "Pakistan"),
        ("TR", "en-GB", "Türkiye"),
        ("XK", "fr", "Kosovo"),
        ("OM", "ar", "عُمان"),
        ("UZ", "ur", "ازبکستان"),
        ("DE", "xx", "Germany"),
        ("SU", "en", "Soviet Union"),
        ("YU", "fr-CA", "Yougoslavie"),
        ("DD", "pl", "German Democratic Republic"),
    ],
)
def test_a_country_has_its_name_in_the_language(code: str, language: str, name: str) -> None:
    """Names are CLDR's, and ours for states that are no more; English ones where there is none."""
    assert country_name(code, language) == name


def test_the_manual_explains_every_list_of_exceptions() -> None:
    """An editor finds in the manual what each key of names.yml is for."""
    data = (REPOSITORY / "dossier" / "entities" / "names.yml").read_text(encoding="utf-8")
    manual = (REPOSITORY / "docs" / "manual" / "countries.md").read_text(encoding="utf-8")
    keys = set(yaml.safe_load(data)["en"])
    assert keys
    assert {key for key in keys if f"`{key}`" not in manual} == set()


@pytest.mark.parametrize("code", ["EU", "UN", "ZZ", "AN", "gb", ""])
def test_a_code_of_no_country_is_refused(code: str) -> None:
    """Unions, reserved codes and former territories have no page, so they have no name."""
    with pytest.raises(KeyError):
        country_name(code, "en")
