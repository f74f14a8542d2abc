"""Themes: all with their newest development, and the running story of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.export import channels
from dossier.export.channels import Channel
from dossier.model import THEME, Library, Theme, ThemeEntry
from dossier.pages.base import Link, ListPage, numbered
from dossier.pages.charts import Chart, chart
from dossier.pages.stories import Names, Story, StoryEntry, all_cards, names, story_pages
from dossier.proof import Listed
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme in a list."""

    theme: Theme
    path: str
    briefings: int
    """All in its story, also those of which only a further theme is this one."""


@dataclass(frozen=True, slots=True)
class NewestOfTheme:
    """A theme with its newest development."""

    card: ThemeCard
    newest: StoryEntry | None
    """None if it has no briefing."""


@dataclass(frozen=True, slots=True)
class ThemesView:
    """`themes.html`: all themes, each with its newest development and its definition."""

    themes: tuple[NewestOfTheme, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class ThemeView:
    """`theme.html`: one page of a theme's story."""

    theme: Theme
    story: Story
    channel: Channel
    digests: tuple[Link, ...]
    """Years with a digest for print."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page of all themes, then the story of every theme."""
    yield _overview(library, site)
    known = names(all_cards(library, site), site)
    for theme in site.themes:
        yield from _story(library, theme, known, site)


def theme_cards(library: Library, site: SiteContext) -> tuple[ThemeCard, ...]:
    """Return a card for every theme."""
    return tuple(
        ThemeCard(
            theme,
            site.urls.theme(theme.id),
            len(library.histories[theme.id]),
        )
        for theme in site.themes
    )


def _overview(library: Library, site: SiteContext) -> ListPage:
    themes = tuple(
        NewestOfTheme(card, next((_entry(one, card.theme, site) for one in history), None))
        for card in theme_cards(library, site)
        for history in [library.histories[card.theme.id]]
    )
    view = ThemesView(themes, chart(library, site.themes))
    newest = [one.newest for one in themes if one.newest]
    shown = ([one.card for one in themes], [one.record.key for one in newest], view.chart.months)
    return ListPage(
        path=site.urls.themes,
        template="themes.html",
        title=site.say("themes"),
        view=view,
        key=repr(shown),
        listed=tuple(Listed(one.record.slug, one.sentence, bottom_line=False) for one in newest),
    )


def _story(library: Library, theme: Theme, known: Names, site: SiteContext) -> Iterator[ListPage]:
    years = library.digests[theme.id] if site.pdfs else ()
    digests = tuple(Link(year, site.urls.digest(theme.id, year)) for year in years)
    entries = [_entry(entry, theme, site) for entry in library.histories[theme.id]]
    subject, channel = (THEME, theme.id), channels.of_theme(site, theme)
    for page in story_pages(
        subject, entries, lambda n: site.urls.theme(theme.id, n), library, known, site
    ):
        yield ListPage(
            path=page.path,
            template="theme.html",
            title=numbered(theme.name, page.story.pager, site),
            view=ThemeView(theme, page.story, channel, digests),
            key=repr((page.key, digests)),
            listed=page.listed,
            theme=theme,
        )


def _entry(entry: ThemeEntry, theme: Theme, site: SiteContext) -> StoryEntry:
    record, sentence = entry.record, entry.sentence
    quoted = sentence.paragraph if sentence else None
    return StoryEntry(
        record=record,
        path=site.urls.briefing(record.slug),
        anchor=f"#section-{theme.id}" if record.is_full and entry.paragraphs else "",
        sentence=sentence,
        paragraphs=tuple(number for number in entry.paragraphs if number != quoted),
        also=entry.also,
    )
