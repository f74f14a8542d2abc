"""How well a list of themes of one's own files: python -m benchmarks.own_themes THEMES LABELLED...

THEMES is a file like themes.yml, LABELLED texts whose paragraphs were labelled with its ids, in the
form that `training/labelled.py` describes. Nothing is learned from them. The intervals are those of
`benchmarks/filing_tables.py`. What the vocabulary and the subjects of no theme bring is seen by
leaving some of them out.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.filing_runs import choose, margins, score
from benchmarks.filing_tables import Places, accuracy, confusion, macro_f1, with_interval
from dossier.filing import embedding, themes, weights
from dossier.filing.assign import CLOSE_MARGIN
from dossier.filing.classifier import Classifier, direction
from dossier.filing.weights import Matrix
from dossier.model import Scheme
from training import labelled as labelled_stage
from training.labelled import Labelled

SHORTER = (0, 10, 20, 30, 40)
"""Terms a theme to which vocabularies are cut, by chance, three times each."""


def guesses(scheme: Scheme, labelled: Labelled) -> Places:
    """Return where the list files every paragraph."""
    return choose(_scores(scheme, labelled))


def _scores(scheme: Scheme, labelled: Labelled) -> Matrix:
    classifier = Classifier(scheme, weights.load(), embedding.load())
    return score(classifier, labelled, np.arange(len(labelled.texts)))


def nearest(scheme: Scheme, labelled: Labelled) -> Places:
    """Return the theme to whose description the meaning of each paragraph is nearest."""
    table, centre = embedding.load(), weights.load().centre
    ways = np.stack([direction(theme, table, centre) for theme in scheme.themes], axis=1)
    means = [table.mean(forms) - centre for forms in labelled.forms]
    return np.asarray((np.array(means) @ ways).argmax(axis=1))


def shortened(scheme: Scheme, terms: int, seed: int) -> Scheme:
    """Return the scheme with so many terms a theme, drawn by chance."""
    draw = random.Random(seed)  # noqa: S311 - it is to be foreseen
    cut = [draw.sample(t.vocabulary, min(terms, len(t.vocabulary))) for t in scheme.themes]
    pairs = zip(scheme.themes, cut, strict=True)
    return replace(scheme, themes=tuple(replace(t, vocabulary=tuple(v)) for t, v in pairs))


def report(scheme: Scheme, labelled: Labelled) -> Iterator[str]:
    """Yield the lines of the report."""
    found = _scores(scheme, labelled)
    guess, most = choose(found), np.bincount(labelled.gold).argmax()
    yield f"{len(set(labelled.documents))} texts with {len(labelled.gold)} paragraphs."
    yield "| filing | accuracy (95 %) | macro-F1 (95 %) |"
    yield "| --- | ---: | ---: |"
    rows = {
        "the commonest place for all": np.full(len(guess), most),
        "the theme of the nearest meaning": nearest(scheme, labelled),
        "the list": guess,
    }
    for name, places in rows.items():
        counts = confusion(labelled, places)
        cells = (with_interval(counts, figure) for figure in (accuracy, macro_f1))
        yield f"| {name} | " + " | ".join(cells) + " |"
    leaner = {"the list without subjects": [replace(scheme, subjects=())]}
    for terms in SHORTER:
        leaner[f"{terms} terms a theme"] = [shortened(scheme, terms, seed) for seed in range(3)]
    for name, schemes in leaner.items():
        counts = np.stack(
            [confusion(labelled, guesses(one, labelled)).sum(axis=0) for one in schemes]
        )
        means = counts.astype(np.float64)
        figures = (figure(means).mean() for figure in (accuracy, macro_f1))
        yield f"| {name} | " + " | ".join(f"{value:.3f}" for value in figures) + " |"
    close, wrong = margins(found) < CLOSE_MARGIN, guess != labelled.gold
    yield f"Close calls: {close.mean():.0%} of paragraphs, {close[wrong].mean():.0%} of errors."


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("themes", type=Path, metavar="THEMES")
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    options = parser.parse_args()
    scheme = themes.read(options.themes)
    labelled = labelled_stage.read(options.labelled, [theme.id for theme in scheme.themes])
    for line in report(scheme, labelled):
        print(line)


if __name__ == "__main__":
    main()
