"""The page of all that can be followed: the site, the weekly digest, themes, who and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.export import channels
from dossier.export.channels import Channel
from dossier.model import Library
from dossier.pages.base import ListPage
from dossier.pages.entities import KINDS, EntityKind, entity_cards, most_named
from dossier.pages.theme import theme_cards
from dossier.pages.weekly import Week, weeks
from dossier.web.site import SiteContext

MOST = 24
"""Countries, organisations or people that are named; the others have their feeds at their pages."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Something with a feed of its own."""

    name: str
    channel: Channel
    briefings: int


@dataclass(frozen=True, slots=True)
class FollowedKind:
    """The countries, organisations or people that can be followed, the most mentioned first."""

    kind: EntityKind
    first: tuple[Followed, ...]
    rest: int
    """Those that are not named here."""


@dataclass(frozen=True, slots=True)
class SubscribeView:
    """`subscribe.html`: all feeds."""

    everything: Channel
    address: str
    """Full address of the site's feed."""

    briefings: int
    newest: Week | None
    """The newest weekly digest."""

    themes: tuple[Followed, ...]
    kinds: tuple[FollowedKind, ...]
    """Only kinds of which something can be followed."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page, unless there are no feeds: they need the site's address."""
    if not site.feeds:
        return
    everything = channels.of_site(site)
    view = SubscribeView(
        everything=everything,
        address=site.address(everything.atom) or "",
        briefings=len(library.records),
        newest=next((week for week, _ in weeks(library, site)), None),
        themes=tuple(
            Followed(card.theme.name, channels.of_theme(site, card.theme), card.briefings)
            for card in theme_cards(library, site)
        ),
        kinds=tuple(_kinds(library, site)),
    )
    yield ListPage(site.urls.subscribe, "subscribe.html", site.say("subscribe"), view, repr(view))


def _kinds(library: Library, site: SiteContext) -> Iterator[FollowedKind]:
    for kind in KINDS:
        followed = channels.followed(library, kind.id)
        cards = [card for card in entity_cards(library, kind, site) if card.id in followed]
        first = tuple(
            Followed(
                card.name, channels.of_entity(site, kind.id, card.id, card.name), card.briefings
            )
            for card in most_named(cards, MOST)
        )
        if first:
            yield FollowedKind(kind, first, len(cards) - len(first))
