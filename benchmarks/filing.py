"""How well filing does on texts it has not learned from: python -m benchmarks.filing LABELLED...

With --held FILE..., weights are learned from LABELLED and measured on those files; without it, by
cross-validation: a fifth of the texts at a time is filed by weights learned from the others. All
figures but those on further themes are over paragraphs whose editors agree. With --write FILE the
report replaces what stands between the two marks in that page. With --constants it is not the
report that is printed, but tables to choose CLOSE_MARGIN and ALSO_RATIO from.
"""

import argparse
import datetime
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks import filing_constants as constants
from benchmarks import filing_tables as tables
from benchmarks.filing_runs import Filed, file_all, held_out
from benchmarks.splice import splice
from dossier.filing import embedding, themes, weights
from dossier.filing.classifier import Classifier
from training import features as feature_stage
from training import labelled as labelled_stage
from training.labelled import NO_THEME, Labelled
from training.regression import learn

BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"


def measure(
    paths: Sequence[Path], held: Sequence[Path]
) -> tuple[str, Labelled, dict[str, Filed], list[str]]:
    """Return how it was measured, the measured paragraphs, how they were filed, and the labels."""
    scheme = themes.read(Path("themes.yml"))
    ids = [theme.id for theme in scheme.themes]
    labelled = labelled_stage.read(paths, ids)
    features = feature_stage.extract(labelled, scheme, embedding.load())
    if held:
        measured = labelled_stage.read(held, ids)
        rows = np.arange(len(measured.gold))
        filed = file_all(measured, [(learn(features, labelled, ids), rows)], scheme)
        said = f"on {_extent(measured)}, by weights learned from {_extent(labelled, 'other ')}."
    else:
        measured = labelled
        filed = file_all(measured, held_out(labelled, features, ids), scheme)
        said = f"by cross-validation on {_extent(measured)}."
    return said, measured, filed, [*ids, NO_THEME]


def _extent(labelled: Labelled, which: str = "") -> str:
    return f"{len(labelled.gold)} paragraphs of {len(set(labelled.documents))} {which}texts"


def report(paths: Sequence[Path], held: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of the whole report."""
    said, labelled, filed, names = measure(paths, held)
    last = list(filed)[-1]
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    yield f"Measured on {today} {said}"
    if double := int(labelled.double.sum()):
        agreed = int((labelled.double & labelled.agreed).sum())
        yield f"Two editors filed {double} of them, and agreed on {agreed}."
    yield ""
    yield from tables.main_table(labelled, filed, names)
    yield ""
    yield f"Where the editor files a paragraph, and where it is filed ({last}):"
    yield ""
    yield from tables.confusion_table(labelled, filed[last], names)
    yield ""
    yield "Close calls:"
    yield ""
    yield from tables.doubt_table(labelled, filed)
    yield ""
    yield "Further themes:"
    yield ""
    yield from tables.also_table(labelled, filed)
    yield ""
    yield "What an editor's minute adds, accuracy (95 %):"
    yield ""
    yield from tables.minute_table(labelled, filed)


def choices(paths: Sequence[Path], held: Sequence[Path]) -> Iterator[str]:
    """Yield, for every reading, what the constants of doubt would do at other values."""
    _, labelled, filed, _ = measure(paths, held)
    for name, one in filed.items():
        yield f"{name}:"
        yield ""
        yield from constants.close_margins(labelled, one)
        yield ""
        yield from constants.also_shares(labelled, one)
        yield ""


def speed() -> str:
    """Return how long a paragraph takes, warm, on one core."""
    scheme = themes.read(Path("themes.yml"))
    classifier = Classifier(scheme, weights.load(), embedding.load())
    text = "The ministers agreed to lower tariffs on steel, and to patrol the border together. " * 6
    classifier.score([text])
    start = time.perf_counter()
    classifier.score([text] * 2000)
    return f"{(time.perf_counter() - start) / 2:.2f} ms a paragraph of {len(text.split())} words"


def main() -> None:
    """Print the report, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    parser.add_argument("--held", nargs="+", type=Path, metavar="FILE", default=[])
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--constants", action="store_true")
    options = parser.parse_args()
    lines = (choices if options.constants else report)(options.labelled, options.held)
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    sys.stdout.write(text + "\n" + speed() + "\n")
    if options.write and not options.constants:
        splice(options.write, BEGIN, END, text)


if __name__ == "__main__":
    main()
