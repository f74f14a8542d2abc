"""The pages of each country, organisation and person: the briefings that mention it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.briefings.library import with_pages
from dossier.model import EntityEntry, Extract, Library, Record
from dossier.pages.base import ListPage, Pager, list_parts, numbered
from dossier.pages.entities import KINDS, EntityCard, EntityKind, entity_cards
from dossier.proof import Listed
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class EntityLine:
    """A briefing that mentions an entity."""

    record: Record
    path: str
    sentence: Extract | None
    """The first that mentions it; None where it may not be shown."""

    paragraphs: tuple[int, ...]
    """The other paragraphs that mention it."""


@dataclass(frozen=True, slots=True)
class EntityView:
    """`entity.html`: one page of the briefings that mention an entity, newest first."""

    kind: EntityKind
    card: EntityCard
    lines: tuple[EntityLine, ...]
    pager: Pager


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the pages of every entity that has one."""
    for kind in KINDS:
        entities = with_pages(library, kind.id)
        for card in entity_cards(library, kind, site):
            yield from _entity_pages(entities[card.id], kind, card, site)


def _entity_pages(
    entries: Sequence[EntityEntry], kind: EntityKind, card: EntityCard, site: SiteContext
) -> Iterator[ListPage]:
    for pager, part in list_parts(entries, lambda n: site.urls.entity(kind.id, card.id, n)):
        lines = tuple(_line(entry, site) for entry in part)
        yield ListPage(
            path=site.urls.entity(kind.id, card.id, pager.number),
            template="entity.html",
            title=numbered(card.name, pager, site),
            view=EntityView(kind, card, lines, pager),
            key=repr((card, pager, [entry.record.key for entry in part])),
            listed=tuple(Listed(line.record.slug, line.sentence) for line in lines),
        )


def _line(entry: EntityEntry, site: SiteContext) -> EntityLine:
    record, mention = entry.record, entry.mention
    sentence = record.quoted(mention)
    quoted = sentence.paragraph if sentence else None
    others = tuple(number for number in mention.paragraphs if number != quoted)
    return EntityLine(record, site.urls.briefing(record.slug), sentence, others)
