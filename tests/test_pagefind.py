"""Pagefind's files: read and written as it writes them, and another form is noticed."""

import gzip
import json
from pathlib import Path

import cbor2
import pytest

from dossier.errors import TemplateError
from dossier.search import pagefind
from dossier.search.pagefind import ARRAY, UNSIGNED, Drawer, head

PAGE = "<!doctype html><html><body data-pagefind-body><p>Trade grew.</p></body></html>"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Return an index of one page."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.html").write_text(PAGE, "utf-8")
    pagefind.run(tmp_path / "pages", tmp_path / "index", "en-GB")
    return tmp_path / "index"


def test_an_index_is_read(index: Path) -> None:
    """Its pages, its words and what is shown of them."""
    found = pagefind.read(index)
    ((name, words),) = found.pages
    assert words == 2
    assert json.loads(found.content(pagefind.FRAGMENT, name))["url"] == "/"
    (chunk,) = found.chunks
    told = [word for word, _, _ in pagefind.words(found.content(pagefind.CHUNK, chunk))]
    assert told == ["grew", "trade"]
    assert found.filters == {}


def test_what_pagefind_says_is_passed_on(tmp_path: Path) -> None:
    """A folder without pages is refused with its own sentence."""
    with pytest.raises(TemplateError, match=r"the search index failed: .*html"):
        pagefind.run(tmp_path, tmp_path / "index", "en")


@pytest.mark.parametrize("part", range(6))
def test_another_form_is_noticed(index: Path, part: int) -> None:
    """Each part of the meta file is as expected, or a sentence says that it is not."""
    (path,) = index.glob("*.pf_meta")
    content = cbor2.loads(pagefind.unpacked(path.read_bytes()))
    content[part] = ["strange"] if part > 3 else 7
    path.write_bytes(pagefind.packed(cbor2.dumps(content)))
    with pytest.raises(TemplateError, match=r"another form than 1\.5"):
        pagefind.read(index)


def test_a_file_without_the_mark_is_noticed() -> None:
    """What is packed is unpacked; what is merely compressed is not ours."""
    assert pagefind.unpacked(pagefind.packed(b"content")) == b"content"
    with pytest.raises(TemplateError, match="another form"):
        pagefind.unpacked(gzip.compress(b"content"))


@pytest.mark.parametrize("count", [0, 1, 23, 24, 255, 256, 65_535, 65_536])
def test_words_are_read_one_by_one(count: int) -> None:
    """However many there are, and as CBOR tells it."""
    words = [[str(number), [], []] for number in range(count)]
    assert list(pagefind.words(cbor2.dumps([words]))) == words


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65_535, 65_536, 2**32 - 1])
def test_heads_are_those_of_cbor(number: int) -> None:
    """A number is its head; a list begins with one."""
    assert head(UNSIGNED, number) == cbor2.dumps(number)
    if number < 100_000:
        assert head(ARRAY, number) + b"\0" * number == cbor2.dumps([0] * number)


def test_a_clash_of_names_is_resolved(tmp_path: Path) -> None:
    """What begins with the same digits gets a longer name; the same gets the same."""
    (tmp_path / "fragment").mkdir()
    drawer = Drawer(tmp_path, "fragment", "en")
    digests = ["1234567a" + "0" * 32, "1234567b" + "0" * 32, "1234567a" + "1" * 32]
    names = [drawer.put_packed(digest, digest.encode()) for digest in [*digests, digests[1]]]
    assert names == ["en_1234567", "en_1234567b", "en_1234567a", "en_1234567b"]
    for name, digest in zip(names, digests, strict=False):
        assert (tmp_path / f"fragment/{name}.pf_fragment").read_bytes() == digest.encode()
