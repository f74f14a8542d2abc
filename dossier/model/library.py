"""All briefings together, as records."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from dossier.model.briefing import DateMention, Extract, Mention
from dossier.model.document import Proposal
from dossier.model.filing import FURNITURE, OVERVIEW
from dossier.model.source import FrontMatter, Note


class Described(Protocol):
    """The properties that a briefing and its record share."""

    @property
    def slug(self) -> str:
        """The name in URLs."""

    @property
    def title(self) -> str:
        """The title, as a reader sees it."""

    @property
    def date(self) -> datetime.date | None:
        """None if undated."""

    @property
    def language(self) -> str:
        """BCP 47 tag."""

    @property
    def front(self) -> FrontMatter:
        """The front matter."""

    @property
    def minutes(self) -> int:
        """How long a person reads it."""

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes that it has paragraphs of, in their order."""

    @property
    def lead(self) -> Extract:
        """The sentence that says best what the text is about."""


@dataclass(frozen=True, slots=True)
class Abridged:
    """A section, without its paragraphs."""

    id: str
    """The theme's, or one of `UNTHEMED`."""

    name: str
    key_points: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A briefing without its paragraphs: all that a library and its pages need of it.

    A library of thousands of briefings is held in memory as records.
    """

    path: str
    """The file, as the user would name it."""

    slug: str
    title: str
    date: datetime.date | None
    language: str
    front: FrontMatter
    lead: Extract
    lead_is_weak: bool
    """Did Dossier choose the lead, and find none that can well stand alone?"""

    sections: tuple[Abridged, ...]
    """The sections of themes, in the order of the themes."""

    unthemed: tuple[Abridged, ...]
    """The sections of no theme from which an editor chose key points, in their order."""

    places: tuple[str, ...]
    """The section of each paragraph, in the order of the source."""

    furniture: tuple[int, ...]
    """The ¶ numbers that stand in a section but count for no theme."""

    also: Mapping[str, tuple[int, ...]]
    """Theme id to the ¶ numbers that are filed elsewhere but have it among their further themes."""

    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    """In the order of the source."""

    minutes: int
    """How long a person reads it."""

    close_calls: int
    """Paragraphs on which editors often differ."""

    decisions: tuple[tuple[str, str], ...]
    """For each paragraph that an editor filed, the proposed section and the editor's."""

    notes: tuple[Note, ...]
    """What an editor should look at, in the order of the lines."""

    proposals: tuple[Proposal, ...]
    """What an editor may confirm."""

    key: str
    """Cache key of everything generated from this record; changes with any field above."""

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.front.publish.is_full

    @property
    def moves(self) -> tuple[tuple[str, str], ...]:
        """The decisions that differ from what was proposed."""
        return tuple((proposed, place) for proposed, place in self.decisions if proposed != place)

    @property
    def filed_places(self) -> tuple[str, ...]:
        """Where each paragraph counts: its section, or `FURNITURE`."""
        furniture = frozenset(self.furniture)
        numbered = enumerate(self.places, start=1)
        return tuple(FURNITURE if n in furniture else place for n, place in numbered)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes that it has paragraphs of, in their order."""
        return tuple(section.name for section in self.sections)

    @property
    def summarised(self) -> tuple[Abridged, ...]:
        """The sections that may have key points: overview, the themes, context, outlook."""
        first = (section for section in self.unthemed if section.id == OVERVIEW)
        last = (section for section in self.unthemed if section.id != OVERVIEW)
        return (*first, *self.sections, *last)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """The lead, then the key points in the order of the sections."""
        return (self.lead, *(point for section in self.summarised for point in section.key_points))

    def quoted(self, mention: Mention) -> Extract | None:
        """Return the sentence that is quoted for an entity, if the rights allow to show it."""
        is_shown = self.is_full or mention.sentence in self.extracts
        return mention.sentence if is_shown else None


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A briefing in the history of a theme."""

    record: Record
    sentence: Extract | None
    """Its first key point for the theme; None if it has none."""

    paragraphs: tuple[int, ...]
    """The ¶ numbers filed under the theme."""

    also: tuple[int, ...]
    """The ¶ numbers filed elsewhere that have it among their further themes."""


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """A briefing that mentions an entity."""

    record: Record
    mention: Mention


THEME = "theme"
"""The kind of subject that a theme is, beside the kinds of entities."""

Subject: TypeAlias = tuple[str, str]
"""What briefings are gathered by: `THEME` or a kind of entities, and the id."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A subject that often stands in the same briefings as another."""

    kind: str
    id: str
    briefings: int
    """How many have both."""


@dataclass(frozen=True, slots=True)
class Library:
    """All published briefings, newest first and undated last, with the lists that pages need."""

    records: tuple[Record, ...]
    histories: Mapping[str, tuple[ThemeEntry, ...]]
    """Theme id to its entries, in the order of `records`."""

    entities: Mapping[str, Mapping[str, tuple[EntityEntry, ...]]]
    """By kind and id: the briefings that mention the entity, in the order of `records`. Only kinds
    that are mentioned."""

    years: Mapping[str, tuple[Record, ...]]
    """Year, or "undated", to its briefings, newest year first."""

    digests: Mapping[str, Mapping[str, tuple[ThemeEntry, ...]]]
    """By theme id and year: the entries of every year in which several briefings have it."""

    often_with: Mapping[Subject, Sequence[Companion]]
    """By theme, and by entity that has a page: what most often stands in the same briefings, those
    of most briefings first. Only what has a page."""
