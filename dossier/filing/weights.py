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
    """The paragraph's embedding in the direction of the theme's."""

    near: float
    """The same of its neighbours."""

    vocabulary: float
    """Words and phrases of the theme's vocabulary."""

    framing: float
    """Words of openings, transitions and procedure, of whatever theme."""

    subjects: float
    """Words of matters that no theme is about."""

    near_vocabulary: float
    """Words of the theme's vocabulary in its neighbours."""

    standing: float
    """What every theme starts from."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """All of it; T themes are known, embeddings have D dimensions."""

    themes: tuple[str, ...]
    """Ids of the T themes."""

    words: Mapping[str, Vector]
    """Word form to its correction for each theme."""

    own: Matrix
    """D x T, for the paragraph's embedding."""

    near: Matrix
    """D x T, for its neighbours' embedding."""

    lists: Matrix
    """(T + 2) x T, for hits in the themes' vocabularies, framing and subjects."""

    near_lists: Matrix
    """(T + 2) x T, for those of its neighbours."""

    standing: Vector
    """T."""

    centre: Vector
    """D; the mean embedding of a paragraph, from which directions are taken."""

    generic: GenericWeights


_MATRICES = ("own", "near", "lists", "near_lists", "standing", "centre")


@cache
def load(path: Path = FILE) -> Weights:
    """Read the data file."""
    data = load_file(path)
    forms = _lines(data["words"])
    weights = data["word_weights"].astype(np.float64)
    matrices: dict[str, Any] = {name: data[name].astype(np.float64) for name in _MATRICES}
    return Weights(
        themes=tuple(_lines(data["themes"])),
        words=dict(zip(forms, weights, strict=True)),
        generic=GenericWeights(*data["generic"].tolist()),
        **matrices,
    )


def write(learned: Weights, path: Path) -> None:
    """Write the data file; the same content gives the same bytes."""
    weights = np.array(list(learned.words.values()), dtype=np.float16)
    data = {name: getattr(learned, name).astype(np.float32) for name in _MATRICES} | {
        "themes": _bytes(learned.themes),
        "words": _bytes(learned.words),
        "word_weights": weights,
        "generic": np.array(astuple(learned.generic), dtype=np.float32),
    }
    path.write_bytes(save({name: np.ascontiguousarray(array) for name, array in data.items()}))


def _lines(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode().split("\n")


def _bytes(lines: Any) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)
