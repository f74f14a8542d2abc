"""The sentences of a text from which its lead and its key points are chosen."""

from collections.abc import Iterator
from typing import NamedTuple

from dossier.model import Document, Paragraph
from dossier.text.sentences import Sentence, split_sentences

_RUN_IN = 12
"""The most words of a heading on the first line of a paragraph."""


class Candidate(NamedTuple):
    """A sentence with its place in the text."""

    sentence: Sentence
    paragraph: Paragraph
    order: int
    """Its place among the candidates of its paragraph, from 0."""

    companions: int
    """Of the candidates of its paragraph, itself among them."""

    place: int
    """Its number among all sentences of its paragraph, from 1, as front matter names it."""

    @property
    def text(self) -> str:
        """As it is quoted."""
        return quoted(self.paragraph, self.sentence)

    @property
    def is_struck(self) -> bool:
        """Are words of it struck out? Nothing says so where it is quoted."""
        return self.paragraph.is_struck(self.sentence.start, self.sentence.end)


def candidates(document: Document) -> tuple[Candidate, ...]:
    """Return the sentences of a text in order: those of its prose, or else of what there is.

    Where all of the prose is struck out, the sentences of tables and notes are taken instead.
    """
    prose = [p for p in document.paragraphs if p.kind == "prose" and not p.is_term]
    worded = [p for p in document.paragraphs if p.kind not in ("heading", "furniture")]
    for paragraphs in (prose, worded):
        found = [c for p in paragraphs for c in _of(p, document.language)]
        if not all(candidate.is_struck for candidate in found):
            return tuple(found)
    left = prose or worded or document.paragraphs
    return tuple(c for p in left for c in _of(p, document.language))


def _of(paragraph: Paragraph, language: str) -> Iterator[Candidate]:
    every = sentences_of(paragraph, language)
    body = _body(paragraph, every)
    passed = len(every) - len(body)
    for index, sentence in enumerate(body):
        yield Candidate(sentence, paragraph, index, len(body), passed + index + 1)


def sentences_of(paragraph: Paragraph, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph; none reaches over a break of its source."""
    return split_sentences(paragraph.text, language, paragraph.breaks)


def _body(paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return sentences without the heading that a paragraph begins with, on a line of its own."""
    if len(sentences) < 2 or not paragraph.breaks or sentences[0].end > paragraph.breaks[0]:
        return sentences
    first = sentences[0].text
    is_heading = first[-1].isalnum() and first[0] != "(" and len(first.split()) <= _RUN_IN
    return sentences[1:] if is_heading else sentences


def quoted(paragraph: Paragraph, sentence: Sentence) -> str:
    """Return a sentence as it is quoted: the first of a numbered item with its number."""
    is_first = sentence.start == 0 and paragraph.kind != "note"
    return f"{paragraph.label} {sentence.text}" if paragraph.label and is_first else sentence.text
