"""What is moving: the themes and countries that most of the newest texts are about."""

from collections.abc import Sequence

from dossier.model import Briefing, Library
from dossier.pages import moving
from dossier.pages.moving import MovingView
from tests.factories import make_briefing, make_library, make_site, make_themes

THEMES = make_themes("economy security regional")
SITE = make_site(THEMES)


def _text(day: str, text: str = "Rain fell.", places: str = "economy") -> Briefing:
    return make_briefing(text, places, f"{day}-t{day[2:]}.txt", THEMES)


def _days(*days: str) -> Library:
    return make_library(map(_text, days), THEMES)


def _view(briefings: Sequence[Briefing], most: int = moving.MOST) -> MovingView:
    return moving.moving_view(make_library(briefings, THEMES), SITE, most)


def _movers(view: MovingView) -> dict[str, list[tuple[str, int, int]]]:
    return {g.title: [(m.name, m.texts, m.before) for m in g.movers] for g in view.groups}


def _period(library: Library) -> tuple[str, str, int, int, str] | None:
    one = moving.period_of(library)
    if one is None:
        return None
    return (one.first.isoformat(), one.last.isoformat(), one.texts, one.before, one.before_phrase)


def test_three_months_are_new_if_they_hold_enough() -> None:
    """They end on the day of the newest briefing, and are compared with as many days before."""
    recent = [f"2026-05-{day}" for day in range(22, 28)]
    library = _days(*recent, "2026-02-27", "2026-02-26", "2025-11-29", "2025-11-28")
    known = ("2026-02-27", "2026-05-27", 7, 2, "three_months_before")
    assert _period(library) == known


def test_fewer_texts_need_a_longer_time() -> None:
    """Half a year, or a year, where three months hold too few."""
    days = ["2026-05-27", "2026-05-01", "2026-03-01", "2026-01-01", "2025-12-02"]
    assert _period(_days(*days, "2025-12-01")) == (
        *("2025-11-27", "2026-05-27", 6, 0, "six_months_before"),
    )
    assert _period(_days(*days, "2025-06-01", "2024-10-01")) == (
        *("2025-05-28", "2026-05-27", 6, 1, "year_before"),
    )


def test_of_very_few_texts_nothing_moves() -> None:
    """Two texts of a year tell nothing, nor do undated ones."""
    assert _period(_days("2026-05-27", "2026-05-26", "2020-01-01")) is None
    undated = [make_briefing("Rain fell.", "-", f"{name}.txt", THEMES) for name in "abcd"]
    assert _period(make_library(undated, THEMES)) is None
    assert _view(undated) == MovingView(None)
    assert _view([]) == MovingView(None)


def test_themes_and_countries_of_most_new_texts_stand_first() -> None:
    """Each counts texts, not paragraphs; of equals, what was rarer before stands first."""
    texts = [
        _text("2026-05-01", "Trade with Peru.\n\nTrade with Peru.", "economy economy"),
        _text("2026-05-02", "Talks in Chile."),
        _text("2026-05-03", "Troops of Chile.\n\nTrade of France.", "security economy"),
        _text("2026-05-04", "Troops of Peru.", "security"),
        _text("2025-04-01", "Troops of Peru.", "security"),
    ]
    assert _movers(_view(texts)) == {
        "themes": [("Economy", 3, 0), ("Security", 2, 1)],
        "countries": [("Chile", 2, 0), ("Peru", 2, 1), ("France", 1, 0)],
    }
    assert _movers(_view(texts, 1)) == {
        "themes": [("Economy", 3, 0)],
        "countries": [("Chile", 2, 0)],
    }


def test_what_is_new_nowhere_is_left_out() -> None:
    """Without a country in new texts, there is no list of countries."""
    assert [group.title for group in _view([_text(f"2026-05-0{n}") for n in (1, 2, 3)]).groups] == [
        "themes"
    ]
