"""Why a paragraph is filed where it is: the shares that add up to its score.

Nothing is estimated here: the shares of the words, the desk's line, the rest of its list, the
context and the standing are the very numbers whose sum is the score.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.model import Filing, Scores, WordShare
from dossier.text.tokens import Vector, tokenize

SHOWN = 6
"""The most words that are named as the reason for a filing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The score of a theme for a paragraph, as parts that add up to it."""

    theme: str
    score: float
    shares: Mapping[str, float]
    """Word form to the share of all its occurrences."""

    shown: tuple[WordShare, ...]
    """The words with the largest shares, largest first; all of them positive."""

    others: float
    """The share of all words but those in `shown`."""

    desk: tuple[WordShare, ...]
    """What the desk's line adds for a word or takes, largest share first; most often nothing."""

    rest: float
    """The share of the other paragraphs of its list; 0 if it belongs to none."""

    context: float
    """The share of the other paragraphs of the text."""

    standing: float
    """The score of the theme before any word is read."""

    is_twice: bool
    """Are the shares those of two readings?"""

    @property
    def words(self) -> tuple[WordShare, ...]:
        """Every word of the paragraph, largest share first."""
        return ordered(self.shares)

    @property
    def speaking(self) -> tuple[WordShare, ...]:
        """The words that speak for the theme: those shown, and those of the desk's line."""
        return (*self.shown, *(word for word in self.desk if word.share > 0))

    @property
    def desk_share(self) -> float:
        """What the desk's line adds to the score."""
        return sum(word.share for word in self.desk)


def explain(filing: Filing, text: str, theme: str | None = None) -> Evidence | None:
    """Return the evidence for a theme of a paragraph, whose text is `text`; without one, the best.

    A heading has no scores, and so no evidence: None.
    """
    if filing.scores is None or not filing.ranked:
        return None
    theme = theme or filing.ranked[0][0]
    score = dict(filing.ranked)[theme]
    scores = filing.scores
    column = scores.themes.index(theme)
    shares = _by_form(text, scores.words[:, column])
    shown = strongest(shares)
    named = {word.word for word in shown}
    return Evidence(
        theme=theme,
        score=score,
        shares=shares,
        shown=shown,
        others=sum(share for form, share in shares.items() if form not in named),
        desk=_desk(text, scores, column),
        rest=float(scores.rest[column]),
        context=float(scores.context[column]),
        standing=float(scores.standing[column]),
        is_twice=scores.is_twice,
    )


def strongest(shares: Mapping[str, float]) -> tuple[WordShare, ...]:
    """Return the words with the largest positive shares, largest first, `SHOWN` at most."""
    return ordered({form: share for form, share in shares.items() if share > 0}, SHOWN)


def _desk(text: str, scores: Scores, column: int) -> tuple[WordShare, ...]:
    if scores.desk is None:
        return ()
    shares = _by_form(text, scores.desk[:, column])
    return ordered({form: share for form, share in shares.items() if share})


def _by_form(text: str, shares: Vector) -> dict[str, float]:
    sums: dict[str, float] = {}
    for form, share in zip(tokenize(text).forms, shares.tolist(), strict=True):
        sums[form] = sums.get(form, 0.0) + share
    return sums


def ordered(shares: Mapping[str, float], most: int | None = None) -> tuple[WordShare, ...]:
    """Return words with their shares, the largest first, equal ones in alphabetical order."""
    pairs = sorted([(-share, form) for form, share in shares.items()])
    return tuple([WordShare(form, -share) for share, form in pairs[:most]])


def marked_spans(text: str, shown: Sequence[WordShare]) -> list[tuple[int, int]]:
    """Return start and end, in characters of `text`, of the words of `shown`."""
    forms = {word.word for word in shown}
    tokens = tokenize(text)
    places = [place for place, form in enumerate(tokens.forms) if form in forms]
    return [(start, end) for start, end in tokens.spans[places].tolist()]


def sentence_shares(
    scores: Scores, theme: str, sentences: Iterable[tuple[int, int]]
) -> list[float]:
    """Return the share of the words of each sentence in the score of a theme, the desk's included.

    `sentences` are start and end in characters of the text.
    """
    words = scores.words if scores.desk is None else scores.words + scores.desk
    shares = words[:, scores.themes.index(theme)].tolist()
    starts = scores.spans[:, 0].tolist()
    return [
        sum(shares[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in sentences
    ]
