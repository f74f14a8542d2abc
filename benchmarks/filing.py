"""How well filing does on texts it has not learned from: python -m benchmarks.filing LABELLED...

Cross-validation by text, five folds, dealt anew by each of several seeds; a text is never divided
between folds. Both steps of learning leave the fold out. Accuracy and macro-F1 are over the themes
and no theme, on paragraphs whose editors agree. With --write FILE the figures replace what stands
between the two marks in that page.
"""

import argparse
import datetime
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dossier.filing import classifier as classify
from dossier.filing import embedding, themes, weights
from dossier.filing.assign import ALSO_MARGIN, CLOSE_MARGIN
from dossier.filing.weights import Matrix
from dossier.text.tokens import Vector
from training import features as feature_stage
from training import labelled as labelled_stage
from training.features import Features
from training.labelled import NO_THEME, Labelled
from training.regression import learn_corrections, learn_generic

BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"

FOLDS = 5
SEEDS = 5

Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Scores of all paragraphs, each by weights learned without its text."""

    corrected: Matrix
    """As shipped."""

    plain: Matrix
    """Without learned corrections: themes.yml and the seven numbers alone."""


def folds(labelled: Labelled, seed: int) -> NDArray[np.int64]:
    """Deal the texts into folds; those that two editors filed are dealt apart from the rest."""
    fold = np.zeros(len(labelled.documents), dtype=np.int64)
    for part in (labelled.double, ~labelled.double):
        names = list(dict.fromkeys(labelled.documents[part].tolist()))
        dealt = np.random.default_rng(seed).permutation(len(names)) % FOLDS
        places = dict(zip(names, dealt.tolist(), strict=True))
        fold[part] = [places[name] for name in labelled.documents[part]]
    return fold


def cross_validate(features: Features, labelled: Labelled, fold: NDArray[np.int64]) -> Run:
    """Score every paragraph by weights that were learned from the other folds."""
    corrected = np.zeros(features.evidence.shape[:2])
    plain = np.zeros(features.evidence.shape[:2])
    for number in range(FOLDS):
        held = fold == number
        rows = np.flatnonzero(~held)
        generic = learn_generic(features, labelled, rows, range(features.evidence.shape[1]))
        start = features.evidence @ generic
        found = learn_corrections(features, labelled, rows, start)
        plain[held] = start[held]
        corrected[held] = (start + found.scores(features))[held]
    return Run(corrected, plain)


def choose(scores: Matrix) -> NDArray[np.int64]:
    """Return the column of the best theme, or the column behind the last for no theme."""
    best: NDArray[np.int64] = scores.argmax(axis=1)
    best[scores.max(axis=1) <= 0] = scores.shape[1]
    return best


def figures(labelled: Labelled, chosen: Chosen, guess: NDArray[np.int64]) -> Vector:
    """Return accuracy, macro-F1, and F1 of every label."""
    gold, guess = labelled.gold[chosen], guess[chosen]
    f1 = []
    for label in range(labelled.targets.shape[1]):
        hit = ((gold == label) & (guess == label)).sum()
        f1.append(2 * hit / max((gold == label).sum() + (guess == label).sum(), 1))
    return np.array([(gold == guess).mean(), np.mean(f1), *f1])


def margins(scores: Matrix) -> Vector:
    """Return how far the best choice is ahead of the next, no theme being one."""
    ranked = np.sort(np.column_stack([scores, np.zeros(len(scores))]), axis=1)
    return np.asarray(ranked[:, -1] - ranked[:, -2])


def also(scores: Matrix) -> Chosen:
    """Return the further themes that filing names."""
    behind = scores.max(axis=1, keepdims=True) - scores
    named: Chosen = (behind < ALSO_MARGIN) & (scores > 0)
    named[np.arange(len(scores)), scores.argmax(axis=1)] = False
    return named


def main_table(labelled: Labelled, runs: Sequence[Run], names: Sequence[str]) -> Iterator[str]:
    """Yield the table of figures, a mean over the seeds."""
    yield "| filing | accuracy | macro-F1 | " + " | ".join(names) + " |"
    yield "| --- |" + " ---: |" * (len(names) + 2)
    double = labelled.double & labelled.agreed
    most = int(np.bincount(labelled.gold[double]).argmax())
    rows = [
        (f"everything {names[most]}", double, [np.full(len(labelled.gold), most)]),
        ("themes.yml alone, two editors", double, [choose(run.plain) for run in runs]),
        ("as shipped, two editors", double, [choose(run.corrected) for run in runs]),
        ("as shipped, one editor", ~labelled.double, [choose(run.corrected) for run in runs]),
    ]
    for name, chosen, guesses in rows:
        if chosen.any():
            values = np.mean([figures(labelled, chosen, guess) for guess in guesses], axis=0)
            yield f"| {name} | " + " | ".join(f"{value:.3f}" for value in values) + " |"


def doubt_table(labelled: Labelled, runs: Sequence[Run]) -> Iterator[str]:
    """Yield how often editors differ, and filing errs, where it says "close call"."""
    double = labelled.double
    yield "| paragraphs | share | editors differ | an editor was unsure | filing is wrong |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, side in (("close calls", True), ("the others", False)):
        rows = []
        for run in runs:
            part = double & ((margins(run.corrected) < CLOSE_MARGIN) == side)
            wrong = choose(run.corrected) != labelled.gold
            shares = (~labelled.agreed[part], ~labelled.sure[part], wrong[part])
            rows.append([part.sum() / double.sum(), *(share.mean() for share in shares)])
        yield f"| {name} | " + " | ".join(f"{v:.1%}" for v in np.mean(rows, axis=0)) + " |"


def also_line(labelled: Labelled, runs: Sequence[Run]) -> str:
    """Return how well the further themes are named, on paragraphs that two editors filed."""
    rows = []
    for run in runs:
        named, wanted = also(run.corrected)[labelled.double], labelled.also[labelled.double]
        hits = (named & wanted).sum()
        precision, recall = hits / max(named.sum(), 1), hits / max(wanted.sum(), 1)
        rows.append([precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)])
    precision, recall, f1 = np.mean(rows, axis=0)
    return f"Further themes: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}."


def report(paths: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of the whole report."""
    scheme = themes.read(Path("themes.yml"))
    ids = [theme.id for theme in scheme.themes]
    labelled = labelled_stage.read(paths, ids)
    features = feature_stage.extract(labelled, scheme, embedding.load())
    runs = [cross_validate(features, labelled, folds(labelled, seed)) for seed in range(SEEDS)]
    texts, double = len(set(labelled.documents)), int(labelled.double.sum())
    agreed = int((labelled.double & labelled.agreed).sum())
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    yield f"Measured on {today} by cross-validation on {texts} texts with {len(labelled.gold)}"
    yield f"paragraphs. Two editors filed {double} of them, and agreed on {agreed}; one editor"
    yield "filed the rest."
    yield ""
    yield from main_table(labelled, runs, [*ids, NO_THEME])
    yield ""
    yield from doubt_table(labelled, runs)
    yield ""
    yield also_line(labelled, runs)


def speed() -> str:
    """Return how long a paragraph takes, warm, on one core."""
    scheme = themes.read(Path("themes.yml"))
    classifier = classify.Classifier(scheme, weights.load(), embedding.load())
    text = "The ministers agreed to lower tariffs on steel, and to patrol the border together. " * 6
    classifier.score([text])
    start = time.perf_counter()
    classifier.score([text] * 2000)
    return f"{(time.perf_counter() - start) / 2:.2f} ms a paragraph of {len(text.split())} words"


def main() -> None:
    """Print the report, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    text = "\n".join(line.rstrip() for line in report(options.labelled)) + "\n"
    sys.stdout.write(text + "\n" + speed() + "\n")
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        _, _, after = rest.partition(END)
        options.write.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
