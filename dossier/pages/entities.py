"""The pages of all organisations and of all people; what lists of entities share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from dossier.briefings.library import with_pages
from dossier.export import channels
from dossier.model import COUNTRY, ORGANISATION, PERSON, Library
from dossier.pages.base import Chip, Link, ListPage
from dossier.text.accents import without_accents
from dossier.web.site import SiteContext

MANY = 60
"""Entities from which on a list of all is divided by first letters."""

MOST_LETTERS = 40
"""First letters up to which they are of help; a list in Chinese has hundreds."""

MOST_NAMED = 12
"""Entities that stand before a list, as those which most briefings mention."""

LONG = 24
"""Entities from which on a list is too long to find them in it at a glance."""


@dataclass(frozen=True, slots=True)
class EntityKind:
    """A kind of entity, with the keys of its phrases."""

    id: str
    plural: str
    """The phrase that is its name, and the title of the page of all."""

    intro: str
    """The phrase that says which entities the page of all has."""

    search: str
    """The phrase that labels its facet in the search."""

    every: str
    """The phrase of that facet that narrows nothing."""


KINDS = (
    EntityKind(COUNTRY, "countries", "countries_intro", "filter_country", "filter_every_country"),
    EntityKind(
        ORGANISATION,
        "organisations",
        "organisations_intro",
        "filter_organisation",
        "filter_every_organisation",
    ),
    EntityKind(PERSON, "people", "people_intro", "filter_person", "filter_every_person"),
)
"""In the order in which pages name them."""

EntityPaths: TypeAlias = Mapping[tuple[str, str], str]
"""Paths of the pages of entities, by kind and id."""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """A country, organisation or person in a list."""

    id: str
    """Unique in its kind."""

    name: str
    path: str
    identifier: str
    """Of Wikidata, such as Q1065; empty where it is not known."""

    briefings: int


@dataclass(frozen=True, slots=True)
class NamedView:
    """`figures/named.html`: the countries, organisations or people that most briefings mention."""

    kind: EntityKind
    cards: tuple[EntityCard, ...]
    more: int
    """How many others have a page."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The entities whose names begin with a letter."""

    letter: str
    """Empty where there are few, which stand together."""

    cards: tuple[EntityCard, ...]


@dataclass(frozen=True, slots=True)
class EntitiesView:
    """`entities.html`: all entities of a kind that have a page, by name."""

    kind: EntityKind
    kinds: tuple[Link, ...]
    """The pages of all kinds."""

    most: tuple[Chip, ...]
    """Those that most briefings mention; none where the list is short."""

    letters: tuple[Letter, ...]


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the page of all entities of each kind but countries, which have a page with a map."""
    for kind in KINDS:
        if kind.id != COUNTRY:
            cards = entity_cards(library, kind, site)
            view = EntitiesView(kind, kind_links(site), _most(cards), tuple(_letters(cards)))
            path, title = site.urls.entities(kind.id), site.say(kind.plural)
            yield ListPage(path, "entities.html", title, view, repr(view))


def kind_of(id_: str) -> EntityKind:
    """Return a kind of entity by its id."""
    return next(kind for kind in KINDS if kind.id == id_)


def most_named_of(library: Library, kind: EntityKind, most: int, site: SiteContext) -> NamedView:
    """Return at most so many entities of a kind that most briefings mention."""
    cards = entity_cards(library, kind, site)
    named = most_named(cards, most)
    return NamedView(kind, named, len(cards) - len(named))


def kind_links(site: SiteContext) -> tuple[Link, ...]:
    """Return a link to the page of all entities of each kind."""
    return tuple(Link(site.say(kind.plural), site.urls.entities(kind.id)) for kind in KINDS)


def entity_cards(library: Library, kind: EntityKind, site: SiteContext) -> tuple[EntityCard, ...]:
    """Return a card for every entity of a kind that has a page, by its name."""
    cards = (
        EntityCard(
            id_,
            channels.entity_name(entries, site.language),
            site.urls.entity(kind.id, id_),
            _commonest(entry.mention.identifier for entry in entries),
            len(entries),
        )
        for id_, entries in with_pages(library, kind.id).items()
    )
    return tuple(sorted(cards, key=lambda card: (_plain(card.name), card.name)))


def _commonest(values: Iterable[str]) -> str:
    """Return what most texts have."""
    return Counter(values).most_common(1)[0][0]


def entity_paths(library: Library, site: SiteContext) -> EntityPaths:
    """Return where the entities that have pages have them."""
    return {
        (kind.id, id_): site.urls.entity(kind.id, id_)
        for kind in KINDS
        for id_ in with_pages(library, kind.id)
    }


def most_named(cards: Sequence[EntityCard], most: int) -> tuple[EntityCard, ...]:
    """Return the cards that count most briefings, in their order; of equals, the first."""
    ranked = sorted(range(len(cards)), key=lambda index: -cards[index].briefings)
    return tuple(cards[index] for index in ranked[:most])


def _most(cards: Sequence[EntityCard]) -> tuple[Chip, ...]:
    most = most_named(cards, MOST_NAMED) if len(cards) >= LONG else ()
    return tuple(Chip(card.name, card.path, card.briefings) for card in most)


def _letters(cards: Sequence[EntityCard]) -> Iterator[Letter]:
    """Yield cards, sorted by name, by their first letters where that helps to find one."""
    parts = [(letter, tuple(part)) for letter, part in groupby(cards, key=_letter)]
    if len(cards) < MANY or len(parts) > MOST_LETTERS:
        yield Letter("", tuple(cards))
    else:
        yield from (Letter(letter, part) for letter, part in parts)


def _letter(card: EntityCard) -> str:
    return _plain(card.name)[:1].upper()


def _plain(name: str) -> str:
    """Return a name as it is sorted: without accents, in small letters."""
    return without_accents(name.casefold())
