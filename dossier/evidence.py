"""Why a paragraph is filed where it is: the shares of its score, named.

Nothing is estimated here. The words' shares, the context and the standing are the very numbers
whose sum is the score.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dossier.model import Filing, Scores
from dossier.vocabulary import Vector, words

SHOWN = 6
"""Words that a panel names."""


@dataclass(frozen=True, slots=True)
class WordShare:
    """A word, all its occurrences together, and its share of the score."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A theme's score for a paragraph, taken apart; all parts add up to it."""

    theme: str
    score: float
    words: tuple[WordShare, ...]
    """Every word of the paragraph, largest share first."""

    context: float
    """The share of the other paragraphs of the text."""

    standing: float
    """What the theme starts from."""

    @property
    def shown(self) -> tuple[WordShare, ...]:
        """The few words that speak most for the theme."""
        return tuple(word for word in self.words[:SHOWN] if word.share > 0)

    @property
    def others(self) -> float:
        """The share of all words that are not shown."""
        return sum(word.share for word in self.words) - sum(word.share for word in self.shown)


def of(filing: Filing, text: str) -> Evidence | None:
    """Return the evidence for the best theme of a paragraph with the given text.

    None for a heading, which has no scores.
    """
    if filing.scores is None or not filing.ranked:
        return None
    theme, score = filing.ranked[0]
    scores = filing.scores
    column = scores.themes.index(theme)
    return Evidence(
        theme=theme,
        score=score,
        words=_by_form(text, scores.words[:, column]),
        context=float(scores.context[column]),
        standing=float(scores.standing[column]),
    )


def _by_form(text: str, shares: Vector) -> tuple[WordShare, ...]:
    sums: dict[str, float] = defaultdict(float)
    for word, share in zip(words(text), shares, strict=True):
        sums[word.form] += float(share)
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return tuple(WordShare(form, share) for form, share in ordered)


def marked_spans(text: str, shown: Sequence[WordShare]) -> list[tuple[int, int]]:
    """Return where the words of `shown` stand in `text`, as start and end in characters."""
    forms = {word.word for word in shown}
    return [(word.start, word.end) for word in words(text) if word.form in forms]


def sentence_share(scores: Scores, theme: str, start: int, end: int) -> float:
    """Return the share that the words between two places of the text have in a theme's score."""
    column = scores.themes.index(theme)
    first, behind = np.searchsorted(scores.spans[:, 0], (start, end))
    return float(scores.words[first:behind, column].sum())
