"""Countries: all that are mentioned, and the briefings that mention each."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.entities.names import display_name
from dossier.model import COUNTRY, Library
from dossier.pages.base import ListPage, Pager, list_parts, numbered
from dossier.pages.theme import HistoryLine
from dossier.proof import Listed
from dossier.web import urls
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class CountryCard:
    """A country in a list."""

    code: str
    """ISO 3166-1 alpha-2."""

    name: str
    path: str
    briefings: int


@dataclass(frozen=True, slots=True)
class CountriesView:
    """`countries.html`: all countries that are mentioned, by name."""

    countries: tuple[CountryCard, ...]


@dataclass(frozen=True, slots=True)
class CountryView:
    """`country.html`: one page of the briefings that mention a country, newest first."""

    card: CountryCard
    lines: tuple[HistoryLine, ...]
    pager: Pager


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page of all countries, then those of every country."""
    cards = country_cards(library, site)
    view = CountriesView(cards)
    yield ListPage(urls.COUNTRIES, "countries.html", site.say("countries"), view, repr(view))
    for card in cards:
        yield from _country_pages(library, card, site)


def country_cards(library: Library, site: SiteContext) -> tuple[CountryCard, ...]:
    """Return a card for every country that is mentioned, by its name."""
    cards = (
        CountryCard(code, display_name(code, site.language), urls.country(code), len(entries))
        for code, entries in library.entities[COUNTRY].items()
    )
    return tuple(sorted(cards, key=lambda card: card.name.casefold()))


def _country_pages(library: Library, card: CountryCard, site: SiteContext) -> Iterator[ListPage]:
    entries = library.entities[COUNTRY][card.code]
    for pager, part in list_parts(entries, lambda n: urls.country(card.code, n)):
        lines = tuple(
            HistoryLine(entry.record, urls.briefing(entry.record.slug), entry.paragraphs)
            for entry in part
        )
        records = tuple(entry.record for entry in part)
        yield ListPage(
            path=urls.country(card.code, pager.number),
            template="country.html",
            title=numbered(card.name, pager, site),
            view=CountryView(card, lines, pager),
            key=repr((card, pager, [record.key for record in records])),
            listed=tuple(Listed(record.slug, None) for record in records),
        )
