"""How well a desk's line is learned from corrections: python -m benchmarks.desk LABELLED...

Half of the labelled texts are a library whose desk has a line of its own: it files what names
sanctions under security, say, whatever the labels are. Some of its corrections are learned from,
and the other half is filed by what they taught. "Concerned" are the paragraphs that the line is
about; all others should be filed as before. Scores are of weights learned without the paragraph's
text. With --write FILE the figures replace what stands between the two marks in that page.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.filing_runs import choose, margins
from benchmarks.splice import splice
from dossier.filing import embedding, themes
from dossier.filing.assign import CLOSE_MARGIN
from dossier.filing.desk_fit import Case, learn
from dossier.filing.weights import Matrix
from dossier.model import Desk
from training import features as feature_stage
from training import labelled as labelled_stage
from training.labelled import Labelled
from training.regression import learn_corrections, learn_generic

BEGIN, END = "<!-- measured desk -->", "<!-- end of measured desk -->"

FOLDS = 5
SEEDS = 5
CORRECTIONS = (200, 30)

CONCERNED, OTHER = 0.5, 0.3
"""Of the corrections, those that the line is about, and other moves; the rest confirm what was
doubtful."""

LIBRARY = 4000
"""Paragraphs that were not corrected, which show how common a word is."""

Places = NDArray[np.int64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Line:
    """How a desk differs from the labels: what has such a word is filed under this theme."""

    stems: tuple[str, ...]
    theme: str


LINES: Mapping[str, Line | None] = {
    "sanctions are security": Line(("sanction", "embargo"), "security"),
    "visits and toasts are regional": Line(("visit", "toast"), "regional"),
    "energy is regional": Line(("energy", "oil", "pipeline", "electric"), "regional"),
    "no line: corrections at random": None,
}


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """N labelled paragraphs, for T themes."""

    themes: tuple[str, ...]
    texts: Sequence[str]
    """N names of texts."""

    words: Sequence[frozenset[str]]
    """N."""

    scores: Matrix
    """N x T, by weights learned without the text."""

    gold: Places
    """N; T is no theme."""


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What one desk thinks."""

    places: Places
    """N; where it would file each paragraph."""

    concerned: Chosen
    """N; is the line about it?"""


def read(paths: Sequence[Path]) -> Filed:
    """Read labelled texts and score their paragraphs."""
    scheme = themes.read(Path("themes.yml"))
    ids = tuple(theme.id for theme in scheme.themes)
    labelled = labelled_stage.read(paths, ids)
    features = feature_stage.extract(labelled, scheme, embedding.load())
    scores = np.zeros((len(labelled.gold), len(ids)))
    fold = _deal(labelled.documents, FOLDS, 0)
    for number in range(FOLDS):
        rows, held = np.flatnonzero(fold != number), fold == number
        start = features.evidence @ learn_generic(features, labelled, rows, range(len(ids)))
        found = learn_corrections(features, labelled, rows, start)
        scores[held] = (start + found.scores(features))[held]
    words = [frozenset(forms) for forms in labelled.forms]
    return Filed(ids, _names(labelled), words, scores, labelled.gold)


def _names(labelled: Labelled) -> list[str]:
    return [str(name) for name in labelled.documents]


def _deal(documents: NDArray[np.str_], parts: int, seed: int) -> Places:
    """Deal the texts into parts, and return the part of each paragraph."""
    names, index = np.unique(documents, return_inverse=True)
    part: Places = np.random.default_rng(seed).permutation(len(names))[index] % parts
    return part


def opinion(filed: Filed, line: Line | None) -> Opinion:
    """Return what a desk with this line thinks; without a line, what the labels say."""
    none = len(filed.themes)
    if line is None:
        return Opinion(filed.gold, np.zeros(len(filed.gold), bool))
    named = np.array([any(word.startswith(line.stems) for word in words) for words in filed.words])
    concerned = named & (filed.gold < none)
    places = np.where(concerned, filed.themes.index(line.theme), filed.gold)
    return Opinion(places, concerned)


def corrections(
    filed: Filed, view: Opinion, library: Chosen, count: int, seed: int
) -> tuple[Places, Places]:
    """Return rows of the library that a desk corrects or confirms, and where it files them."""
    rng = np.random.default_rng(seed)
    if not view.concerned.any():
        rows = rng.choice(np.flatnonzero(library), count, replace=False)
        return rows, rng.integers(0, len(filed.themes) + 1, count)
    moved = choose(filed.scores) != view.places
    doubtful = margins(filed.scores) < CLOSE_MARGIN

    def drawn(which: Chosen, number: int) -> Places:
        rows = np.flatnonzero(library & which)
        return rng.choice(rows, min(number, len(rows)), replace=False)

    concerned = drawn(view.concerned & moved, round(count * CONCERNED))
    other = drawn(~view.concerned & moved, round(count * OTHER))
    confirmed = drawn(~moved & doubtful, count - len(concerned) - len(other))
    rows = np.concatenate([concerned, other, confirmed])
    return rows, view.places[rows]


def taught(filed: Filed, library: Chosen, rows: Places, places: Places) -> Desk:
    """Return what the corrections teach."""
    cases = [
        Case(filed.texts[row], filed.words[row], tuple(filed.scores[row].tolist()), int(place))
        for row, place in zip(rows, places, strict=True)
    ]
    known = np.setdiff1d(np.flatnonzero(library), rows)
    sample = [filed.words[row] for row in known[:: -(-len(known) // LIBRARY)]]
    return learn(cases, sample, filed.themes)


def with_desk(filed: Filed, desk: Desk) -> Matrix:
    """Return the scores with what was learned."""
    scores = filed.scores.copy()
    for one in desk:
        having = [one.word in words for words in filed.words]
        scores[having, filed.themes.index(one.theme)] += one.weight
    return scores


def measure(filed: Filed, view: Opinion, count: int, seed: int) -> list[float]:
    """Return agreement before and after, of what is concerned and of the rest, and the words."""
    library = _deal(np.array(filed.texts), 2, seed) == 0
    desk = taught(filed, library, *corrections(filed, view, library, count, seed))
    agreed = [choose(scores) == view.places for scores in (filed.scores, with_desk(filed, desk))]
    figures = [
        float(one[~library & part].mean()) if part.any() else np.nan
        for part in (view.concerned, ~view.concerned)
        for one in agreed
    ]
    return [*figures, len({one.word for one in desk})]


def report(filed: Filed) -> Iterator[str]:
    """Yield the lines of the table, means over several deals of the texts."""
    heads = ("the desk's line", "corrections", "words learned", "concerned, before", "after")
    yield f"| {' | '.join(heads)} | all else, before | after | worst of the deals |"
    yield "| --- |" + " ---: |" * 7
    for name, line in LINES.items():
        view = opinion(filed, line)
        for count in CORRECTIONS:
            runs = np.array([measure(filed, view, count, seed) for seed in range(SEEDS)])
            before, after, rest_before, rest_after, words = runs.mean(axis=0)
            worst = 100 * (runs[:, 3] - runs[:, 2]).min()
            moved = f"{before:.2f} | {after:.2f}" if line else "|"
            yield (
                f"| {name} | {count} | {words:.1f} | {moved} | {rest_before:.3f} | "
                f"{rest_after:.3f} | {worst:+.2f} points |"
            )


def main() -> None:
    """Print the report, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    text = "\n".join(report(read(options.labelled))) + "\n"
    sys.stdout.write(text)
    if options.write:
        splice(options.write, BEGIN, END, text)


if __name__ == "__main__":
    main()
