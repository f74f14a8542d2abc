"""The stages in a row: from a folder of texts to briefings.

Reading and parsing come first for all texts, so that every fault is known before any paragraph
is filed. What was filed before, by the same program from the same text and themes, is not filed
again.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dossier import classify, document, embedding, filing, kept, learned, source, themes, work
from dossier.briefing import compose
from dossier.cache import Cache
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


@dataclass(frozen=True, slots=True)
class Means:
    """What texts are worked on with; none of it changes what comes out."""

    progress: Progress = field(default_factory=Progress)
    cache: Cache | None = None
    executor: Executor | None = None
    """Who works; without one, processes of our own where that is worth it."""


def brief_folder(settings: Settings, means: Means) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of every text in the folder of seeds.

    Raises InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    found = faults.attempt(source.find, settings.seeds) or []
    paths = [p for f in found if (p := faults.attempt(source.demand_at_home, f, settings.seeds))]
    return brief_files(paths, settings, means, faults)


def brief_files(
    paths: Iterable[Path], settings: Settings, means: Means, faults: Faults | None = None
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
    return scheme.themes, tuple(_briefings(documents, scheme, means))


def _briefings(documents: Sequence[Document], scheme: Scheme, means: Means) -> Iterator[Briefing]:
    """Yield the briefings of all documents, in order."""
    if not documents:
        return
    means.progress.begin("Filing", len(documents))
    before = kept.Briefings(means.cache, scheme)
    known = [before.get(parsed) for parsed in documents]
    new = [parsed for parsed, found in zip(documents, known, strict=True) if not found]
    with work.crew(len(new), means.executor) as executor:
        made = work.spread(_file, new, scheme, executor)
        for parsed, found in zip(documents, known, strict=True):
            briefing = found or before.put(parsed, next(made))
            means.progress.step()
            yield briefing


def _file(documents: Sequence[Document], scheme: Scheme) -> list[Briefing]:
    """File the paragraphs of some documents and compose their briefings."""
    classifier, themes = _classifier(scheme), scheme.themes
    return [
        compose(parsed, filing.file(parsed, classifier.scores(parsed), themes), themes)
        for parsed in documents
    ]


@lru_cache(maxsize=1)
def _classifier(scheme: Scheme) -> classify.Classifier:
    return classify.Classifier(scheme, learned.load(), embedding.load())
