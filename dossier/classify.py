"""Stage 3b: how well each paragraph fits each theme, as a plain sum.

A theme's score for a paragraph is its log-odds against "no theme". It is the exact sum of

    words       one share per word of the paragraph: its hits in the theme's vocabulary, what was
                learned of the word itself, and where its embedding lies relative to the theme's
    context     what the other paragraphs of the text are about; the nearer counts more
    standing    what the theme starts from, the same for every paragraph

All three follow from the theme's entry in themes.yml alone, by a few numbers that are the same for
every theme. For the themes that the learned weights know by id, corrections are added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dossier.embedding import Embedding
from dossier.learned import Learned, Matrix
from dossier.model import Document, Scheme, Scores, Theme
from dossier.vocabulary import Vector, WordLists, words

REACH = 500
"""Paragraphs before and behind one that are its context; a book is not read as a whole."""


class Classifier:
    """Scores the paragraphs of a document against the themes of a scheme."""

    def __init__(self, scheme: Scheme, learned: Learned, embedding: Embedding) -> None:
        self._ids = tuple(theme.id for theme in scheme.themes)
        self._language = scheme.language
        self._embedding = embedding
        self._learned = learned
        self._lists = word_lists(scheme)
        self._weigh(scheme)
        self._known: dict[str, Vector] = {}
        count = len(self._ids)
        self._columns = np.cumsum([self._lists.count, count, count, count])

    def _weigh(self, scheme: Scheme) -> None:
        """Set the weights that follow from themes.yml, then add the learned corrections."""
        learned, generic, count = self._learned, self._learned.generic, len(self._ids)
        directions = np.stack(
            [direction(theme, self._embedding, learned.centre) for theme in scheme.themes], axis=1
        )
        no_theme = np.repeat([[generic.framing], [generic.subjects]], count, axis=1)
        self._own = generic.own * directions
        self._near = generic.near * directions
        self._lists_own = np.vstack([generic.vocabulary * np.eye(count), no_theme])
        self._lists_near = np.vstack([generic.near_vocabulary * np.eye(count), 0 * no_theme])
        self._standing = np.full(count, generic.standing)
        here = [number for number, theme in enumerate(self._ids) if theme in learned.themes]
        there = [learned.themes.index(self._ids[number]) for number in here]
        self._corrected = here, there
        self._own[:, here] += learned.own[:, there]
        self._near[:, here] += learned.near[:, there]
        ours, theirs = np.ix_([*here, -2, -1], here), np.ix_([*there, -2, -1], there)
        self._lists_own[ours] += learned.lists[theirs]
        self._lists_near[ours] += learned.near_lists[theirs]
        self._standing[here] += learned.standing[there]
        if here:  # a theme beside learned ones stands against no theme as they do on average
            others = [number for number in range(count) if number not in here]
            self._lists_own[-2:, others] += learned.lists[-2:, there].mean(axis=1, keepdims=True)
            self._standing[others] += learned.standing[there].mean()

    def scores(self, document: Document) -> tuple[Scores | None, ...]:
        """Return the scores of every paragraph, in order.

        A heading has none: it goes where the paragraph below it goes. A paragraph without a word
        has none, and neither has a text in another language than the themes': nothing in it would
        be known. What has no scores is no context either.
        """
        if document.language.split("-")[0].lower() != self._language:
            return (None,) * len(document.paragraphs)
        scored = [p.kind != "heading" and bool(words(p.text)) for p in document.paragraphs]
        texts = [
            p.text for p, is_scored in zip(document.paragraphs, scored, strict=True) if is_scored
        ]
        found = iter(self.score(texts))
        return tuple(next(found) if is_scored else None for is_scored in scored)

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of the paragraphs of one text, in order; each has a word at least."""
        read = [self._read(text) for text in texts]
        if not read:
            return []
        told = np.stack([paragraph.told for paragraph in read])
        return [
            Scores(
                themes=self._ids,
                spans=paragraph.spans,
                words=paragraph.shares,
                context=(near[:, None] * told[span]).sum(axis=0),
                standing=self._standing,
            )
            for paragraph, (span, near) in zip(read, _around(len(read)), strict=True)
        ]

    def _read(self, text: str) -> "_Read":
        found = words(text)
        known = np.array([self._word(word.form) for word in found])
        listed, learned, own, near, pieces = np.split(known, self._columns, axis=1)
        tokens = max(pieces.sum(), 1)
        length = np.sqrt(len(found))
        for hit in self._lists.phrases([word.form for word in found]):
            listed[hit.words, hit.list] += hit.weight
        shares = (listed @ self._lists_own + learned) / length + own / tokens
        told = listed.sum(axis=0) @ self._lists_near / length + near.sum(axis=0) / tokens
        return _Read(np.array([(w.start, w.end) for w in found], dtype=np.int32), shares, told)

    def _word(self, form: str) -> Vector:
        """Return what is known of a word, before division by the length of its paragraph.

        Its weight in each word list; then per theme what was learned of it, where its embedding
        lies, and where that lies for the paragraphs around; last, the number of its tokens.
        """
        if form not in self._known:
            vector, tokens = self._embedding.word(form)
            away = vector - tokens * self._learned.centre
            learned = np.zeros(len(self._ids))
            if form in self._learned.words:
                here, there = self._corrected
                learned[here] = self._learned.words[form][there]
            listed = self._lists.of_word(form)
            parts = (listed, learned, away @ self._own, away @ self._near, [tokens])
            self._known[form] = np.concatenate(parts)
        return self._known[form]


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A paragraph on its own."""

    spans: NDArray[np.int32]
    shares: Matrix
    """Words x themes."""

    told: Vector
    """Per theme, what it tells the paragraphs around it."""


def word_lists(scheme: Scheme) -> WordLists:
    """Compile the themes' vocabularies, in their order, then framing and subjects.

    A subject that some theme's vocabulary claims is no longer a matter of no theme.
    """
    vocabularies = [theme.vocabulary for theme in scheme.themes]
    claimed = {term.phrase for vocabulary in vocabularies for term in vocabulary}
    subjects = [term for term in scheme.subjects if term.phrase not in claimed]
    return WordLists([*vocabularies, scheme.framing, subjects])


def direction(theme: Theme, embedding: Embedding, centre: Vector) -> Vector:
    """Return the unit vector from `centre` to the theme's definition, vocabulary and examples."""
    vocabulary = " ".join(term.phrase.replace("*", "") for term in theme.vocabulary)
    texts = [text for text in (theme.definition, vocabulary, *theme.examples) if text]
    away = [embedding.mean(word.form for word in words(text)) - centre for text in texts]
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
        distance = np.abs(np.arange(span.start, span.stop) - place)
        near = np.where(distance > 0, 1 / np.maximum(distance, 1), 0.0)
        total = near.sum()
        yield span, near / total if total else near


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / (length or 1.0)
