"""Feeds of countries, organisations and people that say otherwise than the records are refused."""

import json
from collections.abc import Callable
from functools import cache

import pytest

from dossier.briefings.library import gather, record_of
from dossier.model import ORGANISATION, Publish, Record
from dossier.proof import feed_parts
from tests.factories import (
    feeds_of,
    make_briefing,
    make_mention,
    make_site,
    make_themes,
    mentioning,
)
from tests.proof.finished import Change, found, swap

THEMES = make_themes("economy security")
SITE = make_site(THEMES)
UN = make_mention(ORGANISATION, "United Nations", 2, sentence="They met.")
ATOM, JSON = "organisations/united-nations/feed.xml", "organisations/united-nations/feed.json"


def _record(day: int, publish: Publish = Publish.FULL) -> Record:
    named = f"2026-01-{day:02}-n{day}.txt"
    text = "Tea grew.\n\nThey met."
    briefing = make_briefing(text, "economy -", named, THEMES, publish=publish)
    return record_of(mentioning(briefing, UN))


@cache
def _finished(publish: Publish = Publish.FULL) -> tuple[tuple[Record, ...], dict[str, str]]:
    """Return the records of two texts, newest first, and the feeds that tell of them."""
    library = gather([_record(day, publish) for day in (1, 2)], THEMES)
    return library.records, feeds_of(library, SITE)


def _faults(records: tuple[Record, ...], files: dict[str, str]) -> list[str]:
    def read(path: str) -> bytes:
        return files[path].encode()

    return [str(fault) for fault in found(feed_parts(records, SITE), read)]


@pytest.mark.parametrize("publish", [Publish.FULL, Publish.EXTRACTS])
def test_feeds_that_were_not_changed_are_proved(publish: Publish) -> None:
    """They have no fault, and that of the organisation is among them."""
    records, files = _finished(publish)
    assert {ATOM, JSON} < files.keys()
    assert _faults(records, files) == []


def _without_item(text: str) -> str:
    feed = json.loads(text)
    del feed["items"][0]
    return json.dumps(feed)


CHANGES: dict[str, tuple[str, Change, str]] = {
    "a sentence": (ATOM, swap("They met.", "They split."), "as content"),
    "a sentence of the JSON feed": (JSON, swap("They met.", "They split."), "as content"),
    "who is meant": (ATOM, swap("&gt;United Nations:", "&gt;United Kingdom:"), "as content"),
    "the title": (JSON, swap('Name: United Nations"', 'Name: NATO"'), "is called"),
    "an entry": (JSON, _without_item, "lacks https://example.org/briefings/n2/"),
    "all of it": (ATOM, lambda text: "", "cannot be read back"),
}


@pytest.mark.parametrize(("path", "change", "said"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_refused(path: str, change: Callable[[str], str], said: str) -> None:
    """A feed that says less, more or something else is refused with a sentence."""
    records, files = _finished()
    faults = _faults(records, {**files, path: change(files[path])})
    assert [fault for fault in faults if fault.startswith(path) and said in fault], faults


def test_a_sentence_that_rights_forbid_is_refused() -> None:
    """Of a text for extracts only, no sentence is quoted that is none."""
    records, files = _finished(Publish.EXTRACTS)
    forged = {**files, ATOM: _finished()[1][ATOM]}
    assert [one for one in _faults(records, forged) if one.startswith(ATOM) and "content" in one]


def test_a_feed_that_is_missing_is_refused() -> None:
    """Whoever follows an organisation finds it at its page."""
    records, files = _finished()
    files = {path: text for path, text in files.items() if path != ATOM}
    assert [one.split(":")[0] for one in _faults(records, files)] == [ATOM]
