"""Find the names of countries in a text, with the words beside them.

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
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import yaml
from babel import Locale, UnknownLocaleError
from countryinfo import CountryInfo

Kind: TypeAlias = Literal["name", "demonym", "capital", "phrase"]
DEFAULT = "en"
_UNSPACED = {"ja", "km", "lo", "my", "th", "zh"}
"""Languages that write no space between words."""
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "\u02bc": "'", "\u2011": "-", "\u00a0": " ", "\u202f": " "}
)
_POINTS = re.compile("[\u0640\u064b-\u0652\u0670]")
"""Arabic vowel points and the tatweel, which writers may leave out."""
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
"""Arabic prefixes that are written together with a name: and, so, in, to, like."""
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_JOIN = re.compile(r"(?:'s)?(?:,? (?:and|or|und|et|y|e) |, | ?[-–/&] ?)")
_ALPHA_3 = "ISO"
_SAINT = ("Saint ", "St. ", "St ")
_REACH = 40
"""Characters of context on each side of a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A form of the name of a country, or a phrase that has such a form but means none."""

    form: str
    kind: Kind
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """An occurrence of a name in a text, with its context."""

    name: Name
    paragraph: int
    before: str
    after: str

    joined: bool
    """Is it beside another country in a list or pair, as in "Georgia and Armenia"?"""


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The part of `names.yml` for one language; the file explains each key."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    demonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    capitals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    omit: Sequence[str] = ()
    shared: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    elsewhere: Mapping[str, Sequence[str]] = field(default_factory=dict)
    phrases: Sequence[str] = ()
    after: Sequence[str] = ()
    before: Sequence[str] = ()
    instruments: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


_SETS = ("weak", "personal", "common", "instruments", "openers", "offices")


class Gazetteer:
    """The names of all countries in one language, by their first word."""

    def __init__(self, locale: Locale) -> None:
        self.exceptions = _exceptions(locale.language)
        self._spaced = locale.language not in _UNSPACED
        first = _WORD if self._spaced else _LETTER
        names = [name for name in _names(locale, self.exceptions) if first.match(name.form)]
        self._names: dict[str, list[Name]] = defaultdict(list)
        for name in sorted(names, key=lambda name: -len(name.form)):
            self._names[first.findall(name.form)[0]].append(name)
        self._word = self._words(names)
        self._small = [name.form for name in names if name.form[0].islower()]
        """Names with a lower-case first letter; without one in a text, only capitals are tried."""
        self._large_word = self._words(n for n in names if not n.form[0].islower())
        self._sea_of = re.compile(rf"(?<!\w)(?:{'|'.join(self.exceptions.after) or '(?!)'})$")
        self._sea = re.compile(rf"(?:{'|'.join(self.exceptions.before) or '(?!)'})\b")

    def _words(self, names: Iterable[Name]) -> re.Pattern[str]:
        """Compile a pattern for words whose first letter begins some name.

        It also matches within words: `re` is several times as fast without a boundary, and
        `_begins` checks for one.
        """
        initials = "".join(sorted({name.form[0] for name in names}))
        return re.compile(rf"[{initials}][^\W\d_]*" if self._spaced else f"[{initials}]")

    def sightings(self, paragraph: int, text: str) -> list[Sighting]:
        """Return the names in a text, the longest at each position, without phrases and seas."""
        spans = [(name, start, start + len(name.form)) for name, start in self._find(text)]
        joined: set[int] = set()
        for (_, left, end), (_, right, _) in pairwise(spans):
            if _JOIN.fullmatch(text, end, right):
                joined |= {left, right}
        return [
            Sighting(name, paragraph, before, after, start in joined)
            for name, start, end in spans
            for before, after in [(text[max(0, start - _REACH) : start], text[end : end + _REACH])]
            if name.codes and not self._part_of_a_sea(before, after)
        ]

    def _find(self, text: str) -> Iterator[tuple[Name, int]]:
        last_end = 0
        small = any(map(text.__contains__, self._small))
        for word in (self._word if small else self._large_word).finditer(text):
            names = self._names.get(word[0])
            start = word.start()
            if not names or start < last_end or not self._begins(text, start):
                continue
            for name in names:
                end = start + len(name.form)
                if text.startswith(name.form, start) and self._ends(text, end):
                    yield name, start
                    last_end = end
                    break

    def _begins(self, text: str, start: int) -> bool:
        before = text[start - 1 : start]
        return not self._spaced or not (before.isalnum() or before == "_")

    def _ends(self, text: str, end: int) -> bool:
        if not self._spaced or end == len(text) or not text[end - 1].isalnum():
            return True
        return unicodedata.category(text[end])[0] not in "LMN"

    def _part_of_a_sea(self, before: str, after: str) -> bool:
        if before.endswith(tuple(self.exceptions.after)) and self._sea_of.search(before):
            return True
        return bool(self._sea.match(after))


@cache
def gazetteer(locale: Locale) -> Gazetteer:
    """Return the names in one language; they are compiled once a process."""
    return Gazetteer(locale)


@cache
def locale_of(language: str) -> Locale:
    """Return CLDR's data of a language, given its BCP 47 tag, or else of English."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(DEFAULT)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser if it is installed: it is ten times as fast."""


