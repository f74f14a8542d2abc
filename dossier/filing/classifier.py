"""Score how well each paragraph fits each theme, as a plain sum.

The score of a theme for a paragraph is its log-odds against "no theme". It is the exact sum of

    words       one share a word: its weight in the vocabulary of the theme, its trained weight, and
                how far its embedding lies in the direction of the theme
    rest        of a paragraph in a list, which is scored as one: the words of its other paragraphs
    context     what the other paragraphs of the text are about; nearer ones count more
    standing    the intercept of the theme, the same for every paragraph

All of them follow from the theme's entry in themes.yml alone, by a few numbers that are the same
for every theme (`GenericWeights`). Themes that were trained, known by their ids, get corrections.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from dossier.filing.embedding import Embedding
from dossier.filing.units import units
from dossier.filing.weights import Matrix, Weights
from dossier.filing.wordlists import word_lists
from dossier.model import Document, Scheme, Scores, Theme
from dossier.text.languages import primary
from dossier.text.tokens import Tokens, Vector, tokenize

REACH = 500
"""The context of a paragraph: so many before it and as many after. A book is not one context."""

_NEARNESS = 1 / np.abs(np.arange(-REACH, REACH + 1)).clip(1)
_NEARNESS[REACH] = 0
"""The weight of a paragraph as context, from `REACH` before to `REACH` after: 1 / distance."""

_FIRST_ROWS = 4096
"""Words for which there is room at first; the room doubles when it is full."""


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
        """Word form to its row in `_table`."""
        self._parts = (2 * len(self._ids), 4 * len(self._ids))
        """The columns at which a row of `_table` is split into the three parts of `_row`."""
        self._table = np.zeros((_FIRST_ROWS, 4 * len(self._ids) + 1))

    def _weigh(self, scheme: Scheme) -> None:
        """Set the weights that follow from themes.yml, then add the trained corrections.

        Each has one column a theme for the paragraph itself, then one a theme for its neighbours.
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
        self._trained = here, there
        own[:, here] += learned.own[:, there]
        near[:, here] += learned.near[:, there]
        ours, theirs = np.ix_([*here, -2, -1], here), np.ix_([*there, -2, -1], there)
        lists_own[ours] += learned.lists[theirs]
        lists_near[ours] += learned.near_lists[theirs]
        self._standing[here] += learned.standing[there]
        if here:  # other themes are corrected against "no theme" as the trained ones are on average
            others = [number for number in range(count) if number not in here]
            lists_own[-2:, others] += learned.lists[-2:, there].mean(axis=1, keepdims=True)
            self._standing[others] += learned.standing[there].mean()
        self._weights = np.hstack([own, near])
        self._list_weights = np.hstack([lists_own, lists_near])

    def scores(self, document: Document) -> tuple[Scores | None, ...]:
        """Return the scores of every paragraph, in order; None for those that have none.

        Headings, notes and furniture have none, as they go with another paragraph; nor has one
        without a word, nor any paragraph of a text in another language than that of the themes.
        Paragraphs without scores are not context either. A list is scored as one paragraph, of
        whose score each part gets its own share.
        """
        if primary(document.language) != self._language:
            return (None,) * len(document.paragraphs)
        tokens = {p.number: tokenize(p.text) for p in document.paragraphs if p.is_body}
        numbers = [number for number, words in tokens.items() if words]
        parts = [[tokens[number] for number in unit] for unit in units(document, numbers)]
        scores = dict(zip(numbers, self._scores(parts), strict=True))
        return tuple(scores.get(paragraph.number) for paragraph in document.paragraphs)

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of the paragraphs of one text, each of which has a word at least."""
        return self._scores([[tokenize(text)] for text in texts])

    def _scores(self, units: Sequence[Sequence[Tokens]]) -> list[Scores]:
        """Return the scores of all paragraphs; those of one unit share one length and context."""
        if not units:
            return []
        counts = np.array([sum(map(len, unit)) for unit in units])
        ends = np.cumsum(counts)
        starts = ends - counts
        paragraphs = [paragraph for unit in units for paragraph in unit]
        rows = self._look_up([form for paragraph in paragraphs for form in paragraph.forms])
        listed, embedded, tokens = np.split(rows, self._parts, axis=1)
        self._add_phrases(listed, paragraphs)
        count = len(self._ids)
        lengths = np.sqrt(counts)[:, None]
        tokens = np.maximum(np.add.reduceat(tokens, starts), 1)
        shares = listed[:, :count] / lengths.repeat(counts, axis=0)
        shares += embedded[:, :count] / tokens.repeat(counts, axis=0)
        context = np.add.reduceat(listed[:, count:], starts) / lengths
        context += np.add.reduceat(embedded[:, count:], starts) / tokens
        return [
            scores
            for unit, start, end, (span, weights) in zip(
                units, starts, ends, _contexts(len(units)), strict=True
            )
            for scores in self._parted(
                unit, shares[start:end], (weights[:, None] * context[span]).sum(axis=0)
            )
        ]

    def _parted(self, unit: Sequence[Tokens], shares: Matrix, context: Vector) -> Iterator[Scores]:
        """Yield the scores of each paragraph of a unit, whose words have `shares` together."""
        total = shares.sum(axis=0)
        end = 0
        for paragraph in unit:
            start, end = end, end + len(paragraph)
            words = shares[start:end]
            yield Scores(
                themes=self._ids,
                spans=paragraph.spans,
                words=words,
                rest=total - words.sum(axis=0),
                context=context,
                standing=self._standing,
            )

    def _add_phrases(self, listed: Matrix, paragraphs: Iterable[Tokens]) -> None:
        """Add the weights of phrases to the rows of their words, paragraph by paragraph."""
        start = 0
        for paragraph in paragraphs:
            for hit in self._lists.phrases(paragraph.forms):
                at = slice(start + hit.words.start, start + hit.words.stop)
                listed[at] += hit.weight * self._list_weights[hit.list]
            start += len(paragraph)

    def _look_up(self, forms: Sequence[str]) -> Matrix:
        """Return the row of each word of a text, as `_row` has it; the result is a copy."""
        for form in set(forms).difference(self._rows):
            self._add_row(form)
        rows = np.fromiter(map(self._rows.__getitem__, forms), np.intp, len(forms))
        return self._table[rows]

    def _add_row(self, form: str) -> None:
        row = len(self._rows)
        if row == len(self._table):
            self._table = np.concatenate((self._table, np.zeros_like(self._table)))
        self._table[row] = self._row(form)
        self._rows[form] = row

    def _row(self, form: str) -> Vector:
        """Return the weights of a word, before division by the length of its paragraph.

        These are its weights in the word lists with its trained weights; then those of its
        embedding; each one a theme for the paragraph itself, then one a theme for its neighbours.
        Last comes the number of its tokens.
        """
        vector, tokens = self._embedding.word(form)
        listed = self._lists.of_word(form) @ self._list_weights
        if form in self._learned.words:
            here, there = self._trained
            listed[here] += self._learned.words[form][there]
        embedded = (vector - tokens * self._learned.centre) @ self._weights
        return np.concatenate((listed, embedded, (tokens,)))


def direction(theme: Theme, embedding: Embedding, centre: Vector) -> Vector:
    """Return the unit vector from `centre` to the texts that themes.yml has for a theme."""
    vocabulary = " ".join(term.phrase.replace("*", "") for term in theme.vocabulary)
    texts = [text for text in (theme.definition, vocabulary, *theme.examples) if text]
    vectors = [embedding.mean(tokenize(text).forms) - centre for text in texts]
    mean = np.mean([_unit(vector) for vector in vectors], axis=0)
    return _unit(mean)


def nearness(count: int) -> Matrix:
    """Return the weight of each paragraph of a text (column) as context of another one (row).

    It falls with the distance. Each row adds up to 1, or to 0 where there is no other paragraph.
    """
    near = np.zeros((count, count))
    for row, (span, weights) in zip(near, _contexts(count), strict=True):
        row[span] = weights
    return near


def _contexts(count: int) -> Iterator[tuple[slice, Vector]]:
    """Yield, for each paragraph of a text, the slice of its context and the weights in it."""
    for place in range(count):
        span = slice(max(0, place - REACH), min(count, place + REACH + 1))
        near = _NEARNESS[REACH - place + span.start : REACH - place + span.stop]
        total = near.sum()
        yield span, near / total if total else near


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / (length or 1.0)
