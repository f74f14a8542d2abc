"""A search index read back, independently of how it was put together."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

_MARK = len(b"pagefind_dcd")


@dataclass(frozen=True)
class Decoded:
    """What an index holds, pages by their addresses instead of numbers."""

    pages: dict[str, tuple[int, dict[str, Any]]]
    """Count of words and fragment of each page, in order of their numbers."""

    words: dict[str, tuple[dict[str, Any], dict[str, dict[str, Any]]]]
    """Places on each page, of a word and of each form of it with accents; in order."""

    chunks: list[tuple[str, str, list[str]]]
    """Lowest and highest word as told, and all words, of each chunk."""

    filters: dict[str, dict[str, list[str]]]
    """Pages of each value of each filter."""

    rest: list[Any]
    """Sorts and fields."""


def content(path: Path) -> bytes:
    """Return what a file of an index holds."""
    return gzip.decompress(path.read_bytes())[_MARK:]


def meta(folder: Path) -> list[Any]:
    """Return the meta file of an index."""
    (path,) = folder.glob("*.pf_meta")
    found: list[Any] = cbor2.loads(content(path))
    return found


def decode(folder: Path) -> Decoded:
    """Read an index."""
    _, pages, chunks, filters, *rest = meta(folder)
    shown = [json.loads(content(folder / f"fragment/{name}.pf_fragment")) for name, _ in pages]
    urls = [fragment["url"] for fragment in shown]
    counts = [count for _, count in pages]
    found: dict[str, Any] = {}
    told = []
    for first, last, name in chunks:
        (words,) = cbor2.loads(content(folder / f"index/{name}.pf_index"))
        told.append((first, last, [word for word, _, _ in words]))
        for word, places, variants in words:
            forms = {form: _by_url(there, urls) for form, there in variants}
            found[word] = (_by_url(places, urls), forms)
    return Decoded(
        pages=dict(zip(urls, zip(counts, shown, strict=True), strict=True)),
        words=found,
        chunks=told,
        filters={name: _values(folder, file, urls) for name, file in filters},
        rest=rest,
    )


def _by_url(postings: list[list[Any]], urls: list[str]) -> dict[str, Any]:
    numbers = accumulate(distance for distance, *_ in postings)
    return {urls[number]: places for number, (_, *places) in zip(numbers, postings, strict=True)}


def _values(folder: Path, file: str, urls: list[str]) -> dict[str, list[str]]:
    _, values = cbor2.loads(content(folder / f"filter/{file}.pf_filter"))
    return {value: sorted(urls[number] for number in pages) for value, pages in values}


def renumber(folder: Path, number: Sequence[int]) -> None:
    """Give each page of an index another number, as another order of files would have done.

    Files keep their names, which tell nothing of the order.
    """
    (path,) = folder.glob("*.pf_meta")
    told = meta(folder)
    pages = list(told[1])
    for old, new in enumerate(number):
        told[1][new] = pages[old]
    _write(path, told)
    for path in (folder / "index").iterdir():
        (words,) = cbor2.loads(content(path))
        again = [
            [word, _moved(places, number), [[form, _moved(p, number)] for form, p in variants]]
            for word, places, variants in words
        ]
        _write(path, [again])
    for path in (folder / "filter").iterdir():
        name, values = cbor2.loads(content(path))
        moved = [[value, sorted(number[page] for page in found)] for value, found in values]
        _write(path, [name, moved[::-1]])


def _moved(postings: list[list[Any]], number: Sequence[int]) -> list[list[Any]]:
    old = accumulate(distance for distance, *_ in postings)
    moved = sorted([number[page], *entry[1:]] for page, entry in zip(old, postings, strict=True))
    before = [0, *(page for page, *_ in moved)]
    return [[entry[0] - last, *entry[1:]] for entry, last in zip(moved, before, strict=False)]


def _write(path: Path, told: Any) -> None:
    path.write_bytes(gzip.compress(b"pagefind_dcd" + cbor2.dumps(told)))
