"""Hand-written pages, their live figures, and the pages that MkDocs makes of templates."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.model import UNTHEMED, Library, Record, Themes
from dossier.pages.theme import ThemeCard, theme_cards
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render

_FIGURES = re.compile(r"<!-- dossier: ([a-z-]+) -->")
"""A place in a hand-written page where a template of `figures/` is put."""

_FRAMED = {
    "<table>": '<div class="scroll" tabindex="0"><table>',
    "</table>": "</table></div>",
    '<a href="http': '<a rel="noopener" href="http',
}
"""A wide table scrolls by itself, and by the keyboard too; links that lead elsewhere do not tell
there where they came from."""


@dataclass(frozen=True, slots=True)
class ProseView:
    """`main.html`: a hand-written page of docs/."""

    content: str
    """HTML."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page in sitemap.xml."""

    address: str
    changed: datetime.date | None
    """The day on which the text was dated or updated; None for pages that have no such day."""


@dataclass(frozen=True, slots=True)
class StaticView:
    """`404.html` and `sitemap.xml`."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """How many paragraphs editors moved from one place to another."""

    before: str
    """Name of the theme or section where they would have stood."""

    after: str
    """Name of the theme or section that the editor chose."""

    count: int


@dataclass(frozen=True, slots=True)
class FiguresView:
    """`figures/*.html`: the live figures of hand-written pages."""

    themes: tuple[ThemeCard, ...]
    briefings: int
    paragraphs: int
    filed: int
    """Paragraphs filed under a theme."""

    close_calls: int
    moved: int
    """Paragraphs that an editor filed elsewhere than Dossier would have."""

    moves: tuple[Move, ...]
    """Where to and from, the commonest first."""


def finish(html: str, path: str, library: Library, site: SiteContext) -> str:
    """Return the HTML of the hand-written page at `path` with live figures where it asks for them.

    Raises TemplateError.
    """
    for plain, framed in _FRAMED.items():
        html = html.replace(plain, framed)
    if not _FIGURES.search(html):
        return html
    env, view = environment_of(site), figures_view(library, site)
    return _FIGURES.sub(
        lambda match: render(env, f"figures/{match[1]}.html", path, view=view), html
    )


def figures_view(library: Library, site: SiteContext) -> FiguresView:
    """Count what the hand-written pages tell."""
    themes = {theme.id for theme in site.themes}
    return FiguresView(
        themes=theme_cards(library, site),
        briefings=len(library.records),
        paragraphs=sum(len(record.places) for record in library.records),
        filed=sum(place in themes for record in library.records for place in record.filed_places),
        close_calls=sum(record.close_calls for record in library.records),
        moved=sum(len(record.moves) for record in library.records),
        moves=moves(library.records, site.themes),
    )


def moves(records: Iterable[Record], themes: Themes) -> tuple[Move, ...]:
    """Count where editors moved paragraphs from and to, the commonest first."""
    names = UNTHEMED | {theme.id: theme.name for theme in themes}
    counts = Counter((names[before], names[after]) for r in records for before, after in r.moves)
    return tuple(Move(*places, count) for places, count in counts.most_common())
