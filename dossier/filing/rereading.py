"""The second reading: what is doubtful is read again, in its place, as an editor would.

The scores of a paragraph that was read twice are a weighted sum of both readings, and so are the
shares that add up to them: of every word, of the paragraphs around, and of the standing.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from dossier.filing.reader import LABELS, Passage, Reading, Shares, digest, load
from dossier.filing.units import scored_units
from dossier.filing.weights import Matrix
from dossier.model import Document, Scores, margin
from dossier.runtime.cache import Cache, key
from dossier.text.languages import primary
from dossier.text.tokens import Vector, tokenize

SecondReading: TypeAlias = Literal["off", "doubtful", "all"]
"""Which paragraphs are read twice."""

LANGUAGE = "en"
"""Of the texts that the reader has learned from; others are not read again."""

DOUBTFUL = 1.4
"""Paragraphs whose two best choices are less than this apart, in log-odds, are read again."""

SHARE = 0.5
"""Of the paragraphs of a text, those nearest to a draw: no more are read again, since the second
reading takes a hundred times as long as the first."""

FIRST_WEIGHT, SECOND_WEIGHT = 0.47, 0.92
"""What each reading counts. Fitted on filed paragraphs that neither had learned from, so that the
sum is log-odds again."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The readings of one text, as the cache keeps them: 32-bit numbers, row by row."""

    standing: bytes
    passages: dict[int, tuple[list[bytes], bytes]]
    """By its place among all that is read, from 0: the words of each paragraph, and what is around.
    Numbers of paragraphs would not do: a heading counts there, and is not read."""


def reread(
    document: Document,
    scores: Sequence[Scores | None],
    mode: SecondReading,
    kept: Cache | None = None,
) -> tuple[Scores | None, ...]:
    """Return the scores of all paragraphs, those of the doubtful ones by both readings.

    `scores` are those of the first reading, one entry a paragraph. Readings are taken from `kept`
    if they are there, else put there: they depend on the text and on the model alone.
    """
    units = scored_units(document, scores)
    doubtful = _doubtful(document, scores, units, mode)
    if not doubtful:
        return tuple(scores)
    combined = list(scores)
    for members, reading in _readings(document, units, doubtful, kept):
        for number, one in zip(members, _combined(members, scores, reading), strict=True):
            combined[number - 1] = one
    return tuple(combined)


def _doubtful(
    document: Document,
    scores: Sequence[Scores | None],
    units: Sequence[tuple[int, ...]],
    mode: SecondReading,
) -> Sequence[tuple[int, ...]]:
    """Return those of `units` that are read again."""
    known = next((one for one in scores if one), None)
    if mode == "off" or known is None or primary(document.language) != LANGUAGE:
        return []
    if not set(known.themes) <= set(LABELS[:-1]):  # a theme of that name is not no theme
        return []
    if mode == "all":
        return units
    margins = {
        unit: margin(one.ranked()) for unit in units if (one := scores[unit[0] - 1]) is not None
    }
    nearest = set(sorted(units, key=margins.__getitem__)[: math.ceil(SHARE * len(units))])
    return [unit for unit in units if unit in nearest and margins[unit] < DOUBTFUL]


def _readings(
    document: Document,
    units: Sequence[tuple[int, ...]],
    wanted: Sequence[tuple[int, ...]],
    kept: Cache | None,
) -> list[tuple[tuple[int, ...], Reading]]:
    """Return the reading of each of the `wanted` among `units`."""
    texts = [[document.paragraphs[number - 1].text for number in unit] for unit in units]
    parts = (part for unit in texts for part in (str(len(unit)), *unit))
    under = key("reading", digest(), *parts)
    known = kept.get(under, _Kept) if kept else None
    passages = dict(known.passages) if known else {}
    standing = known.standing if known else b""
    readings = []
    chosen = set(wanted)
    for place, unit in enumerate(units):
        if unit not in chosen:
            continue
        reading = _reading(standing, *passages.get(place, ([], b"")), texts[place])
        if reading is None:
            reading = load().read(_passage(texts, place))
            passages[place] = [w.tobytes() for w in reading.words], reading.around.tobytes()
            standing = reading.standing.tobytes()
        readings.append((unit, reading))
    if kept and (known is None or passages != known.passages):
        kept.put(under, _Kept(standing, passages))
    return readings


def _passage(texts: Sequence[Sequence[str]], place: int) -> Passage:
    return Passage(
        paragraphs=tuple(texts[place]),
        first=texts[0][0] if place else "",
        before=texts[place - 1][-1] if place else "",
        behind=texts[place + 1][0] if place + 1 < len(texts) else "",
    )


def _reading(
    standing: bytes, words: Sequence[bytes], around: bytes, texts: Sequence[str]
) -> Reading | None:
    """Return a reading that was kept; None if it cannot be one of these texts."""
    rows = [*(len(tokenize(text)) for text in texts), 1, 1]
    arrays = [np.frombuffer(one, np.uint8) for one in (*words, around, standing)]
    if [len(one) for one in arrays] != [4 * len(LABELS) * count for count in rows]:
        return None
    *shares, near, start = (one.view(np.float32) for one in arrays)
    return Reading(tuple(one.reshape(-1, len(LABELS)) for one in shares), near, start)


def _combined(
    members: Sequence[int], scores: Sequence[Scores | None], reading: Reading
) -> list[Scores]:
    """Return the scores of the paragraphs of a passage by both readings."""
    first = [one for number in members if (one := scores[number - 1])]
    against = _against_no_theme(first[0].themes)
    words = [SECOND_WEIGHT * against(one) for one in reading.words]
    total = sum((one.sum(axis=0) for one in words), np.zeros(len(first[0].themes)))
    return [
        replace(
            one,
            words=FIRST_WEIGHT * one.words + again,
            rest=FIRST_WEIGHT * one.rest + total - again.sum(axis=0),
            context=FIRST_WEIGHT * one.context + SECOND_WEIGHT * against(reading.around),
            standing=FIRST_WEIGHT * one.standing + SECOND_WEIGHT * against(reading.standing),
            is_twice=True,
        )
        for one, again in zip(first, words, strict=True)
    ]


def _against_no_theme(themes: Sequence[str]) -> Callable[[Shares], "Matrix | Vector"]:
    """Return what turns shares of all labels into shares of `themes` against no theme."""
    columns = [LABELS.index(theme) for theme in themes]

    def against(shares: Shares) -> "Matrix | Vector":
        wide = shares.astype(np.float64)
        return wide[..., columns] - wide[..., -1:]

    return against
