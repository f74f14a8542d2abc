"""Searching: the index leads to paragraphs, within each text's rights."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbor2
import pytest

from dossier.errors import TemplateError
from dossier.model import Briefing, Publish
from dossier.runtime.cache import Cache
from dossier.runtime.kept import Kept
from dossier.runtime.ledger import Site
from dossier.search import index, pagefind, shards
from dossier.settings import Means
from tests.factories import make_briefing, make_themes, shelve
from tests.indexes import decode
from tests.site import Page, tree

THEMES = make_themes("economy security")
TEXT = "Trade with Peru grew. It <had> to & did.\n\nTroops of France marched. Rain fell."


def _site(folder: Path) -> Site:
    """Return a site in `folder` that takes the place of none."""
    return Site(folder, folder / "none", {})


def _note(name: str, **front: Any) -> Briefing:
    return make_briefing(TEXT, "economy security", f"{name}.txt", THEMES, **front)


BRIEFINGS = (
    _note("2026-02-03-full", title="Rails & <ports>", language="fr"),
    _note("cut", publish=Publish.EXTRACTS),
)
"""A text in full, and one for extracts only."""


@pytest.fixture
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Kept]:
    """Return the folders of the texts, made before."""
    return shelve(tmp_path_factory.mktemp("shelf"), BRIEFINGS, THEMES)


@pytest.fixture
def pages(tmp_path: Path, folders: list[Kept], monkeypatch: pytest.MonkeyPatch) -> dict[str, Page]:
    """Return the pages that Pagefind would be given, by the slug of their briefing."""
    found: dict[str, Page] = {}
    run = pagefind.run

    def keep(folder: Path, output: Path, language: str) -> None:
        assert language == "en-GB"
        files = {path.parent.name: path for path in folder.rglob("briefings/*/index.html")}
        found.update({slug: Page(path) for slug, path in files.items()})
        run(folder, output, language)

    monkeypatch.setattr(pagefind, "run", keep)
    index.index(_site(tmp_path), folders, "en-GB", Means())
    return found


def _texts(page: Page) -> list[str]:
    return [element.words for element in page.elements if element.tag == "p"]


def _facets(page: Page) -> list[tuple[str, str]]:
    return [
        (e.attributes["data-pagefind-filter"], e.attributes["content"])
        for e in page.having("data-pagefind-filter")
    ]


def test_the_index_is_written(tmp_path: Path, folders: list[Kept]) -> None:
    """Pagefind makes one index of all languages, and its pages are thrown away."""
    index.index(_site(tmp_path), folders, "en-GB", Means())
    entry = json.loads((tmp_path / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert {name: part["page_count"] for name, part in entry["languages"].items()} == {"en": 2}
    assert (tmp_path / "pagefind" / "pagefind.js").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind"]


def test_two_indexes_are_the_same_bytes(tmp_path: Path, folders: list[Kept]) -> None:
    """The same library gives the same index."""
    trees = []
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        index.index(_site(tmp_path / name), folders, "en-GB", Means())
        trees.append(tree(tmp_path / name))
    assert trees[0] == trees[1] == trees[2]


def test_an_empty_library_has_no_index(tmp_path: Path) -> None:
    """Pagefind is not called where there is nothing to find."""
    index.index(_site(tmp_path), [], "en-GB", Means())
    assert list(tmp_path.iterdir()) == []


def test_every_paragraph_stands_under_its_anchor(pages: dict[str, Page]) -> None:
    """What is found leads to the paragraph: each stands under a heading with its ¶ as id."""
    page = pages["full"]
    assert [(e.tag, e.attributes["id"], e.words) for e in page.having("id")] == [
        ("h2", "p1", "¶1"),
        ("h2", "p2", "¶2"),
    ]
    assert _texts(page) == [re.sub(r"\s+", " ", part) for part in TEXT.split("\n\n")]
    assert [e.words for e in page.having("data-pagefind-meta")] == ["Rails & <ports>"]
    assert [e.attributes.get("lang") for e in page.elements if e.tag == "html"] == ["fr"]


def test_rights_hold_in_the_index(pages: dict[str, Page]) -> None:
    """A text for extracts gives only these, a text in full all its paragraphs."""
    assert set(pages) == {"full", "cut"}
    extracts = BRIEFINGS[1].extracts
    assert _texts(pages["cut"]) == [extract.text for extract in extracts]
    assert len(extracts) > 0
    assert not {"It <had> to & did.", "Rain fell."} & {e.text for e in extracts}
    assert not [text for text in _texts(pages["cut"]) if "Rain" in text or "had" in text]


@pytest.mark.parametrize("publish", [Publish.FULL, Publish.EXTRACTS])
def test_a_text_without_a_word_can_be_alone_in_its_shard(tmp_path: Path, publish: Publish) -> None:
    """Pagefind refuses a folder without words; the number of a paragraph is one."""
    text = make_briefing("—", "none", "silent.txt", THEMES, title="—", publish=publish)
    index.index(_site(tmp_path), shelve(tmp_path / "shelf", [text], THEMES), "en-GB", Means())
    assert list(decode(tmp_path / "pagefind").pages) == ["/briefings/silent/"]


def test_facets_are_the_themes_the_countries_and_the_year(pages: dict[str, Page]) -> None:
    """One may choose by what the page of the search offers, under the same names."""
    assert sorted(_facets(pages["cut"])) == [
        ("country[content]", "France"),
        ("country[content]", "Peru"),
        ("theme[content]", "Economy"),
        ("theme[content]", "Security"),
        ("year[content]", "undated"),
    ]
    assert ("year[content]", "2026") in _facets(pages["full"])


def test_what_pagefind_says_is_passed_on(
    tmp_path: Path, folders: list[Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that fails stops the build with a sentence."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(TemplateError) as caught:
        index.index(_site(tmp_path), folders, "en-GB", Means())
    assert "the search index failed" in str(caught.value)


# --- kept indexes ---------------------------------------------------------------------


def _means(folder: Path) -> Means:
    return Means(cache=Cache(folder / "cache"))


def _index(site: Path, folders: list[Kept], means: Means, language: str = "en-GB") -> int:
    """Write an index; return how many shards were made anew."""
    before = means.anew["indexed"]
    site.mkdir(exist_ok=True)
    index.index(_site(site), folders, language, means)
    return means.anew["indexed"] - before


def _spoil(means: Means, spoil: Callable[[Cache, str, bytes], None]) -> None:
    """Do something to each entry of a cache."""
    assert means.cache
    files = [path for path in means.cache.folder.rglob("*") if path.is_file()]
    assert len(files) > 1
    for path in files:
        known_as = path.parent.name + path.name
        spoil(means.cache, known_as, means.cache.get(known_as) or b"")


def test_an_index_is_made_once(tmp_path: Path, folders: list[Kept]) -> None:
    """The same texts take it from the cache, with the same bytes."""
    means = _means(tmp_path)
    assert [_index(tmp_path / name, folders, means) for name in ("one", "two")] == [1, 0]
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert len(tree(tmp_path / "one")) > 5


def test_another_language_makes_another_index(tmp_path: Path, folders: list[Kept]) -> None:
    """The words of a text are cut to their stems by the rules of the interface's language."""
    means = _means(tmp_path)
    made = [_index(tmp_path / name, folders, means, name) for name in ("en", "fr", "en")]
    assert made == [1, 1, 0]
    assert (tmp_path / "fr" / "pagefind" / "wasm.fr.pagefind").is_file()


