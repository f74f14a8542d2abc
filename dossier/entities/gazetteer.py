"""Find the names of countries in a text, with the words beside them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from babel import Locale

from dossier.entities.languages import language_names, language_spans
from dossier.entities.names import DEFAULT, WITH_STATES, Name, exceptions_of, names_of, states
from dossier.text.languages import UNSPACED

_WORD = re.compile(r"[^\W\d_]+")
_SEAM = re.compile(r".[a-z]+(?=[A-Z])")
_LETTER = re.compile(r"[^\W\d_]")
_JOIN = re.compile(r"(?:'s)?(?:,? (?:and|or|und|et|y|e) |, | ?[-–/&] ?)")
_BROKEN = re.compile(r"- (?!(?:and|or|und|oder|et|ou|y|o|to)\b)[a-zà-ÿ]")
"""What follows the first part of a word that a line end divided: "Turk- menistan"."""
_HYPHEN = re.compile(r"(?: ?[-–] ?)?")
"""What joins the parts of a pair such as Indo-Soviet, or of one that lost its hyphen."""
_REACH = 40
"""Characters of context on each side of a name."""


class Sighting(NamedTuple):
    """An occurrence of a name in a text, with its context."""

    name: Name
    paragraph: int
    """Which of the text's it stands in."""

    start: int
    """Its place in the normalized text of the paragraph."""

    before: str
    after: str

    joined: bool
    """Is it beside another country in a list or pair, as in "Georgia and Armenia"?"""

    paired: bool
    """Is it either part of a pair such as Indo-Soviet?"""

    is_town: bool
    """Does it stand before a state or province, as in "Paris, Texas"?"""


Found: TypeAlias = tuple[Name, int]
"""A name with its start in a text."""

Span: TypeAlias = tuple[Name, int, int]
"""A name with its start and end in a text."""


