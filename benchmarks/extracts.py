"""How good leads and key points are on texts not learned from: python -m benchmarks.extracts

Cross-validation by text, five folds, dealt anew by each of several seeds. A lead is good if an
editor marked it as one, fair if marked as a key point, bad if it must not be quoted alone. A key
point is good if it was marked as one or as a lead. Beside Dossier stand the first sentence, LexRank
(Erkan and Radev, 2004) and lede (PyPI), which choose among the same sentences of the same texts.
With --write FILE the figures replace what stands between the two marks in that page.
"""

import argparse
import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.splice import splice
from dossier.briefings import extracts, judge
from dossier.briefings.judge import Judged
from dossier.filing import assign, embedding, themes, weights
from dossier.filing.classifier import Classifier
from dossier.model import UNTHEMED, Filed, Themes
from dossier.text.tokens import tokenize
from training import marked as marked_stage
from training import sentences as training_stage
from training.marked import Mark, Marked, folded
from training.sentences import Seen

BEGIN, END = "<!-- measured extracts -->", "<!-- end of measured extracts -->"

FOLDS = 5
SEEDS = 4

SUMMARY = 600
"""Characters of the summary that lede is asked for."""

Sections = Sequence[Sequence[Filed]]
"""The paragraphs of each theme of a text."""

Score = Callable[[Marked], Sequence[float]]
"""Given a text, returns a score for each of its sentences."""


def judged_by_folds(texts: Sequence[Marked], seen: Seen, seed: int) -> list[list[Judged]]:
    """Judge every sentence by weights that were learned without its text."""
    fold = np.random.default_rng(seed).permutation(len(texts)) % FOLDS
    results: list[list[Judged]] = [[] for _ in texts]
    for number in range(FOLDS):
        learned = training_stage.learn(seen, fold[seen.texts] != number)
        for place in np.flatnonzero(fold == number).tolist():
            results[place] = list(judge.judge(texts[place].document, learned))
    return results


def first(text: Marked) -> Sequence[float]:
    """Prefer the sentence that stands first."""
    return [-float(place) for place in range(len(text.marks))]


def lexrank(text: Marked) -> Sequence[float]:
    """Prefer the sentence that is most like the others, by LexRank's continuous form."""
    forms = [tokenize(mark.candidate.sentence.text).forms for mark in text.marks]
    column = {word: place for place, word in enumerate(sorted({w for f in forms for w in f}))}
    counts = np.zeros((len(forms), max(len(column), 1)))
    for row, several in enumerate(forms):
        for word in several:
            counts[row, column[word]] += 1
    rarity = np.log(len(forms) / np.maximum((counts > 0).sum(axis=0), 1)) + 1
    vectors = counts * rarity
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    likeness = vectors @ vectors.T
    likeness /= np.maximum(likeness.sum(axis=1, keepdims=True), 1e-9)
    rank = np.full(len(forms), 1 / len(forms))
    for _ in range(100):
        rank = 0.15 / len(forms) + 0.85 * rank @ likeness
    return [float(value) for value in rank]


def by_lede(text: Marked) -> Sequence[float]:
    """Prefer the sentences that lede takes into its summary, in its order."""
    import lede  # only the environment of the benchmarks has it

    whole = "\n\n".join(paragraph.text for paragraph in text.document.paragraphs)
    summary = folded(str(lede.summarize(whole, SUMMARY).summary))
    places = [summary.find(folded(mark.candidate.sentence.text)) for mark in text.marks]
    return [-float(place) if place >= 0 else -float("inf") for place in places]


BASELINES: dict[str, Score] = {"the first sentence": first, "LexRank": lexrank, "lede": by_lede}


def lead_figures(texts: Sequence[Marked], leads: Sequence[Mark]) -> NDArray[np.float64]:
    """Return the shares of good, fair and bad leads, of texts that have a good one."""
    rows = [
        (lead.is_lead, lead.is_key and not lead.is_lead, lead.is_never)
        for text, lead in zip(texts, leads, strict=True)
        if any(mark.is_lead for mark in text.marks)
    ]
    return np.asarray(np.mean(rows, axis=0))


