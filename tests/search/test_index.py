"""Searching: the index leads to paragraphs, within each text's rights, the same every time."""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2
import pytest

from dossier.errors import TemplateError
from dossier.model import ORGANISATION, PERSON, Briefing, Publish
from dossier.search import index
from dossier.search.index import Index
from tests.factories import make_briefing, make_mention, make_site, make_themes, mentioning
from tests.site import Page, tree

THEMES = make_themes("economy security")
SITE = make_site(THEMES)
TEXT = (
    "Trade with Peru grew by 40 percent to $3 billion in 2025, the bank said. It <had> to & did."
    "\n\nFrance will sell 40 ships to the navy of Peru for $2 billion under an agreement that both "
    "signed in March 2026. Rain fell."
)


def _note(name: str, text: str = TEXT, **front: Any) -> Briefing:
    filed = " ".join(["economy", *["security"] * text.count("\n\n")])
    return make_briefing(text, filed, f"{name}.txt", THEMES, **front)


FULL = _note("2026-02-03-full", title="Rails & <ports>", language="fr")
CUT = _note("cut", publish=Publish.EXTRACTS)
"""A text for extracts only, and of no day."""


def _pages(*briefings: Briefing) -> Iterator[tuple[str, str]]:
    for briefing in briefings:
        yield f"/briefings/{briefing.slug}/", index.page(briefing, SITE)


def _build(output: Path, *briefings: Briefing, language: str = "en-GB") -> Path:
    index.build(_pages(*briefings), language).write(output)
    return output


# --- what is searched -----------------------------------------------------------------


def _page(folder: Path, briefing: Briefing) -> Page:
    ((_, html),) = _pages(briefing)
    (folder / "page.html").write_text(html, encoding="utf-8")
    return Page(folder / "page.html")


def _texts(page: Page) -> list[str]:
    return [element.words for element in page.elements if element.tag == "p"]


def _facets(page: Page) -> list[tuple[str, str]]:
    return sorted(
        (e.attributes["data-pagefind-filter"].removesuffix("[content]"), e.attributes["content"])
        for e in page.having("data-pagefind-filter")
    )


def test_every_paragraph_stands_under_its_anchor(tmp_path: Path) -> None:
    """What is found leads to the paragraph: each stands under a heading with its number as id."""
    page = _page(tmp_path, FULL)
    assert [(e.tag, e.attributes["id"]) for e in page.having("id")] == [("h2", "p1"), ("h2", "p2")]
    assert _texts(page) == [re.sub(r"\s+", " ", part) for part in TEXT.split("\n\n")]
    assert [e.words for e in page.having("data-pagefind-meta")] == ["Rails & <ports>"]
    assert [e.attributes.get("lang") for e in page.elements if e.tag == "html"] == ["fr"]


def test_rights_hold_in_the_index(tmp_path: Path) -> None:
    """A text for extracts gives only these, each under the number of its paragraph."""
    page = _page(tmp_path, CUT)
    assert _texts(page) == [extract.text for extract in CUT.extracts]
    assert {e.attributes["id"] for e in page.having("id")} == {"p1", "p2"}
    assert len(CUT.extracts) > 0
    assert not [text for text in _texts(page) if "Rain" in text or "had" in text]


def test_facets_are_themes_who_and_where_and_the_year(tmp_path: Path) -> None:
    """One may choose by what the page of the search offers; entities go by their ids."""
    themes = [("theme", "Economy"), ("theme", "Security")]
    countries = [("country", "FR"), ("country", "PE")]
    assert _facets(_page(tmp_path, CUT)) == [*countries, *themes, ("year", "undated")]
    assert ("year", "2026") in _facets(_page(tmp_path, FULL))
    un = make_mention(ORGANISATION, "United Nations", 1)
    people = (make_mention(PERSON, name, 1) for name in ("Ada Writer", "Sharif"))
    named = [("organisation", "united-nations"), ("person", "ada-writer")]
    assert _facets(_page(tmp_path, mentioning(CUT, un, *people))) == [
        *(*countries, *named, *themes, ("year", "undated")),
    ]


# --- the index ------------------------------------------------------------------------


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")


