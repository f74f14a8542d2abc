"""One text as the proof has it: what its source says, read again, and what its record says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.model import Document, Paragraph, Publish, Record


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
    def is_shown(self) -> bool:
        """May anything of the text be on the site?"""
        return self.document.source.front.publish != Publish.WITHHELD

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """All paragraphs in the order of the source."""
        return self.document.paragraphs

    def place(self, number: int) -> str:
        """Return the section of a paragraph."""
        return self.record.places[number - 1]
