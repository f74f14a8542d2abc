"""What the site's owner chose, and what of it decides how a text is filed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier.filing import desk
from dossier.filing.rereading import SecondReading
from dossier.model import Desk, Scheme, Themes
from dossier.sources.files import LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site's owner chose in mkdocs.yml."""

    seeds: Path
    themes: Path
    language: str
    """Of texts whose front matter names none; BCP 47 tag."""

    cache: Path
    """Folder of what need not be made again."""

    pdf: bool = True
    """Whether PDFs are made."""

    paper: Literal["a4", "us-letter"] = "a4"
    fonts: Path | None = None
    """Folder of further fonts for the PDFs."""

    limits: Limits = LIMITS
    strict: bool = False
    """Whether notes are faults, which stop a build."""

    second_reading: SecondReading = "doubtful"
    drafts: bool = False
    """Whether drafts are shown, as in the preview."""

    own_themes: Path | None = None
    """Where a file of themes of the site's own would stand, if `themes` comes with Dossier."""

    @property
    def learned(self) -> Path:
        """File of the desk's line; it is the site's own, whatever themes it has."""
        return desk.beside(self.own_themes or self.themes)


@dataclass(frozen=True, slots=True)
class FilingRules:
    """What, besides a text and this program, decides how it is filed."""

    scheme: Scheme
    language: str
    """Of texts that name none; BCP 47 tag."""

    limits: Limits
    strict: bool = False
    """Whether notes are faults."""

    lists: tuple[Scheme, ...] = ()
    """The same themes, with their words in other languages."""

    second_reading: SecondReading = "doubtful"
    """Which paragraphs are read twice."""

    desk: Desk = ()
    """What corrections have taught (learned.yml)."""

    shown: Themes = ()
    """The themes as readers see them, if the site is in another language than they are."""

    @property
    def themes(self) -> Themes:
        """The themes as readers see them; texts are filed by those of `scheme`."""
        return self.shown or self.scheme.themes
