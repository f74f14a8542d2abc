"""What a reader can follow: the whole site, a theme, a country, an organisation, a person.

Each has a feed of either kind beside its page (`feeds`). Dates are the editors': an undated
briefing is no news, nor is a draft.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dossier.briefings.library import with_pages
from dossier.entities import name_of
from dossier.model import EntityEntry, Extract, Library, Record, Theme
from dossier.web import urls
from dossier.web.site import SiteContext

LENGTH = 50
"""Entries of a feed of the site or of a theme."""

ENTITY_LENGTH = 20
"""Entries of a feed of a country, an organisation or a person: there are thousands of these."""

FEWEST = 2
"""Dated briefings from which on a country, an organisation or a person has a feed."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What can be followed."""

    title: str
    page: str
    """Path of the page whose news it tells."""

    @property
    def atom(self) -> str:
        """Path of its Atom feed."""
        return f"{self.page}feed.xml"

    @property
    def json(self) -> str:
        """Path of its JSON Feed."""
        return f"{self.page}feed.json"


@dataclass(frozen=True, slots=True)
class Item:
    """A briefing that a feed tells of."""

    record: Record
    date: datetime.date
    sentence: Extract | None = None
    """Of an entity: the sentence that mentions it; None where it may not be shown."""


@dataclass(frozen=True, slots=True)
class News:
    """What the feed of a channel holds."""

    channel: Channel
    description: str
    items: Sequence[Item]
    """Newest first."""

    entity: str | None = None
    """Name of the country, organisation or person that it is about."""

    @property
    def key(self) -> str:
        """Cache key of what its feeds say."""
        shown = [(item.record.key, item.sentence) for item in self.items]
        return repr((self.channel, self.description, self.entity, shown))


def of_site(site: SiteContext) -> Channel:
    """Return the channel of the whole site."""
    return Channel(site.name, site.urls.home)


def of_theme(site: SiteContext, theme: Theme) -> Channel:
    """Return the channel of a theme."""
    return Channel(_titled(site, theme.name), site.urls.theme(theme.id))


def of_entity(site: SiteContext, kind: str, id_: str, name: str) -> Channel:
    """Return the channel of a country, an organisation or a person; see `followed`."""
    return Channel(_titled(site, name), site.urls.entity(kind, id_))


def _titled(site: SiteContext, name: str) -> str:
    return site.say("feed_of", site=site.name, name=name)


def followed(library: Library, kind: str) -> Mapping[str, tuple[EntityEntry, ...]]:
    """Return the entities of a kind that can be followed, with their dated briefings, by id."""
    dated = {
        id_: tuple(entry for entry in entries if _is_news(entry.record))
        for id_, entries in with_pages(library, kind).items()
    }
    return {id_: entries for id_, entries in dated.items() if len(entries) >= FEWEST}


def entity_name(entries: Sequence[EntityEntry], language: str) -> str:
    """Return the name of an entity that most of its texts have, or the site's own for it.

    Some texts write Guterres's name with its accent, some without.
    """
    names = Counter(entry.mention.name for entry in entries)
    commonest = names.most_common(1)[0][0]
    return next(name_of(e.mention, language) for e in entries if e.mention.name == commonest)


def all_news(library: Library, site: SiteContext) -> Iterator[News]:
    """Yield what can be followed, the whole site first; nothing while its address is not known."""
    if not site.feeds:
        return
    yield News(of_site(site), site.description, _newest(library.records))
    for theme in site.themes:
        records = [entry.record for entry in library.histories[theme.id]]
        yield News(of_theme(site, theme), theme.definition, _newest(records))
    for kind in urls.ENTITIES:
        entities = with_pages(library, kind)
        for id_, entries in followed(library, kind).items():
            name = entity_name(entities[id_], site.language)
            description = site.say("feed_of_entity", name=name)
            items = tuple(map(_item, entries[:ENTITY_LENGTH]))
            yield News(of_entity(site, kind, id_, name), description, items, name)


def _newest(records: Sequence[Record]) -> tuple[Item, ...]:
    dated = (Item(record, record.date) for record in records if record.date and _is_news(record))
    return tuple(islice(dated, LENGTH))


def _item(entry: EntityEntry) -> Item:
    assert entry.record.date  # noqa: S101 - `followed` has the dated alone
    return Item(entry.record, entry.record.date, entry.record.quoted(entry.mention))


def _is_news(record: Record) -> bool:
    return record.date is not None and not record.front.publish.is_draft
