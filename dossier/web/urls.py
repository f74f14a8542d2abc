"""Where everything stands on the site: paths from its root, without a leading slash.

A path that ends in a slash is a page; its file is `index.html` below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from dossier.model import COUNTRY, ORGANISATION, PERSON

ENTITIES: Mapping[str, str] = {
    COUNTRY: "countries",
    ORGANISATION: "organisations",
    PERSON: "people",
}
"""The folder of the entities of each kind."""

TWIN = "briefing.json"
SOURCE = "source.txt"
"""Files beside a briefing's page."""

_RESERVED = frozenset(
    (
        *("archive", "assets", "index", "search", "subscribe", "themes", "weekly"),
        *ENTITIES.values(),
    )
)
"""Folders beside the landing page that are no briefings; links name that page `index.md`."""


@dataclass(frozen=True, slots=True)
class Urls:
    """The paths of a site whose landing page stands at its top, or below it."""

    root: str = ""
    """Path of the landing page: "" at the top, else such as "library/"."""

    @property
    def home(self) -> str:
        """The landing page."""
        return self.root

    @property
    def themes(self) -> str:
        """The page of all themes."""
        return f"{self.root}themes/"

    @property
    def archive(self) -> str:
        """The page of all years."""
        return f"{self.root}archive/"

    @property
    def search(self) -> str:
        """The search page."""
        return f"{self.root}search/"

    @property
    def subscribe(self) -> str:
        """The page of all feeds."""
        return f"{self.root}subscribe/"

    @property
    def weekly(self) -> str:
        """The page of all weeks."""
        return f"{self.root}weekly/"

    @property
    def index(self) -> str:
        """The folder of the search index."""
        return f"{self.root}search/index/"

    @property
    def briefings(self) -> str:
        """The folder of all briefings: at the top one of its own, else that of the landing page."""
        return self.root or "briefings/"

    @property
    def reserved(self) -> frozenset[str]:
        """Slugs that no briefing may have, since another page stands there."""
        return _RESERVED if self.root else frozenset()

    @property
    def indexes(self) -> tuple[str, ...]:
        """Pages that are the index of a folder; links name them `themes/index.md`."""
        entities = (self.entities(kind) for kind in ENTITIES)
        others = (self.archive, self.weekly, self.search, self.subscribe)
        return (self.home, self.themes, *entities, *others)

    def asset(self, name: str) -> str:
        """Return a file that pages need to be shown: a stylesheet, a script, a picture."""
        return f"{self.root}assets/{name}"

    def briefing(self, slug: str) -> str:
        """Return the page of a briefing."""
        return f"{self.briefings}{slug}/"

    def as_published(self, slug: str) -> str:
        """Return the page of a briefing's text in the order of the source."""
        return f"{self.briefing(slug)}as-published/"

    def briefing_json(self, slug: str) -> str:
        """Return a briefing's machine-readable twin."""
        return f"{self.briefing(slug)}{TWIN}"

    def source_text(self, slug: str) -> str:
        """Return the source text of a briefing, without front matter."""
        return f"{self.briefing(slug)}{SOURCE}"

    def searched(self, slug: str) -> str:
        """Return what is searched of a briefing; it is no part of the site, but of the index."""
        return f"{self.briefing(slug)}search.json"

    def citation(self, slug: str, ending: str) -> str:
        """Return a briefing's citation for programs: bib, ris or csl.json."""
        return f"{self.briefing(slug)}{slug}.{ending}"

    def picture(self, slug: str, name: str) -> str:
        """Return a picture of a briefing's text."""
        return f"{self.briefing(slug)}pictures/{name}"

    def pdf(self, slug: str) -> str:
        """Return a briefing's summary for print."""
        return f"{self.briefing(slug)}{slug}.pdf"

    def share_image(self, slug: str) -> str:
        """Return the picture that a link to a briefing is shown with."""
        return f"{self.briefing(slug)}{slug}.png"

    def digest(self, theme_id: str, year: str) -> str:
        """Return the digest of a theme's year for print."""
        return f"{self.themes}{theme_id}/{theme_id}-{year}.pdf"

    def library_json(self, number: int) -> str:
        """Return page `number`, from 1, of the list of all briefings."""
        return f"{self.root}{'briefings' if number == 1 else f'briefings-{number}'}.json"

    def theme(self, theme_id: str, number: int = 1) -> str:
        """Return page `number`, from 1, of a theme's history."""
        return _paged(f"{self.themes}{theme_id}/", number)

    def entities(self, kind: str) -> str:
        """Return the page of all entities of a kind."""
        return f"{self.root}{ENTITIES[kind]}/"

    def entity(self, kind: str, id_: str, number: int = 1) -> str:
        """Return page `number`, from 1, of the briefings that mention an entity."""
        return _paged(f"{self.entities(kind)}{id_.lower()}/", number)

    def year(self, name: str, number: int = 1) -> str:
        """Return page `number`, from 1, of a year's archive."""
        return _paged(f"{self.archive}{name}/", number)

    def week(self, name: str, number: int = 1) -> str:
        """Return page `number`, from 1, of the digest of a week, such as 2026-W22."""
        return _paged(f"{self.weekly}{name}/", number)

    def mail(self, name: str, ending: str) -> str:
        """Return the digest of a week as a mail: html or txt."""
        return f"{self.week(name)}mail.{ending}"


def up(path: str) -> str:
    """Return what leads from the page at `path` to the site's root."""
    return "/".join([".."] * path.count("/")) or "."


@lru_cache(maxsize=4096)
def url(path: str) -> str:
    """Return `path` as it stands in a link."""
    return quote(path)


def _paged(path: str, number: int) -> str:
    return path if number == 1 else f"{path}page-{number}/"
