"""The sentences that an editor chose as lead and key points, held against the text.

A paragraph that is named alone stands for its first sentence: the first that ends as sentences do
and has no struck words, so that a heading on the line above is passed over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.briefings.candidates import quoted, sentences_of
from dossier.errors import Fault, InputError
from dossier.model import Choice, Document, Extract, Filed, Paragraph
from dossier.text.sentences import Sentence

_END = re.compile(
    r"[.!?\u2026\u3002\uff0e\uff01\uff1f\u061f\u06d4\u0964\u0965\u0589\u1362\u17d4\u104b]"
    r"[\"'\u2019\u201d\u00bb\u203a\u300d\u300f\uff09)\]]*$"
)
"""What ends a sentence, in scripts that mark it, and the quotes and brackets behind it."""

_KINDS = {"heading": "a heading", "table": "a table", "code": "a block of code"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an editor chose of a text."""

    lead: Extract | None = None
    """None for Dossier to choose."""

    key_points: tuple[Extract, ...] = ()
    """In the editor's order; empty for Dossier to choose."""

    def among(self, filed: Iterable[Filed]) -> tuple[Extract, ...]:
        """Return the key points that some paragraphs have, in the editor's order."""
        numbers = {one.paragraph.number for one in filed}
        return tuple(point for point in self.key_points if point.paragraph in numbers)


def chosen(document: Document) -> Chosen:
    """Return what the editor of a text chose.

    Raises InputError with every choice that the text does not have, or that cannot be shown.
    """
    front = document.source.front
    lead = [*_extracts("lead", [front.lead] if front.lead else [], document)]
    points = [*_extracts("key_points", front.key_points, document)]
    if faults := [one for one in (*lead, *points) if isinstance(one, Fault)]:
        raise InputError(*faults)
    leads, key_points = (
        tuple(one for one in found if isinstance(one, Extract)) for found in (lead, points)
    )
    return Chosen(leads[0] if leads else None, key_points)


def _extracts(key: str, choices: Iterable[Choice], document: Document) -> Iterator[Extract | Fault]:
    """Yield the sentence of each choice under a key, or what is wrong with it."""
    path = document.source.path
    met: set[tuple[int, int]] = set()
    for choice in choices:
        number, count = choice.paragraph, len(document.paragraphs)
        if number > count:
            said = f"{key} names ¶{number}, but the text has {_counted(count, 'paragraph')}"
            yield Fault(path, choice.line, said)
            continue
        paragraph = document.paragraphs[number - 1]
        found = _sentence(choice, paragraph, sentences_of(paragraph, document.language))
        if isinstance(found, str):
            yield Fault(path, choice.line, f"{key} names {found}")
        elif (number, found.start) in met:
            said = f"{key} has the same sentence of ¶{number} twice; keep one"
            yield Fault(path, choice.line, said)
        else:
            met.add((number, found.start))
            yield Extract(quoted(paragraph, found), number, "editor")


def _sentence(
    choice: Choice, paragraph: Paragraph, sentences: Sequence[Sentence]
) -> Sentence | str:
    """Return the sentence of a paragraph that is chosen, or why there can be none."""
    named = f"¶{choice.paragraph}"
    if kind := _KINDS.get(paragraph.kind):
        return f"{named}, which is {kind}; name a paragraph with sentences"
    if paragraph.kind == "furniture":
        return f"{named}, which says nothing ({paragraph.role}); name a paragraph that does"
    if not sentences:
        return f"{named}, which has no sentence; name another paragraph"
    sound = [one for one in sentences if not paragraph.is_struck(one.start, one.end)]
    if choice.sentence is None and sound:
        whole = (one for one in sound if _END.search(one.text))
        return next(whole, sound[0])
    if choice.sentence is not None:
        if choice.sentence > len(sentences):
            count = _counted(len(sentences), "sentence")
            return f"sentence {choice.sentence} of {named}, which has only {count}"
        if (found := sentences[choice.sentence - 1]) in sound:
            return found
        named = f"sentence {choice.sentence} of {named}"
    return f"{named}, where words are struck out, which nothing would show; name another sentence"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
