"""Pagefind is run, and its files are read and written the way it writes them.

An index of Pagefind 1.5 (https://github.com/Pagefind/pagefind, `pagefind/src/index/` and
`pagefind/src/output/`) is a folder. Each file but the first is gzip around a mark and its content,
which is JSON in fragments and CBOR (RFC 8949) in all others:

    pagefind-entry.json     release; of each language its meta file and how many pages there are
    pagefind.NAME.pf_meta   [release, pages, chunks, filters, sorts, fields]
                            page [its fragment, its words], in the order of their numbers from 0;
                            chunk [lowest word, highest word, file]; filter [filter, file]
    fragment/NAME.pf_fragment   what is shown of a page: address, text, headings
    index/NAME.pf_index     a chunk: [[[word, postings, variants], ...]]
                            variant [word with its accents, postings]
    filter/NAME.pf_filter   [filter, [[value, numbers of pages], ...]]

Postings are a list of [page, places, places in fields]. A page is told as its distance from the one
before; places are told as distances too, between negative numbers for the weight of those behind
it. NAME is the language, `_`, and the first hexadecimal digits of the SHA-1 of the content; files
are looked for by the names that the meta file tells, and Pagefind itself drops some zeros of them.

Pagefind leaves some things to chance: the order of the values of a filter, that of variants, and,
by the order in which the file system lists a folder, the numbers of pages. What is read here is put
in order by `shards`.
"""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import cbor2

from dossier.errors import Fault, TemplateError

FOLDER = "pagefind"
"""Where on the site the index stands."""

ENTRY = "pagefind-entry.json"
KINDS = FRAGMENT, CHUNK, FILTER = "fragment", "index", "filter"
"""Folders in an index."""

FIELDS = ["title"]
"""Fields besides the text that are searched; places are told by their numbers in this list, so it
must be the same in all that is put together."""

_SUFFIXES = {FRAGMENT: "pf_fragment", CHUNK: "pf_index", FILTER: "pf_filter"}
_MARK = b"pagefind_dcd"
_LEVEL = 5
"""Of gzip's compression; 6 takes twice the time for 1.5 % less, 9 ten times for 3 % less."""

_SHORTEST = 7
"""Hexadecimal digits in the name of a file."""

_OF_META = 10
"""Hexadecimal digits in the name of the meta file."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index that Pagefind has made, but for what stands in its files."""

    folder: Path
    pages: list[tuple[str, int]]
    """Fragment and count of words of each page, by its number."""

    chunks: list[str]
    """Files of words, in order."""

    filters: dict[str, str]
    """File of each filter."""

    def content(self, kind: str, name: str) -> bytes:
        """Return the content of a file as it was before it was packed."""
        return unpacked(self.packed(kind, name))

    def packed(self, kind: str, name: str) -> bytes:
        """Return a file as it stands on the site."""
        return (self.folder / kind / f"{name}.{_SUFFIXES[kind]}").read_bytes()


@dataclass(frozen=True, slots=True)
class Drawer:
    """One folder of an index that is being written: files named after what is in them."""

    folder: Path
    kind: str
    language: str
    _names: dict[str, str] = field(default_factory=dict)
    """What has been named, by its name."""

    def put(self, content: bytes) -> str:
        """Pack and write `content`; return its name."""
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        return self.put_packed(digest, packed(content))

    def put_packed(self, digest: str, data: bytes) -> str:
        """Write what has `digest` and is packed already; return its name.

        A name gets as many more digits as tell it from those given before. Pagefind does the same,
        but sees no clash with another run.
        """
        length = _SHORTEST
        while self._names.get(digest[:length], digest) != digest and length < len(digest):
            length += 1
        self._names[digest[:length]] = digest
        name = f"{self.language}_{digest[:length]}"
        (self.folder / self.kind / f"{name}.{_SUFFIXES[self.kind]}").write_bytes(data)
        return name


def temporary() -> tempfile.TemporaryDirectory[str]:
    """Return a folder for what Pagefind reads and writes; it is thrown away after use."""
    return tempfile.TemporaryDirectory(prefix="dossier-search-")


