"""Reviewing: what is doubtful in a text, and what each key makes of a review."""

from dataclasses import replace
from functools import reduce
from typing import Any

import pytest

from dossier.filing.assign import file_paragraphs
from dossier.filing.desk import with_desk
from dossier.filing.doubtful import Doubtful, Waiting, waiting
from dossier.filing.review import Review, keys_of, step
from dossier.model import Desk, DeskWeight, Themes
from tests.factories import make_document, make_scores, make_theme, make_themes
from tests.filed import classifier, scheme

THEMES = make_themes()
NEAR = "economy+security"
"""Scores that make a paragraph a close call between the two."""


def _waiting(text: str, places: str, **front: Any) -> Waiting:
    """Return what waits in a text whose paragraphs have scores as `make_scores` gives them."""
    document = make_document(text, **front)
    pairs = zip(document.paragraphs, places.split(), strict=True)
    scores = [make_scores(paragraph, place, THEMES) for paragraph, place in pairs]
    return waiting(document, file_paragraphs(document, scores, THEMES), "0" * 64)


def _lines(count: int) -> str:
    return "\n\n".join(f"Line {number}." for number in range(1, count + 1))


def _numbers(one: Waiting) -> list[int]:
    return [paragraph.number for paragraph in one.doubtful]


# --- what is doubtful -----------------------------------------------------------------


def test_close_calls_wait_and_nothing_that_an_editor_has_filed() -> None:
    """What is clear, and what was decided, is not asked about."""
    places = f"{NEAR} economy {NEAR} {NEAR}"
    assert _numbers(_waiting(_lines(4), places)) == [1, 3, 4]
    assert _numbers(_waiting(_lines(4), places, filed={3: "security", 2: "outlook"})) == [1, 4]


def test_the_two_best_places_come_with_the_words_that_speak_for_them() -> None:
    """Of a close call between two themes they are these, and the paragraphs beside it are told."""
    first, second = _waiting(_lines(3), f"{NEAR} {NEAR} economy").doubtful
    assert (first.before, first.after) == ("", "Line 2.")
    assert (second.before, second.after) == ("Line 1.", "Line 3.")
    best, other = first.places
    assert (best.id, best.score, [word.word for word in best.words]) == ("economy", 1.0, ["line"])
    assert (other.id, other.score, [word.word for word in other.words]) == (
        *("security", 0.5, ["line"]),
    )
    assert first.margin == 0.5


LISTED = """\
The ministers met and agreed:

- to open a customs post at the bridge;
- to send soldiers to the bridge.

The poets laid a wreath, and the bank lent soldiers money for trade.
"""


@pytest.mark.parametrize(
    "line",
    [
        (),
        (DeskWeight("economy", "bridge", 1.5), DeskWeight("security", "soldiers", -0.5)),
    ],
    ids=["alone", "with a desk"],
)
def test_the_shares_of_every_theme_add_up_to_its_score(line: Desk) -> None:
    """Also those of a list, of whose words all are told, and what the desk's line adds to them."""
    listed, single = _all_doubtful(LISTED, line)
    assert (len(listed.paragraphs), len(single.paragraphs)) == (3, 1)
    for paragraph in (listed, single):
        for parts in paragraph.sums:
            words = sum(word.share for word in (*parts.words, *parts.desk))
            total = words + parts.context + parts.standing
            assert total == pytest.approx(parts.score, abs=1e-9)
        scores = [parts.score for parts in paragraph.sums]
        assert scores == sorted(scores, reverse=True)
    said = {(parts.theme, word.word): word.share for parts in listed.sums for word in parts.desk}
    assert said == pytest.approx({(one.theme, one.word): one.weight for one in line})


def test_a_word_that_the_desk_has_taught_speaks_for_its_place() -> None:
    """It is named beside the others, and foremost if it counts most."""
    _, single = _all_doubtful(LISTED, (DeskWeight("symbolism", "wreath", 4.0),))
    assert single.places[0].id == "symbolism"
    assert single.places[0].words[0].word == "wreath"


def _all_doubtful(text: str, line: Desk) -> tuple[Doubtful, ...]:
    """Return all decisions on a text as if they were doubtful."""
    document = make_document(text, "note.md")
    scores = with_desk(document, classifier().scores(document), line)
    filings = file_paragraphs(document, scores, scheme().themes)
    doubted = [replace(f, close_call=bool(f.ranked) and f.is_decision) for f in filings]
    return waiting(document, doubted, "").doubtful


@pytest.mark.parametrize(
    ("places", "number", "section"),
    [
        ("weak economy economy", 1, "overview"),
        ("economy weak economy", 2, "context"),
        ("economy economy weak", 3, "outlook"),
        ("weak - -", 1, "overview"),
    ],
)
def test_no_theme_is_a_place_by_where_the_paragraph_stands(
    places: str, number: int, section: str
) -> None:
    """It is best or second where a theme is barely one; words against that theme speak for it."""
    document = make_document(_lines(3))
    found = [
        make_scores(paragraph, "economy" if place == "economy" else "-", THEMES)
        for paragraph, place in zip(document.paragraphs, places.split(), strict=True)
    ]
    weak = found[number - 1]
    assert weak
    weak.words[0, 0] += 0.9  # the theme economy is at -0.1 now
    (one,) = waiting(document, file_paragraphs(document, found, THEMES), "").doubtful
    assert one.number == number
    assert [place.id for place in one.places] == [section, "economy"]
    assert one.places[0].score == 0
    assert all(word.share < 0 for word in one.places[0].words)


