"""Evidence: the shares that are shown are the score, taken apart and named."""

import pytest

from dossier.filing import evidence
from dossier.filing.assign import file_paragraphs
from dossier.model import Filed, Filing, Paragraph, WordShare
from dossier.pages import blocks
from dossier.text.tokens import tokenize
from tests.factories import make_document, make_scored, make_themes
from tests.filed import THEMES, filings_of, first_seed, scheme

MIXED = make_document(
    """\
# Rails and ports

Trade grew, and trade's friends cheered: *trade* is the word.

| port | ships |
|------|-------|
| Gwadar | 12 |

```
open: May
```

> Dr. Pezeshkian laid a wreath at 09:30; the prayers were short.
""",
    "note.md",
)


def _filed() -> list[tuple[Paragraph, Filing]]:
    documents = (first_seed(), MIXED)
    pairs = [pair for d in documents for pair in zip(d.paragraphs, filings_of(d), strict=True)]
    return [pair for pair in pairs if pair[0].kind != "heading"]


every_paragraph = pytest.mark.parametrize(
    ("paragraph", "filing"),
    [pytest.param(*pair, id=f"{n}-{pair[0].kind}") for n, pair in enumerate(_filed())],
)


def test_there_is_something_to_explain() -> None:
    """The texts that these tests file have prose, a table and code, and framed paragraphs."""
    assert len(_filed()) == 15
    assert {paragraph.kind for paragraph, _ in _filed()} == {"prose", "table", "code"}
    assert [filing.framed for _, filing in _filed()].count(True) == 4


@every_paragraph
def test_all_parts_add_up_to_the_score(paragraph: Paragraph, filing: Filing) -> None:
    """Words shown, other words, context and standing are the score, and nothing else is."""
    found = evidence.explain(filing, paragraph.text)
    assert found
    parts = (*(word.share for word in found.shown), found.others, found.context, found.standing)
    assert sum(parts) == pytest.approx(found.score, abs=1e-9)
    every_word = sum(word.share for word in found.words)
    assert every_word + found.rest + found.context + found.standing == pytest.approx(
        found.score, abs=1e-9
    )


@pytest.mark.parametrize("theme", THEMES)
@every_paragraph
def test_the_ranking_is_the_sum_of_the_shares(
    paragraph: Paragraph, filing: Filing, theme: str
) -> None:
    """Not only of the best theme: each score is the sum of its column of the shares."""
    scores = filing.scores
    assert scores
    column = scores.themes.index(theme)
    parts = (
        scores.words[:, column].sum(),
        scores.rest[column],
        scores.context[column],
        scores.standing[column],
    )
    assert dict(filing.ranked)[theme] == pytest.approx(float(sum(parts)), abs=1e-9)
    assert len(scores.spans) == len(scores.words) == len(tokenize(paragraph.text))


@every_paragraph
def test_the_evidence_is_for_the_best_theme(paragraph: Paragraph, filing: Filing) -> None:
    """Score and theme are the first of the ranking, also where the place decided otherwise."""
    found = evidence.explain(filing, paragraph.text)
    assert found
    assert (found.theme, found.score) == filing.ranked[0]


@every_paragraph
def test_the_words_are_the_paragraphs_own(paragraph: Paragraph, filing: Filing) -> None:
    """Each form of a word in the paragraph is there once, the largest share first."""
    found = evidence.explain(filing, paragraph.text)
    assert found
    assert sorted(word.word for word in found.words) == sorted(set(tokenize(paragraph.text).forms))
    shares = [word.share for word in found.words]
    assert shares == sorted(shares, reverse=True)


@every_paragraph
def test_what_is_shown_speaks_for_the_theme(paragraph: Paragraph, filing: Filing) -> None:
    """Few words are shown, the strongest, and none that speaks against."""
    found = evidence.explain(filing, paragraph.text)
    assert found
    assert 1 <= len(found.shown) <= evidence.SHOWN
    assert found.shown == found.words[: len(found.shown)]
    assert min(word.share for word in found.shown) > 0
    next_best = found.words[len(found.shown) : evidence.SHOWN]
    assert [word for word in next_best if word.share > 0] == []


