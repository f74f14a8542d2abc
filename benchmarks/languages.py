"""How well word lists alone file texts: python -m benchmarks.languages LABELLED...

The form of the files is that of `training/labelled.py`, with the language of each text besides:
{"doc": "...", "language": "fr", "paragraphs": [...]}. Texts in the language of themes.yml are filed
by its words alone, too, so that a translation can be held against its original. With --errors,
every paragraph that is filed otherwise than its editors filed it is printed.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.filing_runs import choose, margins, score
from benchmarks.filing_tables import accuracy, confusion, f1, macro_f1
from dossier.errors import Faults
from dossier.filing import languages, themes, weights
from dossier.filing.assign import CLOSE_MARGIN
from dossier.filing.classifiers import by_words_alone
from dossier.filing.weights import Matrix
from dossier.model import Scheme
from training import labelled as labelled_stage
from training.labelled import NO_THEME, Labelled

THEMES = Path("themes.yml")


def schemes() -> Mapping[str, Scheme]:
    """Return the themes in every language that has a list, and in that of themes.yml."""
    scheme = themes.read(THEMES)
    faults = Faults()
    lists, _ = languages.read_all(THEMES, scheme, faults)
    faults.raise_any()
    return {one.language: one for one in (scheme, *lists)}


def score_all(labelled: Labelled) -> Matrix:
    """Return the score of every theme for every paragraph, by the words of its language alone."""
    known, learned = schemes(), weights.load()
    scores = np.zeros(labelled.also.shape)
    for language in np.unique(labelled.languages):
        rows = np.flatnonzero(labelled.languages == language)
        scores[rows] = score(by_words_alone(known[str(language)], learned), labelled, rows)
    return scores


def table(labelled: Labelled, scores: Matrix, labels: list[str]) -> Iterator[str]:
    """Yield the figures of each language, over paragraphs whose editors agree."""
    heads = ("language", "paragraphs", "accuracy", "macro-F1", *labels, "close calls")
    yield f"| {' | '.join(heads)} |"
    yield "| --- |" + " ---: |" * (len(heads) - 1)
    for language in dict.fromkeys(labelled.languages.tolist()):
        rows = labelled.agreed & (labelled.languages == language)
        counts = confusion(replace(labelled, agreed=rows), choose(scores)).sum(axis=0)
        figures = (accuracy(counts), macro_f1(counts), *f1(counts))
        numbers = " | ".join(f"{value:.2f}" for value in figures)
        close = (margins(scores) < CLOSE_MARGIN)[rows].mean()
        yield f"| {language} | {rows.sum()} | {numbers} | {close:.0%} |"


def errors(labelled: Labelled, scores: Matrix, labels: list[str]) -> Iterator[str]:
    """Yield every paragraph that is filed otherwise than its editors filed it."""
    places = choose(scores)
    for row in np.flatnonzero(labelled.agreed & (places != labelled.gold)):
        wanted, found = labels[labelled.gold[row]], labels[places[row]]
        yield f"\n{labelled.languages[row]}: {wanted}, filed under {found}\n{labelled.texts[row]}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    ids = [theme.id for theme in themes.read(THEMES).themes]
    labelled, labels = labelled_stage.read(options.labelled, ids), [*ids, NO_THEME]
    scores = score_all(labelled)
    lines = [*table(labelled, scores, labels)]
    if options.errors:
        lines += errors(labelled, scores, labels)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
