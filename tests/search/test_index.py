"""Searching: the index leads to paragraphs, within each text's rights, the same every time."""

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dossier.model import ORGANISATION, PERSON, Briefing, Publish
from dossier.search import entry, index, searched
from dossier.search.entry import SearchEntry
from dossier.search.index import Index
from tests.factories import make_briefing, make_mention, make_site, make_themes, mentioning
from tests.site import tree

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


FULL = _note("2026-02-03-full", title="Rails & <ports>", language="fr", author="Ada Writer")
CUT = _note("cut", publish=Publish.EXTRACTS)
"""A text for extracts only, and of no day."""


def _entry(briefing: Briefing) -> SearchEntry:
    return entry.read(entry.write(entry.entry(briefing, SITE)))


def _build(output: Path, *briefings: Briefing) -> Path:
    index.build(searched.searched(_entry(one)) for one in briefings).write(output)
    return output


# --- what is searched -----------------------------------------------------------------


def test_an_entry_has_what_is_found_and_shown() -> None:
    """Every paragraph with its number; title, date, author; nothing is markup."""
    one = _entry(FULL)
    texts = [paragraph.text for paragraph in FULL.document.paragraphs]
    assert list(one.paragraphs) == [*enumerate(texts, start=1)]
    assert (one.title, one.language, one.author) == ("Rails & <ports>", "fr", "Ada Writer")
    assert (one.path, one.date, one.is_full) == ("briefings/full/", "3 February 2026", True)
    assert one.themes == ("Economy", "Security")


def test_rights_hold_in_the_index() -> None:
    """A text for extracts gives only these, each under the number of its paragraph."""
    one = _entry(CUT)
    assert not one.is_full
    extracts = {(extract.paragraph, extract.text) for extract in CUT.extracts}
    assert sorted(one.paragraphs) == sorted(extracts)
    assert {number for number, _ in one.paragraphs} == {1, 2}
    assert not [text for _, text in one.paragraphs if "Rain" in text or "had" in text]


def test_entities_are_found_by_the_names_of_the_site() -> None:
    """A country by its name in the site's language, where the text has its capital or people."""
    named = [(one.kind, one.name, one.paragraphs) for one in _entry(_note("n", "Tashkent.")).named]
    assert named == [("country", "Uzbekistan", (1,))]


def test_facets_are_themes_kind_who_and_where_and_the_year() -> None:
    """One may choose by what the page of the search offers; entities go by their ids."""
    assert _entry(CUT).facets == {
        "theme": ("economy", "security"),
        "kind": (),
        "country": ("PE", "FR"),
        "organisation": (),
        "person": (),
        "year": ("undated",),
    }
    un = make_mention(ORGANISATION, "United Nations", 1)
    people = (make_mention(PERSON, name, 1) for name in ("Ada Writer", "Sharif"))
    readout = _note("2026-02-03-r", kind="Readout")
    facets = _entry(mentioning(readout, un, *people)).facets
    assert facets["organisation"] == ("united-nations",)
    assert facets["person"] == ("ada-writer",)
    assert (facets["kind"], facets["year"]) == (("Readout",), ("2026",))


# --- the index ------------------------------------------------------------------------


def _head(folder: Path) -> dict[str, Any]:
    head: dict[str, Any] = json.loads((folder / "index.json").read_bytes())
    return head


def _file(folder: Path, name: str) -> Any:
    return json.loads(gzip.decompress((folder / _head(folder)["folder"] / name).read_bytes()))


def _words(folder: Path) -> dict[str, list[int]]:
    """Return the words that the index knows, and the parts that have each."""
    found = {}
    for number in range(len(_head(folder)["words"])):
        for word, gaps, weights in _file(folder, f"words-{number}"):
            found[word] = list(itertools.accumulate(gaps))
            assert len(weights) == len(gaps)
    return found


def test_words_lead_to_the_texts_that_have_them(tmp_path: Path) -> None:
    """As they are written, not cut to stems; words of title, author and bottom line, too."""
    first = _note("one", "The ferry pays.", title="Rails", author="Eve", bottom_line="Good.")
    folder = _build(tmp_path, first, _note("two", "Ferries pay.", title="Roads", kind="Note"))
    assert _words(folder) == {
        **{word: [0] for word in ("eve", "ferry", "good", "pays", "rails", "the")},
        **{word: [1] for word in ("ferries", "note", "pay", "roads")},
    }


def test_places_say_where_words_stand_in_a_row(tmp_path: Path) -> None:
    """Within a paragraph one behind the other; those of the next paragraph are not in a row."""
    folder = _build(tmp_path, _note("one", "Grain fell.\n\nFuel fell.", title="Grain"))
    places = dict(zip(_words(folder), (p for (p,) in _file(folder, "places-0")), strict=True))
    found = {word: list(itertools.accumulate(gaps)) for word, gaps in places.items()}
    assert found["fell"][0] == found["grain"][1] + 1
    assert found["fuel"][0] - found["fell"][0] > 1
    assert found["fell"][1] == found["fuel"][0] + 1


