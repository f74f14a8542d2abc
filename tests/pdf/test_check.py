"""Proofreading: what a source did not say is not printed as its words, and nothing is added."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.briefings.library import record_of
from dossier.model import Abridged, Choice, Extract
from dossier.pdf.check import check_extracts, check_points, check_print
from dossier.pdf.data import Mark, Point
from dossier.pdf.phrases import phrase
from dossier.pdf.read import opened, pages
from tests.factories import make_briefing, print_data, print_out

TEXT = "Trade grew in the north. It had to.\n\nTroops marched in the south.\n"
POINTS = (Choice(1, None, 2), Choice(2, None, 2))
BRIEFING = make_briefing(TEXT, "economy security", key_points=POINTS)


def _point(words: str, number: int) -> Point:
    return Point(phrase(words, "en"), Mark(f"¶{number}", number, None))


def _faults(words: str, number: int) -> list[str]:
    return list(check_points([_point(words, number)], BRIEFING))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Trade grew in the north.", 1),
        ("It had to.", 1),
        ("Troops marched in the south.", 2),
    ],
)
def test_sentences_pass(words: str, number: int) -> None:
    """A sentence is one wherever it stands in its paragraph."""
    assert _faults(words, number) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Trade shrank in the north.", 1),
        ("trade grew in the north.", 1),
        ("Trade grew in the north", 1),
        ("Trade grew in the north…", 1),
        ("Troops marched in the south.", 1),
        ("Troops marched in the south.", 3),
        ("grew in the north.", 1),
        ("Trade grew", 1),
        ("rade grew in the north.", 1),
        ("Trade grew in the north. It had to.", 1),
        ("", 1),
    ],
)
def test_anything_else_is_a_fault(words: str, number: int) -> None:
    """What is altered, from another paragraph, a part of a sentence or several is named."""
    (fault,) = _faults(words, number)
    assert f"no sentence of ¶{number} of note" in fault


@pytest.mark.parametrize(
    ("text", "language"),
    [("贸易增长。军队行进。", "zh"), ("貿易は成長した。軍隊が行進した。", "ja")],
)
def test_sentences_need_no_space_between_them(text: str, language: str) -> None:
    """Chinese and Japanese ones follow each other without any."""
    briefing = make_briefing(text, language=language)
    sentence = text[: text.index("。") + 1]
    point = Point(phrase(sentence, language), Mark("¶1", 1, None))
    assert list(check_points([point], briefing)) == []


@pytest.mark.parametrize(("words", "number"), [("Trade grew in the north.", 1), ("Troops", 2)])
def test_the_extracts_of_a_record_pass(words: str, number: int) -> None:
    """What its own page shows of a briefing may be printed with others, its white space folded."""
    extracts = (Extract("Trade grew  in\nthe north.", 1), Extract("Troops", 2))
    sections = (Abridged("economy", "Economy", extracts),)
    known = replace(record_of(BRIEFING), lead=extracts[0], sections=sections)
    assert list(check_extracts([_point(words, number)], known)) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("It had to.", 1),
        ("Troops marched in the south.", 1),
        ("Trade grew in the north.", 2),
        ("Trade grew", 1),
        ("Trade shrank in the north.", 1),
        ("", 1),
    ],
)
def test_what_is_no_extract_of_a_record_is_a_fault(words: str, number: int) -> None:
    """A true sentence that was not proved as an extract, or has another ¶, is named too."""
    (fault,) = check_extracts([_point(words, number)], record_of(BRIEFING))
    assert fault == f"prints what is no extract of ¶{number} of note: {words!r}"


def test_a_print_of_other_data_is_a_fault() -> None:
    """The text of a PDF is held against what it was made of, not against itself."""
    made = print_out(BRIEFING).data
    with opened(made) as document:
        read = pages(document)
    assert read
    assert list(check_print(read, json.loads(print_data(BRIEFING)))) == []
    assert list(check_print(read, json.loads(print_data(make_briefing("Ports opened."))))) != []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("biało-czerwony dwu-letni polsko-ukraiński " * 8, "pl"),
        ("electri\u00adcity super\u00adcali\u00adfragi\u00adlistic " * 12, "en"),
        ("north\u2010south north\u2011south north–south north—south " * 6, "en"),
        ("{text} \\frac{a}{b} {number} {count}", "en"),
        ("Security S Economy E ¶1 Economy1 · : –", "en"),
        ("42", "ar"),
        ("½ ﬁ № ² ´ … ŉ ĳ €", "en"),
        ("supercalifragilisticexpialidocious" * 9, "en"),
    ],
)
def test_no_false_alarm(words: str, language: str) -> None:
    """Hyphens at the ends of lines, braces, and strings that begin alike are no additions."""
    front: dict[str, Any] = {"title": words, "watch": (words,), "key_points": POINTS[:1]}
    briefing = make_briefing(f"{words.strip()}.", language=language, **front)
    assert print_out(briefing).data


_LETTERS = st.text(
    st.characters(
        categories=("Lu", "Ll", "Nd", "Po", "Pd", "Ps", "Pe", "Sm", "Zs"), max_codepoint=0x45F
    ),
    max_size=60,
)
_WORDS = st.lists(st.sampled_from(("Trade", "εμπόριο", "Торговля", "dwu-letni", "E", "¶1", "1.")))
_TEXTS = st.one_of(_LETTERS, _WORDS.map(" ".join)).filter(str.strip)


@settings(max_examples=40)
@given(_TEXTS, _TEXTS, _TEXTS, st.sampled_from(("en", "el", "ru", "pl", "fr")))
def test_generated_texts_pass(text: str, title: str, watch: str, language: str) -> None:
    """Whatever stands in Latin, Greek or Cyrillic letters is read back without complaint."""
    briefing = make_briefing(text, title=title, watch=(watch, title), language=language)
    assert print_out(briefing).data
