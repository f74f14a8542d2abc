"""Chains of capitalised words, and abbreviations that a text explains: Lower Indus Board (LIB)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from dossier.entities.capitalised import Word, capitalised
from dossier.entities.lexicon import lexicon
from dossier.entities.organisation_names import organisation_words

Chain: TypeAlias = Sequence[Word]
"""Capitalised words with nothing but spaces and small words between them."""

Sighting: TypeAlias = tuple[int, int, str]
"""Where a name starts and ends in a paragraph, and the name."""

OF = (" of ", " of the ", " for ", " for the ", " on ")
AND = (" and ", " & ")
"""The small words of a chain."""

ABBREVIATION = re.compile(r"(?:'s?)? \(([A-Z][A-Za-z-]{1,9})\)")
_LINKS = frozenset((" ", *OF, *AND))
_CAPITALS = 2
"""Capital letters that an abbreviation has at least."""


def chains(text: str) -> Iterator[Chain]:
    """Yield the longest chains of a paragraph, in its order."""
    chain: list[Word] = []
    for word in capitalised(text):
        if chain and word.gap not in _LINKS:
            yield chain
            chain = []
        chain.append(word)
    if chain:
        yield chain


def explained(text: str, _: Mapping[str, str]) -> Iterator[Sighting]:
    """Yield the names that their abbreviation follows."""
    for _abbreviation, name in _explanations(text):
        if _has_noun(name):
            yield name[0].start, name[-1].end, text[name[0].start : name[-1].end]


def explanations(texts: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """Return the abbreviations that a text explains, with the words of the name before each."""
    return {
        abbreviation: frozenset(word.text for word in name)
        for text in texts
        for abbreviation, name in _explanations(text)
    }


def _explanations(text: str) -> Iterator[tuple[str, Chain]]:
    """Yield the abbreviations in brackets and the words whose initials they are."""
    if " (" not in text:
        return
    for match in ABBREVIATION.finditer(text):
        letters = [character.lower() for character in match[1] if character.isupper()]
        if len(letters) < _CAPITALS or match[1] in lexicon().places:
            continue
        chain = next((c for c in chains(text) if c[-1].end == match.start()), None)
        name = _spelled(chain, letters) if chain else None
        if name:
            yield match[1], name


def _has_noun(name: Chain) -> bool:
    """Is the last word, or one before "of" or "for", one of an organisation?"""
    ends = [word.text for word, after in pairwise(name) if after.gap in OF]
    return not _nouns().isdisjoint([*ends, name[-1].text])


def _spelled(chain: Chain, letters: Sequence[str]) -> Chain | None:
    """Return the last words of a chain whose initials are the letters of an abbreviation."""
    wanted = list(letters)
    for number in range(len(chain) - 1, -1, -1):
        initials = [part[:1].lower() for part in chain[number].text.split("-")]
        for initial in reversed(initials):
            if wanted and initial == wanted[-1]:
                wanted.pop()
        if not wanted:
            return chain[number:] if chain[number].text not in not_first() else None
    return None


def abbreviated(text: str, names: Mapping[str, str]) -> Iterator[Sighting]:
    """Yield the abbreviations in a paragraph that `names` explains."""
    if names:
        for word in capitalised(text):
            if word.text in names:
                yield word.start, word.end, names[word.text]


def not_first() -> frozenset[str]:
    """Return the words that begin sentences, but no names."""
    return organisation_words()["not_first"]


@cache
def last_words() -> frozenset[str]:
    """Return the words that end the name of an organisation, or stand before "of"."""
    words = organisation_words()
    phrases = words["state_tails"] | words["ministries"]
    return (
        words["heads"]
        | words["tails"]
        | words["proper_tails"]
        | words["named_tails"]
        | words["papers"]
        | {p.split()[-1] for p in phrases}
    )


@cache
def _nouns() -> frozenset[str]:
    return last_words() | organisation_words()["nouns"]
