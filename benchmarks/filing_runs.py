"""Labelled texts filed as a site would file them: what stands behind every figure of the report.

Each entry of `READINGS` is a way to file. All of them file whole documents, by weights that were
learned without these.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dossier.filing import embedding
from dossier.filing.assign import file_paragraphs
from dossier.filing.classifier import Classifier
from dossier.filing.rereading import SecondReading, reread
from dossier.filing.weights import Matrix, Weights
from dossier.model import Document, Filing, Scheme
from dossier.sources import document, files
from dossier.sources.files import Received
from dossier.sources.names import name_of
from training.features import Features
from training.labelled import Labelled
from training.regression import Rows, learn

Filer: TypeAlias = Callable[[Document], tuple[Filing, ...]]
"""Files the paragraphs of a document."""

FOLDS = 5
"""Of cross-validation; each holds out a fifth of the texts."""


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """Where N paragraphs were filed, for T themes."""

    scores: Matrix
    """N x T."""

    places: NDArray[np.int64]
    """N; the column of the theme, or T for no theme."""

    also: NDArray[np.bool_]
    """N x T; the further themes."""

    close: NDArray[np.bool_]
    """N; is it a close call?"""

    def margins(self) -> NDArray[np.float64]:
        """Return how far the best choice is ahead of the next, no theme being one."""
        return margins(self.scores)


def margins(scores: Matrix) -> NDArray[np.float64]:
    """Return for each row how far the best choice is ahead of the next, no theme being one."""
    ranked = np.sort(np.pad(scores, ((0, 0), (0, 1))), axis=1)
    return np.asarray(ranked[:, -1] - ranked[:, -2])


def choose(scores: Matrix) -> NDArray[np.int64]:
    """Return for each row the column of the best theme, or the one behind the last for no theme."""
    best = np.where(scores.max(axis=1) > 0, scores.argmax(axis=1), scores.shape[1])
    return np.asarray(best)


def score(classifier: Classifier, labelled: Labelled, rows: Rows) -> Matrix:
    """Return the score of every theme for some paragraphs, whole texts of one language."""
    found = [
        np.stack([one.totals() for one in classifier.score([labelled.texts[n] for n in numbers])])
        for numbers in by_text(labelled, rows)
    ]
    return np.concatenate(found)


def by_text(labelled: Labelled, rows: Rows) -> list[Rows]:
    """Return the rows of each text apart."""
    names = labelled.documents[rows]
    return np.split(rows, np.flatnonzero(names[1:] != names[:-1]) + 1)


def read(which: SecondReading) -> Callable[[Scheme, Weights], Filer]:
    """Return a way to file with all that was learned, which reads these paragraphs twice."""

    def reading(scheme: Scheme, weights: Weights) -> Filer:
        classifier = Classifier(scheme, weights, embedding.load())

        def file(text: Document) -> tuple[Filing, ...]:
            scores = reread(text, classifier.scores(text), which)
            return file_paragraphs(text, scores, scheme.themes)

        return file

    return reading


def themes_alone(scheme: Scheme, weights: Weights) -> Filer:
    """File without learned corrections, as themes are that were never learned."""
    return read("off")(scheme, replace(weights, themes=()))


READINGS: Mapping[str, Callable[[Scheme, Weights], Filer]] = {
    "themes.yml alone": themes_alone,
    "first reading": read("off"),
    "all read twice": read("all"),
    "the doubtful read twice": read("doubtful"),
}
"""By their names in the report. The second reader has learned once for all, from all but the texts
that are held: what it reads of others are figures of texts that it knows."""


def file_all(
    labelled: Labelled, parts: Iterable[tuple[Weights, Rows]], scheme: Scheme
) -> dict[str, Filed]:
    """File labelled paragraphs by every reading; each part of them has weights of its own."""
    count, themes = len(labelled.gold), len(scheme.themes)
    filed = {
        name: Filed(
            scores=np.zeros((count, themes)),
            places=np.full(count, themes),
            also=np.zeros((count, themes), dtype=np.bool_),
            close=np.zeros(count, dtype=np.bool_),
        )
        for name in READINGS
    }
    for weights, rows in parts:
        filers = {name: reading(scheme, weights) for name, reading in READINGS.items()}
        for numbers, text in _documents(labelled, rows):
            for name, filer in filers.items():
                _record(filed[name], numbers, filer(text), [theme.id for theme in scheme.themes])
    return filed


def _record(filed: Filed, rows: Rows, filings: Iterable[Filing], ids: list[str]) -> None:
    for row, filing in zip(rows, filings, strict=True):
        scores = dict(filing.ranked)
        filed.scores[row] = [scores.get(theme, 0.0) for theme in ids]
        filed.places[row] = ids.index(filing.theme) if filing.theme else len(ids)
        filed.also[row] = [theme in filing.also for theme in ids]
        filed.close[row] = filing.close_call


def _documents(labelled: Labelled, rows: Rows) -> Iterator[tuple[Rows, Document]]:
    """Yield each text that `rows` are of, as a site would read it, and its rows."""
    for numbers in by_text(labelled, rows):
        paragraphs = [labelled.texts[number] for number in numbers]
        text = "\n\n".join(paragraphs).encode()
        received = Received("text.txt", "text", name_of(Path("text.txt")), text)
        parsed = document.parse(files.parse_source(received))
        if len(parsed.paragraphs) != len(paragraphs):
            name = labelled.documents[numbers[0]]
            read = f"is read as {len(parsed.paragraphs)} paragraphs"
            raise ValueError(f"{name} {read}, but {len(paragraphs)} are labelled; divide it alike")
        yield numbers, parsed


def held_out(
    labelled: Labelled, features: Features, ids: list[str]
) -> Iterator[tuple[Weights, Rows]]:
    """Yield for each fold of the texts the weights learned from the others, and its rows."""
    fold = folds(labelled, 0)
    for number in range(FOLDS):
        yield (
            learn(features, labelled, ids, np.flatnonzero(fold != number)),
            np.flatnonzero(fold == number),
        )


def folds(labelled: Labelled, seed: int) -> NDArray[np.int64]:
    """Deal the texts into folds; those that two editors filed are dealt apart from the rest."""
    fold = np.zeros(len(labelled.documents), dtype=np.int64)
    for part in (labelled.double, ~labelled.double):
        names = list(dict.fromkeys(labelled.documents[part].tolist()))
        dealt = np.random.default_rng(seed).permutation(len(names)) % FOLDS
        places = dict(zip(names, dealt.tolist(), strict=True))
        fold[part] = [places[name] for name in labelled.documents[part]]
    return fold
