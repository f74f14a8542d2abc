"""Learning to judge sentences as extracts: two logistic regressions over what is seen of them.

One tells good key points from all other sentences, the other leads from all others. A quadratic
penalty keeps the weights small.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from dossier.briefings import features
from dossier.briefings.features import GROUPS, LEXICAL, Vocabulary
from dossier.briefings.judge import KEY, LEAD, Matrix, Weights
from dossier.text.tokens import Vector, tokenize
from training.marked import Marked

FEWEST_TEXTS = 8
"""In which a word or a pair of words must occur to be learned."""

COMMON = 0.35
"""A word that occurs in more than this share of the texts says nothing of any of them."""

UNMARKED_WEIGHT = 0.4
"""Of a sentence that is neither good nor bad, which the key points are told from."""

FORM_PENALTY = 10.0
WORD_PENALTY = {KEY: 12.0, LEAD: 25.0}
"""Chosen by cross-validation by text."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Of N sentences; V words are learned, F numbers say their form."""

    vocabulary: Vocabulary
    learned: list[str]
    """V words, marked as in `features.words`."""

    words: Any
    """scipy.sparse.csr_matrix, N x V; 1 where a sentence has a word."""

    form: Matrix
    """N x F."""

    elsewhere: NDArray[np.bool_]
    """F; does a number of form mean as much in other languages?"""

    texts: NDArray[np.int64]
    """N; the place of the text of each sentence."""

    key: Vector
    """N; 1 for a good key point."""

    lead: Vector
    """N; 1 for a good lead."""

    weight: Vector
    """N; how much each counts for telling key points."""


def look(marked: Sequence[Marked]) -> Seen:
    """Compute what is seen of all sentences of marked texts."""
    vocabulary = _vocabulary(marked)
    texts, forms, words = [], [], []
    elsewhere: list[bool] = []
    for place, one in enumerate(marked):
        found = [mark.candidate for mark in one.marks]
        for seen in features.see(found, one.document.title, vocabulary):
            groups = dict(zip(GROUPS, features.form(seen), strict=True))
            elsewhere = [name not in LEXICAL for name, group in groups.items() for _ in group]
            texts.append(place)
            forms.append([float(number) for group in groups.values() for number in group])
            words.append(features.words(seen))
    marks = [mark for one in marked for mark in one.marks]
    places = np.array(texts)
    learned = _learned(words, texts)
    return Seen(
        vocabulary=vocabulary,
        learned=learned,
        words=_matrix(words, learned),
        form=np.array(forms),
        elsewhere=np.array(elsewhere),
        texts=places,
        key=np.array([float(mark.is_key) for mark in marks]),
        lead=np.array([float(mark.is_lead) for mark in marks]),
        weight=np.array([1.0 if m.is_key or m.is_never else UNMARKED_WEIGHT for m in marks]),
    )


def _vocabulary(marked: Sequence[Marked]) -> Vocabulary:
    """Return how rare each word is; words of a single text are as rare as those of none."""
    texts = Counter(
        word
        for one in marked
        for word in {f for p in one.document.paragraphs for f in tokenize(p.text).forms}
    )
    total = len(marked)
    common = {word for word, count in texts.items() if count > COMMON * total}
    rarity = {
        word: math.log(total / (1 + count))
        for word, count in sorted(texts.items())
        if count > 1 and word not in common
    }
    return Vocabulary(rarity, math.log(total / 2), frozenset(common))


def _learned(words: Sequence[set[str]], texts: Sequence[int]) -> list[str]:
    occurs: dict[str, set[int]] = defaultdict(set)
    for text, several in zip(texts, words, strict=True):
        for word in several:
            occurs[word].add(text)
    return sorted(word for word, found in occurs.items() if len(found) >= FEWEST_TEXTS)


def _matrix(words: Sequence[set[str]], learned: Sequence[str]) -> Any:
    column = {word: place for place, word in enumerate(learned)}
    cells = [
        (row, column[word])
        for row, several in enumerate(words)
        for word in sorted(several)
        if word in column
    ]
    rows, columns = np.array(cells, np.int64).reshape(-1, 2).T
    shape = (len(words), len(learned))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)


def learn(seen: Seen, rows: NDArray[np.bool_] | None = None) -> Weights:
    """Learn from all sentences, or from those that `rows` chooses."""
    chosen = np.ones(len(seen.texts), bool) if rows is None else rows
    mean = seen.form[chosen].mean(axis=0)
    spread = seen.form[chosen].std(axis=0)
    spread[spread == 0] = 1.0
    form = (seen.form[chosen] - mean) / spread
    words = seen.words[chosen]
    design = sparse.hstack([np.ones((len(form), 1)), form, words]).tocsr()
    numbers = form.shape[1]
    columns = []
    for column, target, weight in (
        (KEY, seen.key, seen.weight),
        (LEAD, seen.lead, np.ones(len(seen.lead))),
    ):
        penalty = np.full(design.shape[1], WORD_PENALTY[column])
        penalty[: numbers + 1] = FORM_PENALTY
        penalty[0] = 0.0
        columns.append(_logistic(design, target[chosen], weight[chosen], penalty))
    found = np.stack(columns, axis=1)
    word_weights = found[numbers + 1 :]
    word_mean = np.asarray(words @ word_weights).mean(axis=0)
    weights = found[1 : numbers + 1] / spread[:, None]
    return Weights(
        words={word: row for row, word in enumerate(seen.learned, start=1)},
        word_weights=np.concatenate((np.zeros((1, 2)), word_weights)),
        form=weights,
        form_elsewhere=weights * seen.elsewhere[:, None],
        mean=mean,
        word_mean=word_mean,
        standing=found[0] + word_mean,
        vocabulary=seen.vocabulary,
    )


def _logistic(design: Any, target: Vector, weight: Vector, penalty: Vector) -> Vector:
    """Minimise the weighted cross-entropy plus a quadratic penalty on the weights."""
    turned = design.T.tocsr()

    def loss(numbers: Vector) -> tuple[float, Vector]:
        score = design @ numbers
        error = weight * (1 / (1 + np.exp(-score)) - target)
        value = (weight * (np.logaddexp(0, score) - target * score)).sum()
        value += (penalty * numbers**2).sum() / 2
        return value, turned @ error + penalty * numbers

    options = {"maxiter": 500, "ftol": 1e-9}
    found = optimize.minimize(
        loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", options=options
    )
    return np.asarray(found.x)
