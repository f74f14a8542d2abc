"""Your desk's line: what editors' corrections have taught about words, in learned.yml.

    security:
      sanctions: 1.35

adds 1.35 to the score of that theme, in log-odds, for every paragraph that has the word, however
often. The command `learn` writes the file; whoever edits it by hand is obeyed. Nothing else is
learned, and nothing without that command.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from dossier.fields import FieldChecker
from dossier.filing.units import scored_units
from dossier.filing.weights import Matrix
from dossier.model import Desk, DeskWeight, Document, Scores, Themes
from dossier.runtime import writing
from dossier.text.nearest import alternatives
from dossier.text.tokens import Vector, tokenize
from dossier.yaml_lines import YamlValue, load_file

NAME = "learned.yml"
"""The file stands beside that of the themes."""

BOUND = 4.0
"""No word adds or takes more: at 4, a paragraph of even odds is the theme's in 49 of 50 cases."""

_HEADER = """\
# What your corrections have taught: how much a word adds to the score of a theme, or takes from it,
# in a paragraph that has the word. "Why here?" counts it as "your desk".
#
# The command "learn" writes this file anew from all corrections. Change or delete a line as you see
# fit; what should hold for ever belongs in the vocabulary of the themes.

"""


def beside(themes: Path) -> Path:
    """Return where the desk's line stands, for a file of themes."""
    return themes.with_name(NAME)


# --- the file -------------------------------------------------------------------------


def read(path: Path, themes: Themes) -> Desk:
    """Read the desk's line; where there is no file, it says nothing.

    Raises InputError with every fault in the file.
    """
    if not path.exists() and not path.is_symlink():  # a link that leads nowhere is a fault
        return ()
    root = load_file(path)
    check = FieldChecker(path.as_posix())
    if root.value is not None and not isinstance(root.value, dict):
        check.fault(root.line, "must be themes, each with lines of word: weight below it")
    desk = tuple(weight for key, value in root.items() for weight in _of_theme(check, key, value))
    ids = [theme.id for theme in themes]
    for key, value in root.items():
        if key not in ids:
            ending = alternatives(str(key), ids, "the themes are")
            check.fault(value.line, f"there is no theme '{key}'{ending}")
    check.faults.raise_any()
    return desk


def _of_theme(check: FieldChecker, theme: object, value: YamlValue) -> Iterator[DeskWeight]:
    if value.value is not None and not isinstance(value.value, dict):
        check.fault(value.line, f"{theme} must have lines of word: weight below it")
    for word, weight in value.items():
        number: Any = weight.value
        if not isinstance(word, str):
            sentence = f"{word} is no word for YAML; put it in quotes, or remove the line"
            check.fault(weight.line, sentence)
        elif tokenize(word).forms != (word,):
            check.fault(weight.line, _no_word(word))
        elif type(number) not in (int, float) or not abs(number) <= BOUND:
            given = f", not {number}" if isinstance(number, str | int | float) else ""
            sentence = f"the weight of {word} must be a number from {-BOUND:g} to {BOUND:g}{given}"
            check.fault(weight.line, sentence)
        else:
            yield DeskWeight(str(theme), word, float(number))


def _no_word(word: str) -> str:
    forms = tokenize(word).forms
    if len(forms) == 1 and not word.endswith("*"):
        return f"{word} is never found; words are compared as {forms[0]}, so write that"
    sentence = f"{word} is not one word; stems and phrases belong in the vocabulary of the themes"
    return f"{sentence}, so write single words here"


def write(desk: Iterable[DeskWeight], path: Path) -> None:
    """Write the desk's line to `path`; equal weights give equal bytes."""
    writing.replace(path, as_yaml(desk).encode())


def as_yaml(desk: Iterable[DeskWeight]) -> str:
    """Return the content of the file: a header, then the words of each theme."""
    themes = {
        theme: {one.word: one.weight for one in weights}
        for theme, weights in groupby(desk, key=lambda one: one.theme)
    }
    content = yaml.dump(themes, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    return _HEADER + content


class _Dumper(yaml.SafeDumper):
    """Writes numbers with two decimals."""


_Dumper.add_representer(
    float, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:.2f}")
)


# --- the shares -----------------------------------------------------------------------


def forms_of(document: Document, unit: Iterable[int]) -> list[str]:
    """Return the forms of all words of some paragraphs."""
    texts = (document.paragraphs[number - 1].text for number in unit)
    return [form for text in texts for form in tokenize(text).forms]


def with_desk(
    document: Document, scores: Sequence[Scores | None], desk: Desk
) -> tuple[Scores | None, ...]:
    """Return the scores with the shares of the desk's line added.

    A word that a paragraph, or a list, has several times spreads its weight over all of them.
    """
    added = list(scores)
    for unit in scored_units(document, scores) if desk else ():
        counts = Counter(forms_of(document, unit))
        members = [(number, score) for number in unit if (score := scores[number - 1])]
        shares = [_shares(document, number, score, desk, counts) for number, score in members]
        total = np.sum([share.sum(axis=0) for share in shares], axis=0)
        if any(share.any() for share in shares):
            for (number, score), share in zip(members, shares, strict=True):
                rest = score.rest + total - share.sum(axis=0)
                added[number - 1] = replace(score, desk=share, rest=rest)
    return tuple(added)


def _shares(
    document: Document, number: int, scores: Scores, desk: Desk, counts: Mapping[str, int]
) -> Matrix:
    """Return the share of each word of a paragraph (row) in the score of each theme (column)."""
    weights = _weights(desk, scores.themes)
    forms = tokenize(document.paragraphs[number - 1].text).forms
    shares = np.zeros((len(forms), len(scores.themes)))
    for place, form in enumerate(forms):
        if form in weights:
            shares[place] = weights[form] / counts[form]
    return shares


@lru_cache(maxsize=8)
def _weights(desk: Desk, themes: tuple[str, ...]) -> dict[str, Vector]:
    """Return the weights of each word, one a theme."""
    rows: dict[str, Vector] = {}
    for one in desk:
        rows.setdefault(one.word, np.zeros(len(themes)))[themes.index(one.theme)] = one.weight
    return rows
