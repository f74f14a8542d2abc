"""Fine-tunes the second reader: `learn` from filed paragraphs, `file` others, `export`.

    python -m training.reading learn CHECKPOINT --base FOLDER --labelled A.jsonl B.jsonl
        [--soft POOL.npy --pool POOL.jsonl.gz] [--start CHECKPOINT] [--epochs 3] [--rate 2e-4]
    python -m training.reading file POOL.npy --base FOLDER --start CHECKPOINT --pool POOL.jsonl.gz
    python -m training.reading export --base FOLDER --start CHECKPOINT --labelled ... --pool ...

`--base` is the folder of a BERT: model.safetensors and tokenizer.json. `file` writes how likely
each label is for every paragraph of the pool, by the first reading and by this reader together.
`learn` takes that for its targets, so that both teach the next reader (Hinton et al. 2015,
"Distilling the knowledge in a neural network").
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dossier.filing import embedding, themes, weights
from dossier.filing.classifier import Classifier
from dossier.filing.reader import LABELS, MODEL, PIECES
from dossier.filing.rereading import FIRST_WEIGHT, SECOND_WEIGHT
from dossier.text.tokens import tokenize
from training import labelled
from training.reading import export, learn, passages
from training.reading.encoder import ReaderModule


def main() -> None:
    """Run one of the three commands."""
    options = _options()
    pieces = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    reader = ReaderModule(options.base / "model.safetensors")
    if options.start:
        reader.load_state_dict(torch.load(options.start))
    texts = passages.read(options.labelled, pieces)
    pool = passages.read(options.pool, pieces)
    if options.command == "file":
        second = np.array(list(learn.predict(reader, pool, pieces)))
        np.save(options.file, _chances(_first_reading(options.pool), second))
    elif options.command == "export":
        export.write(reader, pieces, [*texts, *pool], MODEL, PIECES)
    else:
        if options.soft:
            targets = iter(np.load(options.soft).astype(np.float32))
            texts += passages.retarget(pool, targets)
        learn.learn(reader, lambda epoch: texts, pieces, options.epochs, options.rate)
        torch.save(reader.state_dict(), options.file)


def _first_reading(paths: Iterable[Path]) -> NDArray[np.float64]:
    """Return the score of every theme for each paragraph; 0 for one without a word."""
    scheme = themes.read(Path("themes.yml"))
    classifier = Classifier(scheme, weights.load(), embedding.load())
    rows = []
    for path in paths:
        for line in labelled.lines_of(path):
            texts = [paragraph["text"] for paragraph in json.loads(line)["paragraphs"]]
            spoken = [place for place, text in enumerate(texts) if len(tokenize(text))]
            scores = np.zeros((len(texts), len(LABELS) - 1))
            found = classifier.score([texts[place] for place in spoken])
            for place, one in zip(spoken, found, strict=True):
                ranked = dict(one.ranked())
                scores[place] = [ranked[theme] for theme in LABELS[:-1]]
            rows.append(scores)
    return np.concatenate(rows)


def _chances(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return how likely each label is for every paragraph, by both readings."""
    scores = FIRST_WEIGHT * np.pad(first, ((0, 0), (0, 1))) + SECOND_WEIGHT * (
        second - second[:, -1:]
    )
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float32)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("learn", "file", "export"))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--labelled", nargs="*", type=Path, default=[])
    parser.add_argument("--pool", nargs="*", type=Path, default=[])
    parser.add_argument("--soft", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=learn.RATE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
