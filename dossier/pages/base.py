"""What all kinds of page share.

Every template is given `site` (a SiteContext), `page` (a PageHead) and `view`, the dataclass that
stands in the module of its kind: `theme.html` gets a ThemeView. Paths lead from the site's root; in
templates `link(path)` makes them relative to the page.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dossier.briefings.library import paginate
from dossier.export import channels, metadata
from dossier.export.channels import Channel
from dossier.export.metadata import Metadata
from dossier.model import Extract, Record, Theme
from dossier.proof import Listed
from dossier.web.i18n import direction
from dossier.web.site import SiteContext, environment_of, lead_of
from dossier.web.templates import render_blocks

T = TypeVar("T")

PAGE_LENGTH = 50
"""Entries on one page of a list."""


@dataclass(frozen=True, slots=True)
class Link:
    """A title and the path it leads to."""

    title: str
    path: str
    is_draft: bool = False
    """Does it lead to a draft?"""


@dataclass(frozen=True, slots=True)
class Chip:
    """A country, an organisation, a person or a theme, in a row of such."""

    name: str
    path: str | None = None
    """Of its page, if it has one."""

    count: int | None = None
    """What the row says that it counts."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """What holds for one page."""

    title: str
    description: str
    language: str
    direction: str
    path: str
    metadata: Metadata
    """What programs read of the page; the canonical address among it."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page but for the shell around it, which the site's theme renders."""

    head: PageHead
    blocks: Mapping[str, str]
    """HTML by the name of the block of the shell; the article is `main`."""

    changed: datetime.date | None = None
    """The day on which its text was dated or updated; None of pages across texts."""

    indexed: bool = True
    """May search engines index it? A page that repeats another one's text is not to be."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page across briefings that is to be rendered."""

    path: str
    template: str
    title: str
    view: object
    """The dataclass that the template documents."""

    key: str = ""
    """Cache key of what the view shows."""

    listed: tuple[Listed, ...] = ()
    """The briefings that it lists, each with the extract that it shows."""

    theme: Theme | None = None
    """The one that it is about; the page announces its feeds and its definition."""

    channel: Channel | None = None
    """What else can be followed from it; the page announces its feeds."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a reader stands in a list that runs over pages."""

    number: int
    count: int
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    record: Record
    path: str
    lead: Extract | None
    """None: its bottom line is shown instead."""


def with_leads(records: Iterable[Record]) -> tuple[Listed, ...]:
    """Return what a page lists that shows the bottom line or the lead of each of `records`."""
    return tuple(Listed(record.slug, lead_of(record)) for record in records)


def card(record: Record, site: SiteContext) -> Card:
    """Return a briefing's card."""
    return Card(record, site.urls.briefing(record.slug), lead_of(record))


def list_parts(
    entries: Sequence[T], path: Callable[[int], str]
) -> Iterator[tuple[Pager, Sequence[T]]]:
    """Yield the pages of a list, at least one; `path` returns the path of a page by its number."""
    for number, count, part in paginate(entries, PAGE_LENGTH):
        newer = path(number - 1) if number > 1 else None
        older = path(number + 1) if number < count else None
        yield Pager(number, count, newer, older), part


def numbered(title: str, pager: Pager, site: SiteContext) -> str:
    """Return the title of one page of a list; from the second on it has a number."""
    if pager.number == 1:
        return title
    return site.say("numbered", title=title, number=pager.number)


def head(
    site: SiteContext,
    path: str,
    title: str,
    description: str = "",
    theme: Theme | None = None,
    *,
    channel: Channel | None = None,
    language: str | None = None,
    has_address: bool = True,
) -> PageHead:
    """Return the head of a page, by default in the language of the interface.

    The page of an error stands under many addresses, and so has none.
    """
    language = language or site.language
    description = description or (theme.definition if theme else site.description)
    address = site.address(path) if has_address else None
    followed = channels.of_theme(site, theme) if theme else channel
    known = metadata.of_page(site, title, description, language, address, followed)
    return PageHead(title, description, language, direction(language), path, known)


def render_list(page: ListPage, site: SiteContext) -> RenderedPage:
    """Render a page across briefings; raises TemplateError."""
    known = head(site, page.path, page.title, theme=page.theme, channel=page.channel)
    return render_page(page.template, known, page.view, site)


def render_page(template: str, page: PageHead, view: object, site: SiteContext) -> RenderedPage:
    """Render the blocks of a page; raises TemplateError."""
    env = environment_of(site)
    return RenderedPage(
        page, render_blocks(env, template, page.path, site=site, page=page, view=view)
    )
