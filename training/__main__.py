"""Writes the learned weights: python -m training LABELLED.jsonl..."""

import sys
from pathlib import Path

from dossier.filing import embedding, themes, weights
from training import features, labelled, regression


def main(*paths: str) -> None:
    """Learn from all paragraphs in `paths` and write the data file of the package."""
    if not paths:
        sys.exit(__doc__)
    scheme = themes.read(Path("themes.yml"))
    ids = [theme.id for theme in scheme.themes]
    paragraphs = labelled.read([Path(path) for path in paths], ids)
    seen = features.extract(paragraphs, scheme, embedding.load())
    weights.write(regression.learn(seen, paragraphs, ids), weights.FILE)
    sys.stdout.write(f"{weights.FILE}: {len(paragraphs.forms)} paragraphs, {', '.join(ids)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
