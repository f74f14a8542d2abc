"""What is seen of a sentence to judge it as an extract: its words and its form, group by group.

Words are English and were learned; form is seen in every language, apart from what `LEXICAL` lists.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, groupby, pairwise

from dossier.briefings.candidates import Candidate
from dossier.text.tokens import tokenize


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_BACK = _words(
    "this that these those it its he she they his her their them such both neither either another"
)
_ON = _words(
    "but and yet nor or so thus hence therefore however moreover furthermore nevertheless",
    "nonetheless meanwhile instead still also besides similarly likewise otherwise conversely",
    "accordingly consequently indeed again then here there well finally first firstly secondly",
    "thirdly second third because while although only just even now look",
)
_POINTING = _words(
    "he she it they him her them his hers its their this that these those such former latter"
)
_PERSONAL = _words("he she it they his her its their")
_AMOUNTS = _words("million billion percent cent trillion crore")
_EARLY = 6
"""A pronoun among so many first words has its noun in another sentence."""

# `re` is several times as fast where a pattern begins with letters, and then looks back.
_CAPITAL = re.compile(r"[A-Z](?<=[\w,;] .)[a-zA-Z]")
_NAMED = re.compile(r"(?:The |In |On |At )?[A-Z][\w'’.-]+ [A-Z]")
_DIGIT = re.compile(r"\d")
_MONEY = re.compile(r"[$€£%]")
_LOUD = re.compile(r"[A-Z](?<!\w.)[A-Z]{3,}\b")
_QUOTES = '“”"'
_CLOSING = "”\"'’)"
_FINAL = f".!?{_CLOSING}"
_TOPICS = 10
"""The words that a text is about, at most."""

FIRST, EARLY = "^", "^^"
"""What stands before a word that is learned as the first, or the second or third, of a sentence."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of English words from the texts of training."""

    rarity: Mapping[str, float]
    """Of each word the logarithm of the texts there are for one that has it."""

    rarest: float
    """Of a word that no text has."""

    common: frozenset[str]
    """Words so common that they say nothing of a text."""

    def content(self, forms: Sequence[str]) -> set[str]:
        """Return the words that say something."""
        return set(forms).difference(self.common)


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a text as a whole, to judge its sentences by."""

    title: set[str]
    """The words of its title that say something."""

    repetition: Mapping[str, float]
    """Of each word in several sentences the logarithm of their number."""

    weight: Mapping[str, float]
    """How much each of them says of the text: it is repeated here and rare elsewhere; 1 at most."""

    topics: frozenset[str]
    """The words of most weight; in a short text, all of them."""

    places: Mapping[int, int]
    """¶ number to its place among the paragraphs that have candidates, from 0."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence and what is known of it."""

    candidate: Candidate
    forms: Sequence[str]
    content: set[str]
    around: Text


def see(found: Sequence[Candidate], title: str, vocabulary: Vocabulary) -> list[Seen]:
    """Return the sentences of a text, whose title is `title`, with what is known of them."""
    forms = _forms(found)
    contents = [vocabulary.content(words) for words in forms]
    counts = Counter(chain.from_iterable(contents))
    repeated = {word: count for word, count in counts.items() if count > 1}
    weight = {
        word: (count - 1) * max(vocabulary.rarity.get(word, vocabulary.rarest), 0.0)
        for word, count in repeated.items()
    }
    most = max(weight.values(), default=0.0) or 1.0
    around = Text(
        title=vocabulary.content(tokenize(title).forms),
        repetition={word: math.log(count) for word, count in repeated.items()},
        weight={word: value / most for word, value in weight.items()},
        topics=frozenset(nsmallest(_TOPICS, counts, key=lambda word: (-weight.get(word, 0), word))),
        places={n: i for i, n in enumerate(dict.fromkeys(c.paragraph.number for c in found))},
    )
    return [
        Seen(candidate, words, content, around)
        for candidate, words, content in zip(found, forms, contents, strict=True)
    ]


def _forms(found: Sequence[Candidate]) -> list[Sequence[str]]:
    """Return the words of each sentence; those of a paragraph are found at once."""
    result: list[Sequence[str]] = []
    for _, several in groupby(found, key=lambda candidate: candidate.paragraph.number):
        inside = list(several)
        tokens = tokenize(inside[0].paragraph.text)
        starts = tokens.spans[:, 0].tolist()
        for candidate in inside:
            first = bisect_left(starts, candidate.sentence.start)
            result.append(tokens.forms[first : bisect_left(starts, candidate.sentence.end)])
    return result


