"""Charts: every month has its place, bars stack to the total, nothing is drawn of nothing."""

import datetime
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import Library, Publish
from dossier.pages.charts import COLUMN, GAP, HEIGHT, MONTHS, Chart, chart
from tests.factories import make_briefing, make_library, make_themes

THEMES = make_themes("economy security regional")


def _library(*texts: tuple[str, str]) -> Library:
    """Return a library of texts, each with its day, or none, and the themes of its paragraphs."""
    return make_library(
        [
            make_briefing(
                "\n\n".join(f"Trade {n}." for n, _ in enumerate(places.split())),
                places,
                f"{day}-n{key}.txt" if day else f"n{key}.txt",
                THEMES,
            )
            for key, (day, places) in enumerate(texts)
        ],
        THEMES,
    )


def _drawn(*texts: tuple[str, str]) -> Chart:
    return chart(_library(*texts), THEMES)


def test_months_without_texts_are_not_left_out() -> None:
    """From the first month to the last each stands once, over the turn of the year."""
    drawn = _drawn(("2026-02-03", "economy"), ("2025-11-30", "security economy"), ("", "economy"))
    assert [(month.name, month.counts, month.total) for month in drawn.months] == [
        ("2025-11", (1, 1, 0), 2),
        ("2025-12", (0, 0, 0), 0),
        ("2026-01", (0, 0, 0), 0),
        ("2026-02", (1, 0, 0), 1),
    ]
    assert drawn.width == 4 * COLUMN


def test_a_text_without_themes_takes_its_month() -> None:
    """Its month is in the span though nothing is drawn there."""
    drawn = _drawn(("2026-03-03", "-"), ("2026-01-01", "economy"))
    assert [month.total for month in drawn.months] == [1, 0, 0]
    assert len(drawn.bars) == 1


@pytest.mark.parametrize("texts", [(), (("", "economy"),)])
def test_without_dates_there_are_no_months(texts: tuple[tuple[str, str], ...]) -> None:
    """A library that is empty or undated has no columns, but a width."""
    drawn = _drawn(*texts)
    assert (drawn.months, drawn.bars, drawn.width) == ((), (), 1)


def test_nothing_filed_draws_nothing() -> None:
    """Months in which nothing is filed under any theme have no bars, and no division by none."""
    drawn = _drawn(("2026-01-01", "-"))
    assert ([month.total for month in drawn.months], drawn.bars) == ([0], ())


def test_only_the_themes_that_are_asked_for_are_drawn() -> None:
    """The chart of one theme is as high as the most of that theme."""
    library = _library(("2026-01-01", "economy security security"), ("2026-02-01", "economy"))
    drawn = chart(library, THEMES[:1])
    assert drawn.themes == THEMES[:1]
    assert [(bar.theme.id, bar.count, bar.height) for bar in drawn.bars] == [
        ("economy", 1, HEIGHT),
        ("economy", 1, HEIGHT),
    ]


def test_withheld_texts_are_not_counted() -> None:
    """What may not be shown leaves no trace in the picture."""
    briefing = make_briefing(
        "Trade.", "economy", "2026-01-01-n.txt", THEMES, publish=Publish.WITHHELD
    )
    assert chart(make_library([briefing], THEMES), THEMES).months == ()


_days = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31)).map(str)
_places = st.lists(
    st.sampled_from(("economy", "security", "regional", "-")), min_size=1, max_size=9
).map(" ".join)


@given(st.lists(st.tuples(_days, _places), min_size=1, max_size=6))
def test_bars_stack_to_the_total_within_the_chart(texts: list[tuple[str, str]]) -> None:
    """Bars of a month stand on each other without gap or overlap, from the ground up."""
    drawn = _drawn(*texts)
    most = max(month.total for month in drawn.months)
    assert sum(month.total for month in drawn.months) == sum(
        place != "-" for _, places in texts for place in places.split()
    )
    columns = {month.name: index for index, month in enumerate(drawn.months)}
    totals = {month.name: month.total for month in drawn.months if month.total}
    stacks = {name: list(bars) for name, bars in groupby(drawn.bars, key=lambda bar: bar.month)}
    assert stacks.keys() == totals.keys()
    for name, bars in stacks.items():
        ground = HEIGHT
        for bar in bars:
            assert bar.y + bar.height == ground
            assert bar.count > 0
            assert columns[name] * COLUMN <= bar.x
            assert bar.x + bar.width <= (columns[name] + 1) * COLUMN
            assert bar.width == COLUMN - GAP
            ground = bar.y
        assert sum(bar.count for bar in bars) == totals[name]
        assert ground == HEIGHT - HEIGHT * totals[name] // most >= 0


def test_a_chart_shows_five_years_at_most() -> None:
    """One text of long ago does not make every page long; the last months are shown."""
    drawn = _drawn(("0001-01-01", "economy"), ("2026-02-03", "economy"))
    assert len(drawn.months) == MONTHS
    assert drawn.months[-1].name == "2026-02"
