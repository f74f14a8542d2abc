"""Read themes.yml: the themes, and the words that speak for none of them."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dossier.fields import FieldChecker
from dossier.model import FURNITURE, UNTHEMED, Scheme, Term, Theme
from dossier.yaml_lines import YamlValue, load_file

_KEYS = ("language", "themes", "no_theme")
NO_THEME_KEYS = ("framing", "subjects")
_THEME_KEYS = ("id", "name", "letter", "definition", "colour", "vocabulary", "examples")
_REQUIRED_KEYS = ("id", "name", "definition")
_UNIQUE_KEYS = ("id", "letter", "name")

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DEFAULT_COLOURS = ("#3d4852", "#c3ccd5")


def read(path: Path) -> Scheme:
    """Read a file of themes.

    Raises InputError with every fault in it.
    """
    root = load_file(path)
    check = FieldChecker(path.as_posix())
    entries = check.entries(root, _KEYS)
    no_theme = check.entries(entries.get("no_theme"), NO_THEME_KEYS)
    language = check.shaped(
        "language", entries.get("language"), "[a-z]{2,3}", "a language tag such as en"
    )
    values = list(entries["themes"].elements()) if "themes" in entries else []
    if not values:
        check.fault(root.line, "themes must be a list of themes, at least one")
    themes = tuple(_theme(check, value) for value in values)
    _check_unique(check, themes, [value.line for value in values])
    framing = check.each("framing", no_theme.get("framing"), term)
    subjects = check.each("subjects", no_theme.get("subjects"), term)
    check.faults.raise_any()
    return Scheme(themes, language or "en", framing, subjects)


def _theme(check: FieldChecker, value: YamlValue) -> Theme:
    entries = check.entries(value, _THEME_KEYS)
    for key in _REQUIRED_KEYS:
        if entries and key not in entries:
            check.fault(value.line, f"this theme has no {key}")
    name = check.text("name", entries.get("name"))
    letter = check.shaped("letter", entries.get("letter"), r"\w", "one letter")
    light, dark = _colours(check, entries.get("colour"))
    return Theme(
        id=_id(check, entries.get("id")),
        name=name,
        letter=letter or name[:1].upper(),
        definition=check.text("definition", entries.get("definition")),
        vocabulary=check.each("vocabulary", entries.get("vocabulary"), term),
        examples=check.each("examples", entries.get("examples"), FieldChecker.text),
        light=light,
        dark=dark,
    )


def _id(check: FieldChecker, value: YamlValue | None) -> str:
    theme = check.shaped("id", value, _ID, "lower-case letters, digits and hyphens")
    if value and theme in UNTHEMED:
        check.fault(value.line, f"the id {theme} is taken by the section of that name")
    if value and theme == FURNITURE:
        check.fault(value.line, f"the id {theme} is taken by what belongs to no theme")
    return theme


def _colours(check: FieldChecker, value: YamlValue | None) -> tuple[str, str]:
    """Return the accent colours of a theme on light and on dark pages."""
    if value is None:
        return _DEFAULT_COLOURS
    colours = {str(key): str(colour.value) for key, colour in value.items()}
    if set(colours) != {"light", "dark"} or not all(map(_COLOUR.fullmatch, colours.values())):
        check.fault(value.line, 'colour must be {light: "#rrggbb", dark: "#rrggbb"}')
        return "", ""
    return colours["light"].lower(), colours["dark"].lower()


def term(check: FieldChecker, key: str, value: YamlValue) -> Term:
    """Read `trade`, or `trade: 2`, a term with its weight."""
    pairs = list(value.items())
    if not pairs:
        return Term(check.text(key, value))
    (phrase, weight), *others = pairs
    number: Any = weight.value
    is_finite = type(number) in (int, float) and abs(number) <= sys.float_info.max
    if others or not isinstance(phrase, str) or not is_finite:
        sentence = "a term must be a phrase, or a phrase and its weight: trade: 2"
        check.fault(value.line, sentence)
        return Term("")
    return Term(" ".join(phrase.split()), float(number))


def _check_unique(check: FieldChecker, themes: Sequence[Theme], lines: Sequence[int]) -> None:
    for key in _UNIQUE_KEYS:
        earlier: set[str] = set()
        for theme, line in zip(themes, lines, strict=True):
            value = getattr(theme, key)
            if value and value in earlier:
                check.fault(line, f"another theme has the {key} {value} already")
            earlier.add(value)