def _shown(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what the index knows of each page by its address."""
    pages = [json.loads(_content(path)) for path in folder.glob("fragment/*")]
    return {page["url"]: page for page in pages}


def _words(folder: Path) -> set[str]:
    """Return the words that the index knows."""
    chunks = [cbor2.loads(_content(path)) for path in folder.glob("index/*")]
    return {word for (words,) in chunks for word, *_ in words}


def test_the_index_holds_what_the_browser_asks_for(tmp_path: Path) -> None:
    """One index of all languages, the search itself, and no ready-made form."""
    folder = _build(tmp_path / "index", FULL, CUT)
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    assert {name: part["page_count"] for name, part in entry["languages"].items()} == {"en": 2}
    assert {path.name for path in folder.iterdir() if path.suffix != ".pf_meta"} == {
        *("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "parts.json"),
        *("wasm.en.pagefind", "wasm.unknown.pagefind", "fragment", "index", "filter"),
    }
    assert len(list(folder.glob(f"pagefind.{entry['languages']['en']['hash']}.pf_meta"))) == 1
    assert set(_shown(folder)) == {"/briefings/full/", "/briefings/cut/"}


def test_a_bottom_line_is_found_and_comes_with_what_is_found(tmp_path: Path) -> None:
    """Its words are of the briefing, not of a paragraph; without one there is none."""
    folder = _build(tmp_path / "index", _note("one", bottom_line="The <ferry> pays."), FULL)
    pages = {url: page["meta"].get("bottom_line") for url, page in _shown(folder).items()}
    assert pages == {"/briefings/one/": "The <ferry> pays.", "/briefings/full/": None}
    assert "ferri" in _words(folder)


def test_a_number_of_a_paragraph_is_no_word(tmp_path: Path) -> None:
    """Only words of the texts can be found: who looks for 7 does not mean ¶7."""
    text = _note("long", "\n\n".join(["Trade grew."] * 12), title="Rails")
    folder = _build(tmp_path / "index", text)
    assert _words(folder) == {"trade", "grew", "rail"}
    anchors = _shown(folder)["/briefings/long/"]["anchors"]
    assert [anchor["id"] for anchor in anchors] == [f"p{number}" for number in range(1, 13)]


def test_words_are_cut_to_stems_in_the_language_of_the_interface(tmp_path: Path) -> None:
    """The program that runs in the browser is for the same language; not every one has stems."""
    text = _note("one", "Trains.", title="Rails")
    folder = _build(tmp_path / "en", text)
    assert _words(folder) == {"train", "rail"}
    assert (folder / "wasm.en.pagefind").is_file()
    assert _words(_build(tmp_path / "xx", text, language="xx")) == {"trains", "rails"}


@pytest.mark.parametrize("language", ["en", "zh-Hans", "th"])
def test_what_has_no_spaces_is_divided(tmp_path: Path, language: str) -> None:
    """Each character is a word, with its marks; titles too, and words with spaces stay whole."""
    text = _note("one", "中国（欢迎）2024年。Tea ไก่", title="口岸")
    words = _words(_build(tmp_path / "index", text, language=language))
    assert {*"中国欢迎年口岸", "2024", "tea"} < words
    assert not words & {"中国", "欢迎", "2024年", "年tea", "口岸"}


def test_marks_tell_words_apart(tmp_path: Path) -> None:
    """Pagefind drops accents; a mark of Thai or Japanese makes another word."""
    voiced = _words(_build(tmp_path / "one", _note("one", "がก่", title="—")))
    plain = _words(_build(tmp_path / "two", _note("two", "かก", title="—")))
    assert {"か", "ก"} <= plain
    assert voiced.isdisjoint(plain)


def test_a_library_without_a_word_has_an_index(tmp_path: Path) -> None:
    """There is nothing to find in it, and that is no fault."""
    folder = _build(tmp_path / "index", _note("silent", "—", title="—"))
    assert (_shown(folder), _words(folder)) == ({}, set())
    assert (folder / "pagefind.js").is_file()


def test_an_empty_library_has_no_index(tmp_path: Path) -> None:
    """Pagefind is not called where there is nothing to find."""
    assert not _build(tmp_path / "index").exists()


def test_what_pagefind_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that fails stops the build with a sentence."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(TemplateError, match="the search index failed: Pagefind ended"):
        _build(tmp_path / "index", FULL)


@pytest.mark.parametrize(
    "name",
    ["../index.html", "/pagefind.js", "a/../../b.js", "a/b/c/d.js", "a\\b.js", "pagefind", ""],
)
def test_no_file_of_an_index_is_written_elsewhere(name: str) -> None:
    """An index may come from a cache that somebody else has written."""
    with pytest.raises(ValueError, match="is no name of a file of an index"):
        Index({name: b""})


# --- the same bytes -------------------------------------------------------------------

MANY = [
    _note(f"2026-02-{day:02}-note-{day}", f"{TEXT} {name} fell; so did Ægypt, Egypt and Ägypt.")
    for day, name in enumerate(["Chad", "Cuba", "Fiji", "Iran", "Iraq", "Laos", "Mali", "Oman"], 1)
]
"""Enough facets for the order of their values to differ at almost every run of Pagefind."""


def test_two_indexes_are_the_same_bytes(tmp_path: Path) -> None:
    """The same library gives the same index, in whatever folder."""
    first = tree(_build(tmp_path / "one", *MANY))
    assert len(first) > 15
    assert tree(_build(tmp_path / "two", *MANY)) == first
    assert tree(_build(tmp_path / "three" / "deep", *MANY)) == first


def test_other_pythons_write_the_same_bytes(tmp_path: Path) -> None:
    """What is compressed says nothing of the system and the time, as Pagefind's own files do."""
    folder = _build(tmp_path / "index", *MANY)
    headers = {path.read_bytes()[:10].hex() for path in folder.rglob("*.pf_*")}
    assert headers == {"1f8b08000000000002ff"}


@pytest.mark.parametrize("briefings", [MANY, MANY[::-1]])
def test_pages_are_numbered_in_the_order_in_which_they_are_given(
    tmp_path: Path, briefings: list[Briefing]
) -> None:
    """What is found equally well is shown in that order."""
    folder = _build(tmp_path / "index", *briefings)
    (meta,) = folder.glob("*.pf_meta")
    names = [name for name, _ in cbor2.loads(_content(meta))[1]]
    urls = [json.loads(_content(folder / f"fragment/{n}.pf_fragment"))["url"] for n in names]
    assert urls == [f"/briefings/{briefing.slug}/" for briefing in briefings]


def test_what_the_filters_hold_is_kept(tmp_path: Path) -> None:
    """Put in order, each value still names its pages."""
    folder = _build(tmp_path / "index", *MANY)
    (meta,) = folder.glob("*.pf_meta")
    filters = dict(cbor2.loads(_content(meta))[3])
    assert list(filters) == ["country", "theme", "year"]
    name, values = cbor2.loads(_content(folder / f"filter/{filters['country']}.pf_filter"))
    assert name == "country"
    assert [value for value, _ in values] == sorted(value for value, _ in values)
    assert dict(values)["CU"] == [1]
    assert dict(values)["PE"] == list(range(8))


# --- a very large library -------------------------------------------------------------


def test_a_very_large_library_has_further_indexes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first has the first pages and all that runs in the browser; it names the others."""
    assert json.loads((_build(tmp_path / "one", *MANY) / "parts.json").read_text()) == []
    monkeypatch.setattr(index, "MOST", 3)
    folder = _build(tmp_path / "index", *MANY)
    assert json.loads((folder / "parts.json").read_text()) == ["2", "3"]
    parts = [_shown(part) for part in (folder, folder / "2", folder / "3")]
    assert [len(part) for part in parts] == [3, 3, 2]
    assert set().union(*parts) == {f"/briefings/{briefing.slug}/" for briefing in MANY}
    assert not [path for part in "23" for path in (folder / part).glob("*.js")]
    assert not [path for part in "23" for path in (folder / part).glob("wasm*")]
    assert tree(_build(tmp_path / "again", *MANY)) == tree(folder)


# --- what runs in the browser ---------------------------------------------------------


@pytest.mark.parametrize("script", [b"", b"let index_array=JSON.parse(index_resp);" * 2])
def test_another_pagefind_is_noticed(script: bytes) -> None:
    """Where the place to mend is not found once, a sentence says so, and nothing is guessed."""
    with pytest.raises(TemplateError, match=r"pagefind\.js: .*it has it [02] times"):
        index.ask_for_no_words("pagefind.js", script)