class Gazetteer:
    """The names of all countries in one language, by their first word."""

    def __init__(self, locale: Locale) -> None:
        self.exceptions = exceptions_of(locale.language)
        self._language_names = (
            language_names(locale) if locale.language == DEFAULT else frozenset[str]()
        )
        self._spaced = locale.language not in UNSPACED
        first = _WORD if self._spaced else _LETTER
        names = [name for name in names_of(locale, self.exceptions) if first.match(name.form)]
        self._names: dict[str, list[Name]] = defaultdict(list)
        for name in sorted(names, key=lambda name: -len(name.form)):
            self._names[first.findall(name.form)[0]].append(name)
        self._word = self._words(names)
        self._small = [name.form for name in names if name.form[0].islower()]
        """Names with a lower-case first letter; without one in a text, only capitals are tried."""
        self._large_word = self._words(n for n in names if not n.form[0].islower())
        self._before_sea = _also_in_capitals(self.exceptions.after)
        self._sea_of = re.compile(rf"(?<!\w)(?:{_either(self._before_sea)})$")
        self._sea = re.compile(rf"(?:{_either(_also_in_capitals(self.exceptions.before))})\b")
        full, short = _either(states(self.exceptions)), _either(self.exceptions.states)
        self._town_in = re.compile(rf"(?=,? [A-Z])(?:,? (?:{full})|, (?:{short}))(?!\w)")
        self._combined = re.compile(rf"[-–](?:{_either(self.exceptions.combined)})\b")

    def _words(self, names: Iterable[Name]) -> re.Pattern[str]:
        """Compile a pattern for words whose first letter begins some name.

        It also matches within words: `re` is several times as fast without a boundary, and
        `_begins` checks for one.
        """
        initials = "".join(sorted({name.form[0] for name in names}))
        return re.compile(rf"[{initials}][^\W\d_]*" if self._spaced else f"[{initials}]")

    def sightings(self, paragraph: int, text: str) -> list[Sighting]:
        """Return the names in a text, the longest at each position.

        Phrases, seas and languages that have such a name are left out.
        """
        spans = [(name, start, start + len(name.form)) for name, start in self._find(text)]
        spans = list(self._without_lone_forms(text, spans))
        paired: set[int] = set()
        joined: set[int] = set()
        for (name, left, end), (_, right, _) in pairwise(spans):
            if _JOIN.fullmatch(text, end, right):
                joined |= {left, right}
            if name.kind == "combining" and _HYPHEN.fullmatch(text, end, right):
                paired |= {left, right}
        languages = self._languages(text, spans)
        return [
            Sighting(
                name,
                paragraph,
                start,
                before,
                after,
                start in joined,
                start in paired,
                bool(self._town_in.match(after)) and WITH_STATES.isdisjoint(name.codes),
            )
            for name, start, end in spans
            for before, after in [(text[max(0, start - _REACH) : start], text[end : end + _REACH])]
            if name.codes and start not in languages and not self._part_of_a_sea(before, after)
        ]

    def _languages(self, text: str, spans: Iterable[Span]) -> set[int]:
        """Return the positions in a text that belong to names of languages."""
        if self._language_names.isdisjoint(name.form for name, _, _ in spans):
            return set()
        return {i for span in language_spans(text, self._language_names) for i in range(*span)}

    def _without_lone_forms(self, text: str, spans: list[Span]) -> Iterator[Span]:
        """Leave out forms such as Sino- that no people or country follows."""
        starts = {start for name, start, _ in spans if name.codes}
        for name, start, end in spans:
            if name.kind == "combining":
                hyphen = _HYPHEN.match(text, end)
                combined = hyphen is not None and hyphen.end() in starts
                if not combined and not self._combined.match(text, end):
                    continue
            yield name, start, end

    def _find(self, text: str) -> Iterator[Found]:
        last_end = 0
        small = any(map(text.__contains__, self._small))
        for word in (self._word if small else self._large_word).finditer(text):
            names = self._names.get(word[0])
            if names is None and word[0][1:].islower():
                continue
            start = word.start()
            if start < last_end or not self._begins(text, start):
                continue
            found = self._glued(text, word) if names is None else self._longest(text, start, names)
            for name, place in found:
                yield name, place
                last_end = place + len(name.form)

    def _longest(self, text: str, start: int, names: Iterable[Name]) -> tuple[Found, ...]:
        """Return the longest of some names at a place, or nothing."""
        for name in names:
            if text.startswith(name.form, start) and self._ends(text, start + len(name.form)):
                return ((name, start),)
        return ()

    def _glued(self, text: str, word: re.Match[str]) -> tuple[Found, ...]:
        """Return the names in a word such as IndiaPakistan, which lost its hyphen."""
        seam = _SEAM.match(word[0])
        first = word[0][: seam.end()] if seam else ""
        left = [name for name in self._names.get(first, ()) if name.form == first]
        if not left:
            return ()
        middle = word.start() + len(first)
        names = self._names.get(word[0][len(first) :], ())
        right = self._longest(text, middle, names)
        return ((left[0], word.start()), *right) if right else ()

    def _begins(self, text: str, start: int) -> bool:
        before = text[start - 1 : start]
        return not self._spaced or not (before.isalnum() or before == "_")

    def _ends(self, text: str, end: int) -> bool:
        if not self._spaced or end == len(text) or not text[end - 1].isalnum():
            return True
        if _BROKEN.match(text, end):
            return False
        return unicodedata.category(text[end])[0] not in "LMN"

    def _part_of_a_sea(self, before: str, after: str) -> bool:
        if before.endswith(self._before_sea) and self._sea_of.search(before):
            return True
        return bool(self._sea.match(after))


def _also_in_capitals(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(form for word in words for form in (word, word.upper()))


def _either(words: Iterable[str]) -> str:
    """Return a pattern for one of the words; for none, one that never matches."""
    return "|".join(map(re.escape, sorted(words))) or "(?!)"


@cache
def gazetteer(locale: Locale) -> Gazetteer:
    """Return the names in one language; they are compiled once a process."""
    return Gazetteer(locale)
