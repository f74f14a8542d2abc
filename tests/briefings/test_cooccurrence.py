"""Often with: what most often stands in the same briefings."""

from dossier.model import COUNTRY, ORGANISATION, PERSON, THEME, Companion, Library
from tests.factories import make_briefing, make_library, make_mention, make_themes, mentioning

THEMES = make_themes("economy security")
PERU, CHILE, CHAD = (COUNTRY, "PE"), (COUNTRY, "CL"), (COUNTRY, "TD")


def _library(*texts: str, places: str = "economy") -> Library:
    named = enumerate(texts, start=1)
    briefings = [
        make_briefing(text, places, f"2026-01-{n:02}-n{n}.txt", THEMES) for n, text in named
    ]
    return make_library(briefings, THEMES)


def _of(library: Library, subject: tuple[str, str], kind: str) -> list[tuple[str, int]]:
    """Return the companions of one kind, each with the number of briefings that have both."""
    found = library.often_with.get(subject, ())
    return [(one.id, one.briefings) for one in found if one.kind == kind]


def test_it_counts_the_briefings_that_have_both() -> None:
    """A country named twice in a text counts once, and one that shares a single text not at all."""
    library = _library("Peru. Chile. Chile.", "Peru and Chile.", "Peru and Chad.", "Chad.")
    assert _of(library, PERU, COUNTRY) == [("CL", 2)]
    assert _of(library, CHILE, COUNTRY) == [("PE", 2)]
    assert _of(library, CHAD, COUNTRY) == []


def test_of_equals_the_rarer_comes_first() -> None:
    """What stands nearly everywhere says little."""
    library = _library("Peru. Chile. France.", "Peru. Chile. France.", "Chile.", "Peru. Chad.")
    assert _of(library, PERU, COUNTRY) == [("FR", 2), ("CL", 2)]


def test_themes_have_companions_and_are_companions_of_entities_alone() -> None:
    """Every text has themes, so that of two themes nothing is said by what they share."""
    library = _library("Peru.\n\nTroops.", "Peru.\n\nTroops.", places="economy security")
    assert _of(library, (THEME, "economy"), COUNTRY) == [("PE", 2)]
    assert _of(library, (THEME, "economy"), THEME) == []
    assert _of(library, PERU, THEME) == [("economy", 2), ("security", 2)]


def test_people_are_not_crowded_out_by_countries() -> None:
    """Three of a kind are enough, and eight in all."""
    kinds = (ORGANISATION, PERSON)
    mentions = [make_mention(kind, f"Ada {kind} {n}", 1) for kind in kinds for n in range(5)]
    text = "Peru. Chile. Chad. France. Ghana. Kenya."
    briefings = [
        mentioning(make_briefing(text, "-", f"n{n}.txt", THEMES), *mentions) for n in (1, 2)
    ]
    briefings += [make_briefing(text, "-", "n3.txt", THEMES)]
    found = make_library(briefings, THEMES).often_with[PERU]
    assert [one.kind for one in found] == [COUNTRY] * 3 + [ORGANISATION] * 3 + [PERSON] * 2
    assert found[0] == Companion(COUNTRY, "CL", 3)
    assert {one.briefings for one in found[3:]} == {2}


def test_only_what_has_a_page_is_a_companion() -> None:
    """A person without a full name has none, however many texts name one."""
    sharif = make_mention(PERSON, "Sharif", 1)
    briefings = [
        mentioning(make_briefing("Peru.", "-", f"n{n}.txt", THEMES), sharif) for n in (1, 2, 3)
    ]
    assert _of(make_library(briefings, THEMES), PERU, PERSON) == []
