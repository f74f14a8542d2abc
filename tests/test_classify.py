"""Classifying: what must hold of any way of scoring, and that clear sentences are filed right."""

from functools import cache

import pytest

from dossier.classify import Classifier, learn
from dossier.embedding import load
from dossier.model import Score
from dossier.themes import read
from tests.factories import REPOSITORY, cases, make_document

MIXED = """\
# Rails and ports

Bilateral trade grew, and the army guarded the corridor with two thousand soldiers.

| port | ships |
|------|-------|
| Gwadar | 12 |

```
open: May
```

> Dr. Pezeshkian laid a wreath; the prayers were short.

5 000
"""


@cache
def _classifier() -> Classifier:
    return learn(read(REPOSITORY / "themes.yml"), load())


def _scores(text: str, file_name: str = "note.txt") -> tuple[tuple[Score, ...], ...]:
    return _classifier().scores(make_document(text, file_name))


@pytest.fixture(scope="module")
def mixed() -> tuple[tuple[Score, ...], ...]:
    """Return the scores of a text with every kind of paragraph."""
    return _scores(MIXED, "note.md")


@pytest.mark.parametrize(("text", "expected"), cases("classify/clear.txt"))
def test_clear_sentences_are_filed_right(text: str, expected: str) -> None:
    """A sentence that plainly belongs to one theme has that theme first, above 0."""
    ((best, *_),) = _scores(text)
    assert best.theme == expected.strip()
    assert best.value > 0


@pytest.mark.parametrize("text", ["—", "* * *", "…"])
def test_a_paragraph_without_words_fits_no_theme(text: str) -> None:
    """Where there is nothing to go by no score is above 0."""
    ((*scores,),) = _scores(text)
    assert max(score.value for score in scores) <= 0


def test_there_is_a_row_for_every_paragraph(mixed: tuple[tuple[Score, ...], ...]) -> None:
    """Only headings have no scores; tables, code and quotes have them."""
    assert [bool(scores) for scores in mixed] == [False, True, True, True, True, True]


@pytest.mark.parametrize("row", range(1, 6))
def test_every_theme_is_scored_once_best_first(
    mixed: tuple[tuple[Score, ...], ...], row: int
) -> None:
    """Each theme has one score, and none is above the one before it."""
    scores = mixed[row]
    assert sorted(score.theme for score in scores) == sorted(t.id for t in _classifier().themes)
    values = [score.value for score in scores]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("row", range(1, 6))
@pytest.mark.parametrize("rank", range(4))
def test_the_evidence_is_the_whole_score(
    mixed: tuple[tuple[Score, ...], ...], row: int, rank: int
) -> None:
    """The shares of the words and the bias add up to the score, the largest share first."""
    score = mixed[row][rank]
    shares = [evidence.share for evidence in score.evidence]
    assert sum(shares) + score.bias == pytest.approx(score.value, abs=1e-4)
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("rank", range(4))
def test_the_evidence_is_made_of_the_paragraphs_own_words(
    mixed: tuple[tuple[Score, ...], ...], rank: int
) -> None:
    """Every word that is named stands in the paragraph."""
    text = make_document(MIXED, "note.md").paragraphs[1].text
    evidence = mixed[1][rank].evidence
    assert evidence
    assert [e.word for e in evidence if e.word not in text] == []


def test_scoring_is_deterministic(mixed: tuple[tuple[Score, ...], ...]) -> None:
    """The same text is scored the same again, by a classifier that learnt anew too."""
    assert _scores(MIXED, "note.md") == mixed
    again = learn(read(REPOSITORY / "themes.yml"), load())
    assert again.scores(make_document(MIXED, "note.md")) == mixed


def test_a_paragraph_is_scored_by_itself() -> None:
    """What stands around a paragraph does not change its scores."""
    text = "Bilateral trade grew by a fifth."
    ((alone,), (_, within, _)) = _scores(text), _scores(f"An army.\n\n{text}\n\nA wreath.")
    assert alone == within


def test_one_theme_is_enough() -> None:
    """A site with a single theme is scored as well."""
    only = learn(read(REPOSITORY / "themes.yml")[:1], load())
    ((score,),) = only.scores(make_document("Bilateral trade grew by a fifth."))
    assert score.theme == "economy"
