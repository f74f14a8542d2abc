"""The word lists of themes.yml, looked up in a text.

A term of a list is a word (`tariff`), a stem (`trad*`) or a phrase (`rules of origin`). Every term
that occurs counts; the weight of a phrase is spread evenly over its words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dossier.model import Scheme, Term
from dossier.text.tokens import Vector, tokenize

_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text."""

    words: slice
    """Which of the text's words it covers."""

    list: int
    """The number of the list it is from."""

    weight: float
    """What each of its words carries."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of a list."""

    forms: tuple[str, ...]
    """Of its words; the last may be a stem, as `tariff*`."""

    list: int
    weight: float
    """What each of its words carries."""

    def stands(self, forms: Sequence[str], start: int) -> bool:
        """Tell whether it stands among `forms` at `start`."""
        found = forms[start : start + len(self.forms)]
        return len(found) == len(self.forms) and all(map(_agree, found, self.forms))


class WordLists:
    """Several lists of terms, compiled to be looked up all at once."""

    def __init__(self, lists: Sequence[Sequence[Term]]) -> None:
        self.count = len(lists)
        self._words: dict[str, list[tuple[int, float]]] = {}
        self._stems: dict[str, list[tuple[int, float]]] = {}
        self._phrases: dict[str, dict[str, list[_Phrase]]] = {}
        """By their first word, then by their second, "*" for every second word that is a stem."""
        for number, terms in enumerate(lists):
            for term in terms:
                self._add(number, term)

    def _add(self, number: int, term: Term) -> None:
        starred = term.phrase.endswith("*")
        forms = tokenize(term.phrase).forms
        if len(forms) > 1:
            weight = term.weight / len(forms)
            phrase = _Phrase((*forms[:-1], forms[-1] + "*" * starred), number, weight)
            second = phrase.forms[1] if not phrase.forms[1].endswith("*") else "*"
            self._phrases.setdefault(forms[0], {}).setdefault(second, []).append(phrase)
        elif forms:
            kind = self._stems if starred else self._words
            kind.setdefault(forms[0], []).append((number, term.weight))

    def of_word(self, form: str) -> Vector:
        """Return the weight of a word in each list: its own, else that of its longest stem."""
        weights = np.zeros(self.count)
        for end in range(_SHORTEST_STEM, len(form) + 1):
            for number, weight in self._stems.get(form[:end], ()):
                weights[number] = weight
        for number, weight in self._words.get(form, ()):
            weights[number] = weight
        return weights

    def phrases(self, forms: Sequence[str]) -> Iterator[Hit]:
        """Yield the phrases that occur in a text, given the forms of its words."""
        begun = [start for start, form in enumerate(forms[:-1]) if form in self._phrases]
        for start in begun:
            by_second = self._phrases[forms[start]]
            likely = (*by_second.get(forms[start + 1], ()), *by_second.get("*", ()))
            for phrase in likely:
                if phrase.stands(forms, start):
                    covered = slice(start, start + len(phrase.forms))
                    yield Hit(covered, phrase.list, phrase.weight)


def _agree(form: str, wanted: str) -> bool:
    return form.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted


def word_lists(scheme: Scheme) -> WordLists:
    """Compile the themes' vocabularies, in their order, then framing and subjects.

    A subject that some theme's vocabulary claims is no longer a matter of no theme.
    """
    vocabularies = [theme.vocabulary for theme in scheme.themes]
    claimed = {term.phrase for vocabulary in vocabularies for term in vocabulary}
    subjects = [term for term in scheme.subjects if term.phrase not in claimed]
    return WordLists([*vocabularies, scheme.framing, subjects])
