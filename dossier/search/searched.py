"""A text as the search index needs it: what is shown where it is found, and where its words stand.

That depends on the text alone. So it is kept, and made again only of a text that has changed.
"""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from dossier.search.entry import SearchEntry
from dossier.search.words import words

PART = 24_000
"""Characters after which a long text goes on in another part: a hit in it need not load all."""

_FIELD_WEIGHT, _TITLE_WEIGHT = 2, 4
"""A word of the title counts as often as this in the text; of author, source and the like, too."""

_GAP = 9
"""Places left between paragraphs, so that words in a row stand in one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text, or a part of a long one."""

    shown: bytes
    """The entry, or its part, as JSON."""

    packed: bytes
    """The same, compressed."""

    length: int
    """Its words, and the places left between its paragraphs."""

    words: Mapping[str, tuple[int, ...]]
    """By word: how often it counts, then the gaps between its places."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A text: its parts, and the values by which searches are narrowed."""

    parts: tuple[Part, ...]
    facets: Mapping[str, tuple[str, ...]]


def searched(entry: SearchEntry) -> Searched:
    """Return a text as the index needs it."""
    parts = (_part(part, is_first=not at) for at, part in enumerate(_parts(entry)))
    return Searched(tuple(parts), entry.facets)


def _parts(entry: SearchEntry) -> Iterator[SearchEntry]:
    """Yield an entry, in parts if it is long."""
    rest = list(entry.paragraphs)
    while True:
        size, count = 0, 0
        for _, text in rest:
            size += len(text)
            count += 1
            if size >= PART:
                break
        part, rest = rest[:count], rest[count:]
        yield msgspec.structs.replace(entry, paragraphs=tuple(part), facets={})
        if not rest:
            return


def _part(entry: SearchEntry, *, is_first: bool) -> Part:
    places: dict[str, list[int]] = defaultdict(list)
    counts: Counter[str] = Counter()
    place = 0
    for text, weight in _texts(entry, is_first=is_first):
        for word in words(text):
            place += 1
            for form in word.forms:
                places[form].append(place)
                counts[form] += weight
        place += _GAP
    shown = msgspec.json.encode(entry)
    found = {form: (counts[form], *gaps(standing)) for form, standing in places.items()}
    return Part(shown, compressed(shown), place, found)


def _texts(part: SearchEntry, *, is_first: bool) -> Iterator[tuple[str, int]]:
    """Yield the texts of a part by which it is found, each with the weight of its words."""
    if is_first:
        yield part.title, _TITLE_WEIGHT
        for text in (part.bottom_line, part.author, part.source, part.kind):
            yield text, _FIELD_WEIGHT
        for named in part.named:
            yield named.name, _FIELD_WEIGHT
    for _, text in part.paragraphs:
        yield text, 1


def gaps(numbers: Iterable[int]) -> list[int]:
    """Return how far each of some rising numbers is from the one before, the first from 0."""
    return [after - before for before, after in pairwise((0, *numbers))]


def compressed(data: bytes) -> bytes:
    """Compress; the header says nothing of time and system, which Python 3.13 writes otherwise."""
    packed = bytearray(gzip.compress(data, mtime=0))
    packed[9] = 255
    return bytes(packed)
