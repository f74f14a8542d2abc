"""Themes.yml becomes the checked scheme: the themes, and what speaks for none."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from dossier.errors import Fault, InputError
from dossier.model import UNTHEMED, Scheme, Term, Theme
from dossier.yaml_lines import YamlValue, load

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PARTS = ("language", "themes", "no_theme")
_NO_THEME = ("framing", "subjects")
_NO_THEMES = "themes must be a list of themes, at least one"
_KEYS = ("id", "name", "letter", "definition", "colour", "vocabulary", "examples")


def read(path: Path) -> Scheme:
    """Read and check the scheme.

    Raises InputError with every fault found.
    """
    where = path.as_posix()
    try:
        root = load(path.read_text(encoding="utf-8-sig"), where)
    except OSError as error:
        raise InputError(Fault(where, 0, f"cannot be read: {error.strerror}")) from error
    except UnicodeDecodeError as error:
        raise InputError(Fault(where, 0, "is not UTF-8; save it as UTF-8")) from error
    check = _Check(where)
    keys = check.keys(root, _PARTS, "the file must have the keys")
    entries = list(keys["themes"].elements()) if "themes" in keys else []
    if not entries:
        raise InputError(*check.faults, Fault(where, root.line, _NO_THEMES))
    themes = tuple(check.theme(entry) for entry in entries)
    none = check.keys(keys["no_theme"], _NO_THEME, "it has") if "no_theme" in keys else {}
    for key in ("id", "letter", "name"):
        check.unique(
            key, [(getattr(theme, key), e.line) for theme, e in zip(themes, entries, strict=True)]
        )
    scheme = Scheme(
        themes=themes,
        language=check.shaped(keys, "language", "[a-z]{2,3}", "a language tag such as en") or "en",
        framing=check.terms(none, "framing"),
        subjects=check.terms(none, "subjects"),
    )
    if check.faults:
        raise InputError(*check.faults)
    return scheme


class _Check:
    """Takes values out of YAML and notes what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(self.path, line, sentence))

    def unique(self, key: str, values: list[tuple[str, int]]) -> None:
        seen: set[str] = set()
        for value, line in values:
            if value and value in seen:
                self.fault(line, f"another theme has the {key} {value} already")
            seen.add(value)

    def theme(self, entry: YamlValue) -> Theme:
        keys = self.keys(entry, _KEYS, "a theme has the keys")
        for key in ("id", "name", "definition"):
            if keys and key not in keys:
                self.fault(entry.line, f"this theme has no {key}")
        name = self.text(keys, "name")
        light, dark = self.colours(keys.get("colour"))
        return Theme(
            id=self.id(keys),
            name=name,
            letter=self.shaped(keys, "letter", r"\w", "one letter") or name[:1].upper(),
            definition=self.text(keys, "definition"),
            vocabulary=self.terms(keys, "vocabulary"),
            examples=tuple(self.each(keys, "examples", self.sentence)),
            light=light,
            dark=dark,
        )

    def keys(self, entry: YamlValue, known: Sequence[str], rule: str) -> dict[str, YamlValue]:
        keys = {str(key): value for key, value in entry.items()}
        if not isinstance(entry.value, dict):
            self.fault(entry.line, f"must be a mapping; {rule} {', '.join(known)}")
        for key in sorted(keys.keys() - set(known)):
            self.fault(keys[key].line, f"unknown key {key}; {rule} {', '.join(known)}")
        return keys

    def terms(self, keys: dict[str, YamlValue], key: str) -> tuple[Term, ...]:
        return tuple(self.each(keys, key, self.term))

    def id(self, keys: dict[str, YamlValue]) -> str:
        found = self.shaped(keys, "id", _ID.pattern, "lower-case letters, digits and hyphens")
        if found in UNTHEMED:
            self.fault(keys["id"].line, f"the id {found} is taken by the section of that name")
        return found

    def text(self, keys: dict[str, YamlValue], key: str) -> str:
        return self.sentence(keys[key]) if key in keys else ""

    def shaped(self, keys: dict[str, YamlValue], key: str, pattern: str, shape: str) -> str:
        text = self.text(keys, key)
        if text and not re.fullmatch(pattern, text):
            self.fault(keys[key].line, f"{key} {text} must be {shape}")
        return text

    def sentence(self, entry: YamlValue) -> str:
        if isinstance(entry.value, str) and entry.value.strip():
            return " ".join(entry.value.split())
        self.fault(entry.line, 'must be text; put it in quotes: "..."')
        return ""

    def colours(self, entry: YamlValue | None) -> tuple[str, str]:
        if entry is None:
            return "#3d4852", "#c3ccd5"
        found = {str(key): str(value.value) for key, value in entry.items()}
        if set(found) != {"light", "dark"} or not all(map(_COLOUR.fullmatch, found.values())):
            sentence = 'colour must be {light: "#rrggbb", dark: "#rrggbb"}'
            self.fault(entry.line, sentence)
            return "", ""
        return found["light"].lower(), found["dark"].lower()

    def each(
        self, keys: dict[str, YamlValue], key: str, take: Callable[[YamlValue], T]
    ) -> Iterator[T]:
        entry = keys.get(key)
        if entry is None:
            return
        if not isinstance(entry.value, list):
            self.fault(entry.line, f"{key} must be a list, one entry a line after a hyphen")
        for element in entry.elements():
            yield take(element)

    def term(self, entry: YamlValue) -> Term:
        pairs = list(entry.items())
        if not pairs:
            return Term(self.sentence(entry))
        (phrase, weight), *more = pairs
        number = weight.value
        sound = type(number) in (int, float) and math.isfinite(float(str(number)))
        if more or not isinstance(phrase, str) or not sound:
            self.fault(entry.line, "a term must be a phrase, or a phrase and its weight: trade: 2")
            return Term("")
        return Term(" ".join(phrase.split()), float(str(number)))