def run(pages: Path, output: Path, language: str) -> None:
    """Make an index of the pages below a folder; all languages go into one, as `language`.

    Raises TemplateError with what Pagefind says if it fails.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(pages)]
    command += ["--output-path", str(output), "--force-language", language.split("-")[0]]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise TemplateError(Fault(FOLDER, 0, f"the search index failed: {said[-1]}"))


def read(folder: Path) -> Index:
    """Read the index in a folder; raises TemplateError if it has not the form described above."""
    _, known = language_of(json.loads((folder / ENTRY).read_bytes()))
    match cbor2.loads(unpacked((folder / f"pagefind.{known['hash']}.pf_meta").read_bytes())):
        case [str(), list(pages), list(chunks), list(filters), [], list(fields)]:
            demand(fields == FIELDS[: len(fields)])
            return Index(
                folder,
                [(name, words) for name, words in pages],
                [name for _, _, name in chunks],
                dict(filters),
            )
    raise _strange()


def words(chunk: bytes) -> Iterator[list[Any]]:
    """Yield what the content of a chunk holds: word, postings, variants.

    One by one: of a whole chunk there are so many lists in memory that Python's collector, which
    looks for cycles among them, takes as long as all the rest.
    """
    file = io.BytesIO(chunk)
    demand(file.read(1) == head(ARRAY, 1))
    count = _length(file)
    decoder = cbor2.CBORDecoder(file)
    for _ in range(count):
        yield decoder.decode()


def language_of(entry: Any) -> tuple[str, dict[str, Any]]:
    """Return the one language of an index, and what is known of it."""
    demand(len(entry["languages"]) == 1)
    ((language, known),) = entry["languages"].items()
    return language, known


def write_meta(
    folder: Path,
    entry: dict[str, Any],
    pages: list[tuple[str, int]],
    chunks: list[tuple[str, str, str]],
    filters: list[tuple[str, str]],
) -> None:
    """Write the meta file and `entry`, that of an index with the same release and language."""
    content = cbor2.dumps([entry["version"], pages, chunks, filters, [], FIELDS])
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    language, known = language_of(entry)
    name = f"{language}_{digest[:_OF_META]}"
    (folder / f"pagefind.{name}.pf_meta").write_bytes(packed(content))
    known = known | {"hash": name, "page_count": len(pages)}
    entry = entry | {"languages": {language: known}}
    (folder / ENTRY).write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")


def packed(content: bytes) -> bytes:
    """Return content as a file of an index."""
    return gzip.compress(_MARK + content, _LEVEL, mtime=0)


def unpacked(data: bytes) -> bytes:
    """Return the content of a file of an index; raises TemplateError if it lacks the mark."""
    content = gzip.decompress(data)
    demand(content.startswith(_MARK))
    return content[len(_MARK) :]


def demand(expected: bool) -> None:
    """Raise TemplateError unless what Pagefind wrote is as expected."""
    if not expected:
        raise _strange()


def _strange() -> TemplateError:
    sentence = "this release of Pagefind writes its index in another form than 1.5 does"
    return TemplateError(Fault(FOLDER, 0, sentence))


# --- CBOR ---

UNSIGNED, ARRAY = 0, 4
"""Major types, RFC 8949, 3.1."""


def head(major: int, number: int) -> bytes:
    """Return the head of an item: its type, and the number itself or how much it holds.

    It is as short as can be, RFC 8949, 4.2.1; as in `cbor2.dumps`.
    """
    kind = major << 5
    if number < 24:
        return bytes((kind | number,))
    if number < 1 << 8:
        return bytes((kind | 24, number))
    if number < 1 << 16:
        return bytes((kind | 25,)) + number.to_bytes(2, "big")
    return bytes((kind | 26,)) + number.to_bytes(4, "big")


def _length(file: IO[bytes]) -> int:
    """Read the head of an array; return how much it holds."""
    (first,) = file.read(1)
    demand(first >> 5 == ARRAY)
    short = first & 0x1F
    return short if short < 24 else int.from_bytes(file.read(1 << short - 24), "big")
