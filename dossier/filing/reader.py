"""The second reader: a small transformer that reads a paragraph in its place.

It is all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM"; Reimers and Gurevych 2019, "Sentence-BERT"),
fine-tuned on filed paragraphs by `training/reading`, in eight-bit integers. Its score of a label is
a plain sum as well: the mean over the pieces of the paragraph's words of one number each, the mean
over all pieces around them of another, and a constant.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from dossier.errors import Fault, ProgramError
from dossier.runtime.cache import key
from dossier.text import tokens
from dossier.text.tokens import tokenize

MODEL = Path(__file__).parent / "reader.onnx"
PIECES = Path(__file__).parent / "reader.json"
"""The model, and its vocabulary of word pieces."""

MOST = 176
"""Pieces of a paragraph that are read; what is behind them is not."""

FIRST, BEFORE, BEHIND = 16, 32, 32
"""Pieces that are read of the text's first paragraph, of the end of the one before, and of the
beginning of the one behind."""

_LETTERS, _LETTERS_AROUND = 4000, 600
"""Characters that are divided into pieces, of a paragraph and of one around it: more than those
pieces have that are read."""

LABELS = ("economy", "security", "regional", "symbolism", "general")
"""What it knows: ids of themes, then the name of no theme."""

Shares = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or all paragraphs of a list, and what stands around."""

    paragraphs: tuple[str, ...]
    first: str = ""
    """The first paragraph of the text; empty for that itself."""

    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The shares of a passage in the score of every label, in the order of `LABELS`."""

    words: tuple[Shares, ...]
    """Of each paragraph, words x labels."""

    around: Shares
    """Labels."""

    standing: Shares
    """Labels; the score of each before any word is read."""


class Reader:
    """The model, ready to read."""

    def __init__(self, model: bytes, pieces: Tokenizer) -> None:
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # it would report to its makers
        import onnxruntime  # it is slow to load, and most texts have nothing doubtful

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes are in parallel
        self._session = onnxruntime.InferenceSession(
            model,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # it takes six times as long as its parts
        )
        self._pieces = pieces
        self.about: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        """What the file says of itself."""

        self._standing = np.array(json.loads(self.about["standing"]), dtype=np.float32)
        self._open = pieces.token_to_id("[CLS]")
        self._end = pieces.token_to_id("[SEP]")

    def read(self, passage: Passage) -> Reading:
        """Return the shares of a passage in the score of each label.

        One passage at a time: together with others, eight-bit numbers would come out differently.
        """
        encoded = [self._encode(text[:_LETTERS]) for text in passage.paragraphs]
        own = list(chain.from_iterable(one.ids for one in encoded))[:MOST]
        parts = [[self._open]]
        for text, part in ((passage.first, slice(FIRST)), (passage.before, slice(-BEFORE, None))):
            if text:
                near = text[:_LETTERS_AROUND] if part.start is None else text[-_LETTERS_AROUND:]
                parts.append([*self._encode(near).ids[part], self._end])
        start = sum(map(len, parts))
        parts.append([*own, self._end])
        if passage.behind:
            near = passage.behind[:_LETTERS_AROUND]
            parts.append([*self._encode(near).ids[:BEHIND], self._end])
        window = np.array([list(chain.from_iterable(parts))], dtype=np.int64)
        here, there = np.split(self._session.run(None, {"ids": window})[0][0], 2, axis=1)
        places = _places(encoded, passage.paragraphs)[: len(own)]
        read = np.flatnonzero(places[:, 1] >= 0)
        around = np.ones(len(there), dtype=bool)
        around[start : start + len(own)] = False
        shares: Shares = here[start : start + len(own)][read] * np.float32(1 / max(len(read), 1))
        return Reading(
            words=tuple(_by_word(shares, places[read], passage.paragraphs)),
            around=there[around].mean(axis=0),
            standing=self._standing,
        )

    def _encode(self, text: str) -> Encoding:
        return self._pieces.encode(text, add_special_tokens=False)


@cache
def load() -> Reader:
    """Return the reader that comes with the program; it takes half a second, once a process.

    Raises ProgramError if it cannot be loaded.
    """
    with _causes_told():
        return Reader(MODEL.read_bytes(), Tokenizer.from_file(str(PIECES)))


@cache
def digest() -> str:
    """Return a digest of all that a reading depends on besides its passage; raises as `load`."""
    with _causes_told():
        files = [path.read_bytes() for path in (MODEL, PIECES, *map(Path, _CODE))]
        return key(*files, *map(metadata.version, ("onnxruntime", "tokenizers")))


_CODE = (__file__, tokens.__file__)


@contextmanager
def _causes_told() -> Iterator[None]:
    try:
        yield
    except MemoryError:  # nothing is wrong with what is installed
        raise
    except Exception as error:  # each library has its own, some of them no other than Exception
        cause = str(error).strip().partition("\n")[0] or type(error).__name__
        sentence = (
            f"cannot be done ({cause}); install Dossier again with all that it needs, or set "
            "second_reading: off in mkdocs.yml"
        )
        raise ProgramError(Fault("the second reading", 0, sentence)) from error


def _places(encoded: Sequence[Encoding], texts: Sequence[str]) -> NDArray[np.int64]:
    """Return, for each piece, its paragraph and its word there; -1 for what is part of no word."""
    places = []
    for number, (one, text) in enumerate(zip(encoded, texts, strict=True)):
        starts = tokenize(text).spans[:, 0]
        offsets = np.array(one.offsets, dtype=np.int64).reshape(-1, 2)
        words = np.searchsorted(starts, offsets[:, 0], side="right") - 1
        spoken = [any(map(str.isalnum, text[start:end])) for start, end in offsets.tolist()]
        words = np.where(spoken, words, -1)
        places.append(np.column_stack([np.full(len(words), number), words]))
    return np.concatenate(places)


def _by_word(shares: Shares, places: NDArray[np.int64], texts: Sequence[str]) -> "list[Shares]":
    """Return the shares of pieces summed up by word, paragraph by paragraph."""
    summed = [np.zeros((len(tokenize(text)), shares.shape[1]), np.float32) for text in texts]
    for number, words in enumerate(summed):
        mine = places[:, 0] == number
        np.add.at(words, places[mine, 1], shares[mine])
    return summed