# --- keys -----------------------------------------------------------------------------


def _review(*counts: int, themes: Themes = THEMES) -> Review:
    """Return a review of texts with so many close calls each."""
    texts = tuple(_waiting(_lines(count), " ".join([NEAR] * count)) for count in counts)
    return Review(texts, keys_of(themes))


def _after(review: Review, keys: str) -> Review:
    return reduce(step, keys, review)


@pytest.mark.parametrize(
    ("key", "place"),
    [
        *[("1", "economy"), ("2", "security"), ("E", "economy"), ("S", "security")],
        *[("R", "regional"), ("e", "economy"), ("r", "regional"), ("s", None), ("o", "outlook")],
        *[("c", "context"), ("v", "overview"), ("O", "outlook"), ("V", "overview")],
    ],
)
def test_one_key_decides(key: str, place: str | None) -> None:
    """Letters of themes are capitals; small ones mean the same unless they are commands."""
    review = step(_review(2), key)
    assert review.answers == (place,)
    assert review.decisions(0) == ({1: place} if place else {})
    assert review.asked
    assert review.asked.number == 2


@pytest.mark.parametrize("key", ["x", "3", "ß", "ژ", "\x1b[H", "\t"])
def test_other_keys_change_nothing(key: str) -> None:
    """And an editor is told, if it is a character that can be seen."""
    review = step(_review(1), key)
    assert review.answers == ()
    assert review.said == (f"{key} is no key here" if key.isprintable() else "")


def test_the_last_answer_can_be_taken_back() -> None:
    """As often as there are answers; a skipped paragraph is asked about again."""
    review = _after(_review(2, 1), "1su2u")
    assert review.answers == ("economy",)
    assert review.said == "The last answer is taken back"
    review = _after(review, "uu")
    assert (review.answers, review.said) == ((), "There is nothing to undo")
    assert _after(_review(1), "1u2").answers == ("security",)


def test_what_is_written_cannot_be_taken_back() -> None:
    """A text is settled as soon as something of the next one is answered."""
    review = _after(_review(2, 1), "12")
    assert [*review.settled] == []
    review = step(review, "1")
    assert [*review.settled] == [0]
    review = step(replace(review, written=1), "u")
    assert review.answers == ("economy", "security")
    assert "saved" in step(review, "u").said
    assert [*review.settled] == []


def test_a_text_is_complete_when_all_is_decided() -> None:
    """Skipped paragraphs are left."""
    review = _after(_review(2, 2), "1s12")
    assert [review.is_complete(index) for index in (0, 1)] == [False, True]
    assert [dict(review.decisions(index)) for index in (0, 1)] == [
        {1: "economy"},
        {1: "economy", 2: "security"},
    ]


@pytest.mark.parametrize("end", ["q", "Q", "\r", "\n"])
def test_the_end_is_confirmed(end: str) -> None:
    """When all is answered, the last answer can still be taken back; then Enter or q ends it."""
    review = step(_review(1), "1")
    assert (review.asked, review.is_over) == (None, False)
    assert step(review, end).is_over
    assert _after(review, "x1?").answers == ("economy",)
    assert not _after(_review(2), "1\r").is_over


def test_why_is_shown_until_the_next_paragraph() -> None:
    """The key shows the table, and hides it again."""
    review = step(_review(2), "?")
    assert review.explains
    assert not step(review, "?").explains
    assert not step(review, "1").explains


def _letters(*letters: str) -> Themes:
    return tuple(
        make_theme(f"theme-{number}", letter=letter) for number, letter in enumerate(letters)
    )


def test_no_letter_of_a_theme_collides_with_a_command() -> None:
    """Small letters become capitals, and what has none, or is taken, a number."""
    keys = keys_of(_letters("s", "Q", "O", "1", "2", "E", "e", "ß", "ژ"))
    themes = {place: key for key, place in keys.items() if place.startswith("theme-")}
    assert [themes[f"theme-{number}"] for number in range(9)] == [*"SQO34E5ßژ"]
    review = Review(_review(3).texts, keys)
    assert _after(review, "Qs").answers == ("theme-1", None)
    assert _after(review, "sOQ").answers == (None, "theme-2", "theme-1")
    assert _after(review, "os").answers == ("outlook", None)


def test_themes_without_end_run_out_of_keys() -> None:
    """They can be chosen as best or second, or by the command file."""
    keys = keys_of(_letters(*(["1", "2"] + [chr(0x4E00 + n) for n in range(3)])))
    assert len(keys) == 8
    many = keys_of(tuple(make_theme(f"t{n}", letter="1") for n in range(12)))
    assert [*many] == [*"3456789ocv"]
