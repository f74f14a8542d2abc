"""What is filed as one: a paragraph, or all paragraphs of a list."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from dossier.model import Document


def heads(document: Document) -> dict[int, int]:
    """Return for each paragraph of a list the number of the list's first."""
    return {number: one[0] for one in document.lists for number in one}


def units(document: Document, numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield `numbers`, which rise, one by one, but together where they are of one list.

    Where some of its paragraphs are left out, a list has only the others.
    """
    first = heads(document)
    for _, members in groupby(numbers, key=lambda number: first.get(number, number)):
        yield tuple(members)


def scored_units(document: Document, scores: Iterable[object | None]) -> list[tuple[int, ...]]:
    """Return the units of the paragraphs that have scores; `scores` has one entry a paragraph."""
    return list(units(document, (n for n, one in enumerate(scores, start=1) if one)))
