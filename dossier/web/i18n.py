"""The phrases of the interface, all from one file, so that a translation is one file.

Dates, names of months and languages, decimal signs, lists ("a, b and c") and plural forms come from
the Unicode CLDR, through Babel.
"""

import datetime
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list

from dossier.errors import Fault, InputError
from dossier.model import Themes
from dossier.text.languages import primary
from dossier.yaml_lines import YamlValue, load_file

WORDS = "words.yml"
"""File of phrases in a folder of templates; `words.xx.yml` beside it holds those of another
language."""

_OF_THEMES = "theme_of_"
"""Begins the keys of names and definitions of the themes that come with Dossier."""

_PLURALS = frozenset(("zero", "one", "two", "few", "many", "other"))
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases by their keys, and their language."""

    locale: Locale
    phrases: Mapping[str, str | Mapping[str, str]]
    translations: Mapping[str, str] = field(default_factory=dict)
    """Names and definitions of Dossier's own themes by the English ones, in another language."""

    language: str = field(init=False, repr=False)
    """BCP 47 tag."""

    decimal: str = field(init=False, repr=False)
    """Sign before the decimals of a number."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "language", str(self.locale).replace("_", "-"))
        object.__setattr__(self, "decimal", str(self.locale.number_symbols["latn"]["decimal"]))

    def say(self, key: str, **values: object) -> str:
        """Return a phrase with its placeholders replaced; `count` selects the plural form.

        Raises KeyError if there is no such phrase, or a value is missing.
        """
        phrase = self.phrases.get(key)
        if phrase is None:
            raise KeyError(f"there is no phrase {key} in words.yml")
        if not values and isinstance(phrase, str) and "{" not in phrase:
            return phrase
        if not isinstance(phrase, str):
            form = self.locale.plural_form(int(str(values["count"])))
            phrase = phrase.get(form, phrase["other"])
        try:
            return _format(phrase).format_map(values)
        except KeyError as error:
            name = f"{{{error.args[0]}}}"
            sentence = f"the phrase {key} in words.yml has {name}, and nothing fills that in here"
            raise KeyError(sentence) from None

    def day(self, date: datetime.date) -> str:
        """Return a date in full: 3 February 2026."""
        return _day(date, self.locale)

    def period(self, first: datetime.date, last: datetime.date) -> str:
        """Return the days from one to another: 5–7 June 2026, June 2026, 2nd quarter 2026, 2027."""
        return self.day(first) if first == last else _period(first, last, self.locale)

    def date_as(self, date: datetime.date, skeleton: str) -> str:
        """Return parts of a date, which a skeleton of CLDR names: 3 Feb by "MMMd"."""
        return _date_as(date, skeleton, self.locale)

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12."""
        name: str = self.locale.months["stand-alone"]["wide"][number]
        return name

    def number(self, value: float, *, signed: bool = False) -> str:
        """Return a number with two decimals, as 0.42 or 0,42; `signed` with its sign: +0.42."""
        text = f"{value:+.2f}" if signed else f"{value:.2f}"
        return text.replace(".", self.decimal)

    def listed(self, items: Sequence[str]) -> str:
        """Return some names as a list in a sentence: a, b and c."""
        return format_list(items, locale=self.locale)

    def themes(self, themes: Themes) -> Themes:
        """Return the themes with their names and definitions in this language.

        Those that an owner wrote, in whatever language, are returned as they are.
        """
        known = self.translations
        return tuple(
            replace(
                theme,
                name=known.get(theme.name, theme.name),
                definition=known.get(theme.definition, theme.definition),
            )
            for theme in themes
        )

    def language_name(self, tag: str) -> str:
        """Return the name of a language by its BCP 47 tag, or the tag if it has none."""
        return _language_name(tag, self.locale)


@lru_cache(maxsize=1024)
def _format(phrase: str) -> str:
    """Return a phrase as a format string; braces around anything but a name are text.

    `str.format_map` is the fastest way to replace placeholders.
    """
    parts = _PLACEHOLDER.split(phrase)
    parts[::2] = (part.replace("{", "{{").replace("}", "}}") for part in parts[::2])
    parts[1::2] = (f"{{{name}}}" for name in parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=4096)
def _day(date: datetime.date, locale: Locale) -> str:
    return format_date(date, format="long", locale=locale)


@lru_cache(maxsize=4096)
def _date_as(date: datetime.date, skeleton: str, locale: Locale) -> str:
    return format_skeleton(skeleton, date, locale=locale)


