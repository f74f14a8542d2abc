"""Themes: all with their definitions, and the history of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Extract, Library, Record, Theme
from dossier.pages.base import Link, ListPage, Pager, list_parts, numbered
from dossier.pages.charts import Chart, chart
from dossier.proof import Listed
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme in a list."""

    theme: Theme
    path: str
    briefings: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class ThemesView:
    """`themes.html`: all themes with their definitions."""

    themes: tuple[ThemeCard, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One briefing in the history of a theme. Its bottom line comes first, if it has one."""

    record: Record
    path: str
    paragraphs: tuple[int, ...]
    """Those filed under the theme."""

    also: tuple[int, ...] = ()
    """Those filed elsewhere that give the theme a real share."""

    sentence: Extract | None = None
    """None where the theme has no key point in it."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """`theme.html`: one page of a theme's history, newest first."""

    theme: Theme
    lines: tuple[HistoryLine, ...]
    pager: Pager
    chart: Chart | None
    """On the first page."""

    digests: tuple[Link, ...]
    """Years with a digest for print."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page of all themes, then the history of every theme."""
    view = ThemesView(theme_cards(library, site), chart(library, site.themes))
    key = repr((view.themes, view.chart.months))
    yield ListPage(site.urls.themes, "themes.html", site.say("themes"), view, key)
    for theme in site.themes:
        yield from _history(library, theme, site)


def theme_cards(library: Library, site: SiteContext) -> tuple[ThemeCard, ...]:
    """Return a card for every theme."""
    return tuple(
        ThemeCard(
            theme,
            site.urls.theme(theme.id),
            sum(bool(entry.paragraphs) for entry in library.histories[theme.id]),
            sum(len(entry.paragraphs) for entry in library.histories[theme.id]),
        )
        for theme in site.themes
    )


def _history(library: Library, theme: Theme, site: SiteContext) -> Iterator[ListPage]:
    years = library.digests[theme.id] if site.pdfs else ()
    digests = tuple(Link(year, site.urls.digest(theme.id, year)) for year in years)
    entries = library.histories[theme.id]
    for pager, part in list_parts(entries, lambda n: site.urls.theme(theme.id, n)):
        drawn = chart(library, (theme,)) if pager.number == 1 else None
        lines = tuple(
            HistoryLine(
                record=entry.record,
                path=site.urls.briefing(entry.record.slug),
                paragraphs=entry.paragraphs,
                also=entry.also,
                sentence=entry.sentence,
            )
            for entry in part
        )
        shown = (pager, drawn and drawn.months, digests, [entry.record.key for entry in part])
        yield ListPage(
            path=site.urls.theme(theme.id, pager.number),
            template="theme.html",
            title=numbered(theme.name, pager, site),
            view=ThemeView(theme, lines, pager, drawn, digests),
            key=repr(shown),
            listed=tuple(Listed(entry.record.slug, entry.sentence) for entry in part),
            theme=theme,
        )
