"""The constants of doubt, as measured: when a filing is a close call, when a theme is named also.

`filing/assign.py` has them. They depend on the scores, and so on all that was learned: whoever
changes how scores come about chooses them anew from these two tables.
"""

from collections.abc import Iterator

import numpy as np

from benchmarks.filing_runs import Filed
from benchmarks.filing_tables import also_figures
from training.labelled import Labelled

MARKED = (0.20, 0.25, 0.30, 0.35, 0.40)
"""Shares of paragraphs that could be close calls."""

ALSO = (0.3, 0.4, 0.5, 0.6, 0.7)
"""Shares of the best score that a further theme could need."""


def close_margins(labelled: Labelled, filed: Filed) -> Iterator[str]:
    """Yield the margin below which each share of paragraphs lies, and what it would catch."""
    rows = labelled.agreed
    margins, wrong = filed.margins()[rows], (filed.places != labelled.gold)[rows]
    yield "| paragraphs marked | CLOSE_MARGIN | of all errors, there |"
    yield "| ---: | ---: | ---: |"
    for share in MARKED:
        margin = np.quantile(margins, share)
        yield f"| {share:.0%} | {margin:.2f} | {(margins < margin)[wrong].mean():.1%} |"


def also_shares(labelled: Labelled, filed: Filed) -> Iterator[str]:
    """Yield precision and recall of further themes by the share of the best score they need."""
    columns = np.arange(labelled.also.shape[1])
    best = filed.scores.max(axis=1, keepdims=True)
    others = (filed.scores > 0) & (filed.places[:, None] != columns)
    yield "| ALSO_RATIO | precision | recall | strict precision | strict recall |"
    yield "| ---: |" + " ---: |" * 4
    for share in ALSO:
        named = others & (filed.scores >= share * best)
        cells = also_figures(labelled, filed.places, named)
        yield f"| {share:.2f} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |"
