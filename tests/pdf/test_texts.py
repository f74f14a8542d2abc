"""PDF: texts of every script and shape are set, or say which of their characters could not be."""

import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import Choice
from dossier.pdf.digest import print_data
from dossier.pdf.typst import DIGEST
from tests.factories import (
    RAIL,
    make_briefing,
    make_library,
    make_site,
    make_theme,
    make_themes,
    plain_texts,
    print_out,
    typesetter,
)
from tests.pdf import pdfs
from tests.site import folded

SCRIPTS = {
    "ar": "التجارة بين البلدين نمت كثيرا في الشمال.",
    "fa": "تجارت میان دو کشور رشد کرد. می‌گویند که گسترش یافت.",
    "ur": "پاکستان اور ایران کے درمیان تجارت میں اضافہ ہوا۔ ٹیڑھے راستے۔",
    "he": "הסחר בין המדינות גדל. שָׁלוֹם עֲלֵיכֶם.",
    "ru": "Торговля выросла. Їжак, ґанок, ўсё, ѓон, џеп.",
    "el": "Το εμπόριο αυξήθηκε. Ἐν ἀρχῇ ἦν ὁ λόγος.",
    "ka": "ვაჭრობა გაიზარდა.",
    "hi": "व्यापार बढ़ा। भारत और ईरान के बीच समझौता।",
    "vi": "Thương mại đã tăng. Đường sắt được mở lại.",
    "tr": "Ticaret büyüdü. İpek Yolu, ığdır, şehir, çağ.",
}
"""A sentence or two by language, in each script that is printed without further fonts."""

LACKING = {
    "emoji": "🚆",
    "a control character": "\x01",
    "a tag that turns the direction": "\u202e",
    "an isolate": "\u2066",
    "a byte order mark": "\ufeff",
    "for private use": "\ue000",
    "unassigned": "\u0378",
    "no character": "\uffff",
    "a lone surrogate": "\ud800",
    "cuneiform": "𒀀",
}

LIKE_CODE = {
    "Typst": '#let x = [typst]; $x^2$ @ref <label> // c /* d */ \\ \\u{1F686} #panic("x") `raw`',
    "JSON": '{"doc": "\\u0041", "n": null}, \\"end\\\\',
    "HTML": "<b>&amp;</b><script>alert(1)</script> ]]>",
    "PDF": "(a) Tj ET endstream endobj %%EOF << /S /URI >>",
    "holes": "{number} {count} {0} %s {text}",
}

LONG = {
    "word": "x" * 3000,
    "address": "https://example.org/" + "a/b?c=d&e=" * 200,
    "upper case": "WWWWW " * 400,
    "Arabic word": "تجارت" * 300,
    "no space": "—".join(["north"] * 300),
    "no-break spaces": "\u00a0".join(["north"] * 300),
    "narrow no-break spaces": "\u202f".join(["north"] * 300),
    "figure spaces": "\u2007".join(["north"] * 300),
}


def _letters(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text)
    return Counter(c for c in plain if unicodedata.category(c)[0] == "L")


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_script_is_printed_and_read_back(language: str) -> None:
    """Title and editor's words have every letter; PDFs do not keep the order of all scripts."""
    text = SCRIPTS[language]
    made = print_out(make_briefing("Text.", title=text, bottom_line=text, language=language))
    assert made.lacking == ()
    said, given_twice = _letters(pdfs.text(made.data)), _letters(text * 2)
    assert {c: n for c, n in given_twice.items() if said[c] < n} == {}


@pytest.mark.parametrize("language", ["en", "ru", "el", "ka", "vi", "tr"])
def test_what_runs_rightward_is_read_back_in_order(language: str) -> None:
    """A search in the PDF finds the sentence."""
    text = "Trade grew." if language == "en" else SCRIPTS[language]
    said = pdfs.text(print_out(make_briefing(text, title=text, language=language)).data)
    assert unicodedata.normalize("NFC", folded(text)) in unicodedata.normalize("NFC", said)


@pytest.mark.parametrize("character", LACKING.values(), ids=LACKING)
def test_what_has_no_form_is_replaced_and_named(character: str) -> None:
    """A square stands in each place where it was, and in the title that programs show."""
    front: dict[str, Any] = {"title": f"To{character}day", "bottom_line": f"Trade {character}grew."}
    made = print_out(make_briefing("Text.", **front))
    assert made.lacking == (character,)
    said = pdfs.text(made.data)
    assert ("Trade □grew." in said, "To□day" in said, character in said) == (True, True, False)


def test_a_sentence_with_a_square_is_still_the_sources() -> None:
    """It was held against its paragraph before anything was replaced in it."""
    made = print_out(make_briefing("Trade 🚆 grew in the north."))
    assert "Trade □ grew in the north." in pdfs.text(made.data)


