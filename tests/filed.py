"""Texts filed for real: by the site's own themes, or by others, with what was learned."""

from functools import cache

from dossier.filing import embedding, themes, weights
from dossier.filing.assign import file_paragraphs
from dossier.filing.classifier import Classifier
from dossier.model import Document, Filing, Scheme, Scores
from dossier.sources.document import parse
from dossier.sources.files import read
from tests.factories import REPOSITORY, make_document

THEMES = ("economy", "security", "regional", "symbolism")
"""Ids of the site's own themes."""


@cache
def scheme() -> Scheme:
    """Return what the themes.yml of the repository says."""
    return themes.read(REPOSITORY / "themes.yml")


@cache
def classifier() -> Classifier:
    """Return the classifier that builds the site."""
    return make_classifier(scheme())


def make_classifier(known: Scheme) -> Classifier:
    """Return a classifier for other themes."""
    return Classifier(known, weights.load(), embedding.load())


@cache
def first_seed() -> Document:
    """Return the first seed of the repository."""
    return parse(read(REPOSITORY / "seeds" / "pakistan-iran-partnership.txt"))


def scores_of(text: str, file_name: str = "note.txt") -> tuple[Scores | None, ...]:
    """Return the scores of every paragraph of `text`."""
    return classifier().scores(make_document(text, file_name))


def filings_of(document: Document) -> tuple[Filing, ...]:
    """Return where every paragraph of `document` is filed."""
    return file_paragraphs(document, classifier().scores(document), scheme().themes)


def best_of(text: str, by: Classifier) -> str | None:
    """Return the theme of a text of one paragraph, or None."""
    (scores,) = by.scores(make_document(text))
    assert scores
    theme, value = scores.ranked()[0]
    return theme if value > 0 else None
