"""Put together what a text calls a person by: Shehbaz Sharif, Mr Sharif, Sharif."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from dossier.entities.lexicon import lexicon
from dossier.entities.people_names import Candidate

_ARTICLE = re.compile(r"^[Aa]l-")
_GENERAL = re.compile(r"[ -](\w+)")


class People:
    """The people whom a text introduces, in the order of the text."""

    def __init__(self, introduced: Iterable[Candidate]) -> None:
        """Merge the names of the same person; each keeps the fullest."""
        self._titled: set[str] = set()
        full: dict[tuple[str, ...], str] = {}
        for candidate in introduced:
            if candidate.is_single and not _has_initials(candidate):
                self._titled.add(candidate.key[0])
            else:
                name = " ".join(candidate.words)
                key = candidate.key
                if len(name) > len(full.get(key, "")):
                    full[key] = name
        self._names: dict[tuple[str, ...], str] = {}
        """The fullest name for each key."""
        having: dict[str, list[tuple[str, ...]]] = defaultdict(list)  # keys, by each word
        self._keys_of_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._keys_of_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        keys = sorted(full, key=lambda key: (-len(key), key))
        for key in keys:
            rarest = min((having[word] for word in key), key=len)
            fuller = [other for other in rarest if _is_part(key, other)]
            same_last = (k for k in fuller if k[-1] == key[-1] and self._names[k] == full[k])
            longer = next(same_last, fuller[0] if fuller and len(key) > 1 else None)
            self._names[key] = self._names[longer] if longer else full[key]
            if longer is None:
                self._keys_of_last[key[-1]].append(key)
                self._keys_of_first[key[0]].append(key)
            for word in {*key}:
                having[word].append(key)
        self._bearers: dict[tuple[str, bool], Mapping[str, None]] = {}
        """What `_names_with` has returned: a text may name as many people as it has sentences."""
        self._latest: dict[str, str] = {}
        """Whom a single word meant last."""

    def name_of(self, text: str, candidate: Candidate) -> str:
        """Return the full name of the person whom a candidate means; empty if it means nobody.

        Candidates are asked for in the order of the text: a family name that several bear means
        the one whom the text mentioned last.
        """
        key = candidate.key
        if not key:
            return ""
        if len(key) > 1 or (key in self._names and _has_initials(candidate)):
            return self._in_full(candidate)
        return self._single(text, candidate)

    def _in_full(self, candidate: Candidate) -> str:
        key = candidate.key
        name = self._names.get(key)
        if name is None:
            longer = [k for k in self._keys_of_last.get(key[-1], ()) if _is_part(key, k)]
            name = self._names[longer[0]] if len(longer) == 1 else None
        if name is None or _is_bound(candidate):
            return ""
        for word in (key[0], key[-1]):
            self._latest[word] = name
        return name

    def _single(self, text: str, candidate: Candidate) -> str:
        word = candidate.key[0]
        titled = candidate.honorific or (candidate.office and not candidate.apart)
        if not titled and not _stands_alone(text, candidate):
            return ""
        names = self._names_with(
            word, is_last=not titled and candidate.words[-1] in lexicon().places
        )
        if names:
            latest = self._latest.get(word)
            name = latest if latest and latest in names else next(iter(names))
        elif (titled and word in self._titled) or _is_well_known(candidate):
            name = candidate.words[-1] if len(candidate.words) == 1 else " ".join(candidate.words)
        elif word in self._titled and candidate.words[-1] not in lexicon().places:
            name = " ".join(candidate.words)
        else:
            return ""
        return name

    def _names_with(self, word: str, *, is_last: bool) -> Mapping[str, None]:
        """Return the full names that end with a word, or else begin with it; in order, as a set."""
        if (word, is_last) not in self._bearers:
            keys = self._keys_of_last.get(word) or self._keys_of_first.get(word, [])
            names = (self._names[key] for key in keys if not is_last or key[-1] == word)
            self._bearers[word, is_last] = dict.fromkeys(names)
        return self._bearers[word, is_last]


def _is_well_known(candidate: Candidate) -> bool:
    """Does everybody know who it is, with or without an article: Assad, Al-Assad?"""
    return _ARTICLE.sub("", candidate.words[-1]) in lexicon().well_known


def _has_initials(candidate: Candidate) -> bool:
    return any(word.endswith(".") for word in candidate.words)


def _is_part(key: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Are the words of one name those of the other, in their order, with some left out?"""
    rest = iter(longer)
    return all(word in rest for word in key)


def _is_bound(candidate: Candidate) -> bool:
    names = lexicon()
    if candidate.honorific or candidate.office:
        return False
    return candidate.before in names.things or (
        candidate.after.lower() in names.common and candidate.after not in names.titles
    )


def _stands_alone(text: str, candidate: Candidate) -> bool:
    """Is a single word neither part of a longer name nor that of a government?"""
    names = lexicon()
    before = candidate.before
    if candidate.after:
        return False
    if before and not (
        before in names.titles
        or before in names.honorifics
        or before in names.places
        or before.isupper()
        or (before.lower() in names.common and before not in names.things)
    ):
        return False
    match = _GENERAL.match(text, candidate.end)
    return match is None or match[1] not in names.administrations
