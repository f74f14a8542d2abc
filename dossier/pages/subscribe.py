"""The page of all feeds."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.export import channels
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
        followed = (channels.of_site(site), *(channels.of_theme(site, one) for one in site.themes))
        view = SubscribeView(tuple(Link(one.title, one.atom) for one in followed))
        title = site.say("subscribe")
        yield ListPage(site.urls.subscribe, "subscribe.html", title, view, repr(view))
