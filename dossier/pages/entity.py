"""The pages of each country, organisation and person: what briefings say of it, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.export import channels
from dossier.export.channels import Channel
from dossier.model import EntityEntry, Library
from dossier.pages.base import ListPage, numbered
from dossier.pages.entities import KINDS, EntityCard, EntityKind
from dossier.pages.stories import Names, Story, StoryEntry, all_cards, names, story_pages
from dossier.web.site import SiteContext


@dataclass(frozen=True, slots=True)
class EntityView:
    """`entity.html`: one page of the briefings that mention an entity."""

    kind: EntityKind
    card: EntityCard
    story: Story
    channel: Channel | None
    """None where there is too little to follow."""


def pages(library: Library, site: SiteContext) -> Iterator[ListPage]:
    """Yield the pages of every entity that has one."""
    cards = all_cards(library, site)
    known = names(cards, site)
    followed = {kind.id: channels.followed(library, kind.id) for kind in KINDS}
    for kind, card in cards:
        entries = library.entities[kind.id][card.id]
        has_feed = card.id in followed[kind.id]
        channel = channels.of_entity(site, kind.id, card.id, card.name) if has_feed else None
        yield from _entity_pages(entries, kind, card, channel, library, known, site)


def _entity_pages(
    entries: Sequence[EntityEntry],
    kind: EntityKind,
    card: EntityCard,
    channel: Channel | None,
    library: Library,
    known: Names,
    site: SiteContext,
) -> Iterator[ListPage]:
    lines = [_entry(entry, site) for entry in entries]
    subject = (kind.id, card.id)
    for page in story_pages(
        subject, lines, lambda n: site.urls.entity(*subject, n), library, known, site
    ):
        yield ListPage(
            path=page.path,
            template="entity.html",
            title=numbered(card.name, page.story.pager, site),
            view=EntityView(kind, card, page.story, channel),
            key=repr((card, channel, page.key)),
            listed=page.listed,
            channel=channel,
        )


def _entry(entry: EntityEntry, site: SiteContext) -> StoryEntry:
    record, mention = entry.record, entry.mention
    sentence = record.quoted(mention)
    quoted = sentence.paragraph if sentence else None
    return StoryEntry(
        record=record,
        path=site.urls.briefing(record.slug),
        sentence=sentence,
        paragraphs=tuple(number for number in mention.paragraphs if number != quoted),
    )
