"""Dates: found with their sentences, and resolved only where one reading is possible."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import Briefing
from dossier.text.spans import Span
from tests.factories import FIXTURES, make_briefing, plain_texts

DAY = datetime.date(2025, 11, 13)


def _table(name: str) -> list[list[str]]:
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")] for line in lines if line[:1] not in ("", "#")
    ]


def _shown(briefing: Briefing) -> str:
    found = [Span(m.start, m.end).edtf if m.start and m.end else "?" for m in briefing.dates]
    return " ".join(found) or "-"


@pytest.mark.parametrize(("expected", "text"), _table("dates.txt"))
def test_english_sentences(expected: str, text: str) -> None:
    """What a sentence says is found; what it leaves open is left open."""
    assert _shown(make_briefing(text, date=DAY, language="en")) == expected


@pytest.mark.parametrize(("language", "expected", "text"), _table("dates-others.txt"))
def test_sentences_of_other_languages(language: str, expected: str, text: str) -> None:
    """Days and months with their years are found in any language that CLDR knows."""
    assert _shown(make_briefing(text, date=DAY, language=language)) == expected


def test_a_date_comes_with_its_words_its_sentence_and_its_paragraph() -> None:
    """The words are as the text writes them, with what leads them."""
    text = "Nobody came.\n\nIt rained. The port opens by the end of 2027, they say.\n"
    (mention,) = make_briefing(text, language="en").dates
    assert mention.text == "by the end of 2027"
    assert mention.sentence.text == "The port opens by the end of 2027, they say."
    assert mention.sentence.paragraph == 2


def test_what_leads_a_date_is_whole_words() -> None:
    """The end of "spend" is not the end of a day."""
    (mention,) = make_briefing("He will spend 14 January 1989 there.", language="en").dates
    assert mention.text == "14 January 1989"


def test_a_year_that_does_not_begin_in_january_comes_with_its_kind() -> None:
    """The words of a fiscal year are whole, else it looks like the year itself."""
    (mention,) = make_briefing("They asked for more in Fiscal Year 2025.", language="en").dates
    assert (mention.text, mention.start, mention.end) == ("in Fiscal Year 2025", None, None)


def test_a_date_is_named_once_a_sentence() -> None:
    """The same year twice in a sentence is one; in two sentences it is two."""
    text = "In 2024 it rose, and in 2024 it fell. In 2024 it ended."
    assert _shown(make_briefing(text, language="en")) == "2024 2024"


def test_without_a_date_of_the_text_nothing_depends_on_it() -> None:
    """Last year of an undated text is not certain; a day that is written in full is."""
    text = "Last week and yesterday it rained, and on 5 March. The war began on 24 February 2022."
    assert _shown(make_briefing(text, language="en")) == "? ? ? 2022-02-24"


def test_headings_furniture_notes_and_tables_have_no_dates() -> None:
    """Theirs are dates of sources, of other texts or of the text itself."""
    text = (
        "# The year 2019\n\nPublished on 5 March 2024\n\nIt ended in 2020.[^1]\n\n"
        "| in 2021 |\n| --- |\n| in 2022 |\n\n[^1]: The Post, 5 May 2023.\n"
    )
    assert _shown(make_briefing(text, file_name="a.md", language="en")) == "2020"


def test_struck_words_have_no_dates() -> None:
    """What the source strikes out is not said."""
    text = "It opens ~~in 2024~~ in 2025."
    assert _shown(make_briefing(text, file_name="a.md", language="en")) == "2025"


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_there_is_no_day_before_the_first_and_behind_the_last(day: datetime.date) -> None:
    """A text of the year 1 or 9999 breaks nothing."""
    text = "Last year, next year, last month, next week, last week, yesterday and tomorrow."
    assert make_briefing(text, date=day, language="en").dates


@given(plain_texts, st.dates())
def test_dates_of_any_text_are_in_their_sentences(text: str, day: datetime.date) -> None:
    """Whatever is found is a verbatim part of its sentence, and ends after it begins."""
    briefing = make_briefing(f"{text} In 2024, {text} last week.", date=day, language="en")
    texts = {one.number: one.text for one in briefing.document.paragraphs}
    for mention in briefing.dates:
        assert mention.text in mention.sentence.text
        assert mention.sentence.text in texts[mention.sentence.paragraph]
        assert mention.start is None or mention.end is None or mention.start <= mention.end
