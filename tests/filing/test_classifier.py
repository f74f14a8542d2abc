"""Classifying: what must hold of a score, and that clear sentences are filed right."""

import numpy as np
import pytest

from dossier.filing.classifier import REACH, nearness
from dossier.model import Scheme, Scores, Term
from dossier.text.tokens import tokenize
from tests.factories import cases, make_document, make_scheme, make_theme, make_themes
from tests.filed import (
    THEMES,
    best_of,
    classifier,
    filings_of,
    first_seed,
    make_classifier,
    scheme,
    scores_of,
)

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

—

5 000
"""
SCORED = (1, 2, 3, 4, 6)
"""Indices of the paragraphs of `MIXED` that have words and are no heading."""

ECONOMIC = "Bilateral trade grew by a fifth, and the two banks lowered their rates."


@pytest.fixture(scope="module")
def mixed() -> tuple[Scores | None, ...]:
    """Return the scores of a text with every kind of paragraph."""
    return scores_of(MIXED, "note.md")


def _some(scores: Scores | None) -> Scores:
    assert scores is not None
    return scores


def _same(one: Scores, other: Scores) -> bool:
    """Tell whether two paragraphs have the same shares, to the last bit."""
    return (one.themes, one.spans.tolist()) == (other.themes, other.spans.tolist()) and all(
        np.array_equal(getattr(one, part), getattr(other, part))
        for part in ("words", "context", "standing")
    )


@pytest.mark.parametrize(("text", "expected"), cases("classify/clear.txt"))
def test_clear_sentences_are_filed_right(text: str, expected: str) -> None:
    """A sentence that plainly belongs to one theme has that theme first, above 0."""
    assert best_of(text, classifier()) == expected.strip()


def test_the_first_seed_is_filed_as_its_own_text_announces() -> None:
    """It announces its themes in turn; what opens and closes it belongs to none."""
    sections = [filing.section for filing in filings_of(first_seed())]
    assert sections == [
        *("overview", "overview", "economy", "economy", "security"),
        *("regional", "regional", "regional", "symbolism", "outlook", "outlook"),
    ]


def test_what_has_words_of_its_own_is_scored(mixed: tuple[Scores | None, ...]) -> None:
    """Headings and paragraphs without a word have no scores; tables, code and quotes have them."""
    assert [index for index, scores in enumerate(mixed) if scores] == list(SCORED)


@pytest.mark.parametrize("text", ["—", "* * *", "…", "?!"])
def test_a_paragraph_without_words_has_no_scores(text: str) -> None:
    """Where there is nothing to go by there is nothing to show."""
    assert scores_of(text) == (None,)


@pytest.mark.parametrize("index", SCORED)
def test_the_shares_have_the_shape_of_the_text(
    mixed: tuple[Scores | None, ...], index: int
) -> None:
    """There is a row for each word, where it stands, and a context for each theme."""
    text = make_document(MIXED, "note.md").paragraphs[index].text
    scores = _some(mixed[index])
    assert scores.themes == THEMES
    assert scores.spans.tolist() == tokenize(text).spans.tolist()
    assert scores.words.shape == (len(scores.spans), 4)
    assert scores.context.shape == (4,)
    assert scores.standing.shape == (4,)


@pytest.mark.parametrize("index", SCORED)
def test_every_theme_is_ranked_once_best_first(
    mixed: tuple[Scores | None, ...], index: int
) -> None:
    """Each theme has one score, the sum of its shares, and none is above the one before it."""
    scores = _some(mixed[index])
    ranked = scores.ranked()
    assert sorted(theme for theme, _ in ranked) == sorted(THEMES)
    totals = scores.words.sum(axis=0) + scores.context + scores.standing
    assert dict(ranked) == pytest.approx(dict(zip(THEMES, totals.tolist(), strict=True)), abs=1e-9)
    values = [value for _, value in ranked]
    assert values == sorted(values, reverse=True)


def test_scoring_is_deterministic(mixed: tuple[Scores | None, ...]) -> None:
    """The same text is scored the same to the last bit, by a classifier made anew too."""
    for again in (classifier(), make_classifier(scheme())):
        second = again.scores(make_document(MIXED, "note.md"))
        pairs = [(_some(mixed[index]), _some(second[index])) for index in SCORED]
        assert [_same(*pair) for pair in pairs] == [True] * len(SCORED)


def test_what_was_read_before_changes_nothing(mixed: tuple[Scores | None, ...]) -> None:
    """A classifier that met thousands of words meanwhile, or none, scores a text the same."""
    many = "\n".join(f"x{number}" for number in range(5000))
    seasoned = make_classifier(scheme())
    first = seasoned.scores(make_document(many))
    for document, expected in (
        (make_document(MIXED, "note.md"), mixed),
        (make_document(many), first),
    ):
        pairs = zip(seasoned.scores(document), expected, strict=True)
        assert [one is other or _same(_some(one), _some(other)) for one, other in pairs] == [
            True
        ] * len(expected)


# --- the text around a paragraph ------------------------------------------------------


def test_what_stands_around_a_paragraph_is_context_and_nothing_else() -> None:
    """Beside other paragraphs only the context differs: words and standing stay as they were."""
    (alone,), (_, within, _) = (
        scores_of(ECONOMIC),
        scores_of(f"Soldiers fought.\n\n{ECONOMIC}\n\nA wreath was laid."),
    )
    one, other = _some(alone), _some(within)
    assert np.array_equal(one.words, other.words)
    assert np.array_equal(one.standing, other.standing)
    assert one.context.tolist() == [0.0] * 4
    assert np.abs(other.context).min() > 0


@pytest.mark.parametrize(
    ("around", "theme"),
    [
        ("Investors and banks lend money for trade, steel and ports.", "economy"),
        ("Soldiers and militants fought with rockets near the border post.", "security"),
        ("The foreign ministers of the region met at the United Nations.", "regional"),
        ("A wreath, prayers and a poem honoured the friendship of both peoples.", "symbolism"),
    ],
)
def test_what_is_told_around_a_paragraph_speaks_for_its_theme(around: str, theme: str) -> None:
    """The theme of the neighbours is the one that they speak for most."""
    scores = _some(scores_of(f"{around}\n\nIt was so.\n\n{around}")[1])
    assert THEMES[int(scores.context.argmax())] == theme


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_nearer_paragraphs_count_for_more(count: int) -> None:
    """The weights of the others fall with the distance and add up to 1; alone there are none."""
    near = nearness(count)
    assert near.shape == (count, count)
    assert near.diagonal().tolist() == [0.0] * count
    assert near.sum(axis=1) == pytest.approx([1.0 if count > 1 else 0.0] * count)
    first = near[0, 1:].tolist()
    assert first == sorted(set(first), reverse=True)


def test_what_is_far_away_is_no_context() -> None:
    """Of a very long text only the paragraphs within reach count, so that work grows with it."""
    near = nearness(REACH + 3)
    assert [row.tolist().count(0.0) for row in near[[0, 1, 2]]] == [3, 2, 1]
    assert near.sum(axis=1) == pytest.approx([1.0] * (REACH + 3))


def test_headings_and_wordless_paragraphs_are_no_context() -> None:
    """A text with a heading and a line of stars is scored as without them."""
    plain = f"{ECONOMIC}\n\nSoldiers fought.\n"
    (one, two) = scores_of(plain, "note.md")
    (_, first, _, second) = scores_of(
        f"# The army\n\n{ECONOMIC}\n\n—\n\nSoldiers fought.\n", "note.md"
    )
    assert _same(_some(one), _some(first))
    assert _same(_some(two), _some(second))


# --- languages ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "filed"),
    [("en", True), ("en-GB", True), ("EN", True), ("fr", False), ("ur-PK", False), ("enm", False)],
)
def test_a_text_in_another_language_is_not_filed(language: str, filed: bool) -> None:
    """Whatever its words, nothing in it has scores unless its language is that of the themes."""
    document = make_document(f"{ECONOMIC}\n\n{ECONOMIC}", language=language)
    assert [bool(scores) for scores in classifier().scores(document)] == [filed, filed]
    sections = [filing.section for filing in filings_of(document)]
    assert sections == ["economy" if filed else "overview"] * 2


def test_themes_in_another_language_file_its_texts() -> None:
    """A scheme says in which language it is written, and then files that language alone."""
    theme = make_theme("commerce", vocabulary=(Term("commerce"), Term("douane*")))
    french = make_classifier(make_scheme((theme,), language="fr"))
    text = "Le commerce et les douanes."
    assert french.scores(make_document(text)) == (None,)
    (scores,) = french.scores(make_document(text, language="fr-CA"))
    assert _some(scores).ranked()[0][1] > 0


# --- schemes --------------------------------------------------------------------------


def _score(known: Scheme, text: str) -> dict[str, float]:
    return dict(_some(make_classifier(known).scores(make_document(text))[0]).ranked())


def test_one_theme_is_enough() -> None:
    """A site with a single theme of those that are known is scored as beside the others."""
    only = make_scheme(scheme().themes[:1], framing=scheme().framing, subjects=scheme().subjects)
    assert list(_score(only, ECONOMIC)) == ["economy"]
    assert _score(only, ECONOMIC)["economy"] > 0


def test_a_heavier_term_speaks_louder_for_its_theme_alone() -> None:
    """A term's weight raises the score of its own theme and leaves another's as it is."""
    light, heavy = (
        _score(
            make_scheme(
                (make_theme("apples", vocabulary=(Term("orchard", w),)), *make_themes("b"))
            ),
            "The orchard bore fruit.",
        )
        for w in (1.0, 2.0)
    )
    assert heavy["apples"] > light["apples"] + 0.5
    assert heavy["b"] == pytest.approx(light["b"], abs=1e-9)


@pytest.mark.parametrize("part", ["framing", "subjects"])
def test_words_of_no_theme_speak_against_all(part: str) -> None:
    """A word of openings, or of other matters, lowers every score."""
    themes = make_themes("apples pears")
    before = _score(make_scheme(themes), "The orchard bore fruit.")
    after = _score(make_scheme(themes, **{part: (Term("orchard"),)}), "The orchard bore fruit.")
    assert {theme: after[theme] < before[theme] for theme in after} == {
        "apples": True,
        "pears": True,
    }


def test_a_subject_that_a_theme_claims_is_one_no_longer() -> None:
    """A word of a theme's vocabulary does not count against the themes besides."""
    themes = (make_theme("apples", vocabulary=(Term("orchard"),)), *make_themes("pears"))
    text = "The orchard bore fruit."
    assert _score(make_scheme(themes, subjects=(Term("orchard"),)), text) == _score(
        make_scheme(themes), text
    )
