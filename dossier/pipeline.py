"""Files to briefings: the stages in a row.

The faults of all texts are raised together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from dossier import entities
from dossier.briefings import library
from dossier.briefings.aliases import check_aliases
from dossier.briefings.chosen import chosen
from dossier.briefings.compose import compose
from dossier.briefings.notes import all_notes, located
from dossier.errors import Fault, Faults, InputError
from dossier.filing import assign, desk, languages, themes, weights
from dossier.filing.classifiers import Classifiers
from dossier.filing.rereading import reread
from dossier.model import Briefing, Desk, Document, Record, Scheme, Scores, Themes
from dossier.runtime import parallel
from dossier.runtime.cache import Cache, key
from dossier.runtime.program import program
from dossier.runtime.progress import Progress
from dossier.runtime.resources import Resources
from dossier.settings import FilingRules, Settings
from dossier.sources import document, files, lookup, strays
from dossier.sources.beside import Surroundings
from dossier.sources.files import Received

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Checked:
    """The records of texts, and what is to be said of them."""

    themes: Themes
    records: tuple[Record, ...]
    """Of the texts without a fault; none if the themes have one."""

    notes: tuple[Fault, ...]
    faults: tuple[Fault, ...]


def receive_folder(settings: Settings, faults: Faults) -> list[Received]:
    """Take in every text in the folder of seeds, and gather the faults of those that cannot be.

    What lies there besides becomes notes of `faults`, or faults if the settings are strict.
    """
    paths = faults.attempt(files.find, settings.seeds) or []
    inside = [
        p for path in paths if (p := faults.attempt(files.check_inside, path, settings.seeds))
    ]
    texts, notes = strays.sort_out(files.without_added(inside), settings.seeds)
    faults.note(notes, settings.strict)
    return receive(texts, (), settings, faults)


def receive(
    paths: Iterable[Path], others: Iterable[Path], settings: Settings, faults: Faults
) -> list[Received]:
    """Take in each of `paths`, and gather the faults of those that cannot be.

    `others` are further texts of the site, from whose names their addresses have to differ.
    """
    others = tuple(others)
    texts = _receive(paths, others, settings, faults)

    def around() -> Iterator[Received]:  # read only if a text leads to another
        yield from _receive(others, others, settings, Faults())  # their faults are not asked for
        yield from texts

    surroundings = Surroundings(settings.seeds, settings.limits, around())
    looked = [surroundings.look(text) for text in texts]
    faults.attempt(files.check_unique_slugs, looked)
    return looked


def _receive(
    paths: Iterable[Path], others: Iterable[Path], settings: Settings, faults: Faults
) -> list[Received]:
    received = [
        faults.attempt(files.receive, path, settings.limits, settings.seeds) for path in paths
    ]
    texts = files.told_apart((text for text in received if text), others, settings.seeds)
    return files.with_drafts_shown(texts) if settings.drafts else texts


def read_rules(settings: Settings, texts: Iterable[Received], faults: Faults) -> FilingRules:
    """Read the themes, their words in other languages, and the desk's line beside them.

    Raises InputError if they are at fault, with `faults` and the faults of `texts` that can be seen
    without them.
    """
    found = faults.attempt(_read_themes, settings)
    if found is None:
        for text in texts:
            faults.attempt(files.parse_source, text)
        faults.raise_any()
    assert found is not None  # noqa: S101 - else its faults were raised
    scheme, line = found
    cache = Cache(settings.cache) if settings.cache else None
    lists, notes = languages.read_all(settings.themes, scheme, faults, settings.own_themes, cache)
    faults.note(notes, settings.strict)
    return FilingRules(
        scheme=scheme,
        language=settings.language,
        limits=settings.limits,
        strict=settings.strict,
        lists=lists,
        second_reading=settings.second_reading,
        desk=line,
    )


def _read_themes(settings: Settings) -> tuple[Scheme, Desk]:
    scheme = themes.read(settings.themes)
    return scheme, desk.read(settings.learned, scheme.themes)


@dataclass(frozen=True, slots=True)
class Filer:
    """What texts are filed with, loaded."""

    rules: FilingRules
    classifiers: Classifiers
    cache: Cache | None
    """Where second readings are kept, if they are."""

    def scores(self, parsed: Document) -> tuple[Scores | None, ...]:
        """Return the scores of every paragraph, of which the desk's line is learned."""
        first = self.classifiers.scores(parsed)
        return reread(parsed, first, self.rules.second_reading, self.cache)


def filer_of(rules: FilingRules, cache: Path | None = None) -> Filer:
    """Return what files texts by the rules; `cache` is the folder where second readings are kept.

    The classifiers are loaded once in each process.
    """
    return Filer(rules, _classifiers(rules.scheme, rules.lists), Cache(cache) if cache else None)


