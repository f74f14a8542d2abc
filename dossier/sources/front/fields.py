"""The keys of front matter, and what each takes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import get_args
from urllib.parse import urlsplit

from dossier.fields import FieldChecker
from dossier.model import Correction, FrontMatter, Provenance, Publish
from dossier.sources.front import aliases, choices
from dossier.sources.layout import Layout
from dossier.text.bylines import without_by
from dossier.yaml_lines import YamlValue

LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The shape of a BCP 47 tag (RFC 5646), without its registry."""

LONGEST_KIND = 40
"""Characters of a kind: it stands on one line with date and reading time."""

_LINKED = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")
"""A name as Obsidian links it: `[[Ana Ruiz]]`, `[[people/ruiz|Ana Ruiz]]`."""

_GIVEN = ("given", "given_name", "firstname", "first_name", "first")
_FAMILY = ("family", "family_name", "lastname", "last_name", "last")
_NAME = ("name", "literal", "fullname", "full_name", "author")

NOTHING_SHOWN = "only the preview shows the text"
"""Of a draft."""

_STATED = (Publish.FULL, Publish.EXTRACTS, Publish.WITHHELD, Publish.DRAFT)


def is_web_address(text: str) -> bool:
    """Is it an address that begins with https:// or http://?"""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text


def _url(check: FieldChecker, key: str, value: YamlValue) -> str:
    text = check.text(key, value)
    if text and not is_web_address(text):
        sentence = f"{key} must be a web address that begins with https:// or http://"
        check.fault(value.line, sentence)
    return text


def _language(check: FieldChecker, key: str, value: YamlValue) -> str:
    if isinstance(value.value, str):  # en_US is how locales of operating systems are written
        value = YamlValue(value.value.replace("_", "-"), value.line)
    return check.shaped(key, value, LANGUAGE, "a language tag such as en, ur or pt-BR")


def _kind(check: FieldChecker, key: str, value: YamlValue) -> str:
    text = check.text(key, value)
    if len(text) > LONGEST_KIND:
        sentence = f"{key} is a word or two, such as Readout; this has {len(text)} characters"
        check.fault(value.line, sentence)
    return text


def _texts(check: FieldChecker, key: str, value: YamlValue) -> tuple[str, ...]:
    if isinstance(value.value, list):
        return check.each(key, value, FieldChecker.text)
    return (check.text(key, value),)


# --- authors --------------------------------------------------------------------------


def _authors(check: FieldChecker, key: str, value: YamlValue) -> tuple[str, ...]:
    """Return the authors: of a text those that semicolons divide, or the elements of a list."""
    if isinstance(value.value, list):
        found = [_author(check, key, element) for element in value.elements()]
    elif isinstance(value.value, dict):
        found = [_author(check, key, value)]
    else:
        found = [_unlinked(part) for part in check.text(key, value).split(";")]
    return tuple(name for name in found if name)


def _author(check: FieldChecker, key: str, value: YamlValue) -> str:
    if isinstance(value.value, dict):
        return _named(check, key, value)
    if isinstance(value.value, list) and len(value.value) == 1:  # [[Ana Ruiz]] without quotes
        return _author(check, key, value.value[0])
    return _unlinked(check.text(key, value))


def _named(check: FieldChecker, key: str, value: YamlValue) -> str:
    """Return the name in a mapping as Quarto, Hugo, Docusaurus, CSL or Zotero write it."""
    parts = {str(name).lower().replace("-", "_"): part for name, part in value.items()}
    whole = next((parts[name] for name in _NAME if name in parts), None)
    if whole is not None:
        is_parted = isinstance(whole.value, dict)
        return _named(check, key, whole) if is_parted else without_by(check.text(key, whole))
    names = [_first(check, key, parts, known) for known in (_GIVEN, _FAMILY)]
    if particle := parts.get("non_dropping_particle"):
        names.insert(1, check.text(key, particle))
    if not any(names):
        sentence = f"{key} has an entry without a name; write the name alone, or {{name: Ana Ruiz}}"
        check.fault(value.line, sentence)
    return " ".join(name for name in names if name)


def _first(
    check: FieldChecker, key: str, parts: Mapping[str, YamlValue], names: tuple[str, ...]
) -> str:
    return check.text(key, next((parts[name] for name in names if name in parts), None))


def _unlinked(name: str) -> str:
    return without_by(_LINKED.sub(r"\1", name).strip())


# --- what becomes of the text ---------------------------------------------------------


def _publish(check: FieldChecker, key: str, value: YamlValue) -> Publish:
    if value.value is False:  # so Obsidian Publish says it
        check.note(value.line, f"{key}: false is taken as {key}: draft; {NOTHING_SHOWN}")
    if isinstance(value.value, bool):
        return Publish.FULL if value.value else Publish.DRAFT
    return Publish(_one_of(check, key, value, _STATED) or Publish.WITHHELD)


def _paragraphs(check: FieldChecker, key: str, value: YamlValue) -> str | None:
    return _one_of(check, key, value, get_args(Layout))


def _one_of(
    check: FieldChecker, key: str, value: YamlValue, choices: tuple[str, ...]
) -> str | None:
    if value.value in choices:
        return str(value.value)
    check.fault(value.line, f"{key} must be one of {', '.join(choices)}")
    return None


def _received(check: FieldChecker, key: str, value: YamlValue) -> Provenance | None:
    if not isinstance(value.value, dict) or {*value.value} != {"file", "sha256"}:
        sentence = f'{key} must name a file and its checksum: {{file: "a.docx", sha256: "..."}}'
        check.fault(value.line, sentence)
        return None
    parts = dict(value.items())
    shape = "64 hexadecimal digits"
    checksum = check.shaped(f"{key} sha256", parts["sha256"], "[0-9a-f]{64}", shape)
    return Provenance(check.text(f"{key} file", parts["file"]), checksum)


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


FIELDS: dict[str, Callable[[FieldChecker, str, YamlValue], object]] = {
    "title": FieldChecker.text,
    "kind": _kind,
    "date": FieldChecker.day,
    "updated": FieldChecker.day,
    "author": _authors,
    "source": FieldChecker.text,
    "url": _url,
    "rights": FieldChecker.text,
    "language": _language,
    "bottom_line": FieldChecker.text,
    "why_it_matters": FieldChecker.text,
    "lead": choices.lead,
    "key_points": choices.key_points,
    "watch": _texts,
    "filed": _filed,
    "reviewed": FieldChecker.day,
    "publish": _publish,
    "paragraphs": _paragraphs,
    "aliases": aliases.aliases,
    "received": _received,
}
assert list(FIELDS) == [field.name for field in fields(FrontMatter)]  # noqa: S101
