"""The stages in a row: from a folder of texts to briefings.

The faults of all texts are raised together. What was filed before, by the same program from the
same text and themes, is not filed again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dossier import classify, document, embedding, filing, kept, learned, source, themes, work
from dossier.briefing import compose
from dossier.cache import Cache
from dossier.errors import Fault, Faults, InputError
from dossier.kept import Rules
from dossier.model import Briefing, Scheme, Source, Themes
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

    anew: Counter[str] = field(default_factory=Counter)
    """How many texts were filed, briefings rendered, documents printed and indexes made: all that
    was not kept from before."""


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
    sources = [s for path in paths if (s := faults.attempt(source.read, path, settings.limits))]
    faults.attempt(source.demand_unique_slugs, sources)
    briefings: tuple[Briefing, ...] = ()
    if scheme:
        rules = Rules(scheme, settings.language, settings.limits)
        briefings = tuple(_briefings(sources, rules, means, faults))
    faults.raise_any()
    assert scheme is not None  # noqa: S101 - else its faults were raised
    return scheme.themes, briefings


def _briefings(
    sources: Sequence[Source], rules: Rules, means: Means, faults: Faults
) -> Iterator[Briefing]:
    """Yield the briefings of all sources but those at fault, in order."""
    means.progress.begin("Filing", len(sources))
    before = kept.Briefings(means.cache, rules)
    known = [before.get(one) for one in sources]
    new = [one for one, found in zip(sources, known, strict=True) if found is None]
    means.anew["filed"] += len(new)
    with work.crew(len(new), means.executor) as executor:
        made = work.spread(_brief, new, rules, executor)
        for one, found in zip(sources, known, strict=True):
            result = next(made) if found is None else found
            if isinstance(result, bytes):
                if found is None:
                    before.put(one, result)
                yield kept.unpack(kept.stretch(result), rules.scheme.themes)
            else:
                faults.add(result)
            means.progress.step()


def _brief(sources: Sequence[Source], rules: Rules) -> list[bytes | tuple[Fault, ...]]:
    """Return, for each source, its packed briefing, or what is wrong with it."""
    results: list[bytes | tuple[Fault, ...]] = []
    for one in sources:
        try:
            results.append(kept.squeeze(kept.pack(_one(one, rules))))
        except InputError as error:
            results.append(error.faults)
    return results


def _one(one: Source, rules: Rules) -> Briefing:
    known = rules.scheme.themes
    parsed = document.parse(one, rules.language, rules.limits)
    filing.demand_sound_corrections(parsed, known)
    filings = filing.file(parsed, _classifier(rules.scheme).scores(parsed), known)
    return compose(parsed, filings, known)


@lru_cache(maxsize=1)
def _classifier(scheme: Scheme) -> classify.Classifier:
    return classify.Classifier(scheme, learned.load(), embedding.load())
