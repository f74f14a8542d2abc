"""The page of all feeds."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.export import feeds
from dossier.model import Library
from dossier.pages.base import Link, ListPage
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class SubscribeView:
    """`subscribe.html`: the feeds of the site and of its themes."""

    feeds: tuple[Link, ...]


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page, unless there are no feeds."""
    if site.feeds:
        followed = (None, *site.themes)
        links = (Link(feeds.title(site, one), feeds.atom_path(site, one)) for one in followed)
        view = SubscribeView(tuple(links))
        title = site.say("subscribe")
        yield ListPage(site.urls.subscribe, "subscribe.html", title, view, repr(view))
