"""When: the dates that a text speaks of, each with its sentence."""

from bisect import bisect_left
from collections.abc import Iterator

from dossier.entities.parts import parted
from dossier.model import DateMention, Document, Extract, Paragraph
from dossier.text.date_phrases import date_phrases
from dossier.text.sentences import split_sentences


def mentions(document: Document) -> tuple[DateMention, ...]:
    """Return the dates in the prose of a text, in their order; the same one once a sentence.

    Headings, furniture, notes and tables speak of other dates: their own, and those of sources.
    """
    prose = (paragraph for paragraph in document.paragraphs if paragraph.kind == "prose")
    return tuple(mention for one in parted(prose) for mention in _of_paragraph(one, document))


def _of_paragraph(paragraph: Paragraph, document: Document) -> Iterator[DateMention]:
    phrases = list(date_phrases(paragraph.text, document.language, document.date))
    if not phrases:
        return
    seen = set()
    starts = [phrase.start for phrase in phrases]
    for sentence in split_sentences(paragraph.text, document.language, paragraph.breaks):
        within = slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
        for phrase in phrases[within]:
            if phrase.end > sentence.end:
                continue
            start, end = (phrase.span.start, phrase.span.end) if phrase.span else (None, None)
            text = paragraph.text[phrase.start : phrase.end]
            key = (sentence.start, start, end, None if start else text)
            if key not in seen and not paragraph.is_struck(phrase.start, phrase.end):
                seen.add(key)
                yield DateMention(text, Extract(sentence.text, paragraph.number), start, end)
