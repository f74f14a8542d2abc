"""Learn the desk's line: which words let filing follow an editor's corrections, and how much.

A softmax over the themes and no theme, whose scores are what the program gives without the desk
plus the weights of the words that a paragraph has. Words are taken one by one: the one that the
corrections not yet explained speak for most, by its score test (Rao 1948), until none is left that
they speak for clearly. Two quadratic penalties keep the weights small. The first shrinks them
towards nothing. The second shrinks what they would change in the paragraphs that no editor
corrected, so that a word that stands everywhere costs much, and one that is particular to the
corrections little.

The constants were chosen by `benchmarks/desk.py`. The same corrections give the same weights.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dossier.filing.desk import BOUND
from dossier.filing.weights import Matrix
from dossier.model import Desk, DeskWeight
from dossier.text.tokens import Vector

CORRECTIONS = 3
"""In which a word must occur to be learned."""

TEXTS = 2
"""In which those corrections must stand."""

EVIDENCE = 3.5
"""How clearly the corrections must speak for a word, in standard errors. There are thousands of
words to choose from, of which some would reach 3 by chance."""

SHRINKAGE = 0.25
"""The penalty on the square of a weight."""

CHANGE = 1.0
"""The penalty on the square of what the weights change in a paragraph, on average over those that
were not corrected; it counts once for each correction."""

LEAST = 0.15
"""A smaller weight is dropped."""

MOST_WORDS = 60
MOST_STEPS = 500
CONVERGED = 1e-4


@dataclass(frozen=True, slots=True)
class Case:
    """A decision of an editor on one paragraph, or on a list."""

    text: str
    """Path of the text that it stands in."""

    words: frozenset[str]
    """The forms of its words."""

    scores: tuple[float, ...]
    """What the program gives each theme, without the desk's line."""

    place: int
    """Number of the theme that the editor chose; behind the last for no theme."""


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """N cases, V words that may be learned, T themes."""

    has: Matrix
    """N x V: 1 where the case has the word."""

    library: NDArray[np.bool_]
    """Paragraphs that were not corrected x V: has it the word?"""

    start: Matrix
    """N x T."""

    wanted: Matrix
    """N x T: 1 for the theme that the editor chose."""

    def missed(self, scores: Matrix) -> Matrix:
        """Return N x T: what each theme's probability lacks of what the editor chose."""
        missed: Matrix = self.wanted - probabilities(scores)
        return missed

    def penalty(self, words: Sequence[int]) -> Matrix:
        """Return the matrix of the penalty on the weights of some words."""
        library = self.library[:, words].astype(float)
        change = library.T @ library / max(len(library), 1)
        return np.asarray(SHRINKAGE * np.eye(len(words)) + CHANGE * len(self.has) * change)


def learn(cases: Sequence[Case], library: Sequence[frozenset[str]], themes: Sequence[str]) -> Desk:
    """Return the weights that the cases teach, none if they have no line.

    `library` are the words of paragraphs that were not corrected, a sample if there are many.
    """
    vocabulary = _vocabulary(cases)
    if not vocabulary:
        return ()
    wanted = np.array([case.place for case in cases])[:, None] == np.arange(len(themes))
    problem = _Problem(
        has=np.array([[word in case.words for word in vocabulary] for case in cases], float),
        library=np.array([[word in words for word in vocabulary] for words in library], bool)
        if library
        else np.zeros((0, len(vocabulary)), bool),
        start=np.array([case.scores for case in cases]),
        wanted=wanted.astype(float),
    )
    chosen, weights = _choose(problem)
    rounded = np.clip(weights, -BOUND, BOUND).round(2).tolist()
    found = [
        DeskWeight(theme, vocabulary[word], weight)
        for word, row in zip(chosen, rounded, strict=True)
        for theme, weight in zip(themes, row, strict=True)
        if abs(weight) >= LEAST
    ]
    return tuple(sorted(found, key=lambda one: (themes.index(one.theme), one.word)))


def agreeing(cases: Sequence[Case], desk: Desk, themes: Sequence[str]) -> int:
    """Count the cases that are filed as the editor did, with the desk's line."""
    count = 0
    for case in cases:
        scores = np.array([*case.scores, 0.0])
        for one in desk:
            if one.word in case.words:
                scores[themes.index(one.theme)] += one.weight
        best = int(scores[:-1].argmax())
        count += case.place == (best if scores[best] > 0 else len(themes))
    return count


def probabilities(scores: Matrix) -> Matrix:
    """Return the probability of each theme, no theme being the other choice, of score 0."""
    top = np.maximum(scores.max(axis=1, keepdims=True), 0)
    powers = np.exp(scores - top)
    return np.asarray(powers / (powers.sum(axis=1, keepdims=True) + np.exp(-top)))


def _vocabulary(cases: Sequence[Case]) -> list[str]:
    """Return the words that stand in several cases of several texts; a number is none."""
    count = Counter(word for case in cases for word in case.words)
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for case in cases:
        for word in case.words:
            texts[word].add(case.text)
    return sorted(
        word
        for word, number in count.items()
        if number >= CORRECTIONS and len(texts[word]) >= TEXTS and word[0].isalpha()
    )


def _choose(problem: _Problem) -> tuple[list[int], Matrix]:
    """Return the words that are learned, and their weights, words x themes."""
    chosen: list[int] = []
    weights = np.zeros((0, problem.start.shape[1]))
    scores = problem.start
    while len(chosen) < MOST_WORDS:
        evidence = _evidence(problem, scores)
        evidence[chosen] = 0
        best = int(evidence.argmax())
        if evidence[best] < EVIDENCE:
            break
        chosen.append(best)
        weights = _fit(
            problem,
            chosen,
            np.vstack([weights, np.zeros_like(weights, shape=(1, weights.shape[1]))]),
        )
        scores = problem.start + problem.has[:, chosen] @ weights
    return chosen, weights


def _evidence(problem: _Problem, scores: Matrix) -> Vector:
    """Return how clearly the cases speak for each word: for a theme, or for no theme.

    This is the slope of the likelihood at a weight of 0, over the root of its information and of
    the penalty. A word speaks for no theme if it takes the same from all of them.
    """
    chances, missed = probabilities(scores), problem.missed(scores)
    common = (
        problem.library.mean(axis=0) if len(problem.library) else np.zeros(problem.has.shape[1])
    )
    penalty = (SHRINKAGE + CHANGE * len(problem.has) * common)[:, None]
    none = chances.sum(axis=1, keepdims=True)
    slopes = problem.has.T @ np.hstack([missed, missed.sum(axis=1, keepdims=True)])
    information = problem.has.T @ np.hstack([chances * (1 - chances), none * (1 - none)])
    penalties = np.hstack(
        [np.repeat(penalty, chances.shape[1], axis=1), penalty * chances.shape[1]]
    )
    return np.asarray((np.abs(slopes) / np.sqrt(information + penalties)).max(axis=1))


def _fit(problem: _Problem, words: Sequence[int], weights: Matrix) -> Matrix:
    """Return the best weights of some words, by steps from `weights`.

    The curvature of a softmax is at most half the unit matrix (Böhning 1992), so one matrix serves
    every step, and no step goes too far.
    """
    has, penalty = problem.has[:, words], problem.penalty(words)
    bound = np.linalg.inv(has.T @ has / 2 + penalty)
    for _ in range(MOST_STEPS):
        slope = has.T @ problem.missed(problem.start + has @ weights) - penalty @ weights
        step = bound @ slope
        weights = weights + step
        if np.abs(step).max() < CONVERGED:
            break
    return weights
