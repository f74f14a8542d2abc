"""How well a list of themes of one's own files: python -m benchmarks.own_themes THEMES LABELLED...

THEMES is a file like themes.yml, LABELLED texts whose paragraphs were labelled with its ids, in the
form that `training/labelled.py` describes. Nothing is learned from them. The intervals hold 95 of
100 draws of as many texts from these, each with all its paragraphs. What the vocabulary and the
subjects of no theme bring is seen by leaving some of them out.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dossier.filing import embedding, themes, weights
from dossier.filing.assign import CLOSE_MARGIN
from dossier.filing.classifier import Classifier, direction
from dossier.filing.weights import Matrix
from dossier.model import Scheme
from dossier.text.tokens import tokenize
from training.labelled import NO_THEME

DRAWS = 1000
SHORTER = (0, 10, 20, 30, 40)
"""Terms a theme to which vocabularies are cut, by chance, three times each."""

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Labelled texts."""

    paragraphs: Sequence[Sequence[str]]
    """Of each text."""

    gold: Labels
    """Of all paragraphs; the column of the theme, or the one behind the last for none."""

    text: Labels
    """Of all paragraphs; the number of the text."""


def read(paths: Sequence[Path], ids: Sequence[str]) -> Texts:
    """Read labelled texts; the first editor's label counts."""
    places: Mapping[str, int] = {label: n for n, label in enumerate((*ids, NO_THEME))}
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    found = [json.loads(line)["paragraphs"] for line in lines]
    rows = [(number, row) for number, text in enumerate(found) for row in text]
    return Texts(
        [[row["text"] for row in text] for text in found],
        np.array([places[row["labels"][0]] for _, row in rows]),
        np.array([number for number, _ in rows]),
    )


def scores(scheme: Scheme, texts: Texts) -> Matrix:
    """Return the score of every theme for every paragraph."""
    classifier = Classifier(scheme, weights.load(), embedding.load())
    return np.array(
        [
            [dict(one.ranked())[theme.id] for theme in scheme.themes]
            for paragraphs in texts.paragraphs
            for one in classifier.score(paragraphs)
        ]
    )


def choose(found: Matrix) -> Labels:
    """Return the column of the best theme, or the one behind the last if none is above 0."""
    return np.asarray(np.where(found.max(axis=1) > 0, found.argmax(axis=1), found.shape[1]))


def nearest(scheme: Scheme, texts: Texts) -> Labels:
    """Return the theme to whose description the meaning of each paragraph is nearest."""
    table, centre = embedding.load(), weights.load().centre
    ways = np.stack([direction(theme, table, centre) for theme in scheme.themes], axis=1)
    means = [table.mean(tokenize(p).forms) - centre for text in texts.paragraphs for p in text]
    return np.asarray((np.array(means) @ ways).argmax(axis=1))


def figures(gold: Labels, guess: Labels, labels: int) -> tuple[float, float]:
    """Return accuracy and macro-F1."""
    f1 = [
        2
        * ((gold == label) & (guess == label)).sum()
        / max((gold == label).sum() + (guess == label).sum(), 1)
        for label in range(labels)
    ]
    return float((gold == guess).mean()), float(np.mean(f1))


def row(name: str, texts: Texts, guess: Labels, labels: int) -> str:
    """Return a row of the table: each figure with its interval, drawn by text."""
    rng = np.random.default_rng(0)
    rows = [np.flatnonzero(texts.text == number) for number in range(len(texts.paragraphs))]
    drawn = []
    for _ in range(DRAWS):
        chosen = np.concatenate([rows[n] for n in rng.integers(0, len(rows), len(rows))])
        drawn.append(figures(texts.gold[chosen], guess[chosen], labels))
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    cells = (
        f"{value:.3f} ({a:.2f} to {b:.2f})"
        for value, a, b in zip(figures(texts.gold, guess, labels), low, high, strict=True)
    )
    return f"| {name} | " + " | ".join(cells) + " |"


def shortened(scheme: Scheme, terms: int, seed: int) -> Scheme:
    """Return the scheme with so many terms a theme, drawn by chance."""
    draw = random.Random(seed)  # noqa: S311 - it is to be foreseen
    cut = [draw.sample(t.vocabulary, min(terms, len(t.vocabulary))) for t in scheme.themes]
    pairs = zip(scheme.themes, cut, strict=True)
    return replace(scheme, themes=tuple(replace(t, vocabulary=tuple(v)) for t, v in pairs))


def report(scheme: Scheme, texts: Texts) -> Iterator[str]:
    """Yield the lines of the report."""
    labels = len(scheme.themes) + 1
    found = scores(scheme, texts)
    guess, most = choose(found), np.bincount(texts.gold).argmax()
    yield f"{len(texts.paragraphs)} texts with {len(texts.gold)} paragraphs."
    yield "| filing | accuracy | macro-F1 |"
    yield "| --- | ---: | ---: |"
    yield row("the commonest place for all", texts, np.full(len(guess), most), labels)
    yield row("the theme of the nearest meaning", texts, nearest(scheme, texts), labels)
    yield row("the list", texts, guess, labels)
    leaner = {"the list without subjects": [replace(scheme, subjects=())]}
    for terms in SHORTER:
        leaner[f"{terms} terms a theme"] = [shortened(scheme, terms, seed) for seed in range(3)]
    for name, schemes in leaner.items():
        guesses = [choose(scores(one, texts)) for one in schemes]
        mean = np.mean([figures(texts.gold, one, labels) for one in guesses], axis=0)
        yield f"| {name} | " + " | ".join(f"{value:.3f}" for value in mean) + " |"
    ranked = np.sort(np.column_stack([found, np.zeros(len(found))]), axis=1)
    close, wrong = ranked[:, -1] - ranked[:, -2] < CLOSE_MARGIN, guess != texts.gold
    yield f"Close calls: {close.mean():.0%} of paragraphs, {close[wrong].mean():.0%} of errors."


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("themes", type=Path, metavar="THEMES")
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    options = parser.parse_args()
    scheme = themes.read(options.themes)
    texts = read(options.labelled, [theme.id for theme in scheme.themes])
    for line in report(scheme, texts):
        print(line)


if __name__ == "__main__":
    main()
