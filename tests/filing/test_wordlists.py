"""Word lists: what the vocabularies of themes.yml find in a text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.filing.wordlists import WordLists
from dossier.model import Term
from dossier.text.tokens import Vector, tokenize
from tests.factories import cases, pieces, texts


def _terms(lines: list[str]) -> list[Term]:
    """Return a term for every line of the form `trade` or `trade: 2`."""
    pairs = [line.partition(":") for line in lines]
    return [Term(phrase, float(weight) if weight else 1.0) for phrase, _, weight in pairs]


def _weights(lists: WordLists, text: str) -> Vector:
    """Return what each word of `text` (rows) weighs in each list (columns), phrases included."""
    forms = tokenize(text).forms
    weights = np.array([lists.of_word(form) for form in forms])
    for hit in lists.phrases(forms):
        weights[hit.words, hit.list] += hit.weight
    return weights


@pytest.mark.parametrize(("text", "expected"), cases("wordlists/hits.txt"))
def test_what_a_list_finds(text: str, expected: str) -> None:
    """Each word that a list of terms knows has its weight; the last line of a case is the text."""
    *terms, sentence = text.splitlines()
    (weights,) = _weights(WordLists([_terms(terms)]), sentence).T
    named = [sentence[start:end] for start, end in tokenize(sentence).spans.tolist()]
    found = [f"{word}={weight:g}" for word, weight in zip(named, weights, strict=True) if weight]
    assert found == expected.splitlines()


def test_lists_are_looked_up_side_by_side() -> None:
    """Each list has a column of its own; a word may be in several, and in an empty one never."""
    lists = WordLists([_terms(["trade: 2", "free trade: 1"]), [], _terms(["trad*"])])
    assert lists.count == 3
    assert _weights(lists, "Free trade").tolist() == [[0.5, 0, 0], [2.5, 0, 1]]


def test_a_hit_names_its_words_its_list_and_the_weight_of_each() -> None:
    """A phrase says which words it covers, in the order of the text."""
    lists = WordLists([[], _terms(["rail corridor: 3", "corridor of trade: 3"])])
    hits = list(lists.phrases(["the", "rail", "corridor", "of", "trade"]))
    assert [(hit.words, hit.list, hit.weight) for hit in hits] == [
        (slice(1, 3), 1, 1.5),
        (slice(2, 5), 1, 1.0),
    ]


_FORMS = st.lists(st.sampled_from(("trade", "trades", "free", "a", "of")), min_size=1, max_size=3)


@given(st.lists(st.tuples(_FORMS, st.booleans()), max_size=5), st.lists(_FORMS, max_size=3))
def test_a_phrase_is_found_where_it_stands_and_nowhere_else(
    phrases: list[tuple[list[str], bool]], parts: list[list[str]]
) -> None:
    """A plain search at every place finds the same phrases."""
    forms = [form for part in parts for form in part]
    wanted = [(phrase, starred) for phrase, starred in phrases if len(phrase) > 1]
    lists = WordLists([[Term(" ".join(p) + "*" * starred) for p, starred in wanted]])
    expected = sorted(
        (start, start + len(phrase))
        for start in range(len(forms))
        for phrase, starred in wanted
        if start + len(phrase) <= len(forms)
        and forms[start : start + len(phrase) - 1] == phrase[:-1]
        and (
            forms[start + len(phrase) - 1].startswith(phrase[-1])
            if starred
            else forms[start + len(phrase) - 1] == phrase[-1]
        )
    )
    assert sorted((hit.words.start, hit.words.stop) for hit in lists.phrases(forms)) == expected


@given(st.lists(pieces, max_size=6).map("".join), texts)
def test_any_term_can_be_looked_up_in_any_text(term: str, text: str) -> None:
    """Whatever a term is made of, its weight is spread over words that are there."""
    weights = _weights(WordLists([[Term(term, 2.0)]]), text)
    assert bool(np.isfinite(weights).all())
    assert float(weights.sum()) >= 0
