"""What a build is given: the owner's settings, the texts and the themes, and what to work with."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dossier.errors import Faults
from dossier.filing import themes
from dossier.model import Scheme
from dossier.runtime.cache import Cache
from dossier.runtime.parallel import FEW
from dossier.runtime.progress import Progress
from dossier.sources import files
from dossier.sources.files import LIMITS, Limits, Received


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site's owner chose in mkdocs.yml."""

    seeds: Path
    themes: Path
    language: str
    """Of texts whose front matter names none; BCP 47 tag."""

    pdf: bool = True
    """Whether PDFs are made."""

    paper: Literal["a4", "us-letter"] = "a4"
    fonts: Path | None = None
    """Folder of further fonts for the PDFs."""

    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True)
class Rules:
    """What, besides a text and this program, decides how it is filed."""

    scheme: Scheme
    language: str
    """Of texts that name none; BCP 47 tag."""

    limits: Limits


@dataclass(frozen=True, slots=True)
class Means:
    """What texts are worked on with; none of it changes what comes out."""

    progress: Progress = field(default_factory=Progress)
    cache: Cache | None = None
    executor: Executor | None = None
    """Who works; without one, processes of our own where that is worth it."""

    few: int = FEW
    """Texts that are done sooner than processes are started for them."""

    anew: Counter[str] = field(default_factory=Counter)
    """How many texts were filed, pages rendered, documents printed and indexes made: all that was
    not kept from before."""


def receive_folder(settings: Settings, faults: Faults) -> list[Received]:
    """Take in every text in the folder of seeds, and gather the faults of those that cannot be."""
    found = faults.attempt(files.find, settings.seeds) or []
    paths = [p for f in found if (p := faults.attempt(files.check_inside, f, settings.seeds))]
    return receive(paths, settings, faults)


def receive(paths: Iterable[Path], settings: Settings, faults: Faults) -> list[Received]:
    """Take in each of `paths`, and gather the faults of those that cannot be."""
    texts = [t for path in paths if (t := faults.attempt(files.receive, path, settings.limits))]
    faults.attempt(files.check_unique_slugs, texts)
    return texts


def open_all(texts: Iterable[Received], faults: Faults) -> None:
    """Gather the faults of texts that can be seen without the themes."""
    for text in texts:
        faults.attempt(files.parse_source, text)


def read_rules(settings: Settings, faults: Faults) -> Rules | None:
    """Read the themes; None if they are at fault."""
    scheme = faults.attempt(themes.read, settings.themes)
    return Rules(scheme, settings.language, settings.limits) if scheme else None
