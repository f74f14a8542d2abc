"""Searching: the index leads to paragraphs, within each text's rights."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from dossier import search
from dossier.errors import TemplateError
from dossier.library import gather
from dossier.model import Library, Publish
from tests.factories import make_briefing, make_themes
from tests.site import Page, tree

THEMES = make_themes("economy security")
TEXT = "Trade with Peru grew. It <had> to & did.\n\nTroops of France marched. Rain fell."


def _library() -> Library:
    """Return a text in full, one for extracts only and one that is withheld."""

    def note(name: str, **front: Any) -> Any:
        return make_briefing(TEXT, "economy security", f"{name}.txt", THEMES, **front)

    return gather(
        [
            note("2026-02-03-full", title="Rails & <ports>", language="fr"),
            note("cut", publish=Publish.EXTRACTS),
            note("kept", publish=Publish.WITHHELD),
        ],
        THEMES,
    )


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Page]:
    """Return the pages that Pagefind would be given, by the slug of their briefing."""
    found: dict[str, Page] = {}

    def keep(folder: Path, output: Path, language: str) -> None:
        assert output == tmp_path / "pagefind"
        assert language == "en-GB"
        files = [path for path in folder.rglob("*") if path.is_file()]
        found.update({path.parent.name: Page(path) for path in files})
        assert {path.relative_to(folder).as_posix() for path in files} == {
            f"briefings/{slug}/index.html" for slug in found
        }

    monkeypatch.setattr(search, "_run", keep)
    monkeypatch.setattr(search, "put_in_order", lambda folder: None)
    search.index(tmp_path, _library(), THEMES, "en-GB")
    return found


def _texts(page: Page) -> list[str]:
    return [element.words for element in page.elements if element.tag == "p"]


def _facets(page: Page) -> list[tuple[str, str]]:
    return [
        (e.attributes["data-pagefind-filter"], e.attributes["content"])
        for e in page.having("data-pagefind-filter")
    ]


def test_the_index_is_written(tmp_path: Path) -> None:
    """Pagefind makes one index of all languages, and its pages are thrown away."""
    search.index(tmp_path, _library(), THEMES, "en-GB")
    entry = json.loads((tmp_path / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert {name: part["page_count"] for name, part in entry["languages"].items()} == {"en": 2}
    assert (tmp_path / "pagefind" / "pagefind.js").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind"]


def test_two_indexes_are_the_same_bytes(tmp_path: Path) -> None:
    """The same library gives the same index."""
    trees = []
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        search.index(tmp_path / name, _library(), THEMES, "en-GB")
        trees.append(tree(tmp_path / name))
    assert trees[0] == trees[1] == trees[2]


def test_an_empty_library_has_no_index(tmp_path: Path) -> None:
    """Pagefind is not called where there is nothing to find."""
    search.index(tmp_path, gather([], THEMES), THEMES, "en-GB")
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
    """A text for extracts gives only these, a withheld one nothing."""
    assert set(pages) == {"full", "cut"}
    extracts = {b.slug: b.extracts for b in _library().briefings}["cut"]
    assert _texts(pages["cut"]) == [extract.text for extract in extracts]
    assert len(extracts) > 0
    assert not {"It <had> to & did.", "Rain fell."} & {e.text for e in extracts}
    assert not [text for text in _texts(pages["cut"]) if "Rain" in text or "had" in text]


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


def test_what_pagefind_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that fails stops the build with a sentence."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(TemplateError) as caught:
        search.index(tmp_path, _library(), THEMES, "en-GB")
    assert "the search index failed" in str(caught.value)
