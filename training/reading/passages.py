"""Filed paragraphs as pieces of words, packed into the windows that the reader learns from.

Files are those that `training/labelled.py` describes. A paragraph without labels is read for its
surroundings, and to be filed by a reader that has learned already.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dossier.filing.reader import BEFORE, BEHIND, FIRST, LABELS
from training import labelled

MOST = 176
"""Pieces of a paragraph that are learned from."""

LONGEST = 256
"""Pieces of a window."""

ALONE = 0.1
"""The chance that a window ends before it is full, so that borders fall elsewhere next time."""

SMOOTHING = 0.05
"""Of a paragraph's target, for all labels alike."""

UNSURE_WEIGHT, TWO_EDITORS_WEIGHT, NO_THEME_WEIGHT = 0.7, 1.5, 1.5

_PLACES = {label: column for column, label in enumerate(LABELS)}

OTHER, MARK = -1, -2
"""Of a window's pieces: around its paragraphs; a mark of its paragraph n is `MARK - n`."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """A paragraph in pieces."""

    pieces: tuple[int, ...]
    is_word: tuple[bool, ...]
    """Of each piece: is it (part of) a word, not a mark?"""

    target: Vector | None
    """One unit spread over `LABELS`; None without labels."""

    weight: float
    label: str
    """The first editor's; empty without labels."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Pieces that are read together."""

    pieces: tuple[int, ...]
    owners: tuple[int, ...]
    """Of each piece: the place of its paragraph in `filed`, or `OTHER`, or a `MARK`."""

    filed: tuple[Filed, ...]


def read(paths: Iterable[Path], pieces: Tokenizer) -> list[tuple[Filed, ...]]:
    """Read labelled texts, `.jsonl` or `.jsonl.gz`; each is a tuple of its paragraphs."""
    return [
        tuple(_filed(row, pieces) for row in json.loads(line)["paragraphs"])
        for path in paths
        for line in labelled.lines_of(path)
    ]


def piece_of(mark: str, pieces: Tokenizer) -> int:
    """Return the number of a mark such as [SEP]."""
    number = pieces.token_to_id(mark)
    if number is None:
        raise ValueError(f"the vocabulary has no {mark}; take that of a BERT")
    return int(number)


def _filed(row: dict[str, Any], pieces: Tokenizer) -> Filed:
    encoded = pieces.encode(row["text"], add_special_tokens=False)
    is_word = (any(map(str.isalnum, row["text"][start:end])) for start, end in encoded.offsets)
    labels = row.get("labels") or [""]
    return Filed(
        pieces=tuple(encoded.ids),
        is_word=tuple(is_word),
        target=_target(row) if labels[0] else None,
        weight=_weight(row) if labels[0] else 1.0,
        label=labels[0],
    )


def _target(row: dict[str, Any]) -> Vector:
    target = labelled.target(row, _PLACES).astype(np.float32)
    return (1 - SMOOTHING) * target + SMOOTHING / len(LABELS)


def _weight(row: dict[str, Any]) -> float:
    weight = TWO_EDITORS_WEIGHT if len(row["labels"]) > 1 else 1.0
    weight *= 1.0 if row["sure"] else UNSURE_WEIGHT
    return weight * (NO_THEME_WEIGHT if row["labels"][0] == LABELS[-1] else 1.0)


def retarget(
    texts: Sequence[Sequence[Filed]], targets: Iterator[Vector]
) -> list[tuple[Filed, ...]]:
    """Give every paragraph the next of `targets`."""
    return [tuple(replace(one, target=next(targets)) for one in text) for text in texts]


def windows(
    text: Sequence[Filed], pieces: Tokenizer, chance: random.Random | None = None
) -> Iterator[Window]:
    """Pack consecutive paragraphs of a text, with a little of what is around them.

    Without `chance` a window is as the reader sees it in use: one paragraph, and what is around.
    """
    opening, end = (piece_of(mark, pieces) for mark in ("[CLS]", "[SEP]"))
    place = 0
    while place < len(text):
        window, owners = [opening], [OTHER]

        def add(part: Sequence[int], of: Iterable[int] = ()) -> None:
            window.extend((*part, end))  # noqa: B023 - called in this turn of the loop alone
            owners.extend((*(of or (OTHER,) * len(part)), OTHER))  # noqa: B023

        if place:
            add(text[0].pieces[:FIRST])
            add(text[place - 1].pieces[-BEFORE:])
        members: list[Filed] = []
        while place < len(text):
            filed = text[place]
            own = filed.pieces[:MOST]
            if members and (chance is None or len(window) + len(own) + 1 > LONGEST):
                break
            number = len(members)
            add(own, [number if word else MARK - number for word in filed.is_word[:MOST]])
            members.append(filed)
            place += 1
            if chance and chance.random() < ALONE:
                break
        if place < len(text):
            add(text[place].pieces[:BEHIND])
        yield Window(tuple(window), tuple(owners), tuple(members))


def batches(packed: Sequence[Window], most: int, chance: random.Random) -> list[list[Window]]:
    """Group windows of like length, `most` pieces together at most, in random order."""
    ordered = sorted(packed, key=lambda one: len(one.pieces) + 24 * chance.random())
    groups: list[list[Window]] = [[]]
    for one in ordered:
        longest = max(len(other.pieces) for other in (*groups[-1], one))
        if groups[-1] and longest * (len(groups[-1]) + 1) > most:
            groups.append([])
        groups[-1].append(one)
    chance.shuffle(groups)
    return groups
