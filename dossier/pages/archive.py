"""The archive: all years, and the briefings of each year by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dossier.briefings.library import UNDATED
from dossier.model import Library, Record
from dossier.pages.base import Card, Link, ListPage, Pager, card, list_parts, numbered, with_leads
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class YearCard:
    """A year of the archive in a list."""

    title: str
    path: str
    briefings: int


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """`archive.html`: the years."""

    years: tuple[YearCard, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Month:
    """The briefings of one month."""

    number: int
    """1 to 12; 0 for undated."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """`year.html`: one page of a year, by month."""

    card: YearCard
    months: tuple[Month, ...]
    pager: Pager
    years: tuple[Link, ...]
    """To all years, this one among them."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page of all years, then those of every year."""
    years = year_cards(library, site)
    view = ArchiveView(years, len(library.records))
    yield ListPage(site.urls.archive, "archive.html", site.say("archive"), view, repr(view))
    links = tuple(Link(year.title, year.path) for year in years)
    for name, year in zip(library.years, years, strict=True):
        yield from _year_pages(library, name, year, links, site)


def year_cards(library: Library, site: SiteContext) -> tuple[YearCard, ...]:
    """Return a card for every year that has briefings, newest first."""
    return tuple(
        YearCard(
            title=site.say("undated") if name == UNDATED else name,
            path=site.urls.year(name),
            briefings=len(members),
        )
        for name, members in library.years.items()
    )


def _year_pages(
    library: Library, name: str, year: YearCard, years: tuple[Link, ...], site: SiteContext
) -> Iterator[ListPage]:
    for pager, part in list_parts(library.years[name], lambda n: site.urls.year(name, n)):
        months = tuple(
            Month(number, tuple(card(record, site) for record in group))
            for number, group in groupby(part, key=_month)
        )
        yield ListPage(
            path=site.urls.year(name, pager.number),
            template="year.html",
            title=numbered(year.title, pager, site),
            view=YearView(year, months, pager, years),
            key=repr((year, years, pager, [record.key for record in part])),
            listed=with_leads(part),
        )


def _month(record: Record) -> int:
    return record.date.month if record.date else 0
