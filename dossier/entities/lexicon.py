"""Words that tell the names of people, places and things apart, in English.

They stand in the data files beside this module, for an editor to extend: `people.yml`,
`places.yml`, `words/common.txt` and `words/given.txt`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from countryinfo import CountryInfo

from dossier.entities.data import read_yaml
from dossier.entities.names import DEFAULT, exceptions_of, locale_of, names_of

_DATA = files("dossier.entities")
_PERSONAL = ("honorifics", "titles", "family_first", "surnames", "particles")
"""Of these words, some are parts of the names of provinces, too; people have them more often."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words. Those of `common` are in lower case, all others as they are written."""

    common: frozenset[str]
    """They also begin with a capital in titles: Security, Joint, University."""

    given: frozenset[str]
    """Given names that are neither common words nor places."""

    places: frozenset[str]
    """Each word of the names of countries, peoples, capitals, provinces and further places."""

    honorifics: frozenset[str]
    abbreviations: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    deeds: frozenset[str]
    administrations: frozenset[str]
    days: frozenset[str]
    things: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]
    surnames: frozenset[str]
    well_known: frozenset[str]
    not_people: frozenset[str]
    """The keys of `people.yml`, which explains them."""


@cache
def lexicon() -> Lexicon:
    """Return the words; they are read once a process."""
    people: Mapping[str, Iterable[str]] = read_yaml("people.yml")
    given = frozenset(_words("given"))
    common = frozenset(_words("common"))
    sets = {key: frozenset(words) for key, words in people.items()}
    personal = frozenset().union(given, *(sets[key] for key in _PERSONAL)) - country_words()
    places = _places() - personal - {"Of", "And", "The"}
    return Lexicon(common, given - places, places, **sets)


def _words(name: str) -> list[str]:
    lines = _DATA.joinpath("words", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@cache
def country_words() -> frozenset[str]:
    """Return the names of countries and peoples that are one word."""
    locale = locale_of(DEFAULT)
    names = names_of(locale, exceptions_of(locale.language))
    return frozenset(n.form for n in names if n.kind in ("name", "demonym") and " " not in n.form)


def _places() -> frozenset[str]:
    locale = locale_of(DEFAULT)
    names = [name.form for name in names_of(locale, exceptions_of(locale.language))]
    for info in CountryInfo.all().values():
        names += info.get("provinces", ())
    words = {word.strip(",()") for name in names for word in name.split()}
    words = {word for word in words if word[:1].isupper() and word[1:].strip(".")}  # not S. Korea's
    listed = [word for place in read_yaml("places.yml")["places"] for word in place.split()]
    return frozenset(words | set(listed))
