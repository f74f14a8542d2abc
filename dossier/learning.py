"""Learn the desk's line from the corrections of all texts.

A correction is what editors wrote under `filed`, whether it moves a paragraph or confirms where it
is; one of a list counts once. What editors left alone teaches nothing, in reviewed texts too: they
may have passed over it. Nor do corrections of what is not filed by its words: headings, furniture,
texts in other languages, and the opening and closing of a text that announces its themes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier import pipeline
from dossier.errors import Faults
from dossier.filing import assign, desk
from dossier.filing.desk_fit import Case, agreeing, learn
from dossier.filing.units import heads, scored_units
from dossier.model import Desk, Document, Scores, Themes
from dossier.pipeline import Filer
from dossier.runtime.progress import Progress
from dossier.settings import FilingRules, Settings
from dossier.sources import document, files
from dossier.sources.files import Received

FEWEST = 10
"""Corrections from which a line can be learned."""

FOLDS = 10
"""Parts of the texts that are left out in turn, to see how well the rest files them."""

SAMPLE = 5000
"""Paragraphs that no editor corrected, which show how common a word is."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the corrections of a library teach."""

    path: Path
    """Where it belongs."""

    themes: Themes
    cases: tuple[Case, ...]
    passed_over: int
    """Corrections that teach nothing."""

    desk: Desk
    """What was learned; nothing from fewer than `FEWEST` corrections."""

    before: Desk
    """What the file says now."""

    alone: int
    """Corrections that the program agrees with by itself."""

    together: int
    """Corrections that it agrees with by what was learned."""

    apart: int
    """The same, each by what was learned without its text."""

    @property
    def texts(self) -> int:
        """The number of texts whose corrections were learned from."""
        return len({case.text for case in self.cases})

    @property
    def is_enough(self) -> bool:
        """Are there corrections enough to learn from?"""
        return len(self.cases) >= FEWEST


@dataclass(frozen=True, slots=True)
class _Decisions:
    """What one text contributes."""

    cases: tuple[Case, ...]
    passed_over: int
    words: tuple[frozenset[str], ...]
    """Of every paragraph, and of every list, that is filed by its words and was not corrected."""


def from_folder(settings: Settings, progress: Progress) -> Lesson:
    """Learn from the corrections of every text in the folder of seeds.

    Writes nothing. Raises InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    texts = pipeline.receive_folder(settings, faults)
    rules = pipeline.read_rules(settings, texts, faults)
    progress.begin("Reading corrections", len(texts))
    found = pipeline.for_each(_read, texts, rules, settings, progress, faults)
    faults.raise_any()
    return _lesson(found, rules, settings.learned)


def _lesson(found: Sequence[_Decisions], rules: FilingRules, path: Path) -> Lesson:
    cases = tuple(case for one in found for case in one.cases)
    words = [unit for one in found for unit in one.words]
    library = words[:: -(-len(words) // SAMPLE) or 1]
    themes = [theme.id for theme in rules.scheme.themes]
    is_enough = len(cases) >= FEWEST
    learned = learn(cases, library, themes) if is_enough else ()
    return Lesson(
        path=path,
        themes=rules.scheme.themes,
        cases=cases,
        passed_over=sum(one.passed_over for one in found),
        desk=learned,
        before=rules.desk,
        alone=agreeing(cases, (), themes),
        together=agreeing(cases, learned, themes),
        apart=_apart(cases, library, themes) if learned else 0,
    )


def _apart(cases: Sequence[Case], library: Sequence[frozenset[str]], themes: Sequence[str]) -> int:
    """Count the cases that are filed as the editor did by what the other texts teach."""
    texts = sorted({case.text for case in cases})
    fold = {text: number % FOLDS for number, text in enumerate(texts)}
    count = 0
    for number in range(min(FOLDS, len(texts))):
        held = [case for case in cases if fold[case.text] == number]
        rest = [case for case in cases if fold[case.text] != number]
        count += agreeing(held, learn(rest, library, themes), themes)
    return count


def _read(text: Received, filer: Filer) -> _Decisions:
    rules = filer.rules
    parsed = document.parse(files.parse_source(text), rules.language, rules.limits)
    assign.check_corrections(parsed, rules.scheme.themes)
    return _decisions(parsed, filer.scores(parsed), rules)


def _decisions(parsed: Document, scores: Sequence[Scores | None], rules: FilingRules) -> _Decisions:
    filings = assign.file_paragraphs(parsed, scores, rules.scheme.themes)
    corrections = assign.corrections_of(parsed)
    units = scored_units(parsed, scores)
    words = {unit: frozenset(desk.forms_of(parsed, unit)) for unit in units}
    themes = [theme.id for theme in rules.scheme.themes]
    cases = []
    for unit in units:
        correction, filing = corrections.get(unit[0]), filings[unit[0] - 1]
        if correction and not filing.framed:
            place = themes.index(correction.place) if correction.place in themes else len(themes)
            given = dict(filing.ranked)
            values = tuple(given[theme] for theme in themes)
            cases.append(Case(parsed.source.path, words[unit], values, place))
    first = heads(parsed)
    made = {first.get(number, number) for number in corrections}
    others = tuple(words[unit] for unit in units if unit[0] not in corrections)
    return _Decisions(tuple(cases), len(made) - len(cases), others)
