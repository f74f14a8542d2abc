"""The search index: which words stand in which briefings, in files that a browser asks for.

Below a folder that is named after all it holds, so that no browser mixes what it kept of an
earlier index with a new one, stand, as compressed JSON:

    words-N     [[word, [gap, ...], "weights"], ...]    words in order, with their parts of texts
    places-N    [[[gap, ...], ...], ...]                of the same words: where in each part
    text-N      an entry (entry.py), or a part of a long one
    facet-NAME  {value: [gap, ...]}                     briefings by a facet
    spelling-N  "word word ..."                         all words of N letters

and above it, `index.json`, which names the folder, and the first word of each `words-N`. Numbers
of briefings and parts count from 0, newest first; a gap is the distance from the one before. A
weight, 1 to 9, says how much a word counts in a part: Okapi BM25 (Robertson and Zaragoza, 2009),
but for how rare the word is, which the browser sees by the length of the list.
"""

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dossier.runtime import writing
from dossier.search.searched import Part, Searched, compressed, gaps

CHUNK = 5_000
"""Entries of lists in a file of words: some 5 KB."""

_K1, _B = 1.2, 0.75
"""Constants of BM25, as usual: how soon a word's repetitions count less; how much length counts."""

_WEIGHTS = 9

_FILE = re.compile(r"index\.json|[0-9a-f]{12}/[\w-]+")
"""Name of a file of an index: none that leads elsewhere."""


@dataclass(frozen=True, slots=True)
class Index:
    """The files of a search index by their names, below its folder."""

    files: Mapping[str, bytes]

    def __post_init__(self) -> None:
        for name in self.files:
            if not _FILE.fullmatch(name):
                raise ValueError(f"{name} is no name of a file of an index")

    def write(self, folder: Path, before: Path | None = None) -> None:
        """Write the files below `folder`, or link to those below `before`."""
        for name, data in self.files.items():
            writing.write(folder / name, data, before and before / name)


@dataclass(slots=True)
class _Lists:
    """Where each word stands, gathered part by part."""

    found: dict[str, "array[int]"] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    """By word, for each part that has it: the part, how often, the number of its places, and the
    gaps between them. Words of the title and the like count more often. Millions of numbers are
    kept, so in this form."""

    lengths: list[int] = field(default_factory=list)
    """Words of each part."""

    def add(self, part: Part) -> None:
        """Add a part."""
        number = len(self.lengths)
        for word, (count, *places) in part.words.items():
            self.found[word].extend((number, count, len(places), *places))
        self.lengths.append(part.length)

    def of(self, word: str) -> Iterator[tuple[int, int, list[int]]]:
        """Yield each part that has a word, how often, and the gaps between its places."""
        numbers, at = self.found[word].tolist(), 0
        while at < len(numbers):
            part, count, size = numbers[at : at + 3]
            at += 3 + size
            yield part, count, numbers[at - size : at]


def build(texts: Iterable[Searched]) -> Index:
    """Return the index of some texts; what is found equally well is shown in their order."""
    lists = _Lists()
    files: dict[str, bytes] = {}
    packed: dict[str, bytes] = {}
    facets: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    several: dict[int, int] = {}
    number = -1
    for number, text in enumerate(texts):
        if len(text.parts) > 1:
            several[number] = len(text.parts)
        for part in text.parts:
            name = f"text-{len(lists.lengths)}"
            files[name], packed[name] = part.shown, part.packed
            lists.add(part)
        for facet, values in text.facets.items():
            for value in dict.fromkeys(values):
                facets[facet][value].append(number)
    if number < 0:
        return Index({})
    firsts = _add_words(files, lists)
    for facet, by_value in facets.items():
        listed = {value: gaps(found) for value, found in sorted(by_value.items())}
        files[f"facet-{facet}"] = msgspec.json.encode(listed)
    lengths = _add_spelling(files, lists)
    head = {"briefings": number + 1, "parts": several, "words": firsts, "spelling": lengths}
    return _named(files, packed, head)


# --- files ----------------------------------------------------------------------------


def _add_words(files: dict[str, bytes], lists: _Lists) -> list[str]:
    """Add the files of words and their places; the first word of each."""
    mean = sum(lists.lengths) / len(lists.lengths)
    norms = [_K1 * (1 - _B + _B * length / mean) for length in lists.lengths]
    firsts: list[str] = []
    rows: list[tuple[str, list[int], str]] = []
    places: list[list[list[int]]] = []
    size = 0

    def end() -> None:
        files[f"words-{len(firsts)}"] = msgspec.json.encode(rows)
        files[f"places-{len(firsts)}"] = msgspec.json.encode(places)
        firsts.append(rows[0][0])
        rows.clear()
        places.clear()

    for word in sorted(lists.found, key=_order):
        entries = list(lists.of(word))
        if rows and size + len(entries) > CHUNK:
            end()
            size = 0
        weights = (_weight(count, norms[part]) for part, count, _ in entries)
        rows.append((word, gaps(part for part, _, _ in entries), "".join(weights)))
        places.append([standing for _, _, standing in entries])
        size += len(entries) + 2
    if rows:
        end()
    return firsts


def _order(word: str) -> bytes:
    """Return what words are sorted by: as JavaScript compares them."""
    return word.encode("utf-16-be")


def _weight(count: int, norm: float) -> str:
    return str(max(1, round(_WEIGHTS * count / (count + norm))))


def _add_spelling(files: dict[str, bytes], lists: _Lists) -> list[int]:
    """Add all words by their length, to see which one a misspelt word may be; the lengths."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in sorted(lists.found, key=_order):
        if len(word) > 2 and word.isalpha():
            by_length[len(word)].append(word)
    for length, alike in by_length.items():
        files[f"spelling-{length}"] = msgspec.json.encode(" ".join(alike))
    return sorted(by_length)


def _named(
    files: Mapping[str, bytes], packed: Mapping[str, bytes], head: dict[str, object]
) -> Index:
    """Return an index of files, compressed, below a folder that is named after all of them.

    `packed` are those that are compressed already.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    folder = digest.hexdigest()[:12]
    written = {
        f"{folder}/{name}": packed.get(name) or compressed(data) for name, data in files.items()
    }
    return Index({**written, "index.json": msgspec.json.encode({"folder": folder, **head})})
