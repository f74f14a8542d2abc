"""Shards: some texts each, indexed apart, so that a changed text costs one shard.

A shard holds what Pagefind found in its texts, in a form that `splice` puts together without taking
it apart again. Pages are numbered from 0 within the shard. It is kept as CBOR:

    [pages, blocks, filters]
    page     [SHA-1 of its fragment, 20 bytes; its words; its fragment, as on the site]
    block    zlib around CBOR [[word, postings, variants], ...], words in order of code points
    variant  [word with its accents, postings], in order of code points
    postings [pages, size, first page, last page, rest], see `Postings`; null for none
    filters  {filter: {value: [numbers of pages, ascending]}}

What is read must be of this form to the last field, since a cache can be anyone's; nothing in it
can run.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

import cbor2

from dossier.search import pagefind
from dossier.search.pagefind import ARRAY, Index, head

T = TypeVar("T")

MOST = 256
"""Texts in a shard; half as many on average. Pagefind takes some 100 MB of memory for as
many, of ten paragraphs each."""

_DIGEST = hashlib.sha1(usedforsecurity=False).digest_size
_LEVEL = 1
"""Of zlib's compression: this is read again by the program alone."""


class Damaged(Exception):  # noqa: N818 - it is no error, and never leaves the program
    """A shard that is not of the form that shards have."""


class Postings(NamedTuple):
    """The places of a word. A tuple, since there are a hundred thousand of them."""

    pages: int
    """How many pages have the word."""

    size: int
    """What Pagefind counts towards the size of a chunk: the numbers that tell the places."""

    first: int
    """First page with the word."""

    last: int
    rest: bytes
    """Pagefind's CBOR of the list, but for its head and all up to the first page's number."""


