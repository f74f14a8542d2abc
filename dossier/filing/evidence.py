"""Why a paragraph is filed where it is: the shares of its score, named.

Nothing is estimated here. The words' shares, the context and the standing are the very numbers
whose sum is the score.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.model import Filing, Scores, WordShare
from dossier.text.tokens import Vector, tokenize

SHOWN = 6
"""Words that a panel names."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A theme's score for a paragraph, taken apart; all parts add up to it."""

    theme: str
    score: float
    shares: Mapping[str, float]
    """Of every word of the paragraph, by its form, all its occurrences together."""

    shown: tuple[WordShare, ...]
    """The few words that speak most for the theme, largest share first."""

    others: float
    """The share of all words that are not shown."""

    context: float
    """The share of the other paragraphs of the text."""

    standing: float
    """What the theme starts from."""

    @property
    def words(self) -> tuple[WordShare, ...]:
        """Every word of the paragraph, largest share first."""
        return _ordered(self.shares)


def explain(filing: Filing, text: str) -> Evidence | None:
    """Return the evidence for the best theme of a paragraph with the given text.

    None for a heading, which has no scores.
    """
    if filing.scores is None or not filing.ranked:
        return None
    theme, score = filing.ranked[0]
    scores = filing.scores
    column = scores.themes.index(theme)
    shares = _by_form(text, scores.words[:, column])
    shown = _ordered({form: share for form, share in shares.items() if share > 0}, SHOWN)
    named = {word.word for word in shown}
    return Evidence(
        theme=theme,
        score=score,
        shares=shares,
        shown=shown,
        others=sum(share for form, share in shares.items() if form not in named),
        context=float(scores.context[column]),
        standing=float(scores.standing[column]),
    )


def _by_form(text: str, shares: Vector) -> dict[str, float]:
    sums: dict[str, float] = {}
    for form, share in zip(tokenize(text).forms, shares.tolist(), strict=True):
        sums[form] = sums.get(form, 0.0) + share
    return sums


def _ordered(shares: Mapping[str, float], most: int | None = None) -> tuple[WordShare, ...]:
    """Return words with their shares, largest first, those alike by their letters."""
    ordered = sorted([(-share, form) for form, share in shares.items()])
    return tuple([WordShare(form, -share) for share, form in ordered[:most]])


def marked_spans(text: str, shown: Sequence[WordShare]) -> list[tuple[int, int]]:
    """Return where the words of `shown` stand in `text`, as start and end in characters."""
    forms = {word.word for word in shown}
    found = tokenize(text)
    places = [place for place, form in enumerate(found.forms) if form in forms]
    return [(start, end) for start, end in found.spans[places].tolist()]


def sentence_shares(
    scores: Scores, theme: str, sentences: Iterable[tuple[int, int]]
) -> list[float]:
    """Return the share that the words of each sentence have in a theme's score.

    A sentence is given by its start and end in characters of the text.
    """
    shares = scores.words[:, scores.themes.index(theme)].tolist()
    starts = scores.spans[:, 0].tolist()
    return [
        sum(shares[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in sentences
    ]
