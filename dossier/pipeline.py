"""The stages in a row: from a folder of texts to briefings.

Reading and parsing come first for all texts, so that every fault is known before any paragraph
is filed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier import classify, document, embedding, filing, learned, source, themes
from dossier.briefing import compose
from dossier.errors import Faults
from dossier.model import Briefing, Document, Scheme, Themes
from dossier.progress import Progress
from dossier.source import LIMITS, Limits


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


def brief_folder(settings: Settings, progress: Progress) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of every text in the folder of seeds.

    Raises InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    found = faults.attempt(source.find, settings.seeds) or []
    paths = [p for f in found if (p := faults.attempt(source.demand_at_home, f, settings.seeds))]
    return brief_files(paths, settings, progress, faults)


def brief_files(
    paths: Iterable[Path], settings: Settings, progress: Progress, faults: Faults | None = None
) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of each of `paths`; raises InputError as `brief_folder` does."""
    faults = faults or Faults()
    scheme = faults.attempt(themes.read, settings.themes)
    limits = settings.limits
    sources = [s for path in paths if (s := faults.attempt(source.read, path, limits))]
    faults.attempt(source.demand_unique_slugs, sources)
    documents = [
        parsed
        for found in sources
        if (parsed := faults.attempt(document.parse, found, settings.language, limits))
    ]
    if scheme:
        for parsed in documents:
            faults.attempt(filing.demand_sound_corrections, parsed, scheme.themes)
    faults.raise_any()
    assert scheme is not None  # noqa: S101 - else its faults were raised
    return scheme.themes, tuple(_brief(documents, scheme, progress))


def _brief(documents: Sequence[Document], scheme: Scheme, progress: Progress) -> list[Briefing]:
    if not documents:
        return []
    table = embedding.load()
    classifier = classify.Classifier(scheme, learned.load(), table)
    progress.begin("Filing", len(documents))
    briefings = []
    for parsed in documents:
        filings = filing.file(parsed, classifier.scores(parsed), scheme.themes)
        briefings.append(compose(parsed, filings, scheme.themes))
        progress.step()
    return briefings
