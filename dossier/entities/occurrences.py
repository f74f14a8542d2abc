"""Gather where a text names an entity, and choose the sentence that is quoted for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dossier.model import Extract, Mention, Paragraph
from dossier.text.sentences import split_sentences

_UNQUOTED = ("furniture", "table", "code")
"""Kinds of paragraphs that have no sentences to quote."""


class Occurrence(NamedTuple):
    """One place where a text names an entity."""

    paragraph: Paragraph
    start: int
    """In characters of the text of the paragraph."""

    id: str
    name: str = ""
    identifier: str = ""
    """As in `Mention`."""


def gathered(kind: str, occurrences: Iterable[Occurrence], language: str) -> tuple[Mention, ...]:
    """Return a mention for each entity, those of most paragraphs first, then by name and id.

    `occurrences` are in the order of the text. Without an id, the name tells entities apart.
    """
    entities: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        entities[one.id, "" if one.id else one.name].append(one)
    mentions = (_mention(kind, places, language) for places in entities.values())
    return tuple(sorted(mentions, key=lambda m: (-len(m.paragraphs), m.name, m.id)))


def _mention(kind: str, places: Sequence[Occurrence], language: str) -> Mention:
    first = places[0]
    numbers = tuple(dict.fromkeys(place.paragraph.number for place in places))
    sentence = _first_sentence(places, language)
    return Mention(kind, first.id, numbers, first.name, first.identifier, sentence)


def _first_sentence(places: Sequence[Occurrence], language: str) -> Extract | None:
    """Return the first sentence of prose around one of the places, or else of a heading or note.

    None where all stand in furniture, tables or code, or in struck words, which nobody quotes.
    """
    quotable = [place for place in places if place.paragraph.kind not in _UNQUOTED]
    for place in sorted(quotable, key=lambda one: not one.paragraph.is_body):
        paragraph = place.paragraph
        start, end = _around(paragraph, place.start, language)
        if not paragraph.is_struck(start, end):
            return Extract(paragraph.text[start:end].strip(), paragraph.number)
    return None


def _around(paragraph: Paragraph, place: int, language: str) -> tuple[int, int]:
    """Return start and end of the sentence around a place.

    A place in the label of a paragraph, such as who speaks, belongs to the first sentence, which
    then begins with the label.
    """
    end = 0
    for sentence in split_sentences(paragraph.text, language, paragraph.breaks):
        if place < sentence.end:
            return (sentence.start if place >= sentence.start else end), sentence.end
        end = sentence.end
    return end, len(paragraph.text)
