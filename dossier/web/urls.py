"""Where everything stands on the site: paths from its root, without a leading slash.

A path that ends in a slash is a page; its file is `index.html` below it.
"""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from dossier.model import COUNTRY, ORGANISATION, PERSON

HOME = ""
THEMES = "themes/"
ARCHIVE = "archive/"
SEARCH = "search/"

ENTITIES: Mapping[str, str] = {
    COUNTRY: "countries/",
    ORGANISATION: "organisations/",
    PERSON: "people/",
}
"""The page of all entities of each kind; those of each entity are below it."""

TWIN = "briefing.json"
SOURCE = "source.txt"
"""Files beside a briefing's page."""


def briefing(slug: str) -> str:
    """Return the page of a briefing."""
    return f"briefings/{slug}/"


def as_published(slug: str) -> str:
    """Return the page of a briefing's text in the order of the source."""
    return f"briefings/{slug}/as-published/"


def briefing_json(slug: str) -> str:
    """Return a briefing's machine-readable twin."""
    return f"briefings/{slug}/{TWIN}"


def source_text(slug: str) -> str:
    """Return the source text of a briefing, without front matter."""
    return f"briefings/{slug}/{SOURCE}"


def citation(slug: str, ending: str) -> str:
    """Return a briefing's citation for programs: bib, ris or csl.json."""
    return f"briefings/{slug}/{slug}.{ending}"


def picture(slug: str, name: str) -> str:
    """Return a picture of a briefing's text."""
    return f"briefings/{slug}/pictures/{name}"


def pdf(slug: str) -> str:
    """Return a briefing's summary for print."""
    return f"briefings/{slug}/{slug}.pdf"


def digest(theme_id: str, year: str) -> str:
    """Return the digest of a theme's year for print."""
    return f"themes/{theme_id}/{theme_id}-{year}.pdf"


def library_json(number: int) -> str:
    """Return page `number`, from 1, of the list of all briefings."""
    return "briefings.json" if number == 1 else f"briefings-{number}.json"


def theme(theme_id: str, number: int = 1) -> str:
    """Return page `number`, from 1, of a theme's history."""
    return _paged(f"themes/{theme_id}/", number)


def entity(kind: str, id_: str, number: int = 1) -> str:
    """Return page `number`, from 1, of the briefings that mention an entity."""
    return _paged(f"{ENTITIES[kind]}{id_.lower()}/", number)


def year(name: str, number: int = 1) -> str:
    """Return page `number`, from 1, of a year's archive."""
    return _paged(f"archive/{name}/", number)


def up(path: str) -> str:
    """Return what leads from the page at `path` to the site's root."""
    return "/".join([".."] * path.count("/")) or "."


@lru_cache(maxsize=4096)
def url(path: str) -> str:
    """Return `path` as it stands in a link."""
    return quote(path)


def _paged(path: str, number: int) -> str:
    return path if number == 1 else f"{path}page-{number}/"
