"""The two steps of learning: how much each kind of evidence counts, then corrections.

First, seven numbers say how much each kind of evidence from themes.yml counts for any theme
(`GenericWeights`), by a conditional logit. Then a softmax regression over the themes and no theme
corrects that, theme by theme. A quadratic penalty keeps the corrections small, so that themes.yml
stands where the labels teach nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from dossier.filing.weights import GenericWeights, Matrix, Weights, WordsAlone
from dossier.text.tokens import Vector
from training.features import Features, Sparse
from training.labelled import Labelled

Rows = NDArray[np.int64]

PENALTY = 3.0
SCALES = {"words": 1.5, "lists": 0.5, "own": 0.12, "near": 0.05, "near_lists": 0.25}
"""How freely each kind of feature may correct; a smaller scale is a stronger penalty. Chosen by
cross-validation by text."""


@dataclass(frozen=True, slots=True, eq=False)
class Corrections:
    """Per kind of feature its weights, one column per theme, against no theme."""

    words: Matrix
    lists: Matrix
    own: Matrix
    near: Matrix
    near_lists: Matrix
    standing: Vector

    def scores(self, features: Features) -> Matrix:
        """Return what the corrections add to the score of every paragraph and theme."""
        parts = [getattr(features, kind) @ getattr(self, kind) for kind in SCALES]
        return np.asarray(np.sum(parts, axis=0) + self.standing)


def learn(
    features: Features, labelled: Labelled, themes: Sequence[str], rows: Rows | None = None
) -> Weights:
    """Learn from some of the labelled paragraphs, or from all."""
    if rows is None:
        rows = np.arange(len(labelled.forms))
    generic = learn_generic(features, labelled, rows, range(len(themes)))
    start = features.evidence @ generic
    found = learn_corrections(features, labelled, rows, start)
    weights = found.words * features.idf[:, None]
    return Weights(
        themes=tuple(themes),
        words=dict(zip(features.vocabulary, weights, strict=True)),
        own=found.own,
        near=found.near,
        lists=found.lists,
        near_lists=found.near_lists,
        standing=found.standing,
        centre=features.centre,
        generic=GenericWeights(*generic.tolist()),
        words_alone=learn_words_alone(features, labelled, rows),
    )


def learn_words_alone(features: Features, labelled: Labelled, rows: Rows) -> WordsAlone:
    """Fit what is known of languages that have word lists, and neither words nor an embedding."""
    evidence = features.evidence.copy()
    evidence[:, :, :2] = 0  # what the embedding says of a paragraph and its neighbours
    nothing = np.zeros((len(evidence), 1))
    alone = replace(
        features,
        evidence=evidence,
        words=sparse.csr_matrix(nothing),
        own=nothing,
        near=nothing,
    )
    generic = learn_generic(alone, labelled, rows, range(evidence.shape[1]))
    found = learn_corrections(alone, labelled, rows, evidence @ generic)
    return WordsAlone(
        GenericWeights(*generic.tolist()), found.lists, found.near_lists, found.standing
    )


def learn_generic(
    features: Features, labelled: Labelled, rows: Rows, themes: Sequence[int]
) -> Vector:
    """Fit the numbers of GenericWeights on some of the paragraphs and themes."""
    evidence = features.evidence[rows][:, themes]
    targets = labelled.targets[rows][:, [*themes, -1]]
    weights = labelled.weights[rows] * targets.sum(axis=1)
    targets = targets / np.maximum(targets.sum(axis=1, keepdims=True), 1e-9)

    def loss(numbers: Vector) -> tuple[float, Vector]:
        log_p = _log_softmax(_with_no_theme(evidence @ numbers))
        error = weights[:, None] * (np.exp(log_p) - targets)
        value = -(weights[:, None] * targets * log_p).sum()
        slope = np.einsum("pt,ptk->k", error[:, :-1], evidence)
        return value / weights.sum(), slope / weights.sum()

    found = optimize.minimize(loss, np.zeros(evidence.shape[2]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)


def learn_corrections(
    features: Features, labelled: Labelled, rows: Rows, start: Matrix
) -> Corrections:
    """Fit the corrections on some of the paragraphs; `start` are the scores before them."""
    factors, parts = {}, []
    for kind, scale in SCALES.items():
        part = getattr(features, kind)[rows]
        factors[kind] = scale / _spread(part)
        parts.append(sparse.csr_matrix(part * factors[kind]))
    weights, standing = _softmax_regression(
        sparse.hstack(parts).tocsr(),
        _with_no_theme(start[rows]),
        labelled.targets[rows],
        labelled.weights[rows],
    )
    against = weights[:, :-1] - weights[:, -1:]
    edges = np.cumsum([part.shape[1] for part in parts])[:-1]
    kinds = dict(zip(SCALES, np.split(against, edges), strict=True))
    corrections: dict[str, Any] = {kind: kinds[kind] * factors[kind] for kind in SCALES}
    return Corrections(**corrections, standing=standing[:-1] - standing[-1])


def _spread(part: Sparse) -> float:
    """Return a kind's unit: the root mean square length of a row of words, else the deviation."""
    if sparse.issparse(part):
        return float(np.sqrt(part.multiply(part).sum() / part.shape[0])) or 1.0
    return float(part.std()) or 1.0


def _softmax_regression(
    x: Sparse, start: Matrix, targets: Matrix, weights: Vector
) -> tuple[Matrix, Vector]:
    """Minimise the weighted cross-entropy plus a quadratic penalty on the weights."""
    width, labels, total = x.shape[1], targets.shape[1], weights.sum()
    transposed = x.T.tocsr()

    def loss(flat: Vector) -> tuple[float, Vector]:
        w, b = flat[: width * labels].reshape(width, labels), flat[width * labels :]
        log_p = _log_softmax(start + x @ w + b)
        error = weights[:, None] * (np.exp(log_p) - targets)
        value = -(weights[:, None] * targets * log_p).sum() + PENALTY / 2 * (w * w).sum()
        slope = (transposed @ error + PENALTY * w).ravel()
        return value / total, np.concatenate([slope, error.sum(axis=0)]) / total

    options = {"maxiter": 200, "ftol": 1e-7}
    found = optimize.minimize(
        loss, np.zeros((width + 1) * labels), jac=True, method="L-BFGS-B", options=options
    )
    return found.x[: width * labels].reshape(width, labels), found.x[width * labels :]


def _log_softmax(z: Matrix) -> Matrix:
    z = z - z.max(axis=1, keepdims=True)
    return np.asarray(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))


def _with_no_theme(scores: Matrix) -> Matrix:
    """Return the scores of the themes with that of no theme, 0, behind them."""
    return np.pad(scores, ((0, 0), (0, 1)))
