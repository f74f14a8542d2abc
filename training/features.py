"""What the model sees of labelled paragraphs, as matrices."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dossier.filing.classifier import direction, nearness
from dossier.filing.embedding import Embedding
from dossier.filing.weights import Matrix
from dossier.filing.wordlists import WordLists, word_lists
from dossier.model import Scheme
from dossier.text.tokens import Vector
from training.labelled import Labelled

Sparse: TypeAlias = Any
"""scipy.sparse.csr_matrix, which has no types."""

FEWEST_PARAGRAPHS = 3
"""In which a word must occur to be learned."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Of N paragraphs; V words are learned, embeddings have D dimensions, there are T themes."""

    vocabulary: list[str]
    """V word forms."""

    idf: Vector
    """V; the logarithm of how rare each word is."""

    words: Sparse
    """N x V; occurrences times idf, over the square root of the paragraph's length."""

    lists: Matrix
    """N x (T + 2); hits in each word list, over the same."""

    own: Matrix
    """N x D; mean embedding less `centre`."""

    near: Matrix
    """N x D; `own` of the paragraphs around it."""

    near_lists: Matrix
    """N x (T + 2); `lists` of the paragraphs around it."""

    centre: Vector
    """D."""

    evidence: NDArray[np.float64]
    """N x T x 7; for every theme the kinds of evidence that GenericWeights weighs, in its order."""


def extract(labelled: Labelled, scheme: Scheme, embedding: Embedding) -> Features:
    """Compute the features of all labelled paragraphs."""
    embedded = _embed(labelled.forms, embedding)
    centre = embedded.mean(axis=0)
    own = embedded - centre
    compiled = word_lists(scheme)
    lists = np.array([_hits(forms, compiled) for forms in labelled.forms])
    near, near_lists = (_around(part, labelled.documents) for part in (own, lists))
    vocabulary, idf, words = _count(labelled.forms)
    per_theme = []
    for number, theme in enumerate(scheme.themes):
        way = direction(theme, embedding, centre)
        columns = [own @ way, near @ way, *lists[:, [number, -2, -1]].T, near_lists[:, number]]
        per_theme.append(np.stack([*columns, np.ones(len(own))], axis=1))
    return Features(
        vocabulary=vocabulary,
        idf=idf,
        words=words,
        lists=lists,
        own=own,
        near=near,
        near_lists=near_lists,
        centre=centre,
        evidence=np.stack(per_theme, axis=1),
    )


def _embed(paragraphs: Sequence[Sequence[str]], embedding: Embedding) -> Matrix:
    known = {form: embedding.word(form) for forms in paragraphs for form in forms}
    means = np.zeros((len(paragraphs), embedding.dimensions))
    for row, forms in enumerate(paragraphs):
        tokens = sum(known[form][1] for form in forms)
        means[row] = np.sum([known[form][0] for form in forms], axis=0) / max(tokens, 1)
    return means


def _hits(forms: Sequence[str], compiled: WordLists) -> Vector:
    hits = np.sum([compiled.of_word(form) for form in forms], axis=0)
    for hit in compiled.phrases(forms):
        hits[hit.list] += hit.weight * (hit.words.stop - hit.words.start)
    return np.asarray(hits / np.sqrt(max(len(forms), 1)))


def _around(part: Matrix, documents: NDArray[np.str_]) -> Matrix:
    """Return for every paragraph the mean over the others of its text, the nearer counting more."""
    around = np.zeros_like(part)
    for document in np.unique(documents):
        rows = np.flatnonzero(documents == document)
        around[rows] = nearness(len(rows)) @ part[rows]
    return around


def _count(paragraphs: Sequence[Sequence[str]]) -> tuple[list[str], Vector, Sparse]:
    seen = Counter(form for forms in paragraphs for form in set(forms))
    vocabulary = sorted(form for form, count in seen.items() if count >= FEWEST_PARAGRAPHS)
    place = {form: column for column, form in enumerate(vocabulary)}
    idf = np.log([len(paragraphs) / seen[form] for form in vocabulary])
    matrix = sparse.lil_matrix((len(paragraphs), len(vocabulary)))
    for row, forms in enumerate(paragraphs):
        for form, count in Counter(forms).items():
            if form in place:
                matrix[row, place[form]] = count * idf[place[form]] / np.sqrt(len(forms))
    return vocabulary, idf, matrix.tocsr()
