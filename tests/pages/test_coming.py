"""What is coming: dated events ahead of the newest briefing."""

from typing import Any

import pytest

from dossier.model import Briefing, Library, Publish
from dossier.pages import coming
from dossier.text.sentences import fold
from tests.factories import FIXTURES, make_briefing, make_library, make_site

SITE = make_site()

NEWEST = "2026-05-27-newest.txt"
LINES = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (FIXTURES / "coming.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def _text(*sentences: str, name: str = NEWEST, **front: Any) -> Briefing:
    return make_briefing("\n\n".join(sentences), "- " * len(sentences), name, **front)


def _events(library: Library, most: int = coming.MOST) -> list[tuple[str, str, str]]:
    """Return date, slug and sentence of each event."""
    view = coming.coming_view(library, SITE, most)
    return [(fold(one.when), one.record.slug, one.sentence.text) for one in view.events]


@pytest.mark.parametrize(("when", "sentence"), LINES)
def test_what_is_an_event_ahead(when: str, sentence: str) -> None:
    """Each line of the fixture says which date readers see for a sentence."""
    expected = [] if when == "-" else [(when, "newest", sentence)]
    assert _events(make_library([_text(sentence)])) == expected


JUNE = "The two ministers will meet in June 2026."
JULY = "The treaty will be signed on 3 July 2026."
YEAR = "The bridge will be opened in 2026 or in 2027."
OLD = "2024-01-01-old.txt"


def test_the_next_stands_first_whichever_text_speaks_of_it() -> None:
    """A month stands behind its days, and a year behind its months."""
    days = "The fair opens in Quito on 30 June 2026."
    library = make_library([_text(YEAR, days), _text(JULY, JUNE, name=OLD)])
    assert [(when, slug) for when, slug, _ in _events(library)] == [
        ("June 2026", "old"),
        ("30 June 2026", "newest"),
        ("3 July 2026", "old"),
        ("2027", "newest"),
    ]


def test_what_is_ahead_is_counted_from_the_newest_briefing() -> None:
    """What an older text awaited may be over; what the day of the build is, does not matter."""
    old = _text("The road will be open in March 2024.", JUNE, name=OLD)
    assert len(_events(make_library([old]))) == 2
    assert _events(make_library([old, _text("Rain fell.")])) == [("June 2026", "old", JUNE)]


def test_without_a_date_nothing_is_ahead() -> None:
    """There is no day to count from; and what an undated text tells may be over for it."""
    assert _events(make_library([])) == []
    assert _events(make_library([_text(JUNE, name="undated.txt")])) == []
    undated = _text("The two ministers met in June 2026.", name="undated.txt")
    assert _events(make_library([undated, _text("Rain fell.")])) == []


def test_one_text_cannot_fill_the_list() -> None:
    """Of one briefing the next few are named, so that others are seen."""
    long = _text(*(f"The council meets on {day} June 2026." for day in range(10, 20)))
    library = make_library([long, _text(JULY, name=OLD)])
    assert [when for when, *_ in _events(library)] == [
        *(f"{day} June 2026" for day in range(10, 10 + coming.MOST_OF_ONE)),
        "3 July 2026",
    ]
    assert len(_events(library, 2)) == 2


def test_what_several_texts_say_alike_is_told_once() -> None:
    """Statements repeat the sentences of earlier ones; the newest stands for all."""
    library = make_library([_text(JUNE, name=OLD), _text(JUNE)])
    assert [slug for _, slug, _ in _events(library)] == ["newest"]


@pytest.mark.parametrize(
    ("publish", "shown"),
    [(Publish.FULL, [JUNE, JULY]), (Publish.EXTRACTS, [JULY])],
)
def test_rights_hold_for_what_is_coming(publish: Publish, shown: list[str]) -> None:
    """Of a text for extracts only, no sentence is shown but an extract: here, the lead."""
    text = make_briefing(f"{JUNE}\n\n{JULY}", "- -", NEWEST, publish=publish)
    assert text.lead.text == JULY
    library = make_library([text, _text("Rain fell.", name="2026-05-26-rain.txt")])
    assert [sentence for *_, sentence in _events(library)] == shown


def test_in_another_language_days_and_months_are_known() -> None:
    """A French text says when, as far as its dates are read."""
    text = make_briefing("Un bilan est prévu en juin 2026.", "-", NEWEST, language="fr")
    (event,) = coming.coming_view(make_library([text]), SITE).events
    assert (event.when, event.edtf) == ("June 2026", "2026-06")
