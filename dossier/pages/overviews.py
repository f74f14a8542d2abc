"""Stage 6c: the library becomes what the pages across briefings show of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from dossier.briefings.library import digest_years, is_full, paginate
from dossier.entities.gazetteer import display_name
from dossier.export.feeds import Publication
from dossier.model import UNTHEMED, Library, Record, Theme, ThemeEntry, Themes
from dossier.pages.charts import chart, strip
from dossier.pages.contexts import (
    ArchiveView,
    Card,
    CountriesView,
    CountryCard,
    CountryLine,
    CountryView,
    FiguresView,
    HistoryLine,
    HomeView,
    Link,
    Month,
    Move,
    Pager,
    SearchView,
    SitemapEntry,
    ThemeCard,
    ThemesView,
    ThemeView,
    YearCard,
    YearView,
)
from dossier.web import urls

T = TypeVar("T")

MOST_MENTIONED = 15
"""Countries on the home page."""

PAGE_LENGTH = 50
"""Entries on one page of a theme's history or of a year."""

NEWEST = 10
"""Briefings on the home page."""


def themes_view(library: Library, themes: Themes) -> ThemesView:
    """Gather what the page of all themes shows."""
    return ThemesView(theme_cards(library, themes), chart(library, themes))


def archive_view(library: Library) -> ArchiveView:
    """Gather what the archive's first page shows."""
    return ArchiveView(years(library), len(library.records))


def home_view(library: Library, themes: Themes, language: str) -> HomeView:
    """Gather what the home page shows."""
    countries = sorted(country_cards(library, language), key=lambda c: (-c.briefings, c.name))
    return HomeView(
        newest=tuple(card(record, themes) for record in library.records[:NEWEST]),
        total=len(library.records),
        themes=theme_cards(library, themes),
        years=years(library),
        countries=tuple(countries[:MOST_MENTIONED]),
        chart=chart(library, themes),
    )


def search_view(library: Library, themes: Themes, language: str) -> SearchView:
    """Gather what one may choose among when searching."""
    return SearchView(
        themes=tuple(theme.name for theme in themes),
        countries=tuple(country.name for country in country_cards(library, language)),
        years=tuple(library.years),
    )


def theme_cards(library: Library, themes: Themes) -> tuple[ThemeCard, ...]:
    """Return a card for every theme."""
    return tuple(
        ThemeCard(
            theme,
            urls.theme(theme.id),
            sum(bool(entry.paragraphs) for entry in library.histories[theme.id]),
            sum(len(entry.paragraphs) for entry in library.histories[theme.id]),
        )
        for theme in themes
    )


def theme_views(library: Library, theme: Theme, pdfs: bool = False) -> Iterator[ThemeView]:
    """Yield the pages of a theme's history, at least one; `pdfs` says whether there are digests."""
    entries = library.histories[theme.id]
    years = digest_years(entries) if pdfs else ()
    printed = tuple(Link(year, urls.digest(theme.id, year)) for year in years)
    for pager, part in _pages(entries, lambda number: urls.theme(theme.id, number)):
        drawn = chart(library, (theme,)) if pager.number == 1 else None
        yield ThemeView(theme, tuple(map(_line, part)), pager, drawn, printed)


def _line(entry: ThemeEntry) -> HistoryLine:
    return HistoryLine(entry, urls.briefing(entry.record.slug), is_full(entry.record))


def country_cards(library: Library, language: str) -> tuple[CountryCard, ...]:
    """Return a card for every country that is mentioned, by its name in `language`."""
    cards = (
        CountryCard(code, display_name(code, language), urls.country(code), len(members))
        for code, members in library.countries.items()
    )
    return tuple(sorted(cards, key=lambda card: card.name.casefold()))


def countries_view(library: Library, language: str) -> CountriesView:
    """Gather what the page of all countries shows."""
    return CountriesView(country_cards(library, language))


def country_views(library: Library, card: CountryCard) -> Iterator[CountryView]:
    """Yield the pages of the briefings that mention a country."""
    members = library.countries[card.code]
    for pager, part in _pages(members, lambda number: urls.country(card.code, number)):
        lines = (
            CountryLine(
                record=entry.record,
                path=urls.briefing(entry.record.slug),
                full=is_full(entry.record),
                paragraphs=entry.paragraphs,
            )
            for entry in part
        )
        yield CountryView(card, tuple(lines), pager)


def sitemap(
    library: Library, listed: Iterable[str], publication: Publication
) -> Iterator[SitemapEntry]:
    """Yield the pages at `listed`, then that of every briefing, if the site's address is known."""
    for path in listed:
        if page := publication.address(path):
            yield SitemapEntry(page, None)
    for record in library.records:
        if page := publication.page(record):
            yield SitemapEntry(page, record.front.updated or record.date)


def years(library: Library) -> tuple[YearCard, ...]:
    """Return a card for every year that has briefings, newest first."""
    return tuple(
        YearCard(name, urls.year(name), len(members)) for name, members in library.years.items()
    )


def year_views(library: Library, year: YearCard, themes: Themes) -> Iterator[YearView]:
    """Yield the pages of a year."""
    members = library.years[year.name]
    for pager, part in _pages(members, lambda number: urls.year(year.name, number)):
        months = tuple(
            Month(number, tuple(card(record, themes) for record in group))
            for number, group in groupby(part, key=_month)
        )
        yield YearView(year, months, pager)


def figures_view(library: Library, themes: Themes) -> FiguresView:
    """Count what the hand-written pages tell."""
    known = {theme.id for theme in themes}
    return FiguresView(
        themes=theme_cards(library, themes),
        briefings=len(library.records),
        paragraphs=sum(len(record.places) for record in library.records),
        filed=sum(place in known for record in library.records for place in record.places),
        close_calls=sum(record.close_calls for record in library.records),
        moved=sum(len(record.moves) for record in library.records),
        moves=moves(library.records, themes),
    )


def moves(records: Iterable[Record], themes: Themes) -> tuple[Move, ...]:
    """Count where editors moved paragraphs from and to, the commonest first."""
    known = UNTHEMED | {theme.id: theme.name for theme in themes}
    counts = Counter((known[before], known[after]) for r in records for before, after in r.moves)
    return tuple(Move(*places, count) for places, count in counts.most_common())


def card(record: Record, themes: Themes) -> Card:
    """Return a briefing's card."""
    return Card(record, urls.briefing(record.slug), strip(record.places, themes))


def _month(record: Record) -> int:
    return record.date.month if record.date else 0


def _pages(entries: Sequence[T], path: Callable[[int], str]) -> Iterator[tuple[Pager, Sequence[T]]]:
    for number, count, part in paginate(entries, PAGE_LENGTH):
        newer = path(number - 1) if number > 1 else None
        older = path(number + 1) if number < count else None
        yield Pager(number, count, newer, older), part