def brief(text: Received, filer: Filer) -> Briefing:
    """Make a briefing of one text; raises InputError with what is wrong with it."""
    rules = filer.rules
    parsed = document.parse(files.parse_source(text), rules.language, rules.limits)
    if rules.strict and parsed.notes:
        raise InputError(*located(text.path, parsed.notes))
    faults = Faults()
    faults.attempt(assign.check_corrections, parsed, rules.scheme.themes)
    faults.attempt(chosen, parsed)
    faults.raise_any()
    scores = desk.with_desk(parsed, filer.scores(parsed), rules.desk)
    filings = assign.file_paragraphs(parsed, scores, rules.scheme.themes)
    return compose(parsed, filings, rules.themes)


def brief_files(paths: Iterable[Path], settings: Settings) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of each of `paths`.

    Raises InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    texts = receive(paths, lookup.texts_of(settings.seeds), settings, faults)
    rules = read_rules(settings, texts, faults)
    filer = filer_of(rules, settings.cache)
    briefings = [faults.attempt(brief, text, filer) for text in texts]
    faults.raise_any()
    return rules.scheme.themes, tuple(briefing for briefing in briefings if briefing)


def check(paths: Sequence[Path], settings: Settings, progress: Progress, today: date) -> Checked:
    """File each of `paths`, or every text in the folder of seeds if there are none.

    A text that has not changed since is not filed again: its record is kept in the cache.
    """
    faults = Faults()
    if paths:
        texts = receive(paths, lookup.texts_of(settings.seeds), settings, faults)
    else:
        texts = receive_folder(settings, faults)
    rules = faults.attempt(read_rules, settings, texts, faults)
    if rules is None:
        return Checked((), (), (), faults.found)
    records = []
    for made in _records(texts, rules, settings, progress):
        if isinstance(made, Record):
            records.append(made)
        else:
            faults.add(made)
    faults.add(check_aliases(records))
    notes = faults.attempt(all_notes, records, faults, today, settings.strict) or ()
    return Checked(rules.scheme.themes, tuple(records), notes, faults.found)


def _records(
    texts: Sequence[Received], rules: FilingRules, settings: Settings, progress: Progress
) -> Iterator[Record | tuple[Fault, ...]]:
    """Yield the record of each text, or its faults; records are kept in the cache."""
    resources = Resources(Cache(settings.cache), progress)
    keys = keys_of(texts, key("record", program(), repr(rules)))
    common = (rules, settings.cache)
    for made, _ in resources.cached_map("Filing", _record_each, texts, keys, common, Record):
        yield made
    progress.end()


def _record_each(
    texts: Sequence[Received], common: tuple[FilingRules, Path]
) -> list[Record | tuple[Fault, ...]]:
    return brief_each(texts, filer_of(*common), library.record_of)


def brief_each(
    texts: Iterable[Received], filer: Filer, make: Callable[[Briefing], R]
) -> list[R | tuple[Fault, ...]]:
    """Return what `make` makes of the briefing of each text, or what is wrong with the text."""
    results: list[R | tuple[Fault, ...]] = []
    for text in texts:
        try:
            briefing = brief(text, filer)
        except InputError as error:
            results.append(error.faults)
        else:
            results.append(make(briefing))
    return results


def keys_of(texts: Iterable[Received], common: str) -> list[str]:
    """Return, for each of `texts`, the cache key of what depends on it and on `common` alone."""
    return [
        key(common, text.path, text.slug, text.data, repr((text.beside, text.preview)))
        for text in texts
    ]


def for_each(
    work: Callable[[Received, Filer], R],
    texts: Sequence[Received],
    rules: FilingRules,
    settings: Settings,
    progress: Progress,
    faults: Faults,
) -> list[R]:
    """Return what `work` makes of each text, and gather the faults of those that it refuses.

    It is done in several processes if there are many texts, so `work` must be a plain function.
    `progress` has begun, and is ended here.
    """
    common = (work, rules, settings.cache)
    results: list[R] = []
    for made, wrong in parallel.map_shares(_each_of_share, texts, common):
        results += made
        faults.add(wrong)
        progress.step()
    progress.end()
    return results


def _each_of_share(
    texts: Sequence[Received],
    common: tuple[Callable[[Received, Filer], R], FilingRules, Path | None],
) -> list[tuple[list[R], tuple[Fault, ...]]]:
    """Return for each text its result, or its faults."""
    work, rules, cache = common
    filer = filer_of(rules, cache)
    results: list[tuple[list[R], tuple[Fault, ...]]] = []
    for text in texts:
        try:
            results.append(([work(text, filer)], ()))
        except InputError as error:
            results.append(([], error.faults))
    return results


def load(rules: FilingRules) -> None:
    """Load everything that a text is filed with, so that the first one need not wait for it."""
    filer_of(rules)
    entities.mentions((), rules.language)


@lru_cache(maxsize=1)
def _classifiers(scheme: Scheme, lists: tuple[Scheme, ...]) -> Classifiers:
    return Classifiers(scheme, lists, weights.load())
