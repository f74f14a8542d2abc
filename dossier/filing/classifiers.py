"""One classifier a language: by all that was learned, or by the words of its list alone.

What filed paragraphs have taught, and the embedding, are of English words. Texts of another
language are filed by its word lists and by the paragraphs around, with the numbers that were
learned for these alone; the shares of words add up to the score in the same way. That holds for a
themes.yml in another language, too.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from dossier.filing import embedding
from dossier.filing.classifier import Classifier
from dossier.filing.embedding import Embedding
from dossier.filing.weights import Weights
from dossier.model import Document, Scheme, Scores
from dossier.text.languages import primary
from dossier.text.tokens import Vector

_LEARNED_FROM = "en"
"""The language of the filed paragraphs, and of nearly all that the embedding was made from."""


class Classifiers:
    """Scores documents, each by the classifier of its language, which is made when it is needed."""

    def __init__(self, main: Scheme, lists: Sequence[Scheme], learned: Weights) -> None:
        self._main = classifier_of(main, learned)
        self._lists = {scheme.language: scheme for scheme in lists}
        self._learned = learned
        self._made: dict[str, Classifier] = {}

    def scores(self, document: Document) -> tuple[Scores | None, ...]:
        """Return the scores of every paragraph, as `Classifier.scores`.

        A text whose language has no list has none.
        """
        language = primary(document.language)
        if language not in self._lists:
            return self._main.scores(document)
        if language not in self._made:
            self._made[language] = by_words_alone(self._lists[language], self._learned)
        return self._made[language].scores(document)


def classifier_of(scheme: Scheme, learned: Weights) -> Classifier:
    """Return a classifier by all that is known of the language of `scheme`."""
    if primary(scheme.language) == _LEARNED_FROM:
        return Classifier(scheme, learned, embedding.load())
    return by_words_alone(scheme, learned)


def by_words_alone(scheme: Scheme, learned: Weights) -> Classifier:
    """Return a classifier that knows no words but those of the lists of `scheme`."""
    return Classifier(scheme, _of_lists_alone(learned), _NoEmbedding())


@cache
def _of_lists_alone(learned: Weights) -> Weights:
    alone = learned.words_alone
    nothing = np.zeros((0, len(learned.themes)))
    return Weights(
        themes=learned.themes,
        words={},
        own=nothing,
        near=nothing,
        lists=alone.lists,
        near_lists=alone.near_lists,
        standing=alone.standing,
        centre=np.zeros(0),
        generic=alone.generic,
        words_alone=alone,
    )


class _NoEmbedding(Embedding):
    """Knows no word; vectors have no dimensions."""

    def __init__(self) -> None:
        self.dimensions = 0

    def word(self, form: str) -> tuple[Vector, int]:
        return np.zeros(0), 0
