"""Extracts: sentences of the text as they stand, chosen so that they can be read alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.briefings import judge
from dossier.briefings.compose import compose
from dossier.briefings.extracts import DESERVING, MANY_PARAGRAPHS
from dossier.model import Briefing, Extract
from dossier.text.sentences import split_sentences
from tests.factories import cases, make_briefing, make_document, make_themes
from tests.filed import filings_of, first_seed, scheme

THEMES = make_themes("economy security")
TRADE = "The ministry of trade signed a treaty with Kenya to raise exports of tea by {} percent."
"""A sentence that any editor would take."""

LEANING = "But why should they do so?"
"""One that none would take."""


def _briefing(lines: str, file_name: str = "note.txt", **front: Any) -> Briefing:
    """Return the briefing of a text whose paragraphs are `lines`, all on the economy."""
    return make_briefing(lines.replace("\n", "\n\n"), file_name=file_name, themes=THEMES, **front)


def _points(briefing: Briefing) -> tuple[Extract, ...]:
    (section,) = briefing.sections
    return section.key_points


@pytest.mark.parametrize("order", [1, -1], ids=["behind", "before"])
@pytest.mark.parametrize(("text", "expected"), cases("extracts/alone.txt"))
def test_what_can_be_read_alone_leads(text: str, expected: str, order: int) -> None:
    """Of two sentences the one that says something alone leads, wherever it stands."""
    briefing = _briefing("\n".join(text.splitlines()[::order]))
    assert briefing.lead.text == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("extracts/alone.txt"))
def test_what_leans_on_others_is_no_key_point(text: str, expected: str) -> None:
    """A theme shows the sentence that deserves it; the other one it never shows."""
    deserving = expected.strip()
    (leaning,) = [line for line in text.splitlines() if line != deserving]
    assert [p.text for p in _points(_briefing(text))] == [deserving]
    assert _points(_briefing(leaning)) == ()


def test_the_lead_is_sought_in_the_whole_text() -> None:
    """Whatever greets, asks and thanks before it, the sentence that says something leads."""
    greetings = "\n".join(["Thank you very much, Mr. President.", LEANING, "Good morning to you."])
    assert _briefing(f"{greetings}\n{TRADE.format(30)}").lead == Extract(TRADE.format(30), 4)


def test_of_equals_the_top_leads() -> None:
    """Where all is alike, what stands first is preferred."""
    briefing = _briefing("\n".join(TRADE.format(number) for number in range(10, 15)))
    assert briefing.lead == Extract(TRADE.format(10), 1)


def test_the_lead_may_be_a_second_sentence() -> None:
    """Where the openings of paragraphs lean, what stands behind the first leads."""
    briefing = _briefing(f"{LEANING} {TRADE.format(3)} They rested.\n{LEANING}")
    assert briefing.lead == Extract(TRADE.format(3), 1)


@pytest.mark.parametrize(
    "text", ["However.", "But why?\nAnd why not?", "He came. She left.\nThey met: so it was:"]
)
def test_without_a_good_lead_there_is_a_fair_one_and_it_is_said(text: str) -> None:
    """Where no sentence can stand alone one of them leads nevertheless; key points are none."""
    briefing = _briefing(text)
    assert briefing.lead.text
    assert briefing.lead_is_weak
    assert _points(briefing) == ()


def test_a_good_lead_is_not_called_weak() -> None:
    """Nor is one that an editor chose."""
    assert not _briefing(TRADE.format(30)).lead_is_weak


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
def test_two_key_points_from_three_paragraphs_on(count: int) -> None:
    """A theme of few paragraphs has one key point; two come from two paragraphs, in order."""
    points = _points(_briefing("\n".join(TRADE.format(n) for n in range(10, 10 + count))))
    assert len(points) == (2 if count >= MANY_PARAGRAPHS else 1)
    numbers = [point.paragraph for point in points]
    assert numbers == sorted(set(numbers))
    assert [point.text for point in points] == [TRADE.format(9 + n) for n in numbers]


def test_the_lead_is_not_said_again_where_there_is_a_choice() -> None:
    """A theme with two sentences that deserve it shows the one that does not lead."""
    briefing = _briefing(f"{TRADE.format(30)}\n{TRADE.format(40)}")
    assert [*_points(briefing), briefing.lead] == [
        Extract(TRADE.format(40), 2),
        Extract(TRADE.format(30), 1),
    ]


def test_a_sentence_that_is_repeated_is_shown_once() -> None:
    """Three paragraphs of the same words make one key point."""
    assert len(_points(_briefing("\n".join([TRADE.format(30)] * 3)))) == 1


def test_tables_and_headings_do_not_count() -> None:
    """Two paragraphs of prose make one key point, whatever else stands in their section."""
    briefing = _briefing(f"# Trade\n{TRADE.format(10)}\n    code\n{TRADE.format(20)}", "note.md")
    assert len(_points(briefing)) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"~~A.~~\n\n~~B.~~\n\n~~C.~~\n\n{LEANING}", 4),
        (f"~~{TRADE}~~\n\n| ports |\n|---|\n| The ports on the coast are open now. |", 2),
        (f"# Trade\n\n~~Tariffs~~ fall on grain in trade. ~~{TRADE}~~", 2),
    ],
)
def test_what_is_struck_out_leads_only_if_all_is(text: str, number: int) -> None:
    """Nothing says that words are struck where they are quoted."""
    assert make_briefing(text, file_name="note.md", themes=THEMES).lead.paragraph == number


def test_what_is_struck_out_is_no_key_point() -> None:
    """The same sentence would be one."""
    assert _points(_briefing(f"~~{TRADE.format(30)}~~\n{LEANING}", "note.md")) == ()


@pytest.mark.parametrize("language", ["fr", "ur", "zz"])
def test_any_language_has_a_lead(language: str) -> None:
    """English words are not looked for in it; its form decides."""
    text = (
        "Non ?\n\nLe ministre des transports, M. Diop, a signé à Dakar un accord de 40 millions"
        " d’euros avec la Banque mondiale.\n\nOui !"
    )
    assert make_briefing(text, language=language).lead.paragraph == 2


def _seed() -> Briefing:
    return compose(first_seed(), filings_of(first_seed()), scheme().themes)


def test_the_first_seed_is_quoted_in_whole_sentences() -> None:
    """Lead and key points are sentences of the paragraph they name, letter for letter."""
    briefing = _seed()
    texts = {p.number: p.text for p in first_seed().paragraphs}
    quoted = [
        [s.text for s in split_sentences(texts[extract.paragraph], "en")]
        for extract in briefing.extracts
    ]
    assert len(quoted) > len(briefing.theme_names)
    assert all(e.text in found for e, found in zip(briefing.extracts, quoted, strict=True))
    assert briefing.lead.paragraph == 1


def test_reasons_add_up() -> None:
    """The shares of words and form, and the standing, are the score itself."""
    document = first_seed()
    judged = judge.judge(document)
    standing = judge.load().standing[judge.KEY]
    sums = [sum(r.share for r in why) + standing for why in judge.reasons(document, judge.KEY)]
    assert len(sums) == len(judged)
    assert sums == pytest.approx([one.key for one in judged])


def test_the_words_of_other_languages_are_no_reason() -> None:
    """In a French text no English word counts, though some are spelt alike."""
    document = make_document("The table on the port is important for the nation.", language="fr")
    (reasons,) = judge.reasons(document, judge.KEY)
    assert {r.group: r.share for r in reasons}["words"] == 0


_SENTENCES = st.sampled_from(
    (TRADE.format(1), TRADE.format(2), LEANING, "This too.", "Dr. Khan met Mr. Li.", "“So.”")
)
_PARAGRAPHS = st.lists(
    st.lists(_SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6
)


@given(_PARAGRAPHS)
def test_extracts_are_whole_sentences_of_their_paragraph(paragraphs: list[str]) -> None:
    """Whatever is chosen is a sentence as it stands, and one a paragraph."""
    briefing = _briefing("\n".join(paragraphs))
    texts = [p.text for p in briefing.document.paragraphs]
    points = _points(briefing)
    wrong = [
        extract
        for extract in (briefing.lead, *points)
        if extract.text not in [s.text for s in split_sentences(texts[extract.paragraph - 1], "en")]
    ]
    assert wrong == []
    assert len({point.paragraph for point in points}) == len(points) <= 2
    deserving = {
        one.candidate.text for one in judge.judge(briefing.document) if one.key >= DESERVING
    }
    assert {point.text for point in points} <= deserving
