"""A text with every paragraph in exactly one section, and its extracts."""

import datetime
from dataclasses import dataclass
from typing import Literal

from dossier.model.document import Document, Paragraph
from dossier.model.filing import Filing, Theme
from dossier.model.source import FrontMatter


@dataclass(frozen=True, slots=True)
class Extract:
    """A verbatim sentence of the source."""

    text: str
    paragraph: int
    chosen_by: Literal["dossier", "editor"] = "dossier"


@dataclass(frozen=True, slots=True)
class Filed:
    """A paragraph with its filing."""

    paragraph: Paragraph
    filing: Filing


@dataclass(frozen=True, slots=True)
class Section:
    """The paragraphs filed under one theme, or one of `UNTHEMED`, in the order of the source."""

    id: str
    name: str
    theme: Theme | None
    filed: tuple[Filed, ...]
    key_points: tuple[Extract, ...]
    """Those that an editor chose, else those of a theme that deserve it: perhaps none."""

    best: tuple[Extract, ...] = ()
    """The key points and perhaps one more, best first; a PDF takes as many as fit on its page."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The ¶ numbers of its paragraphs; of a theme, without furniture, which is of none."""
        return tuple(f.paragraph.number for f in self.filed if self.theme is None or f.filing.theme)


COUNTRY, ORGANISATION, PERSON = "country", "organisation", "person"
"""Kinds of entities."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity, such as a country, and where a text mentions it."""

    kind: str
    """Such as `COUNTRY`."""

    id: str
    """Unique in its kind. Of a country: ISO 3166-1 alpha-2, now or formerly; XK for Kosovo. Of an
    organisation or a person: the name in full as a part of an address, such as `united-nations`;
    empty where others may bear that name in other texts, such as a family name alone."""

    paragraphs: tuple[int, ...]
    """¶ numbers, in the order of the text."""

    name: str = ""
    """The fullest that the text has, perhaps with an abbreviation: "United Nations (UN)". Empty for
    a country, whose name depends on the language of the site."""

    identifier: str = ""
    """Of Wikidata, such as Q1065; empty where it is not known."""

    sentence: Extract | None = None
    """The first sentence of prose that mentions it, or else a heading; None if neither does, for
    nothing is quoted of tables, code, furniture or struck words."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that a text speaks of."""

    text: str
    """As the text writes it, such as "in November"."""

    sentence: Extract
    """The sentence that it stands in."""

    start: datetime.date | None
    """The first of the days that are meant; None if that is not certain."""

    end: datetime.date | None
    """The last of them; None where `start` is."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """A text with every paragraph in exactly one section."""

    document: Document
    lead: Extract
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    """Kind by kind; of each kind, the entity of most paragraphs first."""

    dates: tuple[DateMention, ...] = ()
    """The dates that the text speaks of, in its order."""

    lead_is_weak: bool = False
    """Did Dossier choose the lead, and find none that can well stand alone?"""

    @property
    def filed(self) -> tuple[Filed, ...]:
        """All paragraphs with their filings, in the order of the source."""
        members = (filed for section in self.sections for filed in section.filed)
        return tuple(sorted(members, key=lambda f: f.paragraph.number))

    @property
    def slug(self) -> str:
        """The name in URLs."""
        return self.document.source.slug

    @property
    def title(self) -> str:
        """The editor's title, or else the first heading, or else the slug in words."""
        return self.document.title

    @property
    def date(self) -> datetime.date | None:
        """None if undated."""
        return self.document.date

    @property
    def language(self) -> str:
        """Of the text; BCP 47 tag."""
        return self.document.language

    @property
    def front(self) -> FrontMatter:
        """The front matter."""
        return self.document.source.front

    @property
    def minutes(self) -> int:
        """How long a person reads it."""
        return self.document.minutes

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.front.publish.is_full

    @property
    def has_source(self) -> bool:
        """May its source be shown as it is, with all that stands in it?"""
        return self.is_full and not self.document.has_comments

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes that it has paragraphs of, in their order."""
        return tuple(section.name for section in self.sections if section.theme)

    @property
    def is_unread(self) -> bool:
        """Was nothing filed, not even by the editor, the text being in another language?"""
        worded = [
            filed.filing
            for filed in self.filed
            if filed.paragraph.is_body and any(map(str.isalnum, filed.paragraph.text))
        ]
        return bool(worded) and not self.theme_names and all(f.scores is None for f in worded)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """The lead, then the key points in the order of the sections."""
        return (self.lead, *(point for section in self.sections for point in section.key_points))