@every_paragraph
def test_the_panel_shows_the_same_sum(paragraph: Paragraph, filing: Filing) -> None:
    """What a page and `explain` show adds up too, and names the next choice and how far it is."""
    reason = blocks.with_reason(Filed(paragraph, filing), scheme().themes).reason
    assert reason
    words = (word.share for word in reason.words)
    parts = (*words, reason.others, reason.rest, reason.context, reason.standing)
    assert sum(parts) == pytest.approx(reason.score, abs=1e-9)
    choices = [*((value, theme) for theme, value in filing.ranked), (0.0, None)]
    first, second, *_ = sorted(choices, key=lambda choice: choice[0], reverse=True)
    named = reason.second.id if reason.second else None
    assert (reason.best.id, named) == (filing.ranked[0][0], second[1])
    assert {reason.best, reason.second} <= {*scheme().themes, None}
    assert reason.margin == pytest.approx(first[0] - second[0], abs=1e-9)


def _filing(text: str, values: dict[str, float]) -> Filing:
    (filing,) = file_paragraphs(make_document(text), [make_scored(text, values)], make_themes())
    return filing


def test_occurrences_of_a_word_are_counted_together() -> None:
    """However a word is written, its shares are one."""
    text = "Trade, trade’s TRADE; rail."
    filing = _filing(text, {"economy": 1.0})
    assert filing.scores
    filing.scores.words[:, 0] = [0.5, 0.25, 1.0, -0.5]
    found = evidence.explain(filing, text)
    assert found
    assert [(word.word, word.share) for word in found.words] == [("trade", 1.75), ("rail", -0.5)]
    assert [word.word for word in found.shown] == ["trade"]
    assert found.others == -0.5


def test_words_of_one_share_stand_by_their_letters() -> None:
    """The order does not hang on chance where shares are equal."""
    text = "Ports banks rails."
    filing = _filing(text, {"economy": 1.0})
    assert filing.scores
    filing.scores.words[:, 0] = 0.5
    found = evidence.explain(filing, text)
    assert found
    assert [word.word for word in found.words] == ["banks", "ports", "rails"]


def test_a_heading_has_no_evidence() -> None:
    """What has no scores has nothing to show."""
    heading = filings_of(MIXED)[0]
    assert heading.theme is not None
    assert evidence.explain(heading, MIXED.paragraphs[0].text) is None


@pytest.mark.parametrize(
    ("text", "shown", "marked"),
    [
        ("Trade’s friends trade.", ("trade",), ["Trade’s", "trade"]),
        ("In 2026 some 12 ships.", ("0", "ships"), ["2026", "12", "ships"]),
        ("Trader and trading.", ("trade",), []),
        ("Rail, rail.", (), []),
        ("Pre-war trade-off.", ("war", "off"), ["war", "off"]),
    ],
)
def test_every_occurrence_of_a_word_shown_is_marked(
    text: str, shown: tuple[str, ...], marked: list[str]
) -> None:
    """The spans are of the words as they are written, in the order of the text."""
    spans = evidence.marked_spans(text, [WordShare(word, 1.0) for word in shown])
    assert [text[start:end] for start, end in spans] == marked
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("start", "end", "share"), [(0, 6, 0.5), (6, 19, 0.75), (0, 19, 1.25), (1, 6, 0.0), (6, 6, 0.0)]
)
def test_the_share_of_a_sentence_is_that_of_its_words(start: int, end: int, share: float) -> None:
    """Words count where they begin."""
    scores = make_scored("Trade. Tariffs fell.", {"economy": 1.0, "security": 0.0})
    scores.words[:, 1] = [0.5, 1.0, -0.25]
    assert evidence.sentence_shares(scores, "security", [(0, 0), (start, end)]) == [0.0, share]