@pytest.mark.parametrize(
    ("text", "language"),
    [("贸易增长。军队行进。", "zh"), ("무역이 증가했다.", "ko"), ("การค้าเติบโต", "th")],
)
def test_scripts_of_further_fonts_are_printed_or_named(text: str, language: str) -> None:
    """With their fonts nothing is lacking, without them every character that is, and no other."""
    made = print_out(make_briefing(text, title=text, language=language))
    assert set(made.lacking) <= set(text)
    assert ("□" in pdfs.text(made.data)) == bool(made.lacking)


def test_a_link_keeps_characters_that_no_font_has() -> None:
    """Only what is shown of an address is replaced."""
    briefing = make_briefing("Text.", url="https://news.example/\u202e🚆?q=贸")
    wanted = "https://news.example/%E2%80%AE%F0%9F%9A%86?q=%E8%B4%B8"
    assert wanted in pdfs.links(print_out(briefing).data)


@pytest.mark.parametrize("text", LIKE_CODE.values(), ids=LIKE_CODE)
def test_nothing_is_code(text: str) -> None:
    """What looks like code of any kind stands there as it is."""
    made = print_out(make_briefing("Text.", title=text, watch=(text,), bottom_line=text))
    assert pdfs.text(made.data).count(text) >= 3
    assert made.lacking == ()


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_words_stay_on_two_pages(text: str) -> None:
    """They are broken or left out, but run over no edge and never on to a third page."""
    front: dict[str, Any] = dict.fromkeys(("title", "author", "rights", "bottom_line"), text)
    made = print_out(make_briefing(f"Trade grew.\n\n{text}", **front, watch=(text, text)))
    assert len(pdfs.pages(made.data)) <= 2


@pytest.mark.parametrize("word", ["editor ", "WWWWW ", "Њ"])
def test_the_most_of_everything_stays_on_two_pages(word: str) -> None:
    """Sixty themes of thirty paragraphs each, and every field as long as can be."""
    themes = tuple(make_theme(f"t{n}", name=f"Theme number {n}") for n in range(60))
    sentences = (RAIL.replace("2 million", f"{n} million") for n in range(1800))
    text = "\n\n".join(f"{sentence} More of it came." for sentence in sentences)
    places = " ".join(theme.id for theme in themes for _ in range(30))
    long = word * (10_000 // len(word))
    keys = ("title", "author", "source", "rights", "bottom_line", "why_it_matters")
    front = dict.fromkeys(keys, long)
    watch = (long[:2000],) * 50
    briefing = make_briefing(text, places, "note.txt", themes, **front, watch=watch)
    site = make_site(themes, pdfs=True)
    assert len(pdfs.pages(print_out(briefing, site).data)) == 2


def test_what_there_is_no_room_for_keeps_its_marks() -> None:
    """Of many themes each has its heading and its ¶, whether or not a sentence."""
    themes = make_themes(" ".join(f"t{n}x" for n in range(12)))
    sentence = "Trade of this kind grew in the north last year, and more of it came than before. "
    text = "\n\n".join([sentence * 5] * 12)
    places, points = " ".join(t.id for t in themes), [Choice(n, None, 2) for n in range(1, 13)]
    briefing = make_briefing(text, places, "note.txt", themes, key_points=points)
    data = print_out(briefing, make_site(themes, pdfs=True)).data
    assert len(pdfs.pages(data)) == 2
    assert {f"https://example.org/briefings/note/#p{n}" for n in range(1, 13)} <= {
        *pdfs.links(data)
    }


def test_a_digest_counts_what_it_has_no_room_for() -> None:
    """On two pages it shows the newest, and says how many more there are and where."""
    sentence = "Trade " + "of this kind " * 40 + "grew."
    names = [f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}-note-{n}.txt" for n in range(40)]
    themes = make_themes("economy")
    points = (Choice(1, None, 2),)
    briefings = (make_briefing(sentence, "", n, themes, key_points=points) for n in names)
    library = make_library(briefings, themes)
    entries = library.digests["economy"]["2026"]
    text = print_data("2026", entries, themes[0], make_site(themes, pdfs=True))
    data = typesetter().typeset_json(DIGEST, text).data
    shown = sum("#p1" in link for link in pdfs.links(data))
    assert 2 <= shown < 22
    assert len(pdfs.pages(data)) == 2
    assert f"and {40 - shown} more: https://example.org/themes/economy/" in pdfs.text(data)


_ANY = st.text(max_size=40).filter(str.strip)


@settings(max_examples=40)
@given(plain_texts, _ANY, _ANY, _ANY, st.sampled_from(("en", "ar", "zh", "hi", "pl")))
def test_any_text_is_printed(body: str, title: str, author: str, watch: str, lang: str) -> None:
    """Whatever a text and its front matter hold, there is a PDF of two pages at most."""
    front: dict[str, Any] = {"title": title, "author": author, "watch": (watch,), "language": lang}
    assert len(pdfs.pages(print_out(make_briefing(body, **front)).data)) <= 2
