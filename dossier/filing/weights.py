"""The trained weights of the classifier: read the data file that `make train` writes, or write it.

`GenericWeights` says how much each kind of evidence from themes.yml counts for any theme. The rest
corrects this for the themes under which the labelled paragraphs were filed, known by their ids.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save

from dossier.text.tokens import Vector

Matrix = NDArray[np.float64]

FILE = Path(__file__).parent / "weights.safetensors"


@dataclass(frozen=True, slots=True)
class GenericWeights:
    """How much each kind of evidence from themes.yml counts, for any theme."""

    own: float
    """The embedding of the paragraph in the direction of the theme."""

    near: float
    """The embedding of its neighbours in that direction."""

    vocabulary: float
    """Words and phrases of the vocabulary of the theme."""

    framing: float
    """Words of openings, transitions and procedure, which no theme owns."""

    subjects: float
    """Words of subjects that no theme is about."""

    near_vocabulary: float
    """Words of that vocabulary in its neighbours."""

    standing: float
    """The score of every theme before any word is read: the intercept."""


@dataclass(frozen=True, slots=True, eq=False)
class WordsAlone:
    """What was learned for languages of which nothing but word lists is known, for T themes."""

    generic: GenericWeights
    """Nothing of an embedding counts."""

    lists: Matrix
    near_lists: Matrix
    standing: Vector
    """The corrections of the same names, as `Weights` has them."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """All trained weights, for T themes and embeddings of D dimensions."""

    themes: tuple[str, ...]
    """Ids of the T themes."""

    words: Mapping[str, Vector]
    """Word form to T corrections."""

    own: Matrix
    """D x T, for the embedding of the paragraph."""

    near: Matrix
    """D x T, for that of its neighbours."""

    lists: Matrix
    """(T + 2) x T, for hits in the vocabularies of the themes, in framing and in subjects."""

    near_lists: Matrix
    """(T + 2) x T, for those in its neighbours."""

    standing: Vector
    """T intercepts."""

    centre: Vector
    """D; the mean embedding of a paragraph, from which directions are measured."""

    generic: GenericWeights

    words_alone: WordsAlone


_MATRICES = ("own", "near", "lists", "near_lists", "standing", "centre")
_ALONE = ("lists", "near_lists", "standing")


@cache
def load(path: Path = FILE) -> Weights:
    """Read the weights from a file."""
    data = load_file(path)
    forms = _lines(data["words"])
    weights = data["word_weights"].astype(np.float64)
    matrices: dict[str, Any] = {name: data[name].astype(np.float64) for name in _MATRICES}
    return Weights(
        themes=tuple(_lines(data["themes"])),
        words=dict(zip(forms, weights, strict=True)),
        generic=GenericWeights(*data["generic"].tolist()),
        words_alone=WordsAlone(
            GenericWeights(*data["words_alone"].tolist()),
            *(data[f"words_alone_{name}"].astype(np.float64) for name in _ALONE),
        ),
        **matrices,
    )


def write(weights: Weights, path: Path) -> None:
    """Write the weights to a file; equal weights give equal bytes."""
    data = {name: getattr(weights, name).astype(np.float32) for name in _MATRICES} | {
        "themes": _bytes(weights.themes),
        "words": _bytes(weights.words),
        "word_weights": np.array(list(weights.words.values()), dtype=np.float16),
        "generic": np.array(astuple(weights.generic), dtype=np.float32),
        "words_alone": np.array(astuple(weights.words_alone.generic), dtype=np.float32),
    }
    for name in _ALONE:
        data[f"words_alone_{name}"] = getattr(weights.words_alone, name).astype(np.float32)
    path.write_bytes(save({name: np.ascontiguousarray(array) for name, array in data.items()}))


def _lines(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode().split("\n")


def _bytes(lines: Any) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)
