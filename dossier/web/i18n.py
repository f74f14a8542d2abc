"""The phrases of the interface, all from one file, so that a translation is one file.

Dates, names of months and plural forms come from the Unicode CLDR, through Babel.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from dossier.errors import Fault, InputError
from dossier.yaml_lines import YamlValue, load_file

_PLURALS = frozenset(("zero", "one", "two", "few", "many", "other"))
_SHORT_MONTH = re.compile("(?<!M)MMM(?!M)")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases by their keys, and their language."""

    locale: Locale
    phrases: Mapping[str, str | Mapping[str, str]]

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        return str(self.locale).replace("_", "-")

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
        return _day(date, str(self.locale))

    def days(self, first: datetime.date, last: datetime.date) -> str:
        """Return the days from one to another: 25 to 31 May 2026.

        What both share is said once, as CLDR's interval has it, but with whole names of months, of
        which CLDR has no interval; and its dash becomes a word.
        """
        differing = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self.locale.interval_formats["yMMMd"][differing]
        start, end = (
            format_date(day, _SHORT_MONTH.sub("MMMM", pattern), locale=self.locale)
            for day, pattern in zip((first, last), patterns, strict=True)
        )
        bare = start.removesuffix(" ").rstrip("\u2009")
        if not bare.endswith("–"):
            return f"{start}{end}"
        return self.say("from_to", first=bare.rstrip("–\u2009 "), last=end)

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12."""
        name: str = self.locale.months["stand-alone"]["wide"][number]
        return name

    def language_name(self, tag: str) -> str:
        """Return the name of a language by its BCP 47 tag, or the tag if it has none."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (UnknownLocaleError, ValueError):
            return tag


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
def _day(date: datetime.date, locale: str) -> str:
    return format_date(date, format="long", locale=locale)


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """Return "rtl" for languages written from right to left, else "ltr"."""
    try:
        return Locale.parse(language.replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def read(*paths: Path) -> Phrases:
    """Read files of phrases; of two phrases with one key the first is meant.

    Raises InputError if one cannot be read or a phrase is not text.
    """
    phrases: dict[str, str | Mapping[str, str]] = {}
    locales = []
    for path in paths:
        table = _table(path)
        if "language" in table:
            locales.append(_locale(table.pop("language"), path))
        phrases = table | phrases
    return Phrases(locales[0] if locales else Locale("en"), phrases)


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
