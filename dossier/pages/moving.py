"""What is moving: the themes and countries that most of the newest texts are about.

What is new is counted back from the day of the newest briefing, never from the day of the build.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from dossier.model import COUNTRY, Library, Record, Theme
from dossier.pages.entities import entity_cards, kind_of
from dossier.web.site import SiteContext

MOST = 6
"""Themes, and countries, that are listed unless another number is asked for."""

PERIODS = {90: "three_months_before", 182: "six_months_before", 365: "year_before"}
"""Days that may count as new, shortest first, and the phrase for as many days before them."""

ENOUGH = 6
"""New texts from which on a period is long enough."""

FEWEST = 3
"""New texts without which nothing can be said to move."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that count as new, the newest briefing's the last."""

    first: datetime.date
    last: datetime.date
    texts: int
    """Dated in them."""

    before: int
    """Texts of as many days before them."""

    before_phrase: str
    """The phrase that names those days."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A theme or a country in new texts."""

    name: str
    path: str
    theme: Theme | None
    """None for a country."""

    texts: int
    """New ones that it is in."""

    before: int
    """Texts that it was in during as many days before."""


@dataclass(frozen=True, slots=True)
class MovingGroup:
    """The themes, or the countries, in most new texts."""

    title: str
    """The phrase that names them."""

    movers: tuple[Mover, ...]


@dataclass(frozen=True, slots=True)
class MovingView:
    """`figures/moving.html`: what most new texts are about."""

    period: Period | None
    """None where there are too few new texts to tell."""

    groups: tuple[MovingGroup, ...] = ()
    """Only those that have entries."""


def moving_view(library: Library, site: SiteContext, most: int = MOST) -> MovingView:
    """Return the themes and countries in most new texts, at most so many of each."""
    period = period_of(library)
    if period is None:
        return MovingView(None)
    groups = (
        MovingGroup("themes", _most(_themes(library, period, site), most)),
        MovingGroup("countries", _most(_countries(library, period, site), most)),
    )
    return MovingView(period, tuple(group for group in groups if group.movers))


def period_of(library: Library) -> Period | None:
    """Return the shortest period that holds enough texts, or the longest; None if they are few."""
    days = [record.date for record in library.records if record.date]
    for length, phrase in PERIODS.items() if days else ():
        first = days[0] - timedelta(days=length - 1)
        texts = sum(day >= first for day in days)
        if texts >= ENOUGH or length == max(PERIODS):
            before = sum(first - timedelta(days=length) <= day < first for day in days)
            return Period(first, days[0], texts, before, phrase) if texts >= FEWEST else None
    return None


def _themes(library: Library, period: Period, site: SiteContext) -> Iterator[Mover]:
    for theme in site.themes:
        records = (entry.record for entry in library.histories[theme.id] if entry.paragraphs)
        yield _mover(theme.name, site.urls.theme(theme.id), theme, records, period)


def _countries(library: Library, period: Period, site: SiteContext) -> Iterator[Mover]:
    for card in entity_cards(library, kind_of(COUNTRY), site):
        records = (entry.record for entry in library.entities[COUNTRY][card.id])
        yield _mover(card.name, card.path, None, records, period)


def _mover(
    name: str, path: str, theme: Theme | None, records: Iterable[Record], period: Period
) -> Mover:
    length = period.last - period.first + timedelta(days=1)
    counts = Counter((period.last - record.date) // length for record in records if record.date)
    return Mover(name, path, theme, texts=counts[0], before=counts[1])


def _most(movers: Iterable[Mover], most: int) -> tuple[Mover, ...]:
    """Return those in most new texts; of equals, first those that were in fewer before."""
    new = [mover for mover in movers if mover.texts]
    return tuple(sorted(new, key=lambda mover: (-mover.texts, mover.before))[:most])