@cache
def _table() -> dict[str, Any]:
    text = files("dossier.entities").joinpath("names.yml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.load(text, _LOADER)  # noqa: S506 - a safe one
    return table


def display_name(code: str, language: str) -> str:
    """Return the name of a country in a language, from CLDR; in English if it has none."""
    return str(locale_of(language).territories.get(code) or Locale(DEFAULT).territories[code])


def _exceptions(language: str) -> Exceptions:
    table: dict[str, Any] = _table().get(language, {})
    return Exceptions(**table | {key: frozenset(table[key]) for key in _SETS if key in table})


def normalize(text: str) -> str:
    """Return `text` with typographic variants replaced by one form, so that names match."""
    if text.isascii():
        return text
    return _POINTS.sub("", unicodedata.normalize("NFC", text).translate(_PLAIN))


@cache
def _entries() -> tuple[tuple[str, Any], ...]:
    """Return countryinfo's records of countries that exist, each with its code."""
    territories = Locale(DEFAULT).territories
    records = ((info.get("ISO", {}).get("alpha2"), info) for info in CountryInfo.all().values())
    return tuple((code, info) for code, info in records if code in territories)


@cache
def country_codes() -> frozenset[str]:
    """Return the codes of all countries: ISO 3166-1 alpha-2, and XK for Kosovo."""
    return frozenset({code for code, _ in _entries()} | set(_table()["beyond_iso"]))


def _names(locale: Locale, exceptions: Exceptions) -> Iterator[Name]:
    """Yield every form with its countries; a form has the first kind that a source gives it."""
    kinds: dict[str, Kind] = {}
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    omitted = {normalize(form) for form in exceptions.omit}
    omitted |= {form.upper() for form in omitted}
    for code, names, kind in _sources(locale, exceptions):
        forms = {v for name in names for v in _variants(normalize(name), kind, locale.language)}
        for form in sorted(forms - omitted):
            if kinds.setdefault(form, kind) == kind:
                codes[form][code] = None
    for form, shared in exceptions.shared.items():
        kinds.setdefault(form, "demonym")
        codes[form] = dict.fromkeys(shared["of"])
    for form, kind in kinds.items():
        yield Name(form, kind, tuple(codes[form]))
    yield from (Name(normalize(phrase), "phrase", ()) for phrase in exceptions.phrases)


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


def _english() -> Iterator[tuple[str, Iterable[str], Kind]]:
    for code, info in _entries():
        spellings = (form for form in info.get("altSpellings", ()) if len(form) > len(_ALPHA_3))
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
        forms |= {form.upper() for form in forms if len(form) > len(_ALPHA_3)}
    return forms
