"""The names of organisations that `organisations.yml` lists, and where a text has them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

from dossier.entities.capitalised import Word, capitalised
from dossier.entities.data import read_yaml
from dossier.entities.lexicon import lexicon
from dossier.text.slugs import ascii_slug_of

Kind: TypeAlias = Literal["name", "short", "also", "shared", "doubtful"]
_KINDS: tuple[Kind, ...] = ("short", "also", "shared", "doubtful")
"""The keys of the file that hold names; it explains them."""
_SURE = 4
"""Letters of an abbreviation that means the same in every language."""
_SHOUTED = 0.6
"""The share of capitals in a paragraph in which words are no abbreviations."""
_SAMPLE = 200
_OF = re.compile(r" (?:of|in) (?:the )?([\w.-]+)")


class Found(NamedTuple):
    """Where a paragraph names an organisation."""

    start: int
    end: int
    id: str
    """As in `Mention`; empty if others bear the name, too."""

    name: str
    """In full."""

    identifier: str
    """Of Wikidata, or empty."""


@dataclass(frozen=True, slots=True)
class Form:
    """A name of an organisation."""

    text: str
    kind: Kind
    lead: int
    """Where in `text` the first capitalised word begins."""

    id: str
    name: str
    identifier: str


def listed(texts: Sequence[str], english: bool) -> tuple[tuple[Found, ...], ...]:
    """Return where each paragraph of a text has a name of the file; doubtful ones if confirmed.

    `texts` are in plain form. In another language than English, short and shared names are left
    out, as they may mean something else.
    """
    index = _index()
    found = [list(_forms_in(text, index, english)) for text in texts]
    forms = [form for one in found for _, form in one]
    confirmed = {form.id for form in forms if form.kind != "doubtful"}
    names = _names(forms)
    return tuple(
        tuple(
            Found(start, start + len(form.text), form.id, names[form.id], form.identifier)
            for start, form in one
            if form.id in confirmed
        )
        for one in found
    )


@cache
def full_names() -> Mapping[str, str]:
    """Return the name in full of each organisation of the file, by id."""
    return {ascii_slug_of(name): name for name in read_yaml("organisations.yml")}


def _names(forms: Iterable[Form]) -> Mapping[str, str]:
    """Return by id the fullest name that a text has, and its abbreviation: United Nations (UN).

    It is the name of the file where the text has only an abbreviation or a part of it.
    """
    longest: dict[str, Form] = {}
    short: dict[str, str] = {}
    for form in forms:
        if form.kind == "short":
            short.setdefault(form.id, form.text)
            longest.setdefault(form.id, form)
        elif form.id not in longest or _fullness(form) > _fullness(longest[form.id]):
            longest[form.id] = form
    return {
        key: (form.text if form.kind == "also" else form.name)
        + (f" ({short[key]})" if key in short else "")
        for key, form in longest.items()
    }


def _fullness(form: Form) -> tuple[bool, bool, int]:
    return form.kind == "name", form.kind != "short", len(form.text)


def _forms_in(
    text: str, index: Mapping[str, Sequence[Form]], english: bool
) -> Iterator[tuple[int, Form]]:
    """Yield the names in a paragraph with their places, the longest at each place."""
    words = capitalised(text)
    end = 0
    for number, word in enumerate(words):
        for place, key in _parts(word) if "-" in word.text else ((word.start, word.text),):
            if place < end or key not in index:
                continue
            for form in index[key]:
                start = place - form.lead
                if (
                    text.startswith(form.text, start)
                    and not _goes_on(text, start + len(form.text))
                    and _counts(form, english, text)
                    and not (form.kind == "shared" and _is_of_others(text, words, number, form))
                ):
                    yield start, form
                    end = start + len(form.text)
                    break


def _parts(word: Word) -> Iterator[tuple[int, str]]:
    """Yield the parts of a word with hyphens, and where each begins: NATO-Russia."""
    place = word.start
    for part in word.text.split("-"):
        yield place, part
        place += len(part) + 1


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1].isalnum() or text[end : end + 1] in ("$", "_")


def _is_shouted(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(map(str.isupper, sample)) > _SHOUTED * sum(map(str.isalpha, sample))


def _counts(form: Form, english: bool, text: str) -> bool:
    if form.kind == "short":
        return (english or len(form.text) >= _SURE) and not _is_shouted(text)
    return english or form.kind != "shared"


def _is_of_others(text: str, words: Sequence[Word], number: int, form: Form) -> bool:
    """Does a shared name mean that of another: Russia's Security Council?"""
    places = lexicon().places
    others = organisation_words()["others"]
    word = words[number]
    if number and word.gap in (" ", "'s ", "' "):
        before = words[number - 1].text.replace("U.S.", "US").replace("U.N.", "UN")
        if before in others or (before in places and before not in form.name.split()):
            return True
    after = _OF.match(text, word.start - form.lead + len(form.text))
    return after is not None and after[1] in places and after[1] != "United"


@cache
def organisation_words() -> Mapping[str, frozenset[str]]:
    """Return the lists of `organisation_words.yml`."""
    table = read_yaml("organisation_words.yml")
    return {key: frozenset(words) for key, words in table.items()}


@cache
def _index() -> Mapping[str, Sequence[Form]]:
    """Return all names by their first capitalised word, the longest first."""
    index: dict[str, list[Form]] = defaultdict(list)
    for name, entry in read_yaml("organisations.yml").items():
        for form in _forms(name, entry or {}):
            first = capitalised(form.text)[0].text
            index[first.partition("-")[0]].append(form)
    return {key: sorted(forms, key=lambda form: -len(form.text)) for key, forms in index.items()}


def _forms(name: str, entry: Mapping[str, Any]) -> Iterator[Form]:
    names: list[tuple[str, Kind]] = [(name, "name")]
    names += [(other, kind) for kind in _KINDS for other in entry.get(kind, ())]
    for text, kind in names:
        lead = capitalised(text)[0].start
        yield Form(text, kind, lead, ascii_slug_of(name), name, str(entry.get("wikidata", "")))
