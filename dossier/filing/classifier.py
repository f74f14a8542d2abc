"""How well each paragraph fits each theme, as a plain sum.

A theme's score for a paragraph is its log-odds against "no theme". It is the exact sum of

    words       one share per word of the paragraph: its hits in the theme's vocabulary, what was
                learned of the word itself, and where its embedding lies relative to the theme's
    context     what the other paragraphs of the text are about; the nearer counts more
    standing    what the theme starts from, the same for every paragraph

All three follow from the theme's entry in themes.yml alone, by a few numbers that are the same for
every theme. For the themes that the learned weights know by id, corrections are added.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from dossier.filing.embedding import Embedding
from dossier.filing.weights import Matrix, Weights
from dossier.filing.wordlists import word_lists
from dossier.model import Document, Scheme, Scores, Theme
from dossier.text.tokens import Tokens, Vector, tokenize

REACH = 500
"""Paragraphs before and behind one that are its context; a book is not read as a whole."""

_FALLING = 1 / np.abs(np.arange(-REACH, REACH + 1)).clip(1)
_FALLING[REACH] = 0
"""How much a paragraph counts by its distance, from `REACH` before to `REACH` behind."""

_FIRST_ROWS = 4096
"""Words for which there is room at first."""


class Classifier:
    """Scores the paragraphs of a document against the themes of a scheme."""

    def __init__(self, scheme: Scheme, learned: Weights, embedding: Embedding) -> None:
        self._ids = tuple(theme.id for theme in scheme.themes)
        self._language = scheme.language
        self._embedding = embedding
        self._learned = learned
        self._lists = word_lists(scheme)
        self._weigh(scheme)
        self._rows: dict[str, int] = {}
        """The row in `_known` of every word that was met."""
        self._parts = (2 * len(self._ids), 4 * len(self._ids))
        """The columns of `_known` at which it is divided, as `_word` puts it together."""
        self._known = np.zeros((_FIRST_ROWS, 4 * len(self._ids) + 1))

    def _weigh(self, scheme: Scheme) -> None:
        """Set the weights that follow from themes.yml, then add the learned corrections.

        Each has a column per theme for the paragraph itself, then one for those around it.
        """
        learned, generic, count = self._learned, self._learned.generic, len(self._ids)
        directions = np.stack(
            [direction(theme, self._embedding, learned.centre) for theme in scheme.themes], axis=1
        )
        no_theme = np.repeat([[generic.framing], [generic.subjects]], count, axis=1)
        own = generic.own * directions
        near = generic.near * directions
        lists_own = np.vstack([generic.vocabulary * np.eye(count), no_theme])
        lists_near = np.vstack([generic.near_vocabulary * np.eye(count), 0 * no_theme])
        self._standing = np.full(count, generic.standing)
        here = [number for number, theme in enumerate(self._ids) if theme in learned.themes]
        there = [learned.themes.index(self._ids[number]) for number in here]
        self._corrected = here, there
        own[:, here] += learned.own[:, there]
        near[:, here] += learned.near[:, there]
        ours, theirs = np.ix_([*here, -2, -1], here), np.ix_([*there, -2, -1], there)
        lists_own[ours] += learned.lists[theirs]
        lists_near[ours] += learned.near_lists[theirs]
        self._standing[here] += learned.standing[there]
        if here:  # a theme beside learned ones stands against no theme as they do on average
            others = [number for number in range(count) if number not in here]
            lists_own[-2:, others] += learned.lists[-2:, there].mean(axis=1, keepdims=True)
            self._standing[others] += learned.standing[there].mean()
        self._weights = np.hstack([own, near])
        self._list_weights = np.hstack([lists_own, lists_near])

    def scores(self, document: Document) -> tuple[Scores | None, ...]:
        """Return the scores of every paragraph, in order.

        A heading has none: it goes where the paragraph below it goes. A paragraph without a word
        has none, and neither has a text in another language than the themes': nothing in it would
        be known. What has no scores is no context either.
        """
        if document.language.split("-")[0].lower() != self._language:
            return (None,) * len(document.paragraphs)
        found = [None if p.kind == "heading" else tokenize(p.text) for p in document.paragraphs]
        scores = iter(self._scores([paragraph for paragraph in found if paragraph]))
        return tuple(next(scores) if paragraph else None for paragraph in found)

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of the paragraphs of one text, in order; each has a word at least."""
        return self._scores([tokenize(text) for text in texts])

    def _scores(self, read: Sequence[Tokens]) -> list[Scores]:
        if not read:
            return []
        counts = np.array([len(paragraph) for paragraph in read])
        ends = np.cumsum(counts)
        starts = ends - counts
        known = self._look_up([form for paragraph in read for form in paragraph.forms])
        listed, embedded, tokens = np.split(known, self._parts, axis=1)
        self._add_phrases(listed, read, starts.tolist())
        count = len(self._ids)
        lengths = np.sqrt(counts)[:, None]
        tokens = np.maximum(np.add.reduceat(tokens, starts), 1)
        shares = listed[:, :count] / lengths.repeat(counts, axis=0)
        shares += embedded[:, :count] / tokens.repeat(counts, axis=0)
        told = np.add.reduceat(listed[:, count:], starts) / lengths
        told += np.add.reduceat(embedded[:, count:], starts) / tokens
        return [
            Scores(
                themes=self._ids,
                spans=paragraph.spans,
                words=shares[start:end],
                context=(weights[:, None] * told[span]).sum(axis=0),
                standing=self._standing,
            )
            for paragraph, start, end, (span, weights) in zip(
                read, starts, ends, _around(len(read)), strict=True
            )
        ]

    def _add_phrases(self, listed: Matrix, read: Sequence[Tokens], starts: Sequence[int]) -> None:
        """Add what phrases weigh to their words; paragraphs begin at the rows `starts`."""
        for paragraph, start in zip(read, starts, strict=True):
            for hit in self._lists.phrases(paragraph.forms):
                at = slice(start + hit.words.start, start + hit.words.stop)
                listed[at] += hit.weight * self._list_weights[hit.list]

    def _look_up(self, forms: Sequence[str]) -> Matrix:
        """Return what is known of each word of a text, as rows of their own."""
        for form in set(forms).difference(self._rows):
            self._learn(form)
        rows = np.fromiter(map(self._rows.__getitem__, forms), np.intp, len(forms))
        return self._known[rows]

    def _learn(self, form: str) -> None:
        row = len(self._rows)
        if row == len(self._known):
            self._known = np.concatenate((self._known, np.zeros_like(self._known)))
        self._known[row] = self._word(form)
        self._rows[form] = row

    def _word(self, form: str) -> Vector:
        """Return what is known of a word, before division by the length of its paragraph.

        What its hits in the word lists and what was learned of it count; where its embedding lies;
        each per theme, for the paragraph and then for those around. Last, the number of its tokens.
        """
        vector, tokens = self._embedding.word(form)
        listed = self._lists.of_word(form) @ self._list_weights
        if form in self._learned.words:
            here, there = self._corrected
            listed[here] += self._learned.words[form][there]
        embedded = (vector - tokens * self._learned.centre) @ self._weights
        return np.concatenate((listed, embedded, (tokens,)))


def direction(theme: Theme, embedding: Embedding, centre: Vector) -> Vector:
    """Return the unit vector from `centre` to the theme's definition, vocabulary and examples."""
    vocabulary = " ".join(term.phrase.replace("*", "") for term in theme.vocabulary)
    texts = [text for text in (theme.definition, vocabulary, *theme.examples) if text]
    away = [embedding.mean(tokenize(text).forms) - centre for text in texts]
    mean = np.mean([_unit(vector) for vector in away], axis=0)
    return _unit(mean)


def nearness(count: int) -> Matrix:
    """Return how much each paragraph of a text (column) is context of each other one (row).

    It falls with the distance; each row adds up to 1, or to 0 where there is no other paragraph.
    """
    near = np.zeros((count, count))
    for row, (span, weights) in zip(near, _around(count), strict=True):
        row[span] = weights
    return near


def _around(count: int) -> Iterator[tuple[slice, Vector]]:
    """Yield, for each paragraph of a text, where its context is and how much each part counts."""
    for place in range(count):
        span = slice(max(0, place - REACH), min(count, place + REACH + 1))
        near = _FALLING[REACH - place + span.start : REACH - place + span.stop]
        total = near.sum()
        yield span, near / total if total else near


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / (length or 1.0)
