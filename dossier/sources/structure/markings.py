"""Markings that speak against publishing a text: CONFIDENTIAL, embargoed, not for citation."""

import re
from collections.abc import Iterator, Sequence

from dossier.model import FrontMatter, Note, Paragraph

_FORBIDDING = re.compile(
    r"\b(?:confidential|secret|restricted|classified|embargo\w*|internal use|official use"
    r"|not for (?:publication|citation|release))\b",
    re.IGNORECASE,
)
_SHOWN = 60
"""Characters of a marking that a note names."""


def forbids(paragraph: Paragraph) -> bool:
    """Does a line of furniture say that the text is not for everybody, or not yet?"""
    return paragraph.kind == "furniture" and _FORBIDDING.search(paragraph.text) is not None


def notes(front: FrontMatter, paragraphs: Sequence[Paragraph]) -> Iterator[Note]:
    """Yield a note on the first such marking, unless the editor states rights or shows it not."""
    if front.rights or not front.publish.is_shown:
        return
    marked = next((paragraph for paragraph in paragraphs if forbids(paragraph)), None)
    if marked:
        words = marked.text if len(marked.text) <= _SHOWN else f"{marked.text[: _SHOWN - 1]}…"
        sentence = f"says “{words}”, and is published; write publish: withheld, or, if it may be "
        yield Note(marked.line, f"{sentence}shown, under rights who allows it")