@pytest.fixture
def many(tmp_path: Path) -> list[Kept]:
    """Return the folders of twenty texts."""
    notes = (_note(f"2026-02-{day:02}-note-{day}") for day in range(1, 21))
    return shelve(tmp_path / "shelf", notes, THEMES)


@pytest.fixture
def _small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST", 6)


@pytest.mark.usefixtures("_small_shards")
def test_a_changed_text_costs_one_or_two_shards(tmp_path: Path, many: list[Kept]) -> None:
    """One that is changed costs its own; so does one that goes or comes, at most with the next."""
    means = _means(tmp_path)
    every = _index(tmp_path / "site", many, means)
    assert every > 4
    changed = replace(many[7], note=replace(many[7].note, searched="other"))
    looks = replace(many[7].note.record, key="another look")
    same = replace(many[7], note=replace(many[7].note, record=looks))
    assert _index(tmp_path / "site", [*many[:7], same, *many[8:]], means) == 0
    assert _index(tmp_path / "site", [*many[:7], changed, *many[8:]], means) == 1
    assert _index(tmp_path / "site", [*many[:12], *many[13:]], means) in (1, 2)
    assert _index(tmp_path / "site", many, means) == 0


def test_one_shard_or_many_give_the_same_index(
    tmp_path: Path, many: list[Kept], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is cut, and in which process a shard is made, does not show."""
    means = Means()
    made = {}
    for most in (1, 6, 256):
        monkeypatch.setattr(shards, "MOST", most)
        made[most] = _index(tmp_path / str(most), many, means)
    assert made[256] == 1 < made[6] < made[1] == len(many)
    trees = [tree(tmp_path / str(most)) for most in made]
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.usefixtures("_small_shards")
def test_a_library_grown_text_by_text_has_the_same_index(tmp_path: Path, many: list[Kept]) -> None:
    """Old shards and new ones make the index that is made of nothing."""
    means = _means(tmp_path)
    for count in (20, 17, 18, 19):
        _index(tmp_path / "grown", many[:count], means)
    _index(tmp_path / "new", many[:19], Means())
    assert tree(tmp_path / "grown") == tree(tmp_path / "new")


def _cut_off(cache: Cache, known_as: str, data: bytes) -> None:
    cache.place(known_as).write_bytes(data[:-9])


def _empty(cache: Cache, known_as: str, data: bytes) -> None:
    cache.put(known_as, b"")


def _not_cbor(cache: Cache, known_as: str, data: bytes) -> None:
    cache.put(known_as, b"\xff" + data)


def _something_else(cache: Cache, known_as: str, data: bytes) -> None:
    cache.put(known_as, cbor2.dumps({"pagefind-entry.json": b"", "../../escaped": b"x"}))


@pytest.mark.usefixtures("_small_shards")
@pytest.mark.parametrize("spoil", [_cut_off, _empty, _not_cbor, _something_else])
def test_a_damaged_index_is_made_again(
    tmp_path: Path, many: list[Kept], spoil: Callable[[Cache, str, bytes], None]
) -> None:
    """What was cut off or put there by somebody else counts as absent, and leads nowhere."""
    means = _means(tmp_path)
    every = _index(tmp_path / "one", many, means)
    _spoil(means, spoil)
    assert _index(tmp_path / "two", many, means) == every
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert _index(tmp_path / "three", many, means) == 0
    assert list(tmp_path.rglob("escaped*")) == []