def point_figures(points: Sequence[Mark]) -> NDArray[np.float64]:
    """Return how many key points there are, and the shares of good and bad ones."""
    rows = [(point.is_key, point.is_never) for point in points]
    return np.array([len(rows), *np.mean(rows, axis=0)])


def _sections(text: Marked, classifier: Classifier, scheme: Themes) -> Sections:
    document = text.document
    filings = assign.file_paragraphs(document, classifier.scores(document), scheme)
    filed = [Filed(p, f) for p, f in zip(document.paragraphs, filings, strict=True)]
    places = dict.fromkeys(f.section for f in filings if f.section not in UNTHEMED)
    return [[one for one in filed if one.filing.section == place] for place in places]


def dossiers(
    texts: Sequence[Marked], sections: Sequence[Sections], judged: Sequence[Sequence[Judged]]
) -> tuple[list[Mark], list[Mark]]:
    """Return the leads and the key points that Dossier chooses."""
    leads, points = [], []
    for text, several, scores in zip(texts, sections, judged, strict=True):
        marks = {(m.candidate.text, m.candidate.paragraph.number): m for m in text.marks}
        lead = extracts.lead(scores)
        leads.append(marks[lead.text, lead.paragraph])
        for filed in several:
            best = extracts.best(scores, filed, lead)
            chosen = extracts.key_points(best, filed)
            points += [marks[point.text, point.paragraph] for point in chosen]
    return leads, points


def baseline(
    texts: Sequence[Marked], sections: Sequence[Sections], score: Score
) -> tuple[list[Mark], list[Mark]]:
    """Return the leads and the key points of another method, as many as Dossier may show."""
    leads, points = [], []
    for text, several in zip(texts, sections, strict=True):
        pairs = list(zip(score(text), text.marks, strict=True))
        leads.append(max(pairs, key=lambda pair: pair[0])[1])
        for filed in several:
            numbers = {one.paragraph.number for one in filed if one.paragraph.kind == "prose"}
            inside = [p for p in pairs if p[1].candidate.paragraph.number in numbers]
            inside = [pair for pair in inside if pair[0] > -float("inf")]
            ranked = sorted(inside, key=lambda pair: -pair[0])
            most = 2 if len(numbers) >= extracts.MANY_PARAGRAPHS else 1
            points += [mark for _, mark in ranked[:most]]
    return leads, points


def report(paths: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of the whole report."""
    scheme = themes.read(Path("themes.yml"))
    classifier = Classifier(scheme, weights.load(), embedding.load())
    texts = marked_stage.read(paths)
    seen = training_stage.look(texts)
    sections = [_sections(text, classifier, scheme.themes) for text in texts]
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    yield f"Measured on {today} by cross-validation on {len(texts)} texts with {len(seen.texts)}"
    yield "sentences, some of which editors marked."
    yield ""
    yield "| chosen by | leads good | fair | bad | key points | good | bad |"
    yield "| --- |" + " ---: |" * 6
    for name, score in BASELINES.items():
        leads, points = baseline(texts, sections, score)
        yield _row(name, lead_figures(texts, leads), point_figures(points))
    runs = []
    for seed in range(SEEDS):
        leads, points = dossiers(texts, sections, judged_by_folds(texts, seen, seed))
        runs.append(np.concatenate([lead_figures(texts, leads), point_figures(points)]))
    mean = np.mean(runs, axis=0)
    yield _row("Dossier", mean[:3], mean[3:])


def _row(name: str, leads: NDArray[np.float64], points: NDArray[np.float64]) -> str:
    shares = " | ".join(f"{share:.3f}" for share in leads)
    return f"| {name} | {shares} | {points[0]:.0f} | {points[1]:.3f} | {points[2]:.3f} |"


def main() -> None:
    """Print the report, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marked", nargs="+", type=Path, metavar="MARKED")
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    text = "\n".join(report(options.marked)) + "\n"
    sys.stdout.write(text)
    if options.write:
        splice(options.write, BEGIN, END, text)


if __name__ == "__main__":
    main()
