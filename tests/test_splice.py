"""Splicing: one index whatever the shards, and the one that Pagefind would have made."""

import hashlib
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.search import engine, pagefind, shards, splice
from dossier.search.shards import Postings, Shard
from tests.indexes import content, decode, meta
from tests.site import tree

PAGE = """<!doctype html><html><body data-pagefind-body><h1 data-pagefind-meta="title">No {0}</h1>
<meta data-pagefind-filter="year[content]" content="{1}"><h2 id="p1">1</h2><p>{2}</p>
{3}</body></html>"""
COUNTRY = '<meta data-pagefind-filter="country[content]" content="Peru &amp; Chile">'
WORDS = [f"{stem}{end}" for stem in ("trade", "tràde", "naïve", "naive") for end in range(900)]
"""Enough for several chunks; Pagefind knows some as accented forms of others."""

TEXTS = 12


def _page(number: int) -> str:
    words = " ".join(WORDS[number % 3 :: number % 5 + 1])
    return PAGE.format(number, 2020 + number % 3, words, "" if number % 4 else COUNTRY)


@pytest.fixture(scope="module")
def shard_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, int], Shard]:
    """Return what makes the shard of some texts, from one to behind another."""
    folder = tmp_path_factory.mktemp("shards")
    made: dict[tuple[int, int], Shard] = {}

    def make(start: int, end: int) -> Shard:
        if (start, end) not in made:
            index = _index(folder / f"{start}-{end}", range(start, end))
            numbers = {f"/{number:02}/": number for number in range(TEXTS)}
            made[start, end] = shards.read(shards.gather(pagefind.read(index), numbers))
        return made[start, end]

    return make


def _index(folder: Path, numbers: range) -> Path:
    for number in numbers:
        page = folder / "pages" / f"{number:02}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(_page(number), "utf-8")
    pagefind.run(folder / "pages", folder / "index", "en")
    return folder / "index"


def _spliced(output: Path, found: list[Shard]) -> Path:
    output.mkdir()
    splice.write(output, found, engine.write(output, "en"))
    return output


def test_it_is_the_index_that_pagefind_makes_of_all(
    tmp_path: Path, shard_of: Callable[[int, int], Shard]
) -> None:
    """Pages, counts, words with their places, chunks, filters, fields: nothing differs."""
    parts = [shard_of(0, 1), shard_of(1, 7), shard_of(7, TEXTS)]
    mine = decode(_spliced(tmp_path / "mine", parts))
    theirs = decode(_index(tmp_path / "theirs", range(TEXTS)))
    assert mine.pages == theirs.pages
    assert list(mine.pages) == [f"/{number:02}/" for number in range(TEXTS)]
    assert mine.words == theirs.words
    assert mine.chunks == theirs.chunks
    assert mine.filters == theirs.filters
    assert mine.rest == theirs.rest
    assert len(mine.chunks) > 1
    assert sum(bool(forms) for _, forms in mine.words.values()) > 100
    assert mine.filters["country"] == {"Peru & Chile": ["/00/", "/04/", "/08/"]}


@pytest.mark.parametrize("cuts", [[0, 1, 2, 12], [0, 6, 12], [*range(TEXTS), TEXTS]])
def test_one_shard_or_many_give_the_same_bytes(
    tmp_path: Path, shard_of: Callable[[int, int], Shard], cuts: list[int]
) -> None:
    """The index does not show where it was cut."""
    one = _spliced(tmp_path / "one", [shard_of(0, TEXTS)])
    many = _spliced(tmp_path / "many", [shard_of(a, b) for a, b in pairwise(cuts)])
    assert tree(one) == tree(many)
    assert len(tree(one)) > TEXTS


ENTRIES = st.lists(
    st.tuples(
        st.integers(1, 70_000),
        st.lists(st.integers(-255, 70_000), max_size=5),
        st.lists(st.integers(-3, 300), max_size=3),
    ),
    min_size=1,
    max_size=40,
)


@given(ENTRIES, st.data())
def test_postings_are_joined_wherever_they_were_cut(
    entries: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    """Two parts, each numbered from 0, give the CBOR of the whole."""
    whole = [list(entry) for entry in entries]
    at = data.draw(st.integers(0, len(whole)))
    base = sum(entry[0] for entry in whole[:at]) + 1
    parts = [(0, whole[:at], 0), (base, whole[at:], 1)]
    placed = [(start, _postings(part, less)) for start, part, less in parts if part]
    assert splice.joined(placed) == cbor2.dumps(whole)


def _postings(part: list[list[Any]], less: int) -> Postings:
    """Return postings as a shard holds them; the first distance is told less by `less`."""
    told = [[part[0][0] - less, *part[0][1:]], *part[1:]]
    numbers = range(sum(entry[0] for entry in told) + 1)
    return shards.postings(told, numbers)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("a", "apple"), ("apricot", "banana")], [("a", "app"), ("apr", "banana")]),
        ([("a", "catha"), ("cathartic", "z")], [("a", "catha"), ("cathar", "z")]),
        ([("a", "then"), ("theory", "theory"), ("thing", "z")],
         [("a", "then"), ("theo", "theory"), ("thi", "z")]),
    ],
)  # fmt: skip
def test_words_at_which_chunks_meet_are_shortened(
    words: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    """To what tells them apart, and never so that a chunk ends before it begins."""
    found = splice.shortened([(first, last, "file") for first, last in words])
    assert found == [(first, last, "file") for first, last in expected]


# --- names ---


def test_a_clash_between_shards_leaves_every_page(
    tmp_path: Path, shard_of: Callable[[int, int], Shard], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With names of one digit, which clash, each page leads to its own fragment all the same."""
    monkeypatch.setattr(pagefind, "_SHORTEST", 1)
    parts = [shard_of(0, 1), shard_of(1, 7), shard_of(7, TEXTS)]
    output = _spliced(tmp_path / "index", parts)
    names = [name.removeprefix("en_") for name, _ in meta(output)[1]]
    assert {len(name) for name in names} > {1}
    assert len(set(names)) == TEXTS
    assert list(decode(output).pages) == [f"/{number:02}/" for number in range(TEXTS)]


def test_files_are_named_after_what_is_in_them(
    tmp_path: Path, shard_of: Callable[[int, int], Shard]
) -> None:
    """By SHA-1, so that what a browser has kept under a name never stands for anything else."""
    output = _spliced(tmp_path / "index", [shard_of(0, 6), shard_of(6, TEXTS)])
    files = [path for kind in pagefind.KINDS for path in (output / kind).iterdir()]
    assert len(files) > TEXTS + 2
    for path in files:
        digest = hashlib.sha1(content(path), usedforsecurity=False).hexdigest()
        assert path.stem == f"en_{digest[:7]}"
    entry = json.loads((output / "pagefind-entry.json").read_text("utf-8"))
    (path,) = output.glob("*.pf_meta")
    assert path.name == f"pagefind.{entry['languages']['en']['hash']}.pf_meta"
    assert entry["languages"]["en"]["page_count"] == TEXTS
