"""How well word lists alone file texts: python -m benchmarks.languages LABELLED...

The form of the files is that of `training/labelled.py`, with the language of each text besides:
{"doc": "...", "language": "fr", "paragraphs": [...]}. Texts in the language of themes.yml are filed
by its words alone, too, so that a translation can be held against its original. With --errors,
every paragraph that is filed otherwise than its editors filed it is printed.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dossier.errors import Faults
from dossier.filing import languages, themes, weights
from dossier.filing.assign import CLOSE_MARGIN
from dossier.filing.classifiers import by_words_alone
from dossier.model import Scheme
from training.labelled import NO_THEME

THEMES = Path("themes.yml")


@dataclass(frozen=True, slots=True)
class Filed:
    """A paragraph on which its editors agree, and where its words alone file it."""

    text: str
    wanted: str
    found: str
    is_close: bool


def schemes() -> Mapping[str, Scheme]:
    """Return the themes in every language that has a list, and in that of themes.yml."""
    scheme = themes.read(THEMES)
    faults = Faults()
    lists, _ = languages.read_all(THEMES, scheme, faults)
    faults.raise_any()
    return {one.language: one for one in (scheme, *lists)}


def file_all(paths: Iterable[Path]) -> Mapping[str, list[Filed]]:
    """File the paragraphs of labelled texts, by language."""
    known, learned = schemes(), weights.load()
    filed: dict[str, list[Filed]] = defaultdict(list)
    classifiers = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            language = record["language"]
            if language not in classifiers:
                classifiers[language] = by_words_alone(known[language], learned)
            rows = record["paragraphs"]
            scores = classifiers[language].score([row["text"] for row in rows])
            for row, score in zip(rows, scores, strict=True):
                if len(set(row["labels"])) > 1:
                    continue
                theme, value = score.ranked()[0]
                best, second, *_ = sorted((0.0, *(v for _, v in score.ranked())), reverse=True)
                found = theme if value > 0 else NO_THEME
                filed[language].append(
                    Filed(row["text"], row["labels"][0], found, best - second < CLOSE_MARGIN)
                )
    return filed


def table(filed: Mapping[str, list[Filed]], labels: list[str]) -> Iterator[str]:
    """Yield the figures of each language."""
    yield (
        "| language | paragraphs | accuracy | macro-F1 | " + " | ".join(labels) + " | close calls |"
    )
    yield "| --- |" + " ---: |" * (len(labels) + 4)
    for language, rows in filed.items():
        right = np.mean([row.found == row.wanted for row in rows])
        f1 = []
        for label in labels:
            hits = sum(row.found == row.wanted == label for row in rows)
            total = sum((row.found == label) + (row.wanted == label) for row in rows)
            f1.append(2 * hits / max(total, 1))
        numbers = " | ".join(f"{value:.2f}" for value in (right, np.mean(f1), *f1))
        close = np.mean([row.is_close for row in rows])
        yield f"| {language} | {len(rows)} | {numbers} | {close:.0%} |"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    filed = file_all(options.labelled)
    labels = [*(theme.id for theme in themes.read(THEMES).themes), NO_THEME]
    for line in table(filed, labels):
        sys.stdout.write(line + "\n")
    for language, rows in filed.items() if options.errors else ():
        for row in rows:
            if row.found != row.wanted:
                sys.stdout.write(
                    f"\n{language}: {row.wanted}, filed under {row.found}\n{row.text}\n"
                )


if __name__ == "__main__":
    main()
