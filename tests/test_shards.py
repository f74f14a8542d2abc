"""Shards: cut where few changes reach, read from Pagefind in our order, and refused if damaged."""

import json
import zlib
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.search import pagefind, shards
from dossier.search.shards import Damaged, Shard
from tests.indexes import renumber

SLUGS = [f"text-{number}" for number in range(3000)]
PAGE = """<!doctype html><html><body data-pagefind-body><h1 data-pagefind-meta="title">{0}</h1>
<meta data-pagefind-filter="year[content]" content="{1}"><p>Trade of {0} grew, a naïve view.</p>
<meta data-pagefind-filter="place[content]" content="{0}"></body></html>"""


def _cut(slugs: list[str]) -> set[tuple[str, ...]]:
    return {tuple(part) for part in shards.cut(slugs, slugs)}


# --- where it is cut ---


@given(st.lists(st.text(max_size=3), max_size=900, unique=True))
def test_shards_are_all_texts_in_order_and_no_more_than_may_be(slugs: list[str]) -> None:
    """Nothing is lost or doubled, no shard is empty, and none is too large for the memory."""
    parts = shards.cut(slugs, slugs)
    assert [slug for part in parts for slug in part] == slugs
    assert all(0 < len(part) <= shards.MOST for part in parts)


def test_shards_are_half_as_large_as_they_may_be() -> None:
    """On average, so that there are not too many runs of Pagefind."""
    assert 0.4 < len(SLUGS) / len(_cut(SLUGS)) / shards.MOST < 0.7


@pytest.mark.parametrize("at", range(0, 3000, 97))
def test_a_text_that_comes_or_goes_changes_few_shards(at: int) -> None:
    """One or two shards are new, wherever the text stands among 3,000."""
    less = _cut(SLUGS[:at] + SLUGS[at + 1 :])
    every = _cut(SLUGS)
    assert 1 <= len(every - less) <= 2
    assert len(less - every) <= 2


# --- from Pagefind ---


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Return an index of five pages."""
    for number, name in enumerate(("lima", "accra", "oslo", "quito", "é和")):
        page = tmp_path / "pages" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(name, 2020 + number % 2), "utf-8")
    pagefind.run(tmp_path / "pages", tmp_path / "index", "en-GB")
    return tmp_path / "index"


NUMBERS = {f"/{name}/": n for n, name in enumerate(("accra", "lima", "oslo", "quito", "é和"))}


def _gather(index: Path, numbers: dict[str, int] | None = None) -> bytes:
    return shards.gather(pagefind.read(index), NUMBERS if numbers is None else numbers)


def _urls(shard: Shard) -> list[str]:
    fragments = (pagefind.unpacked(page.fragment) for page in shard.pages)
    return [json.loads(fragment)["url"] for fragment in fragments]


def test_pages_are_numbered_in_the_order_that_is_asked_for(index: Path) -> None:
    """Pages, postings and filters follow it."""
    numbers = {url: -number for url, number in NUMBERS.items()}
    shard = shards.read(_gather(index, numbers))
    assert _urls(shard) == sorted(NUMBERS, key=NUMBERS.__getitem__, reverse=True)
    assert shard.filters["place"] == {
        "é和": [0],
        "quito": [1],
        "oslo": [2],
        "lima": [3],
        "accra": [4],
    }
    found = {word.word: word for word in shards.words(shard)}
    assert found["trade"].postings is not None
    assert (found["trade"].postings.first, found["trade"].postings.last) == (0, 4)
    assert found["quito"].postings is not None
    assert (found["quito"].postings.first, found["quito"].postings.pages) == (1, 1)
    assert [form for form, _ in found["naiv"].variants] == ["naïve"]


@pytest.mark.parametrize("number", list(permutations(range(5)))[1::17])
def test_the_order_of_files_does_not_matter(index: Path, number: tuple[int, ...]) -> None:
    """However a file system lists a folder, the shard is the same to the byte."""
    expected = _gather(index)
    before = pagefind.read(index).pages
    renumber(index, number)
    assert pagefind.read(index).pages != before
    assert _gather(index) == expected


# --- from a cache that can be anyone's ---


def _read_all(data: bytes) -> int:
    return sum(1 for _ in shards.words(shards.read(data)))


def _replaced(item: Any, path: Iterable[int], value: Any) -> Any:
    first, *rest = path
    again = list(item)
    again[first] = _replaced(again[first], rest, value) if rest else value
    return again


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ([0], {}),
        ([0, 0], [b"short", 1, b""]),
        ([0, 0, 1], -1),
        ([0, 0, 2], "text"),
        ([1], None),
        ([1, 0], "text"),
        ([1, 0], b"not zlib"),
        ([2], []),
        ([2], {"year": {"2020": [0, 99]}}),
        ([2], {"year": {"2020": ["0"]}}),
        ([2], {"year": [0]}),
        ([2], {1: {"2020": [0]}}),
    ],
)
def test_a_shard_of_another_form_is_damaged(index: Path, path: list[int], value: Any) -> None:
    """Each part that is not as it should be is found out."""
    data = _gather(index)
    assert _read_all(data) > 5
    with pytest.raises(Damaged):
        _read_all(cbor2.dumps(_replaced(cbor2.loads(data), path, value)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ([0], "word"),
        ([0, 0], 7),
        ([0, 1], [1, 1, 0, 0]),
        ([0, 1], [1, 1, 0, 99, b""]),
        ([0, 1], [1, 1, -1, 0, b""]),
        ([0, 1], [0, 1, 0, 0, b""]),
        ([0, 2], [["form"]]),
        ([0, 2], [["form", None]]),
        ([0, 0], "zzz"),
    ],
)
def test_a_word_of_another_form_is_damaged(index: Path, path: list[int], value: Any) -> None:
    """Words are read one by one, and each is looked at; their order too."""
    content = cbor2.loads(_gather(index))
    block = cbor2.loads(zlib.decompress(content[1][0]))
    again = zlib.compress(cbor2.dumps(_replaced(block, path, value)))
    with pytest.raises(Damaged):
        _read_all(cbor2.dumps(_replaced(content, [1, 0], again)))


@given(st.binary(max_size=60))
def test_anything_else_is_damaged(data: bytes) -> None:
    """No bytes make reading a shard fail in another way."""
    with pytest.raises(Damaged):
        _read_all(data)
