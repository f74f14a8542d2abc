"""The sentence in which a paragraph mentions something."""

from functools import lru_cache

from dossier.model import Extract, Paragraph
from dossier.text.sentences import Sentence, split_sentences


def sentence_at(paragraph: Paragraph, place: int, language: str) -> Extract | None:
    """Return the sentence around a place in a paragraph, or else the one behind it.

    None behind the last one. What stands before the first one is a label, such as who speaks.
    """
    for sentence in _sentences(paragraph.text, language, paragraph.breaks):
        if place < sentence.end:
            return Extract(sentence.text, paragraph.number)
    return None


@lru_cache(maxsize=256)
def _sentences(text: str, language: str, breaks: tuple[int, ...]) -> tuple[Sentence, ...]:
    """Split a paragraph once for all that it mentions."""
    return split_sentences(text, language, breaks)