@lru_cache(maxsize=1024)
def _period(first: datetime.date, last: datetime.date, locale: Locale) -> str:
    if first.day > 1 or (last + datetime.timedelta(days=1)).day > 1:
        return str(format_interval(first, last, "yMMMMd", locale=locale))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = {1: "yMMMM", 3: "yQQQQ", 12: "y"}.get(months)
    if whole and first.month % months in (0, 1):
        return str(format_skeleton(whole, first, locale=locale))
    return str(format_interval(first, last, "y" if months % 12 == 0 else "yMMMM", locale=locale))


@lru_cache(maxsize=256)
def _language_name(tag: str, locale: Locale) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name(locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """Return "rtl" for languages written from right to left, else "ltr"."""
    try:
        return Locale.parse(language.replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def read_site(folders: Sequence[Path], language: str, packaged: Path) -> Phrases:
    """Read the phrases of a site in `language`; the first of `folders` wins.

    A phrase is looked up in `words.yml` of the site, then in `words.xx.yml` of the language, and
    then in `packaged`, the file that holds all of them in English. If the site's own `words.yml`
    states another language, that one is meant. Raises InputError if a file cannot be read, if a
    phrase is not text, or if `words.xx.yml` is of another language than its name says.
    """
    last = _read(packaged)
    own = [path for folder in folders if (path := folder / WORDS).exists()]
    tables = [_read(path) for path in own if not _is_same(path, packaged)]
    stated = next((table.locale for table in tables if table.locale), None)
    tag = str(stated).replace("_", "-") if stated else language
    names = dict.fromkeys((tag, primary(tag)))
    if last.locale:  # in a copy of the repository it may have been translated where it stands
        names.pop(last.locale.language, None)
    for name in names:
        paths = (folder / f"words.{name}.yml" for folder in folders)
        tables += [_of_language(path, name) for path in paths if path.exists()]
    return _merged([*tables, last])


def read(*paths: Path) -> Phrases:
    """Read files of phrases; of two phrases with one key the first is meant.

    Raises InputError if one cannot be read or a phrase is not text.
    """
    return _merged([_read(path) for path in paths])


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


@dataclass(frozen=True, slots=True)
class _Table:
    """The content of one file."""

    locale: Locale | None
    phrases: dict[str, str | Mapping[str, str]]


def _read(path: Path) -> _Table:
    phrases = _table(path)
    locale = _locale(phrases.pop("language"), path) if "language" in phrases else None
    return _Table(locale, phrases)


def _of_language(path: Path, name: str) -> _Table:
    """Read `words.xx.yml`."""
    table = _read(path)
    stated = table.locale.language if table.locale else "none"
    if stated != primary(name):
        sentence = f"must say language: {name}, as its name does; it says {stated}"
        raise InputError(Fault(path.as_posix(), 0, sentence))
    return table


def _merged(tables: Sequence[_Table]) -> Phrases:
    """Return the phrases of all tables; of two with one key the first is meant."""
    phrases: dict[str, str | Mapping[str, str]] = {}
    for table in tables:
        phrases = table.phrases | phrases
    locale = next((table.locale for table in tables if table.locale), Locale("en"))
    english = tables[-1].phrases
    translations = {
        original: str(phrases[key])
        for key, original in english.items()
        if key.startswith(_OF_THEMES) and isinstance(original, str)
    }
    return Phrases(locale, phrases, translations)


def _table(path: Path) -> dict[str, str | Mapping[str, str]]:
    where = path.as_posix()
    root = load_file(path)
    if not isinstance(root.value, dict):
        raise InputError(Fault(where, root.line, "must be lines of key: phrase"))
    return {str(key): _phrase(value, str(key), where) for key, value in root.items()}


def _locale(language: object, path: Path) -> Locale:
    try:
        return Locale.parse(str(language).replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise InputError(Fault(path.as_posix(), 0, f"language {language} is not known")) from error


def _phrase(entry: YamlValue, key: str, where: str) -> str | Mapping[str, str]:
    if isinstance(entry.value, str):
        return entry.value
    forms = {str(form): value.value for form, value in entry.items()}
    if "other" in forms and set(forms) <= _PLURALS:
        texts = {form: text for form, text in forms.items() if isinstance(text, str)}
        if len(texts) == len(forms):
            return texts
    sentence = f"{key} must be text in quotes, or one: and other: with text each"
    raise InputError(Fault(where, entry.line, sentence))
