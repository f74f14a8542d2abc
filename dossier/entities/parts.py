"""Divide long paragraphs, so that names and dates are sought in as many characters as people write.

What is found in a part stands in a paragraph of the same number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dossier.model import Paragraph
from dossier.text.sentences import LONGEST, parts


def parted(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return `paragraphs` with the `parts` of each long one in its place, as paragraphs."""
    return tuple(part for paragraph in paragraphs for part in _parts(paragraph))


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    if len(paragraph.text) <= LONGEST:
        yield paragraph
        return
    start = 0
    for text in parts(paragraph.text):
        end = start + len(text)
        yield replace(
            paragraph,
            text=text,
            breaks=tuple(at - start for at in paragraph.breaks if start < at < end),
            struck=tuple(
                (max(first, start) - start, min(last, end) - start)
                for first, last in paragraph.struck
                if first < end and last > start
            ),
        )
        start = end
