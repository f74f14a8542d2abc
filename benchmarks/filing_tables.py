"""The tables of the report on filing: accuracy, confusion, doubt, and an editor's minute.

Intervals hold 95 of 100 resamples of the texts (bootstrap by document): paragraphs of one text are
alike, so that a paragraph is no independent observation.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.filing_runs import Filed
from dossier.filing.weights import Matrix
from training.labelled import Labelled

RESAMPLES = 2000

QUARTER = 0.25
"""The share of paragraphs that an editor reviews in a minute a text."""

Chosen = NDArray[np.bool_]
Places = NDArray[np.int64]


def confusion(labelled: Labelled, places: Places) -> NDArray[np.int64]:
    """Return counts by text, editor's label and place; only of paragraphs whose editors agree."""
    labels = labelled.targets.shape[1]
    names, text = np.unique(labelled.documents, return_inverse=True)
    counts = np.zeros((len(names), labels, labels), dtype=np.int64)
    rows = labelled.agreed
    np.add.at(counts, (text[rows], labelled.gold[rows], places[rows]), 1)
    return counts


def accuracy(counts: Matrix) -> Matrix:
    """Return the share on the diagonal of one or several confusion tables."""
    right = np.trace(counts, axis1=-2, axis2=-1)
    return np.asarray(right / np.maximum(counts.sum(axis=(-2, -1)), 1))


def f1(counts: Matrix) -> Matrix:
    """Return the F1 of every label, of one or several confusion tables."""
    both = counts.sum(axis=-1) + counts.sum(axis=-2)
    return np.asarray(2 * np.diagonal(counts, axis1=-2, axis2=-1) / np.maximum(both, 1))


def macro_f1(counts: Matrix) -> Matrix:
    """Return the mean F1 over the labels."""
    return np.asarray(f1(counts).mean(axis=-1))


def with_interval(counts: NDArray[np.int64], figure: Callable[[Matrix], Matrix]) -> str:
    """Return a figure over all texts, and between which two it is likely to be."""
    texts, *shape = counts.shape
    drawn = np.random.default_rng(0).multinomial(texts, np.full(texts, 1 / texts), size=RESAMPLES)
    resampled = (drawn @ counts.reshape(texts, -1)).reshape(RESAMPLES, *shape)
    low, high = np.quantile(figure(resampled.astype(np.float64)), (0.025, 0.975))
    return f"{figure(counts.sum(axis=0)):.3f} ({low:.3f} to {high:.3f})"


def main_table(
    labelled: Labelled, filed: Mapping[str, Filed], names: Sequence[str]
) -> Iterator[str]:
    """Yield accuracy, macro-F1 and the F1 of every label, a row for every reading."""
    yield "| filing | accuracy (95 %) | macro-F1 (95 %) | " + " | ".join(names) + " |"
    yield "| --- |" + " ---: |" * (len(names) + 2)
    most = int(np.bincount(labelled.gold[labelled.agreed]).argmax())
    rows = {f"everything {names[most]}": np.full(len(labelled.gold), most)}
    rows |= {name: one.places for name, one in filed.items()}
    for name, places in rows.items():
        counts = confusion(labelled, places)
        cells = [with_interval(counts, figure) for figure in (accuracy, macro_f1)]
        cells += [f"{value:.3f}" for value in f1(counts.sum(axis=0))]
        yield f"| {name} | " + " | ".join(cells) + " |"


def confusion_table(labelled: Labelled, filed: Filed, names: Sequence[str]) -> Iterator[str]:
    """Yield how many paragraphs of each label (row) were filed under each (column)."""
    yield "| editor, below; filed as | " + " | ".join(names) + " |"
    yield "| --- |" + " ---: |" * len(names)
    for name, row in zip(names, confusion(labelled, filed.places).sum(axis=0), strict=True):
        yield f"| {name} | " + " | ".join(map(str, row)) + " |"


def doubt_table(labelled: Labelled, filed: Mapping[str, Filed]) -> Iterator[str]:
    """Yield what a close call is worth, a row for every reading."""
    yield "| filing | close calls | wrong there | wrong elsewhere | of all errors, there |"
    yield "| --- |" + " ---: |" * 4
    rows = labelled.agreed
    for name, one in filed.items():
        close, wrong = one.close[rows], (one.places != labelled.gold)[rows]
        shares = (close.mean(), _mean(wrong[close]), _mean(wrong[~close]), _mean(close[wrong]))
        yield f"| {name} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"


def also_table(labelled: Labelled, filed: Mapping[str, Filed]) -> Iterator[str]:
    """Yield how well further themes are named, a row for every reading, as `also_figures`."""
    yield "| filing | precision | recall | strict precision | strict recall |"
    yield "| --- |" + " ---: |" * 4
    for name, one in filed.items():
        cells = also_figures(labelled, one.places, one.also)
        yield f"| {name} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |"


def also_figures(labelled: Labelled, places: Places, named: Chosen) -> tuple[float, ...]:
    """Return precision and recall of the further themes that are named, twice.

    The first two count a theme that the editor named for the paragraph, as its own or besides, and
    under which it is not filed; the last two only what the editor named besides.
    """
    columns = np.arange(labelled.also.shape[1])
    own = labelled.gold[:, None] == columns
    wanted = (labelled.also | own) & (places[:, None] != columns)
    return (*_found(named, wanted), *_found(named, labelled.also))


def _found(named: Chosen, wanted: Chosen) -> tuple[float, float]:
    """Return precision and recall."""
    hits = (named & wanted).sum()
    return hits / max(named.sum(), 1), hits / max(wanted.sum(), 1)


def minute_table(labelled: Labelled, filed: Mapping[str, Filed]) -> Iterator[str]:
    """Yield the accuracy when an editor reviews what is doubtful, a row for every reading."""
    yield (
        "| filing | nothing reviewed | close calls reviewed | least certain quarter reviewed "
        "| right place among the two best | the same, of close calls |"
    )
    yield "| --- |" + " ---: |" * 5
    rows = labelled.agreed
    for name, one in filed.items():
        margins = one.margins()
        doubtful = margins <= np.quantile(margins[rows], QUARTER)
        nothing = np.zeros_like(doubtful)
        cells = []
        for reviewed in (nothing, one.close, doubtful):
            places = np.where(reviewed, labelled.gold, one.places)
            cells.append(with_interval(confusion(labelled, places), accuracy))
        right = _among_two(one.scores, labelled.gold)
        cells += [f"{_mean(right[rows]):.3f}", f"{_mean(right[rows & one.close]):.3f}"]
        yield f"| {name} | " + " | ".join(cells) + " |"


def _among_two(scores: Matrix, gold: Places) -> Chosen:
    order = np.argsort(-np.pad(scores, ((0, 0), (0, 1))), axis=1, kind="stable")
    return np.asarray((order[:, :2] == gold[:, None]).any(axis=1))


def _mean(values: Chosen) -> float:
    return float(values.mean()) if len(values) else 0.0
