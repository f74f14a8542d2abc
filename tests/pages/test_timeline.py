"""Timelines: briefings along the time axis."""

import datetime
from collections.abc import Iterable

from dossier.pages.timeline import Timeline, timeline
from dossier.web.i18n import read
from tests.factories import REPOSITORY, make_site

SITE = make_site()
LAST = datetime.date(2026, 5, 27)


def _drawn(days: Iterable[str], newest: datetime.date | None = LAST) -> Timeline:
    found = timeline(
        [datetime.date.fromisoformat(day) if day else None for day in days], newest, SITE
    )
    assert found
    return found


def _counts(drawn: Timeline) -> dict[str, int]:
    return {column.name: column.count for column in drawn.columns}


def _ticks(drawn: Timeline) -> dict[str, float]:
    return {tick.name: tick.x for tick in drawn.ticks}


def test_few_years_are_divided_by_months() -> None:
    """Each column is named, and stands where its month does in the years of the axis."""
    drawn = _drawn(["2025-01-05", "2026-05-02", "2026-05-27", ""])
    assert _counts(drawn) == {"January 2025": 1, "May 2026": 2}
    assert [round(column.x) for column in drawn.columns] == [2, 69]
    assert _ticks(drawn) == {"2025": 0, "2026": 50}
    assert (drawn.unit, drawn.has_dots, drawn.most) == ("by_month", True, 2)
    assert drawn.years == (("2025", 1), ("2026", 2))


def test_more_years_are_divided_by_quarters_and_many_by_years() -> None:
    """A picture has sixty columns or fewer, whatever time it spans."""
    days = ["2020-02-01", "2020-03-31", "2026-05-27"]
    assert _counts(_drawn(days)) == {"Q1 2020": 2, "Q2 2026": 1}
    days[0] = "1998-12-31"
    assert _counts(_drawn(days)) == {"1998": 1, "2020": 1, "2026": 1}
    days[0] = "1788-01-01"
    assert _counts(_drawn(days)) == {"1785–1789": 1, "2020–2024": 1, "2025–2029": 1}
    assert (_drawn(days).unit, _drawn(days).span) == ("by_some_years", 5)
    assert [*_ticks(_drawn(days))] == ["1800", "1850", "1900", "1950", "2000"]


def test_it_spans_all_years_that_a_date_can_have() -> None:
    """There is no year 0, neither in a column's name nor on the axis."""
    drawn = _drawn(["0001-01-01", "0001-12-31", "9999-12-31"], None)
    assert _counts(drawn) == {"1–199": 2, "9800–9999": 1}
    assert [*_ticks(drawn)] == ["2000", "4000", "6000", "8000"]


def test_a_single_year_is_labelled_by_its_quarters() -> None:
    """Its months would else have no names."""
    drawn = _drawn(["2026-01-05", "2026-05-02", "2026-05-27"])
    assert _ticks(drawn) == {"Jan 2026": 0, "Apr": 25, "Jul": 50, "Oct": 75}


def test_it_ends_with_the_newest_briefing_of_the_library() -> None:
    """One sees that nothing was said of late."""
    days = ["2024-01-05", "2024-01-06", "2024-07-02"]
    assert _ticks(_drawn(days)) == {"2024": 0, "2025": 33.33, "2026": 66.67}
    assert [*_ticks(_drawn(days, None))] == ["Jan 2024", "Apr", "Jul", "Oct"]


def test_many_briefings_are_bars_and_not_dots() -> None:
    """The highest takes the whole height, and all others their share of it."""
    drawn = _drawn([*(f"2026-02-{day:02}" for day in range(1, 9)), "2026-04-01", "2026-04-02"])
    assert not drawn.has_dots
    assert [(column.count, column.height) for column in drawn.columns] == [(8, 100), (2, 25)]


def test_two_dates_need_no_picture() -> None:
    """Nor does what has no date at all."""
    assert timeline([LAST, None, LAST], LAST, SITE) is None
    assert timeline([], None, SITE) is None


def test_it_speaks_the_language_of_the_site() -> None:
    """Names of months and quarters are CLDR's."""
    arabic = read(REPOSITORY / "templates" / "words.yml")
    site = make_site(phrases=type(arabic)(type(arabic.locale).parse("ar"), arabic.phrases))
    drawn = timeline([LAST, LAST, datetime.date(2025, 1, 1)], LAST, site)
    assert drawn
    assert [column.name for column in drawn.columns] == ["يناير 2025", "مايو 2026"]
