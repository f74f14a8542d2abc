"""Writes the trained weights: python -m training FILE.jsonl...

Filed paragraphs teach filing, marked texts teach the choice of extracts: each file is of one kind.
"""

import argparse
import json
import sys
from pathlib import Path

from dossier.briefings import judge
from dossier.filing import embedding, themes, weights
from training import features, labelled, marked, regression, sentences


def main(*names: str) -> None:
    """Learn from all files of each kind and write the data file that the kind teaches."""
    paths = [Path(name) for name in names]
    texts = [path for path in paths if _is_marked(path)]
    if texts:
        seen = sentences.look(marked.read(texts))
        judge.write(sentences.learn(seen), judge.FILE)
        sys.stdout.write(f"{judge.FILE}: {len(seen.texts)} sentences\n")
    if filed := [path for path in paths if path not in texts]:
        scheme = themes.read(Path("themes.yml"))
        ids = [theme.id for theme in scheme.themes]
        paragraphs = labelled.read(filed, ids)
        seen_paragraphs = features.extract(paragraphs, scheme, embedding.load())
        weights.write(regression.learn(seen_paragraphs, paragraphs, ids), weights.FILE)
        said = f"{len(paragraphs.forms)} paragraphs, {', '.join(ids)}"
        sys.stdout.write(f"{weights.FILE}: {said}\n")


def _is_marked(path: Path) -> bool:
    with path.open(encoding="utf-8") as lines:
        return "leads" in json.loads(next(lines))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="+", metavar="FILE", help="paragraphs, or marked texts")
    main(*parser.parse_args().names)
