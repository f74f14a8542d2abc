"""What the proof knows beforehand: of the site, and of one text as its source has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.model import UNTHEMED, Document, Paragraph, Publish, Record, Theme, Themes
from dossier.sources.files import LIMITS, Limits
from dossier.web import urls
from dossier.web.i18n import Phrases, direction


@dataclass(frozen=True, slots=True, eq=False)
class SiteFacts:
    """What the proof needs to know of the site."""

    name: str
    url: str | None
    """Full address of its root; None while it is not known."""

    phrases: Phrases
    themes: Themes
    language: str = "en"
    """Of texts that name none; BCP 47 tag."""

    limits: Limits = LIMITS
    generator: str = ""
    """Name and version of this program, as feeds and data state it."""

    pdfs: bool = True
    """Every briefing has a PDF beside it."""

    @property
    def direction(self) -> str:
        """Of the interface: "ltr" or "rtl"."""
        return direction(self.phrases.language)

    @property
    def by_id(self) -> dict[str, Theme]:
        """The themes by their ids."""
        return {theme.id: theme for theme in self.themes}

    @property
    def places(self) -> tuple[str, ...]:
        """The sections of a briefing in the order in which they stand."""
        overview, *closing = UNTHEMED
        return (overview, *(theme.id for theme in self.themes), *closing)

    def page(self, slug: str) -> str | None:
        """Return the full address of a briefing's page; None while the site's is not known."""
        return self.address(urls.briefing(slug))

    def address(self, path: str) -> str | None:
        """Return the full address of `path`; None while the site's own is not known."""
        return f"{self.url.rstrip('/')}/{urls.url(path)}" if self.url else None

    def place_name(self, place: str) -> str:
        """Return the name of a section as pages say it."""
        theme = self.by_id.get(place)
        return theme.name if theme else self.phrases.say(place)


@dataclass(frozen=True, slots=True)
class Text:
    """One text: what its source says, read again, and where its record files each paragraph."""

    document: Document
    record: Record
    texts: dict[int, str] = field(init=False)
    """The paragraphs' words by number."""

    def __post_init__(self) -> None:
        texts = {paragraph.number: paragraph.text for paragraph in self.document.paragraphs}
        object.__setattr__(self, "texts", texts)

    @property
    def is_full(self) -> bool:
        """May the whole text be shown?"""
        return self.document.source.front.publish == Publish.FULL

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """All paragraphs in the order of the source."""
        return self.document.paragraphs

    def place(self, number: int) -> str:
        """Return the section of a paragraph."""
        return self.record.places[number - 1]
