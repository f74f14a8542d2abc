"""Overviews: what the pages across briefings count."""

import pytest

from dossier.briefings.library import record_of
from dossier.model import Briefing, Publish
from dossier.pages import overviews
from dossier.pages.contexts import Move
from tests.factories import make_briefing, make_library, make_themes

THEMES = make_themes("economy security regional")
TEXT = "Tea.\n\nTrade.\n\nTroops.\n\nTariffs.\n\nTalks."
PLACES = "- economy+security security economy regional"


def _briefing(name: str, **filed: str) -> Briefing:
    """Return a briefing of `TEXT`; `filed` as in `p2="security"`."""
    corrections = {int(number[1:]): place for number, place in filed.items()}
    return make_briefing(TEXT, PLACES, f"{name}.txt", THEMES, filed=corrections)


def _moves(*briefings: Briefing) -> list[Move]:
    return list(overviews.moves(map(record_of, briefings), THEMES))


def test_moves_are_counted_from_where_to_where_commonest_first() -> None:
    """Each pair of places that editors moved paragraphs between is counted over all briefings."""
    one = _briefing("a", p1="regional", p2="security", p4="security")
    two = _briefing("b", p2="security", p3="outlook")
    assert _moves(one, two) == [
        Move("Economy", "Security", 3),
        Move("Overview", "Regional", 1),
        Move("Security", "Outlook", 1),
    ]


def test_what_an_editor_confirms_is_no_move() -> None:
    """A correction to where the paragraph stands already is not counted."""
    assert _moves(_briefing("a", p2="economy", p3="security")) == []


def test_the_figures_count_every_paragraph_once() -> None:
    """Paragraphs, those under a theme, close calls and moves are counted over the library."""
    library = make_library([_briefing("a"), _briefing("b", p3="outlook", p4="economy")], THEMES)
    view = overviews.figures_view(library, THEMES)
    assert (view.briefings, view.paragraphs, view.filed) == (2, 10, 7)
    assert (view.close_calls, view.moved) == (2, 1)
    assert view.moves == (Move("Security", "Outlook", 1),)


def test_a_paragraph_that_an_editor_filed_is_no_close_call() -> None:
    """What an editor decided is not in doubt."""
    view = overviews.figures_view(make_library([_briefing("a", p2="economy")], THEMES), THEMES)
    assert view.close_calls == 0


@pytest.mark.parametrize(
    ("theme", "paragraphs"), [("economy", 4), ("security", 2), ("regional", 2)]
)
def test_a_theme_counts_what_stands_under_it(theme: str, paragraphs: int) -> None:
    """A paragraph that only gives a theme a share is counted where it stands."""
    library = make_library([_briefing("a"), _briefing("b")], THEMES)
    cards = {card.theme.id: card for card in overviews.theme_cards(library, THEMES)}
    assert (cards[theme].paragraphs, cards[theme].briefings) == (paragraphs, 2)


# --- countries ------------------------------------------------------------------------


def _named(day: int, text: str, places: str = "economy", **front: Publish) -> Briefing:
    return make_briefing(text, places, f"2026-01-{day:02}-n{day}.txt", THEMES, **front)


def test_countries_are_listed_by_name_with_their_briefings() -> None:
    """Each country that is mentioned has a card that counts texts, not paragraphs."""
    library = make_library([_named(1, "Peru and Åland."), _named(2, "France. Peru. Peru.")], THEMES)
    cards = overviews.countries_view(library, "en-GB").countries
    counts = {card.code: (card.name, card.path, card.briefings) for card in cards}
    assert counts["PE"] == ("Peru", "countries/pe/", 2)
    assert counts["FR"] == ("France", "countries/fr/", 1)
    assert [card.name for card in cards] == sorted(card.name for card in cards)


def test_a_country_lists_its_paragraphs_newest_text_first() -> None:
    """A line names a text, where it mentions the country and whether it may be led to."""
    old = _named(1, "Peru.\n\nTrade.\n\nPeru.", "- - -", publish=Publish.EXTRACTS)
    library = make_library([old, _named(2, "Peru."), _named(3, "France.")], THEMES)
    card = next(c for c in overviews.country_cards(library, "en-GB") if c.code == "PE")
    (view,) = overviews.country_views(library, card)
    assert [(line.record.slug, line.path, line.full, line.paragraphs) for line in view.lines] == [
        ("n2", "briefings/n2/", True, (1,)),
        ("n1", "briefings/n1/", False, (1, 3)),
    ]
    assert view.card == card


def test_countries_are_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A country that many texts mention has several pages, each line on one of them."""
    monkeypatch.setattr(overviews, "PAGE_LENGTH", 2)
    library = make_library([_named(day, "Peru.") for day in range(1, 6)], THEMES)
    (card,) = overviews.country_cards(library, "en-GB")
    pages = list(overviews.country_views(library, card))
    slugs = [[line.record.slug for line in page.lines] for page in pages]
    assert slugs == [["n5", "n4"], ["n3", "n2"], ["n1"]]
    assert [(page.pager.newer, page.pager.older) for page in pages] == [
        (None, "countries/pe/page-2/"),
        ("countries/pe/", "countries/pe/page-3/"),
        ("countries/pe/page-2/", None),
    ]


def test_the_home_page_names_the_most_mentioned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commonest stand first, equals by name, and no more than a few."""
    monkeypatch.setattr(overviews, "MOST_MENTIONED", 2)
    texts = ["Peru. France. Chile.", "Peru. Chile.", "France. Peru."]
    library = make_library([_named(day, text) for day, text in enumerate(texts, 1)], THEMES)
    view = overviews.home_view(library, THEMES, "en-GB")
    assert [card.name for card in view.countries] == ["Peru", "Chile"]


def test_one_may_search_by_what_there_is() -> None:
    """The choices are all themes, the countries that are mentioned, the years that have texts."""
    library = make_library(
        [_named(1, "Peru."), make_briefing("France.", "-", "n.txt", THEMES)], THEMES
    )
    view = overviews.search_view(library, THEMES, "en-GB")
    assert view.themes == ("Economy", "Security", "Regional")
    assert (view.countries, view.years) == (("France", "Peru"), ("2026", "undated"))
