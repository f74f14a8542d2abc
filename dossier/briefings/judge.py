"""Judge sentences as key points and as the lead, as plain sums of what is seen of them.

The score of a sentence is the log-odds that an editor would take it. It is the exact sum of

    words       the trained weight of each word: anywhere, as the first, or early in the sentence
    form        of each group of `features.GROUPS` its numbers, each times a trained weight
    standing    the intercept: the score of an average sentence

Both were learned by logistic regression from sentences that editors marked; see `training`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save

from dossier.briefings import features
from dossier.briefings.candidates import Candidate, candidates
from dossier.briefings.features import GROUPS, Seen, Vocabulary
from dossier.model import Document
from dossier.text.languages import primary
from dossier.text.tokens import Vector

Matrix = NDArray[np.float64]

FILE = Path(__file__).parent / "extracts.safetensors"
LANGUAGE = "en"
"""Of the words that were learned; in other texts the form alone is judged."""

_DECIMALS = 9

KEY, LEAD = 0, 1
"""The columns of weights: to be a key point, to be the lead."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """All trained weights, for V words and F numbers of form."""

    words: Mapping[str, int]
    """Each word, marked as in `features.words`, to its row in `word_weights`, from 1."""

    word_weights: Matrix
    """(1 + V) x 2; the first row is of no word."""

    form: Matrix
    """F x 2, for numbers less their mean."""

    form_elsewhere: Matrix
    """The same for texts in other languages: 0 for what knows English words."""

    mean: Vector
    """F; of the numbers of form in training."""

    word_mean: Vector
    """2; the mean sum of the weights of a sentence's words in training."""

    standing: Vector
    """2 intercepts."""

    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its scores."""

    candidate: Candidate
    key: float
    """Log-odds that an editor would take it as a key point."""

    lead: float
    """Log-odds that an editor would take it as the lead, lowered if it cannot stand alone."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the score of a sentence."""

    group: str
    """Of `features.GROUPS`, or "words"."""

    share: float
    words: tuple[str, ...] = ()
    """Those with the largest shares of that sign."""


def chance(score: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + math.exp(-score))


def judge(document: Document, weights: Weights | None = None) -> tuple[Judged, ...]:
    """Return the candidates of a text in order, each with its scores.

    `weights` are those of the package, unless others are given.
    """
    weights = weights or load()
    seen = _see(document, weights)
    if not seen:
        return ()
    knows = _knows(document.language)
    scores = _forms(seen, weights) @ (weights.form if knows else weights.form_elsewhere)
    scores += weights.standing
    if knows:
        scores += _words(seen, weights)
    key, lead = np.round(scores, _DECIMALS).T  # the order of a set may change the last ones
    lead = np.round(lead - np.logaddexp(0, -key), _DECIMALS)  # what cannot stand alone is no lead
    return tuple(map(Judged, (one.candidate for one in seen), key.tolist(), lead.tolist()))


def _forms(seen: Sequence[Seen], weights: Weights) -> Matrix:
    """Return the numbers of form less their mean: sentences x F."""
    numbers = [[*chain.from_iterable(features.form(one))] for one in seen]
    return np.array(numbers, np.float64) - weights.mean


def _words(seen: Sequence[Seen], weights: Weights) -> Matrix:
    """Return the sum of the weights of the words of each sentence, less its mean: sentences x 2."""
    rows = [[*filter(None, map(weights.words.get, features.words(one)))] for one in seen]
    sums = np.concatenate((np.zeros((1, 2)), weights.word_weights[[*chain.from_iterable(rows)]]))
    totals = np.cumsum(sums, axis=0)
    ends = np.cumsum([len(several) for several in rows])
    return np.diff(totals[[0, *ends]], axis=0) - weights.word_mean


def reasons(document: Document, column: int) -> tuple[tuple[Reason, ...], ...]:
    """Return the parts of each candidate's score, which add up to it without the standing.

    `column` is KEY or LEAD. The largest parts stand first.
    """
    weights = load()
    found = []
    for one in _see(document, weights):
        shares = _shares(one, document.language, weights)[:, column].tolist()
        told = _telling(one, column, shares[0] > 0, weights) if _knows(document.language) else ()
        parts = [Reason("words", shares[0], told)]
        parts += map(Reason, GROUPS, shares[1:])
        found.append(tuple(sorted(parts, key=lambda part: -abs(part.share))))
    return tuple(found)


def _see(document: Document, weights: Weights) -> list[Seen]:
    return features.see(candidates(document), document.title, weights.vocabulary)


def _knows(language: str) -> bool:
    return primary(language) == LANGUAGE


def _shares(seen: Seen, language: str, weights: Weights) -> Matrix:
    """Return the shares of the words and of each group of form: (1 + groups) x 2."""
    knows = _knows(language)
    words = _words([seen], weights) if knows else np.zeros((1, 2))
    numbers = _forms([seen], weights)[0]
    products = numbers[:, None] * (weights.form if knows else weights.form_elsewhere)
    starts = np.cumsum([0, *(len(group) for group in features.form(seen))])[:-1]
    return np.concatenate((words, np.add.reduceat(products, starts)))


_TOLD = 4
"""The most words that are named as a reason."""


def _telling(seen: Seen, column: int, is_positive: bool, weights: Weights) -> tuple[str, ...]:
    sign = 1 if is_positive else -1
    values = [
        (sign * weights.word_weights[row, column], word)
        for word in features.words(seen)
        if (row := weights.words.get(word)) is not None
    ]
    ordered = sorted(values, key=lambda pair: (-pair[0], pair[1]))
    bare = dict.fromkeys(word.lstrip(features.FIRST) for value, word in ordered if value > 0)
    return tuple(bare)[:_TOLD]


@cache
def load(path: Path = FILE) -> Weights:
    """Read the weights from a file."""
    data = load_file(path)
    numbers: dict[str, Any] = {name: data[name].astype(np.float64) for name in _NUMBERS}
    rarity = data["rarity"].astype(np.float64).tolist()
    return Weights(
        words={word: row for row, word in enumerate(_lines(data["words"]), start=1)},
        vocabulary=Vocabulary(
            rarity=dict(zip(_lines(data["known"]), rarity, strict=True)),
            rarest=float(data["rarest"][0]),
            common=frozenset(_lines(data["common"])),
        ),
        **numbers,
    )


_NUMBERS = ("word_weights", "form", "form_elsewhere", "mean", "word_mean", "standing")


def write(weights: Weights, path: Path) -> None:
    """Write the weights to a file; equal weights give equal bytes."""
    vocabulary = weights.vocabulary
    data = {name: getattr(weights, name).astype(np.float32) for name in _NUMBERS} | {
        "word_weights": weights.word_weights.astype(np.float16),
        "words": _bytes(sorted(weights.words, key=lambda word: weights.words[word])),
        "known": _bytes(list(vocabulary.rarity)),
        "rarity": np.array(list(vocabulary.rarity.values()), dtype=np.float16),
        "rarest": np.array([vocabulary.rarest], dtype=np.float32),
        "common": _bytes(sorted(vocabulary.common)),
    }
    path.write_bytes(save({name: np.ascontiguousarray(array) for name, array in data.items()}))


def _lines(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode().split("\n")


def _bytes(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)
