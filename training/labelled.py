"""Paragraphs that editors filed, read from JSON lines: one text a line.

    {"doc": "...", "paragraphs": [{"text": "...", "labels": ["economy"], "also": [], "sure": true}]}

`labels` has the theme's id, or "general" for no theme, from each editor who filed the paragraph;
`also` the themes that take a real share of it besides; `sure` is false where another choice could
be defended.
"""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dossier.filing.weights import Matrix
from dossier.text.tokens import Vector, tokenize

NO_THEME = "general"

ALSO_SHARE = 0.25
"""Of a paragraph's target, for the themes under `also`."""

UNSURE_WEIGHT = 0.7
NO_THEME_WEIGHT = 2.0
"""No theme is the rarest label, and as important as the others."""

TWO_EDITORS_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """N paragraphs of several texts, in order, and what to learn from them for T themes."""

    documents: NDArray[np.str_]
    """N names of texts."""

    languages: NDArray[np.str_]
    """N; of the texts, "en" where a line has no `language`."""

    texts: list[str]
    """N paragraphs as they were read."""

    forms: list[list[str]]
    """The words of each paragraph."""

    targets: Matrix
    """N x (T + 1); each row is one unit spread over the themes, then no theme."""

    weights: Vector
    """N."""

    gold: NDArray[np.int64]
    """N; the first editor's label as a column of `targets`."""

    agreed: NDArray[np.bool_]
    """N; all editors gave the same label."""

    double: NDArray[np.bool_]
    """N; more than one editor filed it."""

    sure: NDArray[np.bool_]
    """N."""

    also: NDArray[np.bool_]
    """N x T; the themes under `also`, the label left out."""


def read(paths: Iterable[Path], themes: Sequence[str]) -> Labelled:
    """Read labelled paragraphs; `themes` are the ids that labels may have."""
    places = {label: column for column, label in enumerate((*themes, NO_THEME))}
    documents, languages, rows = [], [], []
    for path in paths:
        for record in map(json.loads, lines_of(path)):
            rows += record["paragraphs"]
            documents += [record["doc"]] * len(record["paragraphs"])
            languages += [record.get("language", "en")] * len(record["paragraphs"])
    return Labelled(
        documents=np.array(documents),
        languages=np.array(languages),
        texts=[row["text"] for row in rows],
        forms=[list(tokenize(row["text"]).forms) for row in rows],
        targets=np.array([target(row, places) for row in rows]),
        weights=np.array([_weight(row) for row in rows]),
        gold=np.array([places[row["labels"][0]] for row in rows]),
        agreed=np.array([len(set(row["labels"])) == 1 for row in rows]),
        double=np.array([len(row["labels"]) > 1 for row in rows]),
        sure=np.array([row["sure"] for row in rows]),
        also=np.array(
            [[t in row["also"] and t != row["labels"][0] for t in themes] for row in rows]
        ),
    )


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file, which may be packed by gzip."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return text.decode().strip().split("\n")


def target(row: Mapping[str, Any], places: Mapping[str, int]) -> Vector:
    """Return one unit spread over the labels, each of which has its column in `places`."""
    spread = np.zeros(len(places))
    for label in row["labels"]:
        spread[places[label]] += 1 / len(row["labels"])
    also = [places[label] for label in row["also"] if label not in row["labels"]]
    if also:
        spread *= 1 - ALSO_SHARE
        spread[also] += ALSO_SHARE / len(also)
    return spread


def _weight(row: dict[str, Any]) -> float:
    weight = TWO_EDITORS_WEIGHT if len(row["labels"]) > 1 else 1.0
    weight *= 1.0 if row["sure"] else UNSURE_WEIGHT
    return weight * (NO_THEME_WEIGHT if row["labels"][0] == NO_THEME else 1.0)
