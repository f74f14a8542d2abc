"""Digest: a theme's year in one document."""

from dataclasses import replace

import pytest

from dossier.errors import ProofError
from dossier.model import Briefing, Choice, Publish
from dossier.pdf.data import Digest
from dossier.pdf.digest import ENTRIES, digest, points, print_data
from dossier.pdf.phrases import LONGEST_EXTRACT
from dossier.pdf.typst import DIGEST
from tests.factories import (
    RAIL,
    TROOPS,
    make_briefing,
    make_library,
    make_site,
    make_themes,
    typesetter,
)

THEMES = make_themes("economy security")
SITE = make_site(THEMES, pdfs=True)


def _briefing(day: str, places: str = "economy", **front: object) -> Briefing:
    text = "\n\n".join(RAIL for _ in places.split())
    return make_briefing(text, places, f"{day}-note-{day}.txt", THEMES, **front)


def _digests(*briefings: Briefing) -> dict[str, Digest]:
    years = make_library(briefings, THEMES).digests["economy"]
    return {year: digest(year, members, THEMES[0], SITE) for year, members in years.items()}


def test_a_year_needs_two_briefings() -> None:
    """A year with one briefing on the theme has none; each other year has its own."""
    days = ("2024-01-02", "2025-03-04", "2025-05-06", "2026-01-02", "2026-02-03", "2026-04-05")
    found = _digests(*map(_briefing, days))
    assert {year: digest.total for year, digest in found.items()} == {"2025": 2, "2026": 3}


def test_only_briefings_on_the_theme_count() -> None:
    """A text with no paragraph of the theme is not in its digest, and gives it no year."""
    library = (_briefing("2026-01-02"), _briefing("2026-02-03", "security"))
    assert _digests(*library) == {}
    (digest,) = _digests(*library, _briefing("2026-03-04", "security economy")).values()
    assert [entry.slug for entry in digest.entries] == ["note-2026-03-04", "note-2026-01-02"]


def test_a_real_share_alone_makes_no_entry() -> None:
    """A paragraph that is filed elsewhere is not one of the theme's year."""
    library = (_briefing("2026-01-02"), _briefing("2026-02-03", "security+economy"))
    assert _digests(*library) == {}


def test_undated_texts_are_of_no_year() -> None:
    """A date is never invented."""
    undated = (make_briefing(RAIL, "", f"{name}.txt", THEMES) for name in ("one", "other"))
    assert _digests(*undated, _briefing("2026-02-03")) == {}


def test_withheld_texts_are_not_in_it() -> None:
    """What may not be published is not printed either."""
    withheld = _briefing("2026-01-02", publish=Publish.WITHHELD)
    assert _digests(withheld, _briefing("2026-02-03")) == {}


def test_entries_are_newest_first_with_their_sentence() -> None:
    """Each has its day, title, address, and a sentence of the theme with its ¶."""
    (digest,) = _digests(_briefing("2026-01-02"), _briefing("2026-02-03", title="T")).values()
    above = [[phrase.text for phrase in entry.kicker] for entry in digest.entries]
    assert above == [["3 February 2026", "1 min"], ["2 January 2026", "1 min"]]
    newest = digest.entries[0]
    assert newest.point
    assert (newest.title.text, newest.point.text.text) == ("T", RAIL)
    assert newest.url == "https://example.org/briefings/note-2026-02-03/"
    assert newest.point.mark.url == "https://example.org/briefings/note-2026-02-03/#p1"
    assert [slug for slug, _ in points(digest)] == [entry.slug for entry in digest.entries]


def test_its_head_says_what_it_is_of() -> None:
    """Theme, year, definition and counts; the date is that of its newest text."""
    (digest,) = _digests(
        _briefing("2026-01-02", "economy economy"), _briefing("2026-02-03")
    ).values()
    assert digest.frame.title.text == "Economy, 2026"
    assert (digest.count.text, digest.total) == ("3 ¶ in 2 briefings", 2)
    assert (digest.letter, digest.definition.text) == ("E", "All that is economy.")
    assert (digest.frame.date, digest.frame.keywords) == ((2026, 2, 3), ("Economy",))
    assert digest.frame.address == "https://example.org/themes/economy/"


def test_an_entry_without_a_sentence_keeps_its_marks() -> None:
    """A sentence too long to be printed leaves its ¶."""
    front = {"key_points": (Choice(1, None, 2),)}
    long = make_briefing("x" * (LONGEST_EXTRACT + 1), "", "2026-01-02-long.txt", THEMES, **front)
    (digest,) = _digests(long, _briefing("2026-02-03")).values()
    assert digest.entries[1].point is None
    assert [mark.number for mark in digest.entries[1].marks.shown] == [1]
    assert [slug for slug, _ in points(digest)] == ["note-2026-02-03"]


def test_a_bottom_line_stands_before_the_sentence() -> None:
    """It is labelled as the editor's, and cut where it is long."""
    (digest,) = _digests(
        _briefing("2026-01-02"), _briefing("2026-02-03", bottom_line="b" * 500)
    ).values()
    said = digest.entries[0].bottom_line
    assert said
    assert (said.label.text, said.note.text) == ("Bottom line", "by the editor")
    assert (len(said.text.text), said.text.text[-2:]) == (240, "b…")
    assert digest.entries[0].point
    assert digest.entries[1].bottom_line is None


def test_an_entry_without_a_key_point_is_printed() -> None:
    """A table of the theme leaves its ¶, below a bottom line or alone."""
    table = "| a |\n|---|\n| 1 |"
    briefings = [
        make_briefing(table, "", f"2026-01-0{n}-n{n}.md", THEMES, bottom_line=line)
        for n, line in enumerate(("It pays.", None), start=1)
    ]
    entries = make_library(briefings, THEMES).digests["economy"]["2026"]
    assert [entry.point for entry in digest("2026", entries, THEMES[0], SITE).entries] == [None] * 2
    pdf = typesetter().typeset_json(DIGEST, print_data("2026", entries, THEMES[0], SITE))
    assert pdf.data.startswith(b"%PDF")


def test_the_rest_is_counted() -> None:
    """However many entries find room, there is a phrase for all the others."""
    days = [f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}" for n in range(60)]
    (digest,) = _digests(*map(_briefing, days)).values()
    assert (len(digest.entries), digest.total) == (ENTRIES, 60)
    assert digest.more == tuple(f"and {60 - shown} more" for shown in range(ENTRIES + 1))


def test_its_sentences_are_proved_against_their_own_briefings() -> None:
    """A sentence that another of the briefings has is none of this one's; all are named."""
    first, second = (
        make_briefing(text, "", name, THEMES)
        for name, text in (("2026-01-02-first.txt", RAIL), ("2026-03-04-second.txt", TROOPS))
    )
    entries = make_library([first, second], THEMES).digests["economy"]["2026"]
    assert TROOPS in print_data("2026", entries, THEMES[0], SITE)
    sentences = [entry.sentence for entry in reversed(entries)]
    false = [replace(e, sentence=s) for e, s in zip(entries, sentences, strict=True)]
    with pytest.raises(ProofError) as raised:
        print_data("2026", false, THEMES[0], SITE)
    assert [str(fault) for fault in raised.value.faults] == [
        f"themes/economy/economy-2026.pdf: prints what is no extract of ¶1 of {said}"
        for said in (f"second: {RAIL[:60]!r}", f"first: {TROOPS[:60]!r}")
    ]
