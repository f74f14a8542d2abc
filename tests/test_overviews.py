"""Overviews: what the pages across briefings count."""

import pytest

from dossier import overviews
from dossier.contexts import Move
from dossier.library import gather
from dossier.model import Briefing
from tests.factories import make_briefing, make_themes

THEMES = make_themes("economy security regional")
TEXT = "Tea.\n\nTrade.\n\nTroops.\n\nTariffs.\n\nTalks."
PLACES = "- economy+security security economy regional"


def _briefing(name: str, **filed: str) -> Briefing:
    """Return a briefing of `TEXT`; `filed` as in `p2="security"`."""
    corrections = {int(number[1:]): place for number, place in filed.items()}
    return make_briefing(TEXT, PLACES, f"{name}.txt", THEMES, filed=corrections)


def _moves(*briefings: Briefing) -> list[Move]:
    return list(overviews.moves(briefings, THEMES))


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
    library = gather([_briefing("a"), _briefing("b", p3="outlook", p4="economy")], THEMES)
    view = overviews.figures_view(library, THEMES)
    assert (view.briefings, view.paragraphs, view.filed) == (2, 10, 7)
    assert (view.close_calls, view.moved) == (2, 1)
    assert view.moves == (Move("Security", "Outlook", 1),)


def test_a_paragraph_that_an_editor_filed_is_no_close_call() -> None:
    """What an editor decided is not in doubt."""
    view = overviews.figures_view(gather([_briefing("a", p2="economy")], THEMES), THEMES)
    assert view.close_calls == 0


@pytest.mark.parametrize(
    ("theme", "paragraphs"), [("economy", 4), ("security", 2), ("regional", 2)]
)
def test_a_theme_counts_what_stands_under_it(theme: str, paragraphs: int) -> None:
    """A paragraph that only gives a theme a share is counted where it stands."""
    library = gather([_briefing("a"), _briefing("b")], THEMES)
    cards = {card.theme.id: card for card in overviews.theme_cards(library, THEMES)}
    assert (cards[theme].paragraphs, cards[theme].briefings) == (paragraphs, 2)
