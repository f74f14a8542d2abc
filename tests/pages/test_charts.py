"""Charts: every month has its place, a briefing counts once, nothing is drawn of nothing."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import Library, Publish
from dossier.pages.charts import COLUMN, FEWEST, HEIGHT, MONTHS, Chart, Panel, chart, ticks
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


def _counts(panel: Panel) -> dict[str, int]:
    return {str(column.day)[:7]: column.count for column in panel.columns}


def test_months_without_texts_are_not_left_out() -> None:
    """From the first month to the last each stands once, over the turn of years."""
    drawn = _drawn(("2026-02-03", "economy"), ("2024-11-30", "security economy"), ("", "economy"))
    names = [str(month.day)[:7] for month in drawn.months]
    assert (names[0], names[1], names[2], names[-1]) == ("2024-11", "2024-12", "2025-01", "2026-02")
    assert len(names) == len(set(names)) == 16
    assert drawn.width == 16 * COLUMN


def test_a_chart_shows_a_year_at_least() -> None:
    """A library of one text has eleven empty months before it, and no wall of one column."""
    drawn = _drawn(("2026-02-03", "economy"))
    assert len(drawn.months) == FEWEST
    assert [str(drawn.months[n].day) for n in (0, -1)] == ["2025-03-01", "2026-02-01"]
    assert _counts(drawn.pictures[0].whole) == {"2026-02": 1}


def test_a_long_study_counts_as_one_briefing() -> None:
    """What dwarfs all else when paragraphs are counted, is one of two when briefings are."""
    drawn = _drawn(("2026-01-03", "economy " * 40), ("2026-02-03", "economy"))
    briefings, paragraphs = drawn.pictures
    assert _counts(briefings.whole) == {"2026-01": 1, "2026-02": 1}
    assert _counts(paragraphs.whole) == {"2026-01": 40, "2026-02": 1}


def test_a_briefing_counts_once_in_all_and_under_each_of_its_themes() -> None:
    """So the columns of the themes need not add up to those of all."""
    drawn = _drawn(("2026-02-03", "economy security security"), ("2026-02-04", "economy -"))
    briefings, paragraphs = drawn.pictures
    assert _counts(briefings.whole) == {"2026-02": 2}
    assert [_counts(part) for part in briefings.parts] == [{"2026-02": 2}, {"2026-02": 1}, {}]
    assert [_counts(part) for part in paragraphs.parts] == [{"2026-02": 2}, {"2026-02": 2}, {}]
    assert drawn.months[-1].briefings == (2, 2, 1, 0)
    assert drawn.months[-1].paragraphs == (4, 2, 2, 0)


def test_a_text_without_themes_is_a_briefing_all_the_same() -> None:
    """It counts in all, and under no theme."""
    drawn = _drawn(("2026-03-03", "-"), ("2026-01-01", "economy"))
    briefings, paragraphs = drawn.pictures
    assert _counts(briefings.whole) == {"2026-01": 1, "2026-03": 1}
    assert _counts(paragraphs.whole) == {"2026-01": 1}


@pytest.mark.parametrize("texts", [(), (("", "economy"),)])
def test_without_dates_there_are_no_months(texts: tuple[tuple[str, str], ...]) -> None:
    """A library that is empty or undated has no columns, but a width."""
    drawn = _drawn(*texts)
    assert (drawn.months, drawn.labels, drawn.width) == ((), (), 1)
    assert not any(picture.whole.columns for picture in drawn.pictures)


def test_nothing_filed_draws_no_paragraphs() -> None:
    """Months in which nothing is filed under any theme have no columns, and no division by none."""
    paragraphs = _drawn(("2026-01-01", "-")).pictures[1]
    assert (paragraphs.whole.columns, paragraphs.whole.most) == ((), None)


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
def test_columns_stand_on_the_ground_in_their_month(texts: list[tuple[str, str]]) -> None:
    """Each stands in its place, as high as its share of the scale, and all texts are counted."""
    drawn = _drawn(*texts)
    places = {month.day: place for place, month in enumerate(drawn.months)}
    briefings, paragraphs = drawn.pictures
    assert sum(_counts(briefings.whole).values()) == len(texts)
    assert sum(_counts(paragraphs.whole).values()) == sum(
        place != "-" for _, filed in texts for place in filed.split()
    )
    for panel in (briefings.whole, paragraphs.whole, *briefings.parts, *paragraphs.parts):
        for column in panel.columns:
            place = places[column.day]
            assert place * COLUMN < column.x
            assert column.x + column.width < (place + 1) * COLUMN
            assert column.y + column.height == HEIGHT
            assert column.height == HEIGHT * column.count // panel.ticks[-1] > 0


@given(st.integers(0, 5000), st.integers(2, 4))
def test_the_axis_has_a_few_round_numbers(most: int, intervals: int) -> None:
    """They begin at 0, are at equal distances, and reach what is counted."""
    numbers = ticks(most, intervals)
    step = numbers[1]
    assert numbers == tuple(range(0, numbers[-1] + 1, step))
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert len(numbers) <= intervals + 1
    assert numbers[-2] < max(most, 2) <= numbers[-1]


def _named(*texts: tuple[str, str]) -> tuple[list[str], list[int]]:
    """Return the months, and the years, that a chart names."""
    labels = _drawn(*texts).labels
    return (
        [str(label.day)[:7] for label in labels if label.has_month],
        [label.day.year for label in labels if label.has_year],
    )


def test_a_year_names_every_second_month_and_a_longer_time_fewer() -> None:
    """Of five years only the years are named, so that the words do not meet on a telephone."""
    months, years = _named(("2026-05-01", "economy"))
    assert months == ["2025-07", "2025-09", "2025-11", "2026-01", "2026-03", "2026-05"]
    assert years == [2025, 2026]
    months, years = _named(("2024-01-01", "economy"), ("2026-05-01", "economy"))
    assert months == ["2024-01", "2024-07", "2025-01", "2025-07", "2026-01"]
    assert _named(("2021-06-01", "economy"), ("2026-05-01", "economy")) == (
        [],
        [2022, 2023, 2024, 2025, 2026],
    )


def test_a_year_of_which_hardly_anything_is_shown_is_not_named() -> None:
    """Its number would run into that of the next."""
    assert _named(("2023-12-01", "economy"), ("2026-05-01", "economy"))[1] == [2024, 2025, 2026]


def test_a_chart_shows_five_years_at_most() -> None:
    """One text of long ago does not make every page long; the last months are shown."""
    drawn = _drawn(("0001-01-01", "economy"), ("2026-02-03", "economy"))
    assert len(drawn.months) == MONTHS
    assert str(drawn.months[-1].day) == "2026-02-01"


def test_the_first_year_of_all_has_its_months() -> None:
    """There is none before January of the year 1."""
    assert [str(month.day) for month in _drawn(("0001-02-01", "-")).months] == [
        "0001-01-01",
        "0001-02-01",
    ]
