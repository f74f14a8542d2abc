"""Words as filing knows them, and the word lists of themes.yml looked up in a text.

A term of a list is a word (`tariff`), a stem (`trad*`) or a phrase (`rules of origin`). Every term
that occurs counts; a phrase's weight is spread evenly over its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dossier.model import Term

Vector: TypeAlias = NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands."""

    form: str
    """Lower case, without a possessive; "0" for every number."""

    start: int
    end: int
    """Of the word as written, in characters of the text."""


@lru_cache(maxsize=512)  # every stage that files or explains a paragraph asks for them anew
def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order."""
    return tuple(Word(_form(match.group()), *match.span()) for match in _WORD.finditer(text))


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    form = word.lower().replace("’", "'").removesuffix("'s")
    return "0" if form[0].isdigit() and not any(map(str.isalpha, form)) else form


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text."""

    words: slice
    """Which of the text's words it covers."""

    list: int
    """The number of the list it is from."""

    weight: float
    """What each of its words carries."""


class WordLists:
    """Several lists of terms, compiled to be looked up all at once."""

    def __init__(self, lists: Sequence[Sequence[Term]]) -> None:
        self.count = len(lists)
        self._words: dict[str, list[tuple[int, float]]] = {}
        self._stems: dict[str, list[tuple[int, float]]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int, float]]] = {}
        for number, terms in enumerate(lists):
            for term in terms:
                self._add(number, term)

    def _add(self, number: int, term: Term) -> None:
        starred = term.phrase.endswith("*")
        forms = [word.form for word in words(term.phrase)]
        if not forms:
            return
        first, *rest = forms
        if rest:
            rest[-1] += "*" * starred
            self._phrases.setdefault(first, []).append((tuple(rest), number, term.weight))
        else:
            kind = self._stems if starred else self._words
            kind.setdefault(first, []).append((number, term.weight))

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
        for start, (form, second) in enumerate(pairwise(forms)):
            for rest, number, weight in self._phrases.get(form, ()):
                if not _agree(second, rest[0]):
                    continue
                end = start + 1 + len(rest)
                if end <= len(forms) and all(map(_agree, forms[start + 2 : end], rest[1:])):
                    yield Hit(slice(start, end), number, weight / (end - start))


def _agree(form: str, wanted: str) -> bool:
    return form.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted
