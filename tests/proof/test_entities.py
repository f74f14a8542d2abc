"""Pages of countries, organisations and people that say otherwise than the records are refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from dossier.briefings.library import gather, record_of
from dossier.export.json_export import library_json
from dossier.model import ORGANISATION, PERSON, Extract, Publish, Record
from dossier.pages import list_pages
from dossier.pages.base import render_list
from dossier.proof import Listed, check_library, feed_parts, list_parts
from tests.factories import NEWS, make_briefing, make_mention, make_site, make_themes, mentioning
from tests.proof.finished import Change, found, swap

THEMES = make_themes("economy security")
SITE = make_site(THEMES, url=None)
UN = make_mention(ORGANISATION, "United Nations", 1, 2, sentence="Tea grew.")
ADA = make_mention(PERSON, "Ada Writer", 2)
SECRET = make_mention(ORGANISATION, "Trade Office", 2, sentence="Peru talks.")

PERU = "countries/pe/index.html"
UNITED = "organisations/united-nations/index.html"
OFFICE = "organisations/trade-office/index.html"
WRITER = "people/ada-writer/index.html"


@dataclass(frozen=True)
class Finished:
    """The finished pages across some texts."""

    files: Mapping[str, bytes]
    lists: Mapping[str, Sequence[Listed]]
    records: Sequence[Record]

    def faults(self) -> list[str]:
        """Prove them, as a build does."""
        read = self.files.__getitem__
        parts = (*feed_parts(self.records, SITE), *list_parts(self.lists, self.records, SITE))
        faults = [*check_library(self.lists, self.records, read, SITE), *found(parts, read)]
        return [str(fault) for fault in faults]


def _finish(publish: Publish = Publish.FULL) -> Finished:
    """Return the pages across two texts, both about Peru and two bodies, one about a person."""
    text = "Tea grew.\n\nPeru talks."
    briefings = [
        make_briefing(text, "economy -", f"2026-01-0{day}-n{day}.txt", THEMES, publish=publish)
        for day in (1, 2)
    ]
    mentions = [(UN, SECRET, ADA), (UN, SECRET)]
    pairs = zip(briefings, mentions, strict=True)
    return _pages_of([record_of(mentioning(briefing, *found)) for briefing, found in pairs])


def _pages_of(records: Sequence[Record]) -> Finished:
    library = gather(records, THEMES)
    pages = [*list_pages(library, SITE)]
    files = {f"{p.path}index.html": render_list(p, SITE).blocks["main"].encode() for p in pages}
    files |= {"briefings.json": "".join(library_json(library, SITE)).encode()}
    return Finished(files, {f"{page.path}index.html": page.listed for page in pages}, records)


@pytest.mark.parametrize("publish", [Publish.FULL, Publish.EXTRACTS])
def test_pages_that_were_not_changed_are_proved(publish: Publish) -> None:
    """They have no fault, and there is none of the person whom one text names."""
    finished = _finish(publish)
    assert finished.faults() == []
    assert {PERU, UNITED, OFFICE} <= finished.lists.keys()
    assert WRITER not in finished.lists


@pytest.mark.parametrize("where", [PERU, UNITED])
def test_a_page_that_is_missing_is_refused(where: str) -> None:
    """Every country has one, and whatever several texts mention."""
    finished = _finish()
    lists = {path: entries for path, entries in finished.lists.items() if path != where}
    assert replace(finished, lists=lists).faults() == [f"{where}: must list n2, n1"]


def test_a_page_that_lists_too_little_is_refused() -> None:
    """The page and its list may have been made of the same mistake."""
    finished = _finish()
    cut = replace(finished, lists={**finished.lists, UNITED: finished.lists[UNITED][:1]})
    assert f"{UNITED}: must list n2, n1" in cut.faults()


def test_a_page_of_a_person_whom_one_text_names_is_refused() -> None:
    """It would repeat what the page of the text says."""
    finished = _finish()
    more = replace(finished, lists={**finished.lists, WRITER: [Listed("n1", None)]})
    assert f"{WRITER}: must list nothing" in more.faults()


def test_a_sentence_that_is_altered_is_refused() -> None:
    """What a page quotes is the record's, which is the source's."""
    finished = _finish()
    changed = swap(">Tea grew.</q>", ">Tea fell.</q>")(finished.files[UNITED].decode()).encode()
    faults = replace(finished, files={**finished.files, UNITED: changed}).faults()
    assert faults == [f"{UNITED}: an extract is not a part of ¶1: 'Tea fell.'"]


def test_a_sentence_that_rights_forbid_is_refused() -> None:
    """Of a text for extracts only, nothing is shown that is none, though the record has it."""
    finished, full = _finish(Publish.EXTRACTS), _finish()
    forged = replace(
        finished,
        files={**finished.files, OFFICE: full.files[OFFICE]},
        lists={**finished.lists, OFFICE: full.lists[OFFICE]},
    )
    said = "shows a sentence of n1 that it may not: 'Peru talks.'"
    assert f"{OFFICE}: {said}" in forged.faults()
    assert Listed("n1", Extract("Peru talks.", 2)) in full.lists[OFFICE]


# --- running stories ------------------------------------------------------------------

ECONOMY, THEMES_PAGE = "themes/economy/index.html", "themes/index.html"


def _stories() -> Finished:
    """Return the pages of four texts on one country, two of which have a bottom line."""
    briefings = [
        make_briefing(NEWS[n], "economy", f"202{n}-01-02-n{n}.txt", THEMES, **front)
        for n, front in enumerate(
            [{}, {"bottom_line": "It pays."}, {}, {"bottom_line": "It ends."}]
        )
    ]
    return _pages_of([record_of(briefing) for briefing in briefings])


NEWEST, OLDER = 'data-briefing="n3"', 'data-briefing="n2"'
STORY_CHANGES = {
    "the newest is not marked": (ECONOMY, swap(NEWEST, ""), "does not list n3"),
    "the newest twice": (ECONOMY, swap(OLDER, NEWEST), "does not list n2"),
    "another order": (
        ECONOMY,
        lambda text: text.replace(NEWEST, "@").replace(OLDER, NEWEST).replace("@", OLDER),
        "in another order",
    ),
    "another sentence in large type": (
        ECONOMY,
        swap("will share the data of 14 radars", "will share the data of 15 radars"),
        "an extract is not a part of ¶1",
    ),
    "another title in large type": (ECONOMY, swap(">N3</a>", ">N4</a>"), "calls n3 ['N4']"),
    "another address": (
        ECONOMY,
        swap("briefings/n3/#section", "briefings/n2/#section"),
        "does not lead to n3",
    ),
    "no bottom line": (
        ECONOMY,
        swap("It ends.", ""),
        "shows [''] as the bottom line of n3",
    ),
    "another bottom line further down": (
        ECONOMY,
        swap("It pays.", "It fails."),
        "shows ['It fails.'] as the bottom line of n1",
    ),
    "a bottom line under all themes": (
        THEMES_PAGE,
        swap("</h3>", '</h3><p class="editor-words">It ends.</p>'),
        "shows ['It ends.'] as the bottom line of n3, not []",
    ),
    "another sentence under all themes": (
        THEMES_PAGE,
        swap("14 radars", "15 radars"),
        "an extract is not a part of ¶1",
    ),
    "an older text under all themes": (
        THEMES_PAGE,
        swap(NEWEST, OLDER),
        "does not list n3",
    ),
}


def test_stories_that_were_not_changed_are_proved() -> None:
    """The newest and the older ones, with and without a bottom line."""
    assert _stories().faults() == []


@pytest.mark.parametrize(("where", "change", "said"), STORY_CHANGES.values(), ids=STORY_CHANGES)
def test_a_changed_story_is_refused(where: str, change: Change, said: str) -> None:
    """Whether it stands in large type or below a year."""
    finished = _stories()
    changed = change(finished.files[where].decode()).encode()
    faults = replace(finished, files={**finished.files, where: changed}).faults()
    assert [fault for fault in faults if fault.startswith(where) and said in fault], faults
