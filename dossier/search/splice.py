"""Shards, spliced into one index that Pagefind could have made of all pages at once.

The pages of each shard are numbered on from those of the shards before. A number of a page is told
as its distance from the one before, so only the first page of a shard is told anew in the postings
of a word, and all others are taken as they are.
"""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

import cbor2

from dossier.search import pagefind, shards
from dossier.search.pagefind import ARRAY, CHUNK, FILTER, FRAGMENT, UNSIGNED, Drawer, head
from dossier.search.shards import Postings, Shard, Word

CHUNK_SIZE = 20_000
"""Size, in `Postings.size`, at which a chunk of words is full; Pagefind's own."""

_ENTRY = head(ARRAY, 3)
"""Head of an entry of postings: page, places, places in fields. The same for a word: itself, its
postings, variants."""

_PAIR = head(ARRAY, 2)
_ONE = head(ARRAY, 1)

Placed: TypeAlias = tuple[int, Postings]
"""Postings, and the number of the first page of their shard."""


def write(output: Path, found: Sequence[Shard], entry: dict[str, Any]) -> None:
    """Write an index of some shards into the folder `output`.

    `entry` is the entry of an index with the same release and language. Raises Damaged.
    """
    language, _ = pagefind.language_of(entry)
    drawers = {kind: Drawer(output, kind, language) for kind in pagefind.KINDS}
    for kind in pagefind.KINDS:
        (output / kind).mkdir(parents=True)
    sizes = (len(shard.pages) for shard in found)
    bases = list(accumulate(sizes, initial=0))[:-1]
    pages = [
        (drawers[FRAGMENT].put_packed(page.digest, page.fragment), page.words)
        for shard in found
        for page in shard.pages
    ]
    chunks = shortened(list(_chunks(_words(found, bases), drawers[CHUNK])))
    filters = list(_filters(found, bases, drawers[FILTER]))
    pagefind.write_meta(output, entry, pages, chunks, filters)


# --- words ---


def _words(found: Sequence[Shard], bases: Sequence[int]) -> Iterator[tuple[str, int, bytes]]:
    """Yield each word with its size and its CBOR, in order."""
    streams = (_placed(shard, base) for shard, base in zip(found, bases, strict=True))
    for word, group in groupby(merge(*streams, key=itemgetter(0, 1)), key=itemgetter(0)):
        postings: list[Placed] = []
        variants: dict[str, list[Placed]] = {}
        for _, base, part in group:
            if part.postings:
                postings.append((base, part.postings))
            for form, there in part.variants:
                variants.setdefault(form, []).append((base, there))
        size = sum(part.size for _, part in postings)
        forms = [_PAIR + cbor2.dumps(form) + joined(variants[form]) for form in sorted(variants)]
        data = (_ENTRY, cbor2.dumps(word), joined(postings), head(ARRAY, len(forms)), *forms)
        yield word, size, b"".join(data)


def _placed(shard: Shard, base: int) -> Iterator[tuple[str, int, Word]]:
    for word in shards.words(shard):
        yield word.word, base, word


def joined(parts: Sequence[Placed]) -> bytes:
    """Return the CBOR of one list of postings out of those of several shards, in their order."""
    last = 0
    data = [head(ARRAY, sum(part.pages for _, part in parts))]
    for base, part in parts:
        data += (_ENTRY, head(UNSIGNED, base + part.first - last), part.rest)
        last = base + part.last
    return b"".join(data)


def _chunks(
    words: Iterator[tuple[str, int, bytes]], drawer: Drawer
) -> Iterator[tuple[str, str, str]]:
    """Write the chunks; yield the first and the last word of each, and its file."""
    chunk: list[bytes] = []
    first = last = ""
    filled = 0
    for last, size, data in words:
        first = first if chunk else last
        chunk.append(data)
        filled += size
        if filled >= CHUNK_SIZE:
            yield first, last, _put(chunk, drawer)
            chunk, filled = [], 0
    if chunk:
        yield first, last, _put(chunk, drawer)


def _put(chunk: Sequence[bytes], drawer: Drawer) -> str:
    return drawer.put(b"".join((_ONE, head(ARRAY, len(chunk)), *chunk)))


def shortened(chunks: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Shorten the words at which chunks meet to what tells them apart.

    As Pagefind does (`chunk_meta` in `pagefind/src/index/mod.rs`): a highest word stays whole where
    it would fall below the lowest.
    """
    found = [list(chunk) for chunk in chunks]
    for one, other in pairwise(found):
        length = 1 + _in_common(one[1], other[0])
        if one[1][:length] >= one[0]:
            one[1] = one[1][:length]
        other[0] = other[0][:length]
    return [(first, last, file) for first, last, file in found]


def _in_common(one: str, other: str) -> int:
    """Return how many characters two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


# --- filters ---


def _filters(
    found: Sequence[Shard], bases: Sequence[int], drawer: Drawer
) -> Iterator[tuple[str, str]]:
    """Write the filters; yield each and its file."""
    joint: dict[str, dict[str, list[int]]] = {}
    for shard, base in zip(found, bases, strict=True):
        for name, values in shard.filters.items():
            known = joint.setdefault(name, {})
            for value, pages in values.items():
                known.setdefault(value, []).extend(base + page for page in pages)
    for name, known in sorted(joint.items()):
        yield name, drawer.put(cbor2.dumps([name, sorted(known.items())]))
