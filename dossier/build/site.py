"""Stages 1 to 9 in a row: from texts to all files of a site but those that MkDocs writes.

PDFs and the search index follow on their own, in `printing` and `search`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dossier.briefings.library import EMPTY, digest_years, gather
from dossier.build import folders
from dossier.build.imprint import Imprint, environment_of
from dossier.errors import Faults
from dossier.export import feeds, json_export
from dossier.export.feeds import Publication
from dossier.model import Library, Record
from dossier.pages import listings
from dossier.pages.neighbours import around
from dossier.runtime.kept import Kept, Shelf
from dossier.runtime.ledger import Site
from dossier.settings import Means
from dossier.sources.files import Received
from dossier.web import urls


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a site was made of."""

    kept: Sequence[Kept] = ()
    """What was made of each text, those withheld from the site among them."""

    library: Library = EMPTY
    listed: tuple[str, ...] = ()
    """Paths of the pages that list briefings."""

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of all texts, those withheld from the site among them."""
        return tuple(kept.note.record for kept in self.kept)

    @property
    def shown(self) -> list[Kept]:
        """What stands on the site, in the order of the library."""
        by_slug = {kept.note.record.slug: kept for kept in self.kept}
        return [by_slug[record.slug] for record in self.library.records]


def assemble(
    texts: Sequence[Received],
    imprint: Imprint,
    shelf: Shelf,
    site: Site,
    means: Means,
    faults: Faults,
    demand_free: Callable[[Iterable[str]], None],
) -> Assembled:
    """Write the folders of all texts, the pages that list them, the feeds and the data.

    `demand_free` is told the path of every file, and raises InputError for one that is taken.
    Raises InputError with `faults` and those of all texts, TemplateError, and ProofError.
    """
    kept = folders.make(texts, imprint, shelf, site, means, faults)
    faults.raise_any()
    means.progress.begin("Gathering", 1)
    library = gather((one.note.record for one in kept), imprint.themes)
    listed = list(listings.pages(library, imprint))
    data = dict(_data(library, imprint.publication))
    made = Assembled(kept, library, tuple(listing.path for listing in listed))
    demand_free(
        chain(
            (path for one in made.shown for path in folders.taken(one)),
            (listing.file for listing in listed),
            feeds.paths(imprint.publication, imprint.themes),
            data,
            _prints(library) if imprint.press else (),
        )
    )
    folders.place(site, made.shown, around(library), imprint, means)
    listings.write(site, listed, imprint, means)
    feeds.write(
        site, environment_of(imprint), imprint.publication, library, imprint.themes, imprint.key
    )
    for path, text in data.items():
        site.write(path, text.encode(), "")
    return made


def _data(library: Library, publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files across briefings that are neither pages nor feeds."""
    if root := publication.url:
        text = f"User-agent: *\nAllow: /\nSitemap: {feeds.absolute(root, 'sitemap.xml')}\n"
        yield "robots.txt", text
    for number, text in enumerate(json_export.library_json(library), start=1):
        yield urls.library_json(number), text


def _prints(library: Library) -> Iterator[str]:
    """Yield where the PDFs stand."""
    yield from (urls.pdf(record.slug) for record in library.records)
    for theme, entries in library.histories.items():
        yield from (urls.digest(theme, year) for year in digest_years(entries))
