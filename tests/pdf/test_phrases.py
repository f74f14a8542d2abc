"""Phrases: strings, ¶ and addresses are fit for print."""

import datetime

import pytest

from dossier.model import Extract, Publish
from dossier.pdf import phrases
from dossier.pdf.phrases import FIXED_DATE, LONGEST_EXTRACT, cut, link, phrase
from tests.factories import make_briefing, make_site

SITE = make_site(pdfs=True)
BRIEFING = make_briefing("Trade grew.")


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("Trade", "ur", "ltr"),
        ("تجارت", "en", "rtl"),
        ("«1986» סחר and trade", "en", "rtl"),
        ("3.5 % of trade, تجارت", "ar", "ltr"),
        ("1986", "fa", "rtl"),
        ("1986", "en", "ltr"),
        ("", "he", "rtl"),
    ],
)
def test_direction_follows_the_first_letter(text: str, language: str, direction: str) -> None:
    """Digits and punctuation have no direction; without a letter the language decides."""
    assert phrase(text, language).dir == direction


@pytest.mark.parametrize(
    ("language", "code"),
    [("en-GB", "en"), ("PT-br", "pt"), ("haw", "haw"), ("x-klingon", "und"), ("klingon", "und")],
)
def test_a_language_is_a_code_or_none(language: str, code: str) -> None:
    """The typesetter takes two or three letters only; whatever else is undetermined."""
    assert phrase("Trade", language).lang == code


def test_a_phrase_is_one_line() -> None:
    """Line ends and runs of spaces are folded; spaces that forbid a break stay."""
    assert phrase(" a\n\tb\u2028c  d\u00a0e ", "en").text == "a b c d\u00a0e"


def test_a_lone_surrogate_stays_for_the_typesetter_to_name() -> None:
    """It is neither refused nor dropped here."""
    assert phrase("\ud800", "en").text == "\ud800"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [("trade", 5, "trade"), ("trades", 5, "trad…"), ("tra des", 5, "tra…"), ("", 5, "")],
)
def test_cutting_ends_with_an_ellipsis(text: str, limit: int, expected: str) -> None:
    """What is cut has as many characters as allowed at most, and no space at its end."""
    assert cut(text, limit) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b?c=d&e=(f)#g%20[h]", "https://a.example/b?c=d&e=(f)#g%20[h]"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("https://a.example/贸", "https://a.example/%E8%B4%B8"),
        ("https://a.example/\ud800", "https://a.example/?"),
        ("https://a.example/" + "b" * 1000, None),
        ("https://a.example/" + "é" * 400, None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_is_short_and_ascii(url: str | None, expected: str | None) -> None:
    """Other characters are percent-encoded, as an address in a PDF must be."""
    assert link(url) == expected


def test_a_mark_leads_to_its_paragraph() -> None:
    """The address is that of the page with the paragraph's anchor."""
    mark = phrases.mark(SITE, BRIEFING, 1)
    assert (mark.label, mark.url) == ("¶1", "https://example.org/briefings/note/#p1")


def test_a_mark_of_extracts_leads_to_the_page() -> None:
    """The page of a text for extracts has no paragraphs to lead to."""
    briefing = make_briefing("Trade grew.", publish=Publish.EXTRACTS)
    assert phrases.mark(SITE, briefing, 1).url == "https://example.org/briefings/note/"


def test_without_the_sites_address_nothing_is_linked() -> None:
    """None is made up."""
    site = make_site(pdfs=True, url=None)
    frame = phrases.frame(site, title=phrase("T", "en"), kind="briefing", path="a/", date=None)
    assert (phrases.mark(site, BRIEFING, 1).url, frame.address) == (None, None)


@pytest.mark.parametrize(("count", "more"), [(18, None), (19, "and 1 more"), (40, "and 22 more")])
def test_marks_beyond_eighteen_are_counted(count: int, more: str | None) -> None:
    """The first stand there, of the others their number."""
    marks = phrases.marks(SITE, BRIEFING, range(1, count + 1))
    assert [mark.number for mark in marks.shown] == list(range(1, 19))
    assert marks.more == more


def test_an_extract_that_is_too_long_is_no_point() -> None:
    """A sentence is printed whole or not at all."""
    longest = phrases.point(SITE, BRIEFING, Extract("x" * LONGEST_EXTRACT, 1))
    assert longest
    assert longest.text.text == "x" * LONGEST_EXTRACT
    assert phrases.point(SITE, BRIEFING, Extract("x" * (LONGEST_EXTRACT + 1), 1)) is None
    assert phrases.point(SITE, BRIEFING, None) is None


def test_a_frame_has_a_date_even_of_an_undated_text() -> None:
    """The clock is not asked; a stated day is taken as it is."""
    title = phrase("T", "en")
    undated = phrases.frame(SITE, title=title, kind="briefing", path="a/", date=None)
    assert undated.date == (FIXED_DATE.year, FIXED_DATE.month, FIXED_DATE.day) == (2000, 1, 1)
    day = datetime.date(1986, 12, 31)
    dated = phrases.frame(SITE, title=title, kind="briefing", path="a/", date=day)
    assert dated.date == (1986, 12, 31)
