"""Files to briefings: the stages in a row.

The faults of all texts are raised together.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from dossier import entities
from dossier.briefings import library
from dossier.briefings.chosen import chosen
from dossier.briefings.compose import compose
from dossier.errors import Fault, Faults, InputError
from dossier.filing import assign, desk, doubtful, languages, themes, weights
from dossier.filing.classifier import Classifier
from dossier.filing.classifiers import Classifiers
from dossier.filing.doubtful import Waiting
from dossier.filing.rereading import reread
from dossier.model import Briefing, Document, Note, Record, Scheme, Scores, Themes
from dossier.runtime import parallel
from dossier.runtime.cache import Cache
from dossier.runtime.progress import Progress
from dossier.settings import FilingRules, Settings
from dossier.sources import document, files, strays
from dossier.sources.beside import Surroundings
from dossier.sources.files import Received

FAR_AHEAD = 366
"""Days from today after which a date is doubtful."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The records of all texts, and the notes on them."""

    themes: Themes
    records: tuple[Record, ...]
    notes: tuple[Fault, ...]


def receive_folder(settings: Settings, faults: Faults) -> list[Received]:
    """Take in every text in the folder of seeds, and gather the faults of those that cannot be.

    What lies there besides becomes notes of `faults`, or faults if the settings are strict.
    """
    paths = faults.attempt(files.find, settings.seeds) or []
    inside = [
        p for path in paths if (p := faults.attempt(files.check_inside, path, settings.seeds))
    ]
    texts, notes = strays.sort_out(files.without_added(inside), settings.seeds)
    if settings.strict:
        faults.add(notes)
    else:
        faults.notes += notes
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
    return files.told_apart((text for text in received if text), others, settings.seeds)


def read_rules(settings: Settings, texts: Iterable[Received], faults: Faults) -> FilingRules:
    """Read the themes, their words in other languages, and the desk's line beside them.

    Raises InputError if they are at fault, with `faults` and the faults of `texts` that can be seen
    without them.
    """
    scheme = faults.attempt(themes.read, settings.themes)
    where = desk.beside(settings.themes)
    line = faults.attempt(desk.read, where, scheme.themes) if scheme else None
    if scheme is None or line is None:
        for text in texts:
            faults.attempt(files.parse_source, text)
        faults.raise_any()
    assert scheme is not None  # noqa: S101 - else its faults were raised
    assert line is not None  # noqa: S101
    lists, notes = languages.read_all(settings.themes, scheme, faults)
    if settings.strict:
        faults.add(notes)
    else:
        faults.notes += notes
    return FilingRules(
        scheme,
        settings.language,
        settings.limits,
        settings.strict,
        lists,
        settings.second_reading,
        line,
    )


def brief(
    text: Received,
    rules: FilingRules,
    classifier: Classifier | Classifiers,
    cache: Cache | None = None,
) -> Briefing:
    """Make a briefing of one text; raises InputError with what is wrong with it.

    `classifier` is `classifier_of` the rules. Second readings are taken from `cache`, or put there.
    """
    parsed = document.parse(files.parse_source(text), rules.language, rules.limits)
    if rules.strict and parsed.notes:
        raise InputError(*located(text.path, parsed.notes))
    faults = Faults()
    faults.attempt(assign.check_corrections, parsed, rules.scheme.themes)
    faults.attempt(chosen, parsed)
    faults.raise_any()
    scores = desk.with_desk(parsed, scored(parsed, rules, classifier, cache), rules.desk)
    filings = assign.file_paragraphs(parsed, scores, rules.scheme.themes)
    return compose(parsed, filings, rules.scheme.themes)


def scored(
    parsed: Document,
    rules: FilingRules,
    classifier: Classifier | Classifiers,
    cache: Cache | None = None,
) -> tuple[Scores | None, ...]:
    """Return the scores of every paragraph without the desk's line, which is learned from them."""
    return reread(parsed, classifier.scores(parsed), rules.second_reading, cache)


def located(path: str, notes: Iterable[Note]) -> tuple[Fault, ...]:
    """Return the notes on a text with the file that they are about."""
    return tuple(Fault(path, note.line, note.sentence) for note in notes)


def brief_files(paths: Iterable[Path], settings: Settings) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of each of `paths`.

    Raises InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    texts = receive(paths, _texts_in(settings), settings, faults)
    rules = read_rules(settings, texts, faults)
    classifier = classifier_of(rules)
    cache = cache_of(settings.cache)
    briefings = [faults.attempt(brief, text, rules, classifier, cache) for text in texts]
    faults.raise_any()
    return rules.scheme.themes, tuple(briefing for briefing in briefings if briefing)


def _texts_in(settings: Settings) -> Sequence[Path]:
    """Return the texts in the folder of seeds, if there is one."""
    others = files.find(settings.seeds) if settings.seeds.is_dir() else []
    return strays.sort_out(others, settings.seeds)[0]