class Word(NamedTuple):
    """A word, its places, and those of the forms of it that have accents."""

    word: str
    postings: Postings | None
    variants: list[tuple[str, Postings]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a shard."""

    digest: str
    """SHA-1 of its fragment's content, in hexadecimal digits."""

    words: int
    fragment: bytes
    """As on the site."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard that was read; its words are unpacked block by block."""

    pages: tuple[Page, ...]
    blocks: tuple[bytes, ...]
    filters: Mapping[str, Mapping[str, list[int]]]


def cut(things: Sequence[T], slugs: Sequence[str]) -> list[Sequence[T]]:
    """Cut things into shards of at most `MOST`, by their slugs.

    What is too long is cut behind the slug with the lowest hash, but for the last: so where it is
    cut depends on the slugs themselves, not on how many there are before, and a thing that comes or
    goes changes the one or two shards around it.
    """
    hashes = [hashlib.sha256(slug.encode()).digest() for slug in slugs]
    return [things[part] for part in _cut(hashes, 0, len(hashes))]


def _cut(hashes: Sequence[bytes], start: int, end: int) -> Iterator[slice]:
    if end - start <= MOST:
        if start < end:
            yield slice(start, end)
        return
    behind = min(range(start, end - 1), key=hashes.__getitem__) + 1
    yield from _cut(hashes, start, behind)
    yield from _cut(hashes, behind, end)


# --- from an index to a shard ---


def gather(index: Index, numbers: Mapping[str, int]) -> bytes:
    """Return the shard of an index; `numbers` orders the addresses of its pages."""
    contents = [index.content(pagefind.FRAGMENT, name) for name, _ in index.pages]
    order = [numbers[json.loads(content)["url"]] for content in contents]
    by_order = sorted(range(len(order)), key=order.__getitem__)
    number = [0] * len(order)
    for new, old in enumerate(by_order):
        number[old] = new
    pages = [
        [
            hashlib.sha1(contents[old], usedforsecurity=False).digest(),
            index.pages[old][1],
            index.packed(pagefind.FRAGMENT, index.pages[old][0]),
        ]
        for old in by_order
    ]
    blocks = [_block(index.content(pagefind.CHUNK, name), number) for name in index.chunks]
    return cbor2.dumps([pages, blocks, _filters(index, number)])


def _block(chunk: bytes, number: Sequence[int]) -> bytes:
    """Return what a chunk holds, as a block; `number` has the new number of each page."""
    block = [
        [
            word,
            postings(found, number) if found else None,
            [[form, postings(there, number)] for form, there in sorted(variants)],
        ]
        for word, found, variants in pagefind.words(chunk)
    ]
    return zlib.compress(cbor2.dumps(block), _LEVEL)


def postings(found: list[list[Any]], number: Sequence[int]) -> Postings:
    """Number the pages of decoded postings anew, in place, and put these in their order."""
    page = 0
    for entry in found:
        page += entry[0]
        entry[0] = number[page]
    found.sort(key=itemgetter(0))
    size = len(found) + sum([len(places) + len(in_fields) for _, places, in_fields in found])
    first = last = found[0][0]
    for entry in found:
        entry[0], last = entry[0] - last, entry[0]
    # The first distance is 0 here, one byte, behind the heads of the list and of its first entry.
    rest = cbor2.dumps(found)[len(head(ARRAY, len(found))) + 2 :]
    return Postings(len(found), size, first, last, rest)


def _filters(index: Index, number: Sequence[int]) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for name, file in sorted(index.filters.items()):
        _, values = cbor2.loads(index.content(pagefind.FILTER, file))
        pages = {value: sorted(number[old] for old in there) for value, there in values}
        found[name] = dict(sorted(pages.items()))
    return found


# --- from bytes to a shard ---


def read(data: bytes) -> Shard:
    """Read a shard; raises Damaged if it has not the form described above."""
    match decoded(data):
        case [list(pages), list(blocks), dict(filters)]:
            if all(isinstance(block, bytes) for block in blocks):
                found = tuple(_page(page) for page in pages)
                return Shard(found, tuple(blocks), _checked(filters, len(found)))
    raise Damaged


def words(shard: Shard) -> Iterator[Word]:
    """Yield the words of a shard in their order; raises Damaged where they have not their form."""
    before = ""
    for block in shard.blocks:
        try:
            entries = decoded(zlib.decompress(block))
        except zlib.error as error:
            raise Damaged from error
        for entry in entries if isinstance(entries, list) else [None]:
            word = _word(entry, len(shard.pages))
            if word.word <= before:
                raise Damaged
            before = word.word
            yield word


def decoded(data: bytes) -> Any:
    """Return what is told in CBOR; raises Damaged if it is none."""
    try:
        return cbor2.loads(data)
    except (cbor2.CBORDecodeError, RecursionError, MemoryError) as error:
        raise Damaged from error


def _page(page: Any) -> Page:
    match page:
        case [bytes(digest), int(count), bytes(fragment)] if len(digest) == _DIGEST and count >= 0:
            return Page(digest.hex(), count, fragment)
    raise Damaged


def _checked(filters: dict[Any, Any], pages: int) -> dict[str, dict[str, list[int]]]:
    for name, values in filters.items():
        if not (isinstance(name, str) and isinstance(values, dict)):
            raise Damaged
        for value, numbers in values.items():
            if not (isinstance(value, str) and isinstance(numbers, list)):
                raise Damaged
            if not all(isinstance(number, int) and 0 <= number < pages for number in numbers):
                raise Damaged
    return filters


def _word(entry: Any, pages: int) -> Word:
    match entry:
        case [str(word), found, list(variants)]:
            postings = None if found is None else _read_postings(found, pages)
            return Word(word, postings, [_variant(one, pages) for one in variants])
    raise Damaged


def _variant(variant: Any, pages: int) -> tuple[str, Postings]:
    match variant:
        case [str(form), found]:
            return form, _read_postings(found, pages)
    raise Damaged


def _read_postings(found: Any, pages: int) -> Postings:
    match found:
        case [int(count), int(size), int(first), int(last), bytes(rest)]:
            if 0 < count <= size and 0 <= first <= last < pages:
                return Postings(count, size, first, last, rest)
    raise Damaged
