"""Static word embeddings: the table of WordLlama, read from its installed package, offline.

Only rows are looked up, so the table and the tokenizer are opened directly: importing wordllama
would load a model class, a network client and a trainer.
"""

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from dossier.text.tokens import Vector

_TABLE = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


class Embedding:
    """A table of tokens x 256 numbers; the vector of a word is the sum of its tokens' rows."""

    def __init__(self, rows: NDArray[np.float16], tokenizer: Tokenizer) -> None:
        self._rows = rows
        self._tokenizer = tokenizer
        self.dimensions = rows.shape[1]

    def word(self, form: str) -> tuple[Vector, int]:
        """Return the vector of a word and the number of its tokens."""
        ids = self._tokenizer.encode(form, add_special_tokens=False).ids
        return self._rows[ids].astype(np.float64).sum(axis=0), len(ids)

    def mean(self, forms: Iterable[str]) -> Vector:
        """Return the mean vector of all tokens of the words `forms`; 0 if there are none."""
        total, tokens = np.zeros(self.dimensions), 0
        for form in forms:
            vector, count = self.word(form)
            total, tokens = total + vector, tokens + count
        return total / max(tokens, 1)


@cache
def load() -> Embedding:
    """Return the embedding of the installed wordllama package; it takes 0.2 s, once a process."""
    spec = find_spec("wordllama")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("wordllama is not installed; install Dossier anew")
    package = Path(spec.submodule_search_locations[0])
    (rows,) = load_file(package / _TABLE).values()
    return Embedding(rows, Tokenizer.from_file(str(package / _TOKENIZER)))
