"""The stages in a row: from a folder of texts to briefings.

Reading and parsing come first for all texts, so that every fault is known before any paragraph
is filed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier import classify, document, embedding, filing, source, themes
from dossier.briefing import compose
from dossier.errors import Fault, Faults, InputError
from dossier.model import Briefing, Document, Themes
from dossier.progress import Progress


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site's owner chose in mkdocs.yml."""

    seeds: Path
    themes: Path
    language: str
    """Of texts whose front matter names none; BCP 47 tag."""


def brief_folder(settings: Settings, progress: Progress) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of every text in the folder of seeds.

    Raises InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    paths = faults.attempt(source.find, settings.seeds) or []
    return brief_files(paths, settings, progress, faults)


def brief_files(
    paths: Iterable[Path], settings: Settings, progress: Progress, faults: Faults | None = None
) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of each of `paths`; raises InputError as `brief_folder` does."""
    faults = faults or Faults()
    known = faults.attempt(themes.read, settings.themes) or ()
    sources = [s for path in paths if (s := faults.attempt(source.read, path))]
    faults.attempt(source.demand_unique_slugs, sources)
    documents = [d for s in sources if (d := faults.attempt(document.parse, s, settings.language))]
    if known:
        for parsed in documents:
            faults.attempt(filing.demand_sound_corrections, parsed, known)
    faults.raise_any()
    return known, tuple(_brief(documents, known, progress))


def _brief(documents: Sequence[Document], known: Themes, progress: Progress) -> list[Briefing]:
    if not documents:
        return []
    classifier = classify.learn(known, embedding.load())
    progress.begin("Filing", len(documents))
    briefings = []
    for parsed in documents:
        filings = filing.file(parsed, classifier.scores(parsed), known)
        briefings.append(compose(parsed, filings, known))
        progress.step()
    return briefings


def demand_texts(paths: Iterable[Path]) -> None:
    """Raise InputError for each of `paths` that is no file."""
    missing = [
        Fault(path.as_posix(), 0, "there is no such file") for path in paths if not path.is_file()
    ]
    if missing:
        raise InputError(*missing)
