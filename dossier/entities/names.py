"""The forms of the names of countries, in every language.

Names in the language of the text come from CLDR, through Babel. English demonyms, capitals and
further names come from countryinfo; capitals in other languages are those that CLDR has as cities
of a time zone. What neither has is in `names.yml`, with reasons.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeAlias

from babel import Locale, UnknownLocaleError
from countryinfo import CountryInfo

from dossier.entities.data import read_yaml
from dossier.entities.spelling import normalize

Kind: TypeAlias = Literal["name", "demonym", "capital", "combining", "several", "phrase"]
DEFAULT = "en"
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
"""Arabic prefixes that are written together with a name: and, so, in, to, like."""
_ALPHA_3 = "ISO"
_SAINT = ("Saint ", "St. ", "St ")
WITH_STATES = frozenset({"CA", "US"})
"""Countries whose states and provinces are written behind a town: Paris, Texas."""


@dataclass(frozen=True, slots=True)
class Name:
    """A form of the name of a country, or a phrase that has such a form but means none."""

    form: str
    kind: Kind
    codes: tuple[str, ...]
    usual: str
    """The form in its usual case, where `form` is in capitals; `names.yml` has that one."""


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The part of `names.yml` for one language; the file explains each key."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    demonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    capitals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    combining: Mapping[str, Sequence[str]] = field(default_factory=dict)
    combined: frozenset[str] = frozenset()
    omit: Sequence[str] = ()
    shared: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    several: Mapping[str, Sequence[str]] = field(default_factory=dict)
    halves: Mapping[str, str] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    elsewhere: Mapping[str, Sequence[str]] = field(default_factory=dict)
    phrases: Sequence[str] = ()
    states: Sequence[str] = ()
    no_state: frozenset[str] = frozenset()
    after: Sequence[str] = ()
    before: Sequence[str] = ()
    instruments: frozenset[str] = frozenset()
    small_instruments: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


_SETS = {key for key, kind in Exceptions.__annotations__.items() if kind == frozenset[str]}


@cache
def locale_of(language: str) -> Locale:
    """Return CLDR's data of a language, given its BCP 47 tag, or else of English."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(DEFAULT)


@cache
def _table() -> dict[str, Any]:
    return read_yaml("names.yml")


@cache
def display_name(code: str, language: str) -> str:
    """Return the name of a country in a language, or else in English.

    It is CLDR's, and of a state that is no more, the first one in `names.yml`.
    """
    for locale in (locale_of(language), Locale(DEFAULT)):
        own = _table().get(locale.language, {}).get("names", {}).get(code)
        if name := locale.territories.get(code) or (own and own[0]):
            return str(name)
    raise KeyError(code)


def exceptions_of(language: str) -> Exceptions:
    """Return the part of `names.yml` for a language."""
    table: dict[str, Any] = _table().get(language, {})
    return Exceptions(**table | {key: frozenset(table[key]) for key in _SETS if key in table})


@cache
def _entries() -> tuple[tuple[str, Any], ...]:
    """Return countryinfo's records of countries that exist, each with its code."""
    territories = Locale(DEFAULT).territories
    records = ((info.get("ISO", {}).get("alpha2"), info) for info in CountryInfo.all().values())
    return tuple((code, info) for code, info in records if code in territories)


@cache
def country_codes() -> frozenset[str]:
    """Return the codes of all countries: ISO 3166-1 alpha-2, now or formerly, and Kosovo's XK."""
    return frozenset({code for code, _ in _entries()} | set(_table()["beyond_iso"]))


def names_of(locale: Locale, exceptions: Exceptions) -> Iterator[Name]:
    """Yield every form with its countries; a form has the first kind that a source gives it."""
    kinds: dict[str, Kind] = {}
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    omitted = {normalize(form) for form in exceptions.omit}
    for code, names, kind in _sources(locale, exceptions):
        forms = {v for name in names for v in _variants(normalize(name), kind, locale.language)}
        for form in sorted(forms - omitted):
            if kinds.setdefault(form, kind) == kind:
                codes[form][code] = None
    for form, shared in exceptions.shared.items():
        kinds.setdefault(form, "demonym")
        codes[form] = dict.fromkeys(shared["of"])
    for form, of in exceptions.several.items():
        kinds[form], codes[form] = "several", dict.fromkeys(of)
    for phrase in map(normalize, exceptions.phrases):
        kinds[phrase], codes[phrase] = "phrase", {}
    for form, kind in kinds.items():
        yield Name(form, kind, tuple(codes[form]), form)
    for form, kind in kinds.items():
        if len(form) > len(_ALPHA_3) and form.upper() not in kinds:
            yield Name(form.upper(), kind, tuple(codes[form]), form)


