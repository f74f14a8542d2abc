"""Extracts: sentences of the text as they stand, chosen so that they can be read alone."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.briefings.compose import compose
from dossier.briefings.extracts import LEAD_PARAGRAPHS, MANY_PARAGRAPHS, best, key_points, lead
from dossier.model import Briefing, Extract, Filed
from dossier.text.sentences import split_sentences
from tests.factories import cases, make_briefing, make_scored, make_themes
from tests.filed import filings_of, first_seed, scheme

THEMES = make_themes("economy security")
TRADE = "Trade between the two coasts grew by a third within {} years."
"""A sentence that stands alone well, however often it is repeated with another number."""


def _briefing(lines: str, file_name: str = "note.txt") -> Briefing:
    """Return the briefing of a text whose paragraphs are `lines`, all on the economy."""
    return make_briefing(lines.replace("\n", "\n\n"), file_name=file_name, themes=THEMES)


def _points(briefing: Briefing) -> tuple[Extract, ...]:
    (section,) = briefing.sections
    return section.key_points


@pytest.mark.parametrize(("text", "expected"), cases("extracts/alone.txt"))
def test_a_key_point_stands_alone_where_there_is_a_choice(text: str, expected: str) -> None:
    """Of two paragraphs that speak for a theme alike the one that can be read alone is quoted."""
    (point,) = _points(_briefing(text))
    assert point.text == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases("extracts/alone.txt"))
def test_the_order_is_no_excuse(text: str, expected: str) -> None:
    """The same sentence is quoted where it comes first."""
    (point,) = _points(_briefing("\n".join(reversed(text.splitlines()))))
    assert point.text == expected.strip()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("~~A.~~\n\n~~B.~~\n\n~~C.~~\n\nThe ministers agreed to lower tariffs.", 4),
        (f"~~{TRADE}~~\n\n| ports |\n|---|\n| The ports on the coast are open now. |", 2),
        (f"# Trade\n\n~~Tariffs~~ fall on grain in trade. ~~{TRADE}~~", 2),
    ],
)
def test_what_is_struck_out_leads_only_if_all_is(text: str, number: int) -> None:
    """Nothing says that words are struck where they are quoted."""
    assert make_briefing(text, file_name="note.md", themes=THEMES).lead.paragraph == number


@pytest.mark.parametrize(
    "opening",
    [
        "This has changed the trade of the whole coast within a single year.",
        "But the tariffs on steel will stay in force until the spring.",
        "Who will pay for the railway, the port and the bridge between them?",
        "Nobody came.",
        "They have agreed to lower the duties on rice and on cement.",
    ],
)
def test_the_lead_stands_alone_where_there_is_a_choice(opening: str) -> None:
    """A first paragraph that leans on something before it does not lead."""
    assert _briefing(f"{opening}\n{TRADE.format(3)}").lead == Extract(TRADE.format(3), 2)


@pytest.mark.parametrize(
    "opening",
    [
        TRADE.format("three"),
        "With these loans the railway can be finished within three or four years.",
        "This article follows the trade in rice from the delta to the capital.",
        " ".join(["Trade"] * 60) + ".",
    ],
)
def test_the_lead_is_otherwise_the_first(opening: str) -> None:
    """What can be read alone leads where it opens the text, be it long or with a pointer in it."""
    assert _briefing(f"{opening}\n{TRADE.format(3)}").lead == Extract(opening, 1)


@pytest.mark.parametrize(
    "text", ["However.", "But why?\nAnd why not?", "He came. She left.\nThey met: so it was:"]
)
def test_without_a_choice_there_is_an_extract_all_the_same(text: str) -> None:
    """Where no sentence stands alone one of them is quoted nevertheless."""
    briefing = _briefing(text)
    assert briefing.lead.text
    assert len(_points(briefing)) == 1


def test_the_lead_is_sought_near_the_top() -> None:
    """Further down than a few paragraphs of prose nothing leads, however well it reads."""
    leaning = "\n".join(["But why so?"] * LEAD_PARAGRAPHS)
    assert _briefing(f"{leaning}\n{TRADE.format(3)}").lead.paragraph == 1
    almost = "\n".join(["But why so?"] * (LEAD_PARAGRAPHS - 1))
    assert _briefing(f"{almost}\n{TRADE.format(3)}").lead.paragraph == LEAD_PARAGRAPHS


def test_the_lead_may_be_a_second_sentence() -> None:
    """Where the openings of paragraphs lean, what stands behind the first leads."""
    briefing = _briefing(f"But why so? {TRADE.format(3)} They rested.\nBut why so?")
    assert briefing.lead == Extract(TRADE.format(3), 1)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
def test_two_key_points_from_three_paragraphs_on(count: int) -> None:
    """A theme of few paragraphs has one key point; two come from two paragraphs, in order."""
    points = _points(_briefing("\n".join(TRADE.format(n) for n in range(count))))
    assert len(points) == (2 if count >= MANY_PARAGRAPHS else 1)
    numbers = [point.paragraph for point in points]
    assert numbers == sorted(set(numbers))
    assert [point.text for point in points] == [TRADE.format(n - 1) for n in numbers]


def test_tables_and_headings_do_not_count() -> None:
    """Two paragraphs of prose make one key point, whatever else stands in their section."""
    briefing = _briefing(f"# Trade\n{TRADE.format(1)}\n    code\n{TRADE.format(2)}", "note.md")
    assert [point.paragraph for point in _points(briefing)] == [2]


def test_key_points_stand_in_the_order_of_the_source() -> None:
    """The best two are shown as they follow in the text, not best first."""
    numbers = [
        [point.paragraph for point in _points(_briefing("\n".join(lines)))]
        for lines in itertools.permutations(
            (TRADE.format(1), "But why so?", TRADE.format(2), "And so on?")
        )
    ]
    assert len(numbers) == 24
    assert [pair for pair in numbers if pair != sorted(pair)] == []


def _chosen(*paragraphs: tuple[str, float]) -> Extract:
    """Return the key point of paragraphs with the given scores, whose sentences speak alike."""
    briefing = _briefing("\n".join(text for text, _ in paragraphs))
    filed = []
    for (text, score), member in zip(paragraphs, briefing.filed, strict=True):
        scores = make_scored(text, {"economy": score, "security": 0.0})
        for sentence in split_sentences(text, "en"):
            length = len(sentence.text.split())
            inside = [sentence.start <= start < sentence.end for start, _ in scores.spans]
            scores.words[inside, 0] = length**0.5 / sum(inside)
        ranked = (("economy", score), ("security", 0.0))
        filed.append(Filed(member.paragraph, replace(member.filing, scores=scores, ranked=ranked)))
    (point,) = key_points(best(filed, THEMES[0], "en"), filed)
    return point


LONG = f"Trade between the two coasts {'and the islands ' * 16}grew by a third within two years."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            ((TRADE.format(1), 2.0), (TRADE.format(2), 4.0)),
            Extract(TRADE.format(2), 2),
            id="the clearer paragraph",
        ),
        pytest.param(
            ((f"{TRADE.format(1)} {TRADE.format(2)}", 2.0),),
            Extract(TRADE.format(1), 1),
            id="the first of equals",
        ),
        pytest.param(
            ((LONG, 2.0), (TRADE.format(2), 2.0)),
            Extract(TRADE.format(2), 2),
            id="not a very long one",
        ),
        pytest.param(
            ((f"But why? {TRADE.format(1)}", 2.0), (TRADE.format(2), 2.0)),
            Extract(TRADE.format(2), 2),
            id="what opens its paragraph",
        ),
    ],
)
def test_among_sentences_that_speak_alike(
    paragraphs: tuple[tuple[str, float], ...], expected: Extract
) -> None:
    """The paragraph's score, the place in it and the length decide where the words do not."""
    assert _chosen(*paragraphs) == expected