def words(seen: Seen) -> set[str]:
    """Return what is learned of the words of a sentence: each, those at its start, and pairs."""
    forms = seen.forms
    first = {FIRST + forms[0]} if forms else set()
    early = {EARLY + form for form in forms[1:3]}
    return {*forms, *first, *early, *map(" ".join, pairwise(forms))}


def _length(seen: Seen) -> tuple[float, ...]:
    count = len(seen.forms)
    return (count < 6, count < 9, count < 13, count > 35, count > 50, count > 70)


def _ending(seen: Seen) -> tuple[float, ...]:
    text = seen.candidate.sentence.text
    mark, last = text.rstrip(_CLOSING)[-1:], text[-1]
    return (mark == "?", mark == "!", last == ":", last in ";,", last not in _FINAL)


def _beginning(seen: Seen) -> tuple[float, ...]:
    first, forms = seen.candidate.sentence.text[0], seen.forms
    word = forms[0] if forms else ""
    return (first.islower(), not first.isalnum(), word in _BACK, word in _ON)


def _pointing(seen: Seen) -> tuple[float, ...]:
    later = seen.forms[1:]
    pointing = len(_POINTING.intersection(later))
    return (min(pointing, 3), not _PERSONAL.isdisjoint(later[: _EARLY - 1]))


def _marks(seen: Seen) -> tuple[float, ...]:
    text = seen.candidate.sentence.text
    quotes = sum(map(text.count, _QUOTES))
    loud = len(_LOUD.findall(text))
    return (
        quotes > 0,
        quotes % 2,
        "—" in text or " – " in text or "--" in text,
        "(" in text,
        "…" in text or "..." in text,
        "http" in text or "@" in text or "www." in text,
        loud > 1 and loud >= 0.4 * len(seen.forms),
    )


def _facts(seen: Seen) -> tuple[float, ...]:
    text = seen.candidate.sentence.text
    return (
        _DIGIT.search(text) is not None,
        _MONEY.search(text) is not None or not _AMOUNTS.isdisjoint(seen.forms),
        min(len(_CAPITAL.findall(text)), 6),
        _NAMED.match(text) is not None,
    )


def _substance(seen: Seen) -> tuple[float, ...]:
    content, around = seen.content, seen.around
    count = len(content)
    repeated = content & around.repetition.keys()
    return (
        min(count, 20),
        count / max(len(seen.forms), 1),
        sum(map(around.repetition.__getitem__, repeated)) / (count + 3),
        sum(map(around.weight.__getitem__, repeated)) / math.sqrt(count or 1),
        len(content & around.topics),
    )


def _title(seen: Seen) -> tuple[float, ...]:
    shared = len(seen.content & seen.around.title)
    return (shared / max(len(seen.around.title), 1), shared > 0)


def _place(seen: Seen) -> tuple[float, ...]:
    place = seen.around.places[seen.candidate.paragraph.number]
    count = len(seen.around.places)
    return (
        place == 0,
        place < 3,
        math.log1p(place),
        place / max(count - 1, 1),
        place >= count - 2 and count > 4,
    )


def _paragraph(seen: Seen) -> tuple[float, ...]:
    candidate = seen.candidate
    is_item = bool(candidate.paragraph.frames or candidate.paragraph.label)
    return (candidate.order == 0, candidate.order >= 2, candidate.companions == 1, is_item)


GROUPS: Mapping[str, Callable[[Seen], tuple[float, ...]]] = {
    "length": _length,
    "end": _ending,
    "beginning": _beginning,
    "pronouns": _pointing,
    "marks": _marks,
    "names and figures": _facts,
    "substance": _substance,
    "title": _title,
    "place in the text": _place,
    "place in the paragraph": _paragraph,
}
"""What the form of a sentence is judged by, and the function that gives its numbers."""

LEXICAL = frozenset(("pronouns", "substance", "title"))
"""Groups that know English words, and say nothing of texts in other languages."""


def form(seen: Seen) -> list[tuple[float, ...]]:
    """Return the numbers of each of `GROUPS`."""
    return [group(seen) for group in GROUPS.values()]