def _sources(locale: Locale, exceptions: Exceptions) -> Iterator[tuple[str, Iterable[str], Kind]]:
    """Yield country code, forms of its name and their kind, from one source after the other."""
    territories = {code: locale.territories.get(code, "") for code in sorted(country_codes())}
    for code, name in territories.items():
        yield code, _split(name, territories.values()), "name"
    if locale.language == DEFAULT:
        yield from _english()
    cities = _cities(locale)
    for code, info in _entries():
        capitals = (city.removesuffix(" D.C.") for city in _parts(info.get("capital"), " / "))
        yield code, [cities.get(_bare(capital), capital) for capital in capitals], "capital"
    yield from ((code, forms, "name") for code, forms in exceptions.names.items())
    yield from ((code, forms, "demonym") for code, forms in exceptions.demonyms.items())
    yield from ((code, forms, "capital") for code, forms in exceptions.capitals.items())
    yield from ((code, forms, "combining") for code, forms in exceptions.combining.items())


def states(exceptions: Exceptions) -> frozenset[str]:
    """Return the names in full of states and provinces, which tell a town from a country."""
    if not exceptions.states:
        return frozenset()
    named = (
        state for code, info in _entries() if code in WITH_STATES for state in info["provinces"]
    )
    return frozenset(named) - exceptions.no_state


def _english() -> Iterator[tuple[str, Iterable[str], Kind]]:
    for code, info in _entries():
        spellings = (
            form
            for form in info.get("altSpellings", ())
            if len(form) > len(_ALPHA_3) and form[0].isupper()
        )
        yield code, (info["name"], *spellings), "name"
        if code not in _table()["no_demonym"]:
            yield code, _parts(info.get("demonym"), "[,/]"), "demonym"


def _parts(value: str | Sequence[str] | None, between: str) -> list[str]:
    values = [value] if isinstance(value, str) else value or []
    return [part for entry in values for part in re.split(between, entry)]


def _split(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Split names of CLDR: Myanmar (Burma), Congo - Kinshasa, but not Hong Kong (China)."""
    match = re.fullmatch(r"(.+) \((\w+)\)", name)
    if match:
        return match.groups() if match[2] not in others else (match[1],)
    return name, name.replace(" - ", "-")


def _cities(locale: Locale) -> dict[str, str]:
    """Return CLDR's cities of time zones in a language, by their English names without accents."""
    english = Locale(DEFAULT).time_zones
    zones = {**english, **locale.time_zones}
    return {
        _bare(english.get(zone, {}).get("city") or zone.rpartition("/")[2]): names["city"]
        for zone, names in zones.items()
        if "city" in names
    }


def _bare(city: str) -> str:
    return _unaccented(city).casefold().replace("_", " ")


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _variants(form: str, kind: Kind, language: str) -> set[str]:
    """Return the spellings of a form: with and without accents, "St." for "Saint" and so on."""
    forms = {form.strip().removeprefix("The ")} - {""}
    if language == DEFAULT:
        forms |= {form.replace(" & ", " and ").replace("U.S.", "US") for form in forms}
        forms |= {re.sub(r"^(?:Saint|St\.) ", saint, form) for form in forms for saint in _SAINT}
        forms |= {_unaccented(form) for form in forms}
        if kind == "demonym":
            forms |= {form + "s" for form in forms if not form.endswith(("s", "se", "sh"))}
    if language == "ar":
        forms = {clitic + form for clitic in _CLITICS for form in forms}
        forms |= {re.sub("^([وف]?)لال", r"\1لل", form) for form in forms}
    if kind == "name":
        forms |= {form.replace("'s ", "s' ") for form in forms}
        forms |= {form.replace("'", "") for form in forms}
        forms |= {form.replace("-", " ") for form in forms}
    return forms
