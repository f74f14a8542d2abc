"""Stages 1 to 4 in a row: from files to briefings.

The faults of all texts are raised together.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from dossier.briefings import library
from dossier.briefings.compose import compose
from dossier.entities import countries
from dossier.errors import Fault, Faults, InputError
from dossier.filing import assign, embedding, weights
from dossier.filing.classifier import Classifier
from dossier.model import Briefing, Record, Scheme, Themes
from dossier.runtime import parallel
from dossier.settings import Means, Rules, Settings, open_all, read_rules, receive, receive_folder
from dossier.sources import document, files
from dossier.sources.files import Received


def brief(received: Received, rules: Rules, classifier: Classifier) -> Briefing:
    """Make a briefing of one text; raises InputError with what is wrong with it.

    `classifier` is `classifier_of` the rules.
    """
    known = rules.scheme.themes
    parsed = document.parse(files.open_(received), rules.language, rules.limits)
    assign.demand_sound_corrections(parsed, known)
    filings = assign.file(parsed, classifier.scores(parsed), known)
    return compose(parsed, filings, known)


def brief_files(paths: Iterable[Path], settings: Settings) -> tuple[Themes, tuple[Briefing, ...]]:
    """Make a briefing of each of `paths`.

    Raises InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    texts = receive(paths, settings, faults)
    rules = read_rules(settings, faults)
    made: list[Briefing | None] = []
    if rules:
        classifier = classifier_of(rules)
        made = [faults.attempt(brief, text, rules, classifier) for text in texts]
    else:
        open_all(texts, faults)
    faults.raise_any()
    assert rules is not None  # noqa: S101 - else its faults were raised
    return rules.scheme.themes, tuple(one for one in made if one)


def check_folder(settings: Settings, means: Means) -> tuple[Themes, tuple[Record, ...]]:
    """File every text in the folder of seeds and return their records; raises as `brief_files`."""
    faults = Faults()
    texts = receive_folder(settings, faults)
    rules = read_rules(settings, faults)
    records: list[Record] = []
    if rules:
        means.progress.begin("Filing", len(texts))
        for result in parallel.map_shares(_records, texts, rules, means.executor):
            if isinstance(result, Record):
                records.append(result)
            else:
                faults.add(result)
            means.progress.step()
        means.progress.end()
    else:
        open_all(texts, faults)
    faults.raise_any()
    assert rules is not None  # noqa: S101 - else its faults were raised
    return rules.scheme.themes, tuple(records)


def _records(texts: Sequence[Received], rules: Rules) -> list[Record | tuple[Fault, ...]]:
    classifier = classifier_of(rules)
    results: list[Record | tuple[Fault, ...]] = []
    for text in texts:
        try:
            results.append(library.record(brief(text, rules, classifier)))
        except InputError as error:
            results.append(error.faults)
    return results


def load(rules: Rules) -> None:
    """Load all that a text is filed with, so that the first to be filed need not wait for it."""
    classifier_of(rules)
    countries.mentions((), rules.language)


def classifier_of(rules: Rules) -> Classifier:
    """Return the classifier for the rules, one in each process."""
    return _classifier(rules.scheme)


@lru_cache(maxsize=1)
def _classifier(scheme: Scheme) -> Classifier:
    return Classifier(scheme, weights.load(), embedding.load())
