"""Static word embeddings: WordLlama's table, read from its installed package without network.

Only a row lookup is needed of it, so the table and the tokenizer are opened directly; importing
wordllama itself would load a model class, a network client and a trainer.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Matrix = NDArray[np.float32]

_WORD = re.compile(r"\S+")
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


@dataclass(frozen=True, slots=True)
class Embedded:
    """The words of a text and what each of them adds to its embedding."""

    words: tuple[str, ...]
    vectors: Matrix
    """One row per word, 256 columns; the rows' sum is the text's embedding, of length 1."""


class Embedding:
    """The table: one row of 256 numbers per token."""

    def __init__(self, rows: Matrix, tokenizer: Tokenizer) -> None:
        self._rows = rows
        self._tokenizer = tokenizer

    def embed(self, text: str) -> Embedded:
        """Embed `text`; without any known token all vectors are 0."""
        spans = [match.span() for match in _WORD.finditer(text)]
        vectors = np.zeros((len(spans), self._rows.shape[1]), dtype=np.float32)
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        starts = np.array([start for start, _ in spans])
        for token, (_, end) in zip(encoded.ids, encoded.offsets, strict=True):
            word = int(np.searchsorted(starts, end - 1, side="right")) - 1
            if word >= 0:
                vectors[word] += self._rows[token]
        length = float(np.linalg.norm(vectors.sum(axis=0)))
        words = tuple(text[start:end] for start, end in spans)
        return Embedded(words, vectors / length if length else vectors)


@cache
def load() -> Embedding:
    """Open the table of the installed wordllama package; takes some 0.2 s, once a process."""
    spec = find_spec("wordllama")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("wordllama is not installed; run make site")
    package = Path(spec.submodule_search_locations[0])
    (rows,) = load_file(package / _WEIGHTS).values()
    tokenizer = Tokenizer.from_file(str(package / _TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Embedding(rows.astype(np.float32), tokenizer)
