"""The word lists of themes.yml, looked up in a text.

A term of a list is a word (`tariff`), a stem (`trad*`) or a phrase (`rules of origin`), any word of
which may be a stem. Every term that occurs counts; the weight of a phrase is spread evenly over its
words. In other languages than English a word of a text may be spelt otherwise, or have others
written onto it: then it counts as the likeliest form that a list knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dossier.model import Scheme, Term
from dossier.text.languages import primary
from dossier.text.tokens import Vector, tokenize
from dossier.text.word_forms import candidates, fold, is_plain

_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a list that occurs in a text."""

    words: slice
    """The words of the text that it covers."""

    list: int
    """The number of its list."""

    weight: float
    """The weight of each of its words."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of a list."""

    forms: tuple[str, ...]
    """The forms of its words, each of which may be a stem, as `tariff*`."""

    list: int
    weight: float
    """The weight of each of its words."""

    def occurs(self, forms: Sequence[str], start: int) -> bool:
        """Does the phrase occur in `forms` at `start`?"""
        words = forms[start : start + len(self.forms)]
        return len(words) == len(self.forms) and all(map(_agree, words, self.forms))


class WordLists:
    """Several lists of terms in one language, compiled so that all are looked up at once."""

    def __init__(self, lists: Sequence[Sequence[Term]], language: str = "en") -> None:
        self.count = len(lists)
        self._language = primary(language)
        self._spellings: dict[str, str] = {}
        """Word of a text to the form that the lists have."""
        self._words: dict[str, list[tuple[int, float]]] = {}
        self._stems: dict[str, list[tuple[int, float]]] = {}
        self._phrases: dict[str, dict[str, list[_Phrase]]] = {}
        """By their first word, then by their second, or by "*" if the second is a stem."""
        self._begin_with_stems = False
        """Is the first word of any phrase a stem?"""

        self._in_phrases: set[str] = set()
        """All words of phrases, stems with their star."""
        for number, terms in enumerate(lists):
            for term in terms:
                self._add(number, term)

    def _add(self, number: int, term: Term) -> None:
        forms = self._forms(term.phrase)
        if len(forms) > 1:
            phrase = _Phrase(forms, number, term.weight / len(forms))
            second = forms[1] if not forms[1].endswith("*") else "*"
            self._phrases.setdefault(forms[0], {}).setdefault(second, []).append(phrase)
            self._in_phrases.update(forms)
            self._begin_with_stems |= forms[0].endswith("*")
        elif forms:
            kind = self._stems if forms[0].endswith("*") else self._words
            kind.setdefault(forms[0].removesuffix("*"), []).append((number, term.weight))

    def _forms(self, phrase: str) -> tuple[str, ...]:
        """Return the forms of the words of a term, stems with their star."""
        forms = []
        for part in phrase.split():
            words = [fold(form, self._language) for form in tokenize(part).forms]
            if words and part.endswith("*"):
                words[-1] += "*"
            forms += words
        return tuple(forms)

    def of_word(self, form: str) -> Vector:
        """Return the weight of a word in each list: its own, or that of its longest stem."""
        weights = np.zeros(self.count)
        form = self._spelling(form)
        for end in range(_SHORTEST_STEM, len(form) + 1):
            for number, weight in self._stems.get(form[:end], ()):
                weights[number] = weight
        for number, weight in self._words.get(form, ()):
            weights[number] = weight
        return weights

    def phrases(self, forms: Sequence[str]) -> Iterator[Hit]:
        """Yield the phrases that occur in a text, whose words have these forms."""
        if not is_plain(self._language):
            forms = [self._spelling(form) for form in forms]
        every = self._begin_with_stems
        for start in [at for at, form in enumerate(forms[:-1]) if every or form in self._phrases]:
            for by_second in self._begun_with(forms[start]):
                for phrase in (*by_second.get(forms[start + 1], ()), *by_second.get("*", ())):
                    if phrase.occurs(forms, start):
                        span = slice(start, start + len(phrase.forms))
                        yield Hit(span, phrase.list, phrase.weight)

    def _begun_with(self, form: str) -> Iterator[dict[str, list[_Phrase]]]:
        """Yield the phrases that may begin with a word, as `_phrases` has them."""
        if form in self._phrases:
            yield self._phrases[form]
        if self._begin_with_stems:
            for end in range(_SHORTEST_STEM, len(form) + 1):
                if (stem := f"{form[:end]}*") in self._phrases:
                    yield self._phrases[stem]

    def _spelling(self, form: str) -> str:
        """Return a word of a text as the lists spell it, if they have it."""
        if is_plain(self._language):
            return form
        if form not in self._spellings:
            choices = list(candidates(form, self._language))
            self._spellings[form] = next(filter(self._has, choices), choices[0])
        return self._spellings[form]

    def _has(self, form: str) -> bool:
        """Does any list have a word, by itself or in a phrase?"""
        beginnings = [form[:end] for end in range(_SHORTEST_STEM, len(form) + 1)]
        return (
            form in self._words
            or form in self._in_phrases
            or any(one in self._stems or f"{one}*" in self._in_phrases for one in beginnings)
        )


def _agree(form: str, wanted: str) -> bool:
    return form.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted


def word_lists(scheme: Scheme) -> WordLists:
    """Compile the vocabularies of the themes, in their order, then framing and subjects.

    A term that is in the vocabulary of a theme is left out of the subjects of no theme.
    """
    vocabularies = [theme.vocabulary for theme in scheme.themes]
    themed = {term.phrase for vocabulary in vocabularies for term in vocabulary}
    subjects = [term for term in scheme.subjects if term.phrase not in themed]
    return WordLists([*vocabularies, scheme.framing, subjects], scheme.language)
