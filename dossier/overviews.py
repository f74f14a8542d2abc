"""Stage 6c: the library becomes what the pages across briefings show of it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from dossier import addresses
from dossier.charts import chart
from dossier.contexts import (
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
from dossier.countries import country_name
from dossier.feeds import Publication
from dossier.library import digest_years, divided
from dossier.model import UNTHEMED, Briefing, Library, ThemeEntry, Themes
from dossier.views import Around, is_full, strip

T = TypeVar("T")

MOST_MENTIONED = 15
"""Countries on the home page."""

RELATED = 4
"""Related briefings named on a briefing's page."""

NEIGHBOURS = 20
"""Briefings before and behind one, of those that share a country, that may be related to it."""

PAGE_LENGTH = 50
"""Entries on one page of a theme's history or of a year."""

NEWEST = 10
"""Briefings on the home page."""


def themes_view(library: Library, themes: Themes) -> ThemesView:
    """Gather what the page of all themes shows."""
    return ThemesView(theme_cards(library, themes), chart(library, themes))


def archive_view(library: Library) -> ArchiveView:
    """Gather what the archive's first page shows."""
    return ArchiveView(years(library), len(library.briefings))


def home_view(library: Library, themes: Themes, language: str) -> HomeView:
    """Gather what the home page shows."""
    countries = sorted(country_cards(library, language), key=lambda c: (-c.briefings, c.name))
    return HomeView(
        newest=tuple(card(briefing) for briefing in library.briefings[:NEWEST]),
        total=len(library.briefings),
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
            addresses.theme(theme.id),
            sum(bool(entry.paragraphs) for entry in library.histories[theme.id]),
            sum(len(entry.paragraphs) for entry in library.histories[theme.id]),
        )
        for theme in themes
    )


def theme_views(library: Library, card: ThemeCard, pdfs: bool = False) -> Iterator[ThemeView]:
    """Yield the pages of a theme's history, at least one; `pdfs` says whether there are digests."""
    theme = card.theme.id
    entries = library.histories[theme]
    drawn = chart(library, (card.theme,))
    years = digest_years(entries) if pdfs else ()
    printed = tuple(Link(year, addresses.digest(theme, year)) for year in years)
    for pager, part in _pages(entries, lambda number: addresses.theme(theme, number)):
        lines = tuple(_line(entry) for entry in part)
        yield ThemeView(card, lines, pager, drawn, printed)


def _line(entry: ThemeEntry) -> HistoryLine:
    briefing = entry.briefing
    return HistoryLine(entry, addresses.briefing(briefing.slug), is_full(briefing))


def country_cards(library: Library, language: str) -> tuple[CountryCard, ...]:
    """Return a card for every country that is mentioned, by its name in `language`."""
    cards = (
        CountryCard(code, country_name(code, language), addresses.country(code), len(members))
        for code, members in library.countries.items()
    )
    return tuple(sorted(cards, key=lambda card: card.name.casefold()))


def countries_view(library: Library, language: str) -> CountriesView:
    """Gather what the page of all countries shows."""
    return CountriesView(country_cards(library, language))


def country_views(library: Library, card: CountryCard) -> Iterator[CountryView]:
    """Yield the pages of the briefings that mention a country."""
    members = library.countries[card.code]
    for pager, part in _pages(members, lambda number: addresses.country(card.code, number)):
        lines = (
            CountryLine(
                briefing=briefing,
                path=addresses.briefing(briefing.slug),
                full=is_full(briefing),
                paragraphs=next(m.paragraphs for m in briefing.mentions if m.code == card.code),
            )
            for briefing in part
        )
        yield CountryView(card, tuple(lines), pager)


def around(library: Library) -> Iterator[Around]:
    """Yield what stands around each briefing, in their order."""
    briefings = library.briefings
    places = {briefing.slug: index for index, briefing in enumerate(briefings)}
    for index, briefing in enumerate(briefings):
        themes = {section.id for section in briefing.sections if section.theme}
        shared = Counter(
            places[other.slug]
            for mention in briefing.mentions[:RELATED]
            for other in _near(library.countries[mention.code], places, index)
        )
        nearness = {
            other: (count, len(themes & {s.id for s in briefings[other].sections}))
            for other, count in shared.items()
            if other != index
        }
        ranked = sorted(nearness, key=lambda o: (nearness[o], -abs(o - index), -o), reverse=True)
        yield Around(
            earlier=_link(briefings[index + 1]) if index + 1 < len(briefings) else None,
            later=_link(briefings[index - 1]) if index else None,
            related=tuple(_link(briefings[other]) for other in ranked[:RELATED]),
        )


def sitemap(library: Library, publication: Publication) -> Iterator[SitemapEntry]:
    """Yield the page of every briefing, if the site's address is known."""
    for briefing in library.briefings:
        document = briefing.document
        if page := publication.page(briefing):
            yield SitemapEntry(page, document.source.front.updated or document.date)


def _link(briefing: Briefing) -> Link:
    return Link(briefing.document.title, addresses.briefing(briefing.slug))


def _near(members: Sequence[Briefing], places: Mapping[str, int], index: int) -> Sequence[Briefing]:
    """Return the members next to a place in the library, so that work does not grow with it."""
    at = bisect_left(members, index, key=lambda member: places[member.slug])
    return members[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]


def years(library: Library) -> tuple[YearCard, ...]:
    """Return a card for every year that has briefings, newest first."""
    return tuple(
        YearCard(name, addresses.year(name), len(members))
        for name, members in library.years.items()
    )


def year_views(library: Library, year: YearCard) -> Iterator[YearView]:
    """Yield the pages of a year."""
    members = library.years[year.name]
    for pager, part in _pages(members, lambda number: addresses.year(year.name, number)):
        months = tuple(
            Month(number, tuple(card(briefing) for briefing in group))
            for number, group in groupby(part, key=_month)
        )
        yield YearView(year, months, pager)


def figures_view(library: Library, themes: Themes) -> FiguresView:
    """Count what the hand-written pages tell."""
    filings = [f.filing for b in library.briefings for s in b.sections for f in s.filed]
    return FiguresView(
        themes=theme_cards(library, themes),
        briefings=len(library.briefings),
        paragraphs=len(filings),
        filed=sum(filing.theme is not None for filing in filings),
        close_calls=sum(filing.close_call for filing in filings),
        moved=sum(filing.moved for filing in filings),
        moves=moves(library.briefings, themes),
    )


def moves(briefings: Iterable[Briefing], themes: Themes) -> tuple[Move, ...]:
    """Count where editors moved paragraphs from and to, the commonest first."""
    known = UNTHEMED | {theme.id: theme.name for theme in themes}
    filings = (filed.filing for briefing in briefings for filed in briefing.filed)
    counts = Counter(
        (known[filing.proposed], known[filing.section]) for filing in filings if filing.moved
    )
    return tuple(Move(*places, count) for places, count in counts.most_common())


def card(briefing: Briefing) -> Card:
    """Return a briefing's card."""
    return Card(briefing, addresses.briefing(briefing.slug), briefing.lead, strip(briefing))


def _month(briefing: Briefing) -> int:
    return briefing.document.date.month if briefing.document.date else 0


def _pages(entries: Sequence[T], path: Callable[[int], str]) -> Iterator[tuple[Pager, Sequence[T]]]:
    for number, count, part in divided(entries, PAGE_LENGTH):
        newer = path(number - 1) if number > 1 else None
        older = path(number + 1) if number < count else None
        yield Pager(number, count, newer, older), part