def test_a_word_of_the_title_counts_more(tmp_path: Path) -> None:
    """Its weight is higher; so is that of a word that is repeated in a text of equal length."""
    texts = {"Grain": "Fuel and fish.", "Roads": "Grain, grain fell.", "Ports": "Grain it was."}
    folder = _build(tmp_path, *(_note(t.lower(), text, title=t) for t, text in texts.items()))
    ((*_, weights),) = [row for row in _file(folder, "words-0") if row[0] == "grain"]
    assert weights[0] > weights[1] > weights[2]


def test_a_number_of_a_paragraph_is_no_word(tmp_path: Path) -> None:
    """Only words of the texts can be found: who looks for 7 does not mean ¶7."""
    text = _note("long", "\n\n".join(["Trade grew."] * 12), title="Rails")
    assert _words(_build(tmp_path, text)) == {"grew": [0], "rails": [0], "trade": [0]}


def test_a_long_text_is_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hit in a study of a thousand paragraphs need not load all of it."""
    monkeypatch.setattr(searched, "PART", 30)
    text = "\n\n".join(f"Trade grew in {year}." for year in range(2020, 2026))
    folder = _build(tmp_path, _note("long", text, title="Rails"), _note("two", "Rain.", title="X"))
    assert (_head(folder)["briefings"], _head(folder)["parts"]) == (2, {"0": 3})
    assert [len(_file(folder, f"text-{part}")["paragraphs"]) for part in range(4)] == [2, 2, 2, 1]
    found = _words(folder)
    assert (found["2020"], found["2025"], found["rails"], found["rain"]) == ([0], [2], [0], [3])


def test_many_words_are_in_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The head names the first word of each, and every word is in the file that it points at."""
    monkeypatch.setattr(index, "CHUNK", 6)
    folder = _build(tmp_path, FULL, CUT)
    firsts = _head(folder)["words"]
    assert len(firsts) > 3
    rows = [[row[0] for row in _file(folder, f"words-{n}")] for n in range(len(firsts))]
    assert [words[0] for words in rows] == firsts
    flat = list(itertools.chain(*rows))
    assert flat == sorted(set(flat))


def test_facets_and_spelling_are_files_of_their_own(tmp_path: Path) -> None:
    """They are asked for only by who narrows a search, or finds nothing."""
    folder = _build(tmp_path, FULL, CUT)
    assert _file(folder, "facet-country") == {"FR": [0, 1], "PE": [1]}
    assert _file(folder, "facet-year") == {"2026": [0], "undated": [1]}
    assert _file(folder, "spelling-5").split() == [
        *("march", "ports", "rails", "ships", "trade", "under"),
    ]


def test_a_library_without_a_word_has_an_index(tmp_path: Path) -> None:
    """There is nothing to find in it, and that is no fault."""
    folder = _build(tmp_path, _note("silent", "—", title="—"))
    assert (_head(folder)["words"], _head(folder)["briefings"]) == ([], 1)


def test_an_empty_library_has_no_index(tmp_path: Path) -> None:
    """There is nothing to find."""
    assert index.build([]).files == {}


@pytest.mark.parametrize(
    "name", ["../index.html", "/index.json", "a/../../b", "0123456789ab/a/b", "a\\b", "x.js", ""]
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


def test_two_indexes_are_the_same_bytes(tmp_path: Path) -> None:
    """The same library gives the same index, in whatever folder."""
    first = tree(_build(tmp_path / "one", *MANY))
    assert len(first) > 15
    assert tree(_build(tmp_path / "two" / "deep", *MANY)) == first


def test_another_library_has_another_folder(tmp_path: Path) -> None:
    """So a browser cannot mix what it kept of the one with what it loads of the other."""
    names = [_head(_build(tmp_path / str(n), *MANY[n:]))["folder"] for n in (0, 1)]
    assert len({*names}) == 2


def test_other_pythons_write_the_same_bytes(tmp_path: Path) -> None:
    """What is compressed says nothing of the system and the time."""
    folder = _build(tmp_path, *MANY)
    headers = {path.read_bytes()[:10].hex() for path in folder.glob("*/*")}
    assert headers == {"1f8b08000000000002ff"}


def _texts(folder: Path) -> Iterator[str]:
    for part in range(_head(folder)["briefings"]):
        yield _file(folder, f"text-{part}")["path"]


@pytest.mark.parametrize("briefings", [MANY, MANY[::-1]])
def test_texts_are_numbered_in_the_order_in_which_they_are_given(
    tmp_path: Path, briefings: list[Briefing]
) -> None:
    """What is found equally well is shown in that order."""
    folder = _build(tmp_path, *briefings)
    assert [*_texts(folder)] == [f"briefings/{one.slug}/" for one in briefings]
