"""Stage 8: the pages that list briefings: histories of themes, countries, years of the archive.

Each depends on what it tells of the records it lists, and on what holds for the whole site, and on
nothing else: so it can be made anywhere, and kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier import proof
from dossier.briefings.library import UNDATED
from dossier.build.imprint import Imprint, environment_of
from dossier.errors import Fault, ProofError
from dossier.export import metadata
from dossier.model import Library, Record, Theme
from dossier.pages import overviews
from dossier.pages.contexts import CountryView, PageHead, Pager, ThemeView, YearView
from dossier.runtime import parallel
from dossier.runtime.cache import key
from dossier.runtime.ledger import Site
from dossier.settings import Means
from dossier.web import urls
from dossier.web.templates import render

SHARE = 8
"""Pages that are made together."""

FEW = 40
"""Pages that are made sooner than processes are started for them."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that is to be made."""

    path: str
    template: str
    title: str
    view: ThemeView | CountryView | YearView
    records: tuple[Record, ...]
    """Those listed."""

    told: str
    """Tells what the view shows from all else that it could show."""

    theme: Theme | None = None
    """The one whose history it shows."""

    @property
    def file(self) -> str:
        """Where it stands as a file."""
        return f"{self.path}index.html"


def pages(library: Library, imprint: Imprint) -> Iterator[Listing]:
    """Yield every page that lists briefings but the home page."""
    yield from _themes(library, imprint)
    yield from _countries(library, imprint)
    yield from _years(library, imprint)


def write(site: Site, listings: Sequence[Listing], imprint: Imprint, means: Means) -> None:
    """Write pages below `site`; those that were made before are not made again.

    Raises TemplateError, and ProofError with all that the proof found.
    """
    means.progress.begin("Listing", len(listings))
    keyed = [(listing, _key(listing, imprint)) for listing in listings]
    rest = [(listing, name) for listing, name in keyed if not site.link([listing.file], name)]
    if means.cache:
        for _, name in keyed:
            means.cache.touch(name)
    known = [means.cache.get(name) if means.cache else None for _, name in rest]
    new = [one for (one, _), found in zip(rest, known, strict=True) if found is None]
    means.anew["rendered"] += len(new)
    faults: list[Fault] = []
    made = parallel.map_shares(_make, new, imprint, means.executor, few=FEW, share=SHARE)
    for (listing, name), found in zip(rest, known, strict=True):
        page = found
        if page is None:
            page, wrong = next(made)
            faults += wrong
            if means.cache and not wrong:
                means.cache.put(name, page)
        site.write(listing.file, page, name)
        means.progress.step()
    if faults:
        raise ProofError(*faults)


def _make(share: Sequence[Listing], imprint: Imprint) -> list[tuple[bytes, tuple[Fault, ...]]]:
    return [_page(listing, imprint) for listing in share]


def _page(listing: Listing, imprint: Imprint) -> tuple[bytes, tuple[Fault, ...]]:
    site = imprint.site
    description = listing.theme.definition if listing.theme else site.description
    known = metadata.of_page(
        imprint.publication,
        listing.title,
        description,
        site.language,
        imprint.publication.address(listing.path),
        listing.theme,
    )
    head = PageHead(listing.title, description, site.language, site.direction, listing.path, known)
    html = render(
        environment_of(imprint),
        listing.template,
        urls.up(listing.path),
        site=site,
        page=head,
        view=listing.view,
    )
    records = {record.slug: record for record in listing.records}
    faults = proof.check_list(listing.file, html, records)
    return html.encode(), tuple(faults)


def _key(listing: Listing, imprint: Imprint) -> str:
    return key("listing", imprint.key, listing.path, listing.title, listing.told)


def _themes(library: Library, imprint: Imprint) -> Iterator[Listing]:
    for theme in imprint.themes:
        for view in overviews.theme_views(library, theme, imprint.publication.pdfs):
            path = urls.theme(theme.id, view.pager.number)
            title = _numbered(theme.name, view.pager, imprint)
            entries = [line.entry for line in view.lines]
            told = repr(
                (
                    [entry.record.told for entry in entries],
                    (view.pager, view.chart and view.chart.months, view.digests),
                )
            )
            records = tuple(entry.record for entry in entries)
            yield Listing(path, "theme.html", title, view, records, told, theme)


def _countries(library: Library, imprint: Imprint) -> Iterator[Listing]:
    for card in overviews.country_cards(library, imprint.words.language):
        for view in overviews.country_views(library, card):
            path = urls.country(card.code, view.pager.number)
            title = _numbered(card.name, view.pager, imprint)
            lines = [line.record.told for line in view.lines]
            records = tuple(line.record for line in view.lines)
            told = repr((lines, card, view.pager))
            yield Listing(path, "country.html", title, view, records, told)


def _years(library: Library, imprint: Imprint) -> Iterator[Listing]:
    for card in overviews.years(library):
        for view in overviews.year_views(library, card, imprint.themes):
            path = urls.year(card.name, view.pager.number)
            name = card.name if card.name != UNDATED else imprint.words.say("undated")
            title = _numbered(name, view.pager, imprint)
            records = tuple(shown.record for month in view.months for shown in month.cards)
            lines = [record.told for record in records]
            yield Listing(path, "year.html", title, view, records, repr((lines, card, view.pager)))


def _numbered(title: str, pager: Pager, imprint: Imprint) -> str:
    if pager.number == 1:
        return title
    return imprint.words.say("numbered", title=title, number=pager.number)
