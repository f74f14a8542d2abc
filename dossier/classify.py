"""Stage 3b: how well each paragraph fits each theme, with the words that say so.

A theme is a direction in the space of word embeddings: the mean of its definition, vocabulary and
examples, less the mean of all themes, so that it stands for what sets the theme apart. A
paragraph's embedding is the sum of its words' vectors; its score is the projection on the
direction, less a threshold. Being linear, it is exactly the sum of its words' shares and the bias.
"""

from dataclasses import dataclass

import numpy as np

from dossier.embedding import Embedding, Matrix
from dossier.model import Document, Evidence, Paragraph, Score, Themes

_THRESHOLD = 0.08
"""The projection that a paragraph needs to be filed at all; the best of 0, 0.04 ... 0.2 by
macro-F1 on 726 labelled paragraphs of op-eds, readouts and speeches."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Scores the paragraphs of a document against a list of themes."""

    embedding: Embedding
    themes: Themes
    directions: Matrix
    """One row per theme, each of length 1."""

    def scores(self, document: Document) -> tuple[tuple[Score, ...], ...]:
        """Return, paragraph by paragraph, the score of every theme, best first.

        A heading has none: it goes where the paragraph below it goes.
        """
        return tuple(
            () if paragraph.kind == "heading" else self._scores(paragraph)
            for paragraph in document.paragraphs
        )

    def _scores(self, paragraph: Paragraph) -> tuple[Score, ...]:
        embedded = self.embedding.embed(paragraph.text)
        shares = embedded.vectors @ self.directions.T
        scores = [
            Score(
                theme.id,
                float(column.sum()) - _THRESHOLD,
                _evidence(embedded.words, column),
                -_THRESHOLD,
            )
            for theme, column in zip(self.themes, shares.T, strict=True)
        ]
        return tuple(sorted(scores, key=lambda score: -score.value))


def learn(themes: Themes, embedding: Embedding) -> Classifier:
    """Make a classifier from what themes.yml says of each theme."""
    means = np.stack(
        [
            np.mean([embedding.embed(text).vectors.sum(axis=0) for text in texts], axis=0)
            for texts in (
                [t.definition, *(v.phrase for v in t.vocabulary), *t.examples] for t in themes
            )
        ]
    )
    apart = means - means.mean(axis=0) if len(themes) > 1 else means
    return Classifier(embedding, themes, apart / np.linalg.norm(apart, axis=1, keepdims=True))


def _evidence(words: tuple[str, ...], column: Matrix) -> tuple[Evidence, ...]:
    order = np.argsort(-column, kind="stable")
    return tuple(Evidence(words[i], float(column[i])) for i in order)