def waiting(
    paths: Sequence[Path], settings: Settings, progress: Progress
) -> tuple[Themes, tuple[Waiting, ...]]:
    """Return the themes, and what an editor has to decide on each of `paths`, in their order.

    Without paths: on each text of the site that waits for its review, newest first. Raises as
    `check_folder`.
    """
    faults = Faults()
    if paths:
        texts = receive(paths, _texts_in(settings), settings, faults)
    else:
        texts = receive_folder(settings, faults)
    rules = read_rules(settings, texts, faults)
    found: list[Waiting] = []
    progress.begin("Filing", len(texts))
    for is_shown, result in parallel.map_shares(_waiting, texts, (rules, settings.cache)):
        if not isinstance(result, Waiting):
            faults.add(result)
        elif paths or (is_shown and result.doubtful and not result.reviewed):
            found.append(result)
        progress.step()
    progress.end()
    faults.raise_any()
    if not paths:
        found.sort(key=lambda one: one.date or date.min, reverse=True)
    return rules.scheme.themes, tuple(found)


def check_folder(settings: Settings, progress: Progress, today: date) -> Checked:
    """File every text in the folder of seeds; raises as `brief_files` and `all_notes`."""
    faults = Faults()
    texts = receive_folder(settings, faults)
    rules = read_rules(settings, texts, faults)
    records: list[Record] = []
    progress.begin("Filing", len(texts))
    for result in parallel.map_shares(_records, texts, (rules, settings.cache)):
        if isinstance(result, Record):
            records.append(result)
        else:
            faults.add(result)
        progress.step()
    progress.end()
    faults.raise_any()
    notes = all_notes(records, faults, today, settings.strict)
    return Checked(rules.scheme.themes, tuple(records), notes)


def all_notes(
    records: Iterable[Record], faults: Faults, today: date, strict: bool
) -> tuple[Fault, ...]:
    """Return the notes on all texts and on what lies beside them, sorted by file and line.

    What is noted of a text beside today's date is found here, for its other notes may come from the
    cache of an earlier day. Raises InputError for these if notes are faults.
    """
    records = list(records)
    ahead = [fault for record in records for fault in _far_ahead(record, today)]
    if strict and ahead:
        raise InputError(*sorted(ahead))
    notes = (fault for record in records for fault in located(record.path, record.notes))
    return tuple(sorted((*faults.notes, *notes, *ahead)))


def _far_ahead(record: Record, today: date) -> Iterator[Fault]:
    for name, day in (("date", record.date), ("updated", record.front.updated)):
        if day and (day - today).days > FAR_AHEAD:
            sentence = f"{name} {day} is far ahead, and what is newest stands first; see whether "
            yield Fault(record.path, 0, f"{sentence}the year is right")
    reviewed = record.front.reviewed
    if reviewed and reviewed > today + timedelta(days=1):  # it may be tomorrow elsewhere
        yield Fault(
            record.path, 0, f"reviewed {reviewed} is still to come; see whether it is right"
        )


def _records(
    texts: Sequence[Received], common: tuple[FilingRules, Path | None]
) -> list[Record | tuple[Fault, ...]]:
    rules, folder = common
    classifier, cache = classifier_of(rules), cache_of(folder)
    results: list[Record | tuple[Fault, ...]] = []
    for text in texts:
        try:
            results.append(library.record_of(brief(text, rules, classifier, cache)))
        except InputError as error:
            results.append(error.faults)
    return results


def _waiting(
    texts: Sequence[Received], common: tuple[FilingRules, Path | None]
) -> list[tuple[bool, Waiting | tuple[Fault, ...]]]:
    """Return what is to be decided on each text or is wrong with it, and whether it is shown."""
    rules, folder = common
    classifier, cache = classifier_of(rules), cache_of(folder)
    results: list[tuple[bool, Waiting | tuple[Fault, ...]]] = []
    for text in texts:
        try:
            briefing = brief(text, rules, classifier, cache)
        except InputError as error:
            results.append((False, error.faults))
            continue
        filings = [filed.filing for filed in briefing.filed]
        sha256 = hashlib.sha256(text.data).hexdigest()
        one = doubtful.waiting(briefing.document, filings, sha256)
        results.append((briefing.front.publish.is_shown, one))
    return results


def load(rules: FilingRules) -> None:
    """Load everything that a text is filed with, so that the first one need not wait for it."""
    classifier_of(rules)
    entities.mentions((), rules.language)


def cache_of(folder: Path | None) -> Cache | None:
    """Return what is kept in a folder of what need not be made again."""
    return Cache(folder) if folder else None


def classifier_of(rules: FilingRules) -> Classifiers:
    """Return the classifiers for the rules; there is one of each language in each process."""
    return _classifiers(rules.scheme, rules.lists)


@lru_cache(maxsize=1)
def _classifiers(scheme: Scheme, lists: tuple[Scheme, ...]) -> Classifiers:
    return Classifiers(scheme, lists, weights.load())
