"""Front matter: the YAML between two lines of `---` at the top of a text, checked key by key.

Every key is optional. A key that is unknown, of the wrong type or impossible is a fault with its
line; all faults of one text are raised together.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from dossier.errors import Fault, InputError
from dossier.fields import FieldChecker
from dossier.model import Correction, FrontMatter, Publish
from dossier.yaml_lines import YamlValue, load

FENCE = "---"

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""Lines with their ends. `str.splitlines` would also divide at form feeds and line separators."""

_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The shape of a BCP 47 tag (RFC 5646), without its registry."""


def split(text: str, path: str) -> tuple[str, str, int]:
    """Split `text` into front matter, body and the line on which the body begins.

    The front matter is "" if the first line is not `---`. Raises InputError if it is not closed.
    """
    lines = _LINES.finditer(text) if text.startswith(FENCE) else iter(())
    opening = next(lines, None)
    if opening is None or opening[0].rstrip() != FENCE:
        return "", text, 1
    for number, line in enumerate(lines, start=2):
        if line[0].rstrip() == FENCE:
            return text[opening.end() : line.start()], text[line.end() :], number + 1
    sentence = "the front matter opened by --- on line 1 is never closed by a second line of ---"
    raise InputError(Fault(path, 1, sentence))


def read(yaml_text: str, path: str) -> FrontMatter:
    """Read the front matter that begins on line 2 of `path`.

    Raises InputError with every fault in it.
    """
    root = load(yaml_text, path, first_line=2)
    if root.value is None:
        return FrontMatter()
    check = FieldChecker(path)
    entries = check.entries(root, _FIELDS)
    values: dict[str, Any] = {
        key: _FIELDS[key](check, key, value) for key, value in entries.items()
    }
    check.faults.raise_any()
    return FrontMatter(**values)


def iso_date(text: str) -> date:
    """Return the date written as `2026-02-03`; raises ValueError if there is no such day."""
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone


def _url(check: FieldChecker, key: str, value: YamlValue) -> str:
    text = check.text(key, value)
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or " " in text):
        sentence = f"{key} must be a web address that begins with https:// or http://"
        check.fault(value.line, sentence)
    return text


def _language(check: FieldChecker, key: str, value: YamlValue) -> str:
    return check.shaped(key, value, _LANGUAGE, "a language tag such as en, ur or pt-BR")


def _texts(check: FieldChecker, key: str, value: YamlValue) -> tuple[str, ...]:
    if isinstance(value.value, list):
        return check.each(key, value, FieldChecker.text)
    return (check.text(key, value),)


def _publish(check: FieldChecker, key: str, value: YamlValue) -> Publish:
    try:
        return Publish(str(value.value))
    except ValueError:
        check.fault(value.line, f"{key} must be one of {', '.join(Publish)}")
        return Publish.WITHHELD


def _filed(check: FieldChecker, key: str, value: YamlValue) -> Mapping[int, Correction]:
    if not isinstance(value.value, dict):
        sentence = f"{key} must map paragraph numbers to themes, as in {{8: regional}}"
        check.fault(value.line, sentence)
    corrections: dict[int, Correction] = {}
    for number, entry in value.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            sentence = f"{key} names paragraph {number}; use the number shown as ¶"
            check.fault(entry.line, sentence)
        elif correction := _correction(check, number, entry):
            corrections[number] = correction
    return corrections


def _correction(check: FieldChecker, number: int, entry: YamlValue) -> Correction | None:
    if isinstance(entry.value, str):
        return Correction(entry.value, None, entry.line)
    parts = dict(entry.items())
    if set(parts) - {"theme", "because"} or "theme" not in parts:
        sentence = f"filed has {number}: in a form that cannot be read; write {number}: regional "
        sentence += f'or {number}: {{theme: regional, because: "..."}}'
        check.fault(entry.line, sentence)
        return None
    theme = check.text(f"the theme for ¶{number}", parts["theme"])
    because = None
    if "because" in parts:
        because = check.text(f"the reason for ¶{number}", parts["because"])
    return Correction(theme, because, entry.line)


_FIELDS: dict[str, Callable[[FieldChecker, str, YamlValue], object]] = {
    "title": FieldChecker.text,
    "date": FieldChecker.day,
    "updated": FieldChecker.day,
    "author": FieldChecker.text,
    "source": FieldChecker.text,
    "url": _url,
    "rights": FieldChecker.text,
    "language": _language,
    "bottom_line": FieldChecker.text,
    "watch": _texts,
    "filed": _filed,
    "publish": _publish,
}
assert list(_FIELDS) == [field.name for field in fields(FrontMatter)]  # noqa: S101