def test_a_sentence_that_speaks_for_the_theme_is_quoted() -> None:
    """Among sentences that read alike the shares of the words decide."""
    text = "The ministers met again for talks in May. The ministers cut tariffs on steel in May."
    (filed,) = _briefing(text).filed
    scores = make_scored(text, {"economy": 1.0, "security": 0.0})
    scores.words[:, 0] = [2.0 if text[a:b] in ("tariffs", "steel") else 0 for a, b in scores.spans]
    filing = replace(filed.filing, scores=scores, ranked=scores.ranked())
    (point,) = best([Filed(filed.paragraph, filing)], THEMES[0], "en")
    assert point.text == "The ministers cut tariffs on steel in May."


def test_what_an_editor_filed_is_quoted_too() -> None:
    """A paragraph that has no scores of its own has a key point nevertheless."""
    briefing = make_briefing("+ 50 % …\n\nTrade.", "- -", themes=THEMES, filed={1: "economy"})
    points = {section.id: section.key_points for section in briefing.sections}
    assert points == {"economy": (Extract("+ 50 % …", 1),), "overview": ()}


@pytest.mark.parametrize("language", ["fr", "ur", "zz"])
def test_any_language_has_a_lead(language: str) -> None:
    """Where no opening is known to lean the first sentence leads."""
    briefing = make_briefing("Un mot. Un autre mot.", language=language)
    assert briefing.lead == Extract("Un mot.", 1)


def _seed() -> Briefing:
    return compose(first_seed(), filings_of(first_seed()), scheme().themes)


@pytest.mark.parametrize("key", range(6))
def test_the_first_seed_is_quoted_in_whole_sentences(key: int) -> None:
    """Lead and key points are sentences of the paragraph they name, letter for letter."""
    extract = _seed().extracts[key]
    paragraph = first_seed().paragraphs[extract.paragraph - 1]
    assert extract.text in [sentence.text for sentence in split_sentences(paragraph.text, "en")]


def test_the_first_seed_has_its_extracts() -> None:
    """One point for each theme, two for the one with three paragraphs, and a lead from ¶1."""
    assert _seed().lead.paragraph == 1
    points = {s.id: [point.paragraph for point in s.key_points] for s in _seed().sections}
    assert len(points.pop("regional")) == 2
    assert points == {
        "overview": [],
        "economy": [3],
        "security": [5],
        "symbolism": [9],
        "outlook": [],
    }


_SENTENCES = st.sampled_from(
    (TRADE.format(1), TRADE.format(2), "But why?", "This too.", "Dr. Khan met Mr. Li.", "“So.”")
)
_PARAGRAPHS = st.lists(
    st.lists(_SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6
)


@given(_PARAGRAPHS)
def test_extracts_are_whole_sentences_of_their_paragraph(paragraphs: list[str]) -> None:
    """Whatever is chosen is a sentence as it stands, and one a paragraph."""
    briefing = _briefing("\n".join(paragraphs))
    texts = [p.text for p in briefing.document.paragraphs]
    found = [lead(briefing.filed, "en"), *_points(briefing)]
    wrong = [
        extract
        for extract in found
        if extract.text not in [s.text for s in split_sentences(texts[extract.paragraph - 1], "en")]
    ]
    assert wrong == []
    assert 2 <= len(found) <= 3
