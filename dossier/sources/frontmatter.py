"""Front matter: the YAML between two lines of `---` at the top of a text, checked key by key.

Every key is optional. A key that is unknown, of the wrong type or impossible is a fault with
its line; all faults of one text are raised together.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from dossier.errors import Fault, InputError
from dossier.model import Correction, FrontMatter, Publish
from dossier.yaml_lines import YamlValue, load

FENCE = "---"

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""Lines with their ends; unlike str.splitlines it divides at no other character."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
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
    """Check front matter that begins on line 2 of `path`.

    Raises InputError with every fault found.
    """
    root = load(yaml_text, path, first_line=2)
    if root.value is None:
        return FrontMatter()
    if not isinstance(root.value, dict):
        sentence = "front matter must be lines of key: value"
        raise InputError(Fault(path, root.line, sentence))
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, entry in root.items():
        check = _CHECKS.get(key) if isinstance(key, str) else None
        if check is None:
            sentence = f"unknown key {key}; the keys are {', '.join(_CHECKS)}"
            faults.append(Fault(path, entry.line, sentence))
            continue
        try:
            values[str(key)] = check(entry)
        except _WrongError as wrong:
            faults.append(Fault(path, wrong.line or entry.line, f"{key} {wrong}"))
    if faults:
        raise InputError(*faults)
    return FrontMatter(**values)


def iso_date(text: str) -> date:
    """Return the date written as `2026-02-03`; raises ValueError if there is no such day."""
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone


class _WrongError(Exception):
    """A value that its key does not allow; reads on from the key's name."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def _text(entry: YamlValue) -> str:
    if entry.value is None or not str(entry.value).strip():
        raise _WrongError("is empty; write something or remove the line")
    if not isinstance(entry.value, str):
        raise _WrongError(f'must be text, not {_kind(entry.value)}; put it in quotes: "..."')
    return " ".join(entry.value.split())


def _date(entry: YamlValue) -> date:
    if isinstance(entry.value, date) and not isinstance(entry.value, datetime):
        return entry.value
    if entry.value is None:
        raise _WrongError("is empty; write a day or remove the line")
    if isinstance(entry.value, list | dict):
        raise _WrongError(f"must be a day, not {_kind(entry.value)}; write it as 2026-02-03")
    raise _WrongError(f"{entry.value} is no day; write it as 2026-02-03")


def _url(entry: YamlValue) -> str:
    text = _text(entry)
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in text:
        raise _WrongError("must be a web address that begins with https:// or http://")
    return text


def _language(entry: YamlValue) -> str:
    text = _text(entry)
    if not _LANGUAGE.fullmatch(text):
        raise _WrongError("must be a language tag such as en, ur or pt-BR")
    return text


def _texts(entry: YamlValue) -> tuple[str, ...]:
    if isinstance(entry.value, list):
        return tuple(_text(element) for element in entry.elements())
    return (_text(entry),)


def _publish(entry: YamlValue) -> Publish:
    try:
        return Publish(str(entry.value))
    except ValueError:
        raise _WrongError(f"must be one of {', '.join(Publish)}") from None


def _filed(entry: YamlValue) -> Mapping[int, Correction]:
    if not isinstance(entry.value, dict):
        raise _WrongError("must map paragraph numbers to themes, as in {8: regional}")
    return {_number(key, value): _correction(key, value) for key, value in entry.items()}


def _number(key: object, value: YamlValue) -> int:
    if isinstance(key, bool) or not isinstance(key, int) or key < 1:
        raise _WrongError(f"names paragraph {key}; use the number shown as ¶", value.line)
    return key


def _correction(key: object, entry: YamlValue) -> Correction:
    if isinstance(entry.value, str):
        return Correction(entry.value, None, entry.line)
    parts = dict(entry.items())
    if set(parts) - {"theme", "because"} or "theme" not in parts:
        sentence = f"has {key}: in a form that cannot be read; write {key}: regional or "
        raise _WrongError(sentence + f'{key}: {{theme: regional, because: "..."}}', entry.line)
    try:
        because = _text(parts["because"]) if "because" in parts else None
        return Correction(_text(parts["theme"]), because, entry.line)
    except _WrongError as wrong:
        raise _WrongError(f"has a theme or reason for {key} that {wrong}", entry.line) from None


def _kind(value: object) -> str:
    names = {bool: "yes or no", int: "a number", float: "a number", list: "a list"}
    names |= {dict: "a mapping", date: "a date", datetime: "a date"}
    return names.get(type(value), type(value).__name__)


_CHECKS: dict[str, Callable[[YamlValue], object]] = {
    "title": _text,
    "date": _date,
    "updated": _date,
    "author": _text,
    "source": _text,
    "url": _url,
    "rights": _text,
    "language": _language,
    "bottom_line": _text,
    "watch": _texts,
    "filed": _filed,
    "publish": _publish,
}
assert list(_CHECKS) == [field.name for field in fields(FrontMatter)]  # noqa: S101
