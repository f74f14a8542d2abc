"""The lead and key points of a record, held against those that the editor of the text chose."""

from collections.abc import Iterator
from itertools import zip_longest

from dossier.briefings.extracts import quoted, sentences_of
from dossier.errors import Fault
from dossier.model import UNTHEMED, Choice, Extract
from dossier.proof.record import Text


def faults(text: Text) -> Iterator[Fault]:
    """Yield what a record says otherwise than its editor; its places are those of the text."""
    for sentence in _sentences(text):
        yield Fault(text.document.source.path, 0, f"its record {sentence}")


def _sentences(text: Text) -> Iterator[str]:
    front, record = text.document.source.front, text.record
    if not _is_chosen(record.lead, front.lead, text):
        yield "has another lead than its editor chose"
    chosen = {_place(choice, text) for choice in front.key_points}
    expected = [name for place, name in UNTHEMED.items() if place in chosen]
    if (found := [section.name for section in record.unthemed]) != expected:
        yield f"has key points of no theme under {found}, and its editor chose {expected}"
    for section in record.summarised:
        points = section.key_points
        choices: list[Choice | None] = [None] * len(points)
        if front.key_points:
            choices = [one for one in front.key_points if _place(one, text) == section.id]
        pairs = zip_longest(points, choices)
        if not all(point and _is_chosen(point, choice, text) for point, choice in pairs):
            yield f"has other key points under {section.name} than its editor chose"


def _place(choice: Choice, text: Text) -> str:
    """Return the section of the paragraph that is chosen; "" if there is no such paragraph."""
    return text.place(choice.paragraph) if choice.paragraph in text.texts else ""


def _is_chosen(extract: Extract, choice: Choice | None, text: Text) -> bool:
    """Is an extract the sentence that an editor chose? None: Dossier had the choice."""
    if choice is None or extract.chosen_by != "editor" or extract.paragraph != choice.paragraph:
        return choice is None and extract.chosen_by == "dossier"
    paragraph = text.paragraphs[choice.paragraph - 1]
    sentences = sentences_of(paragraph, text.document.language)
    if choice.sentence:
        sentences = sentences[choice.sentence - 1 :][:1]
    return extract.text in [quoted(paragraph, sentence) for sentence in sentences]
