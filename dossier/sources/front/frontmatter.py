"""Front matter: the YAML between two lines of `---` at the top of a text.

Every key is optional. A key of wrong type or impossible value is a fault with its line; all faults
of one text are raised together. Keys of other tools are taken where they mean the same, and else
passed over; notes say which.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from dossier.errors import Fault, InputError
from dossier.fields import FieldChecker
from dossier.model import FrontMatter, Note, Publish
from dossier.sources.front import choices, near_misses
from dossier.sources.front.fields import FIELDS, is_web_address
from dossier.sources.front.foreign_keys import COMPUTED, plain
from dossier.sources.front.other_tools import Entries, Taken, is_empty, note_taken, understand
from dossier.text import yaml_slips
from dossier.yaml_lines import YamlValue, load_mended

FENCE = "---"
_CLOSING = (FENCE, "...")
"""Pandoc lets either end the front matter; in YAML both end a document."""

_SECOND = 2
"""The line on which YAML begins whose fence is the first line."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""Lines with their ends. `str.splitlines` would also divide at form feeds and line separators."""

_KEY = re.compile(r"\w[\w .-]*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Split:
    """A text divided into its front matter and what follows."""

    head: str
    """The YAML; "" without front matter."""

    head_line: int
    """The line on which the YAML begins, from 1."""

    body: str
    body_line: int
    """The line on which the body begins, from 1."""


def split(text: str, path: str) -> Split:
    """Split `text` into front matter and body.

    Blank lines may stand before the front matter if it begins with a key. Raises InputError if it
    is not closed, or if there is none but what nearly is one.
    """
    lines = enumerate(_LINES.finditer(text), start=1)
    number, opening = next(((n, m) for n, m in lines if _is_worded(m[0])), (1, None))
    if opening and opening[0].strip("\ufeff").rstrip() == FENCE:
        closing = next(((n, m) for n, m in lines if m[0].rstrip() in _CLOSING), None)
        if closing:
            head = text[opening.end() : closing[1].start()]
            if closing[1][0].rstrip() != FENCE:  # ... may stand above a line of --- too
                below = next(lines, None)
                closing = below if below and below[1][0].rstrip() == FENCE else closing
            if number == 1 or _KEY.match(head.lstrip()):
                return Split(head, number + 1, text[closing[1].end() :], closing[0] + 1)
        elif number == 1:
            raise InputError(Fault(path, 1, near_misses.unclosed(_top(text))))
    if opening and (fault := near_misses.find(_top(text[opening.start() :]), path, number)):
        raise InputError(fault)
    return Split("", _SECOND, text, 1)


def _top(text: str) -> list[str]:
    return [line[0] for line in islice(_LINES.finditer(text), near_misses.LINES)]


def _is_worded(line: str) -> bool:
    return bool(line.strip("\ufeff\u200b \t\r\n\x0b\x0c\xa0"))


def read(
    parts: Split, path: str, dated: date | None = None
) -> tuple[FrontMatter, tuple[Note, ...]]:
    """Return the front matter of `path`, and notes on it.

    `dated` is the date of a text that states none. Raises InputError with every fault in it.
    """
    root, faults = load_mended(parts.head, path, parts.head_line)
    check = FieldChecker(path, parts.head, parts.head_line)
    check.faults.add(faults)
    if parts.head and parts.head_line != _SECOND:
        line = parts.head_line - 1
        check.note(line, "the front matter is read, but other tools want it on the first line")
    values = {} if root is None or root.value is None else _values(check, root, dated)
    if dated and values.get("date") is None:
        values["date"] = dated
    check.faults.raise_any()
    return FrontMatter(**values), tuple(sorted(check.notes))


def _values(check: FieldChecker, root: YamlValue, dated: date | None) -> dict[str, Any]:
    """Return the value of every key that is stated, under whichever name."""
    if not isinstance(root.value, dict) and (slip := yaml_slips.find(check.written(root))):
        check.fault(root.line, f"this line {slip.cause}; write {slip.line.strip()}")
        return {}
    check.mapping(root, FIELDS)
    stated, foreign = _sorted(check, root)
    _pass_over(check, stated)
    taken = understand(check, stated, foreign)
    values: dict[str, Any] = {
        name: FIELDS[name](check, key, value) for name, (key, value) in stated.items()
    }
    for name, one in taken.items():
        if name != "publish" or values.get(name) != Publish.WITHHELD:
            values[name] = one.value
    _check_order(check, values, dated, stated, taken)
    note_taken(check, taken)
    source = values.get("source") or ""
    if "url" not in values and is_web_address(source) and "source" in stated:
        check.note(stated["source"][1].line, "source is a web address and is taken as url")
        values |= {"source": None, "url": source}
    return values


def _sorted(check: FieldChecker, root: YamlValue) -> tuple[Entries, Entries]:
    """Return the entries of Dossier's keys, in any case, and those of all other keys."""
    stated: Entries = {}
    foreign: Entries = {}
    for key, value in root.items():
        name = plain(key)
        if name in stated:
            check.fault(value.line, f"{name} is set twice; keep one")
        (stated if name in FIELDS else foreign)[name] = str(key), value
    return stated, foreign


def _pass_over(check: FieldChecker, stated: Entries) -> None:
    """Remove, with a note, what states nothing: no value, or one that another tool works out."""
    empty = [
        name
        for name, (_, value) in stated.items()
        if is_empty(value) and value.value != {} and not check.is_commented_out(value)
    ]
    if empty:
        line = min(stated[name][1].line for name in empty)
        names = " and ".join(stated[name][0] for name in empty)
        check.note(line, f"{names} {'is' if len(empty) == 1 else 'are'} empty and passed over")
    for name in empty:
        del stated[name]
    for name in ("date", "updated"):
        value = stated[name][1] if name in stated else None
        if value and isinstance(value.value, str) and COMPUTED.fullmatch(value.value.strip()):
            sentence = (
                f"{name} is '{value.value}', which other tools replace by a day; it is passed "
            )
            check.note(
                value.line, f"{sentence}over, for Dossier takes no date but one that is written"
            )
            del stated[name]
    url = stated["url"][1] if "url" in stated else None
    if url and isinstance(url.value, str) and re.match(r"/(?!/)", url.value):
        sentence = f"url is {url.value}, an address within another site, and is passed over; "
        check.note(url.line, f"{sentence}write all of it, from https:// on")
        del stated["url"]
    language = stated["language"][1] if "language" in stated else None
    if language and isinstance(language.value, dict):
        sentence = "language holds Quarto's words for a page and is passed over; write language: en"
        check.note(language.line, sentence)
        del stated["language"]
    reviewed = stated["reviewed"][1] if "reviewed" in stated else None
    if reviewed and isinstance(reviewed.value, bool):
        sentence = f"reviewed is {str(reviewed.value).lower()} and is passed over; Dossier has the "
        check.note(reviewed.line, f"{sentence}day of a review there, as in reviewed: 2026-05-27")
        del stated["reviewed"]
    lead = stated["lead"][1] if "lead" in stated else None
    if lead and isinstance(lead.value, str) and choices.is_worded(lead.value):
        sentence = "lead holds words and is passed over; to choose a sentence of the text, write "
        sentence += "its ¶, as in lead: 4; for words of your own, Dossier has bottom_line"
        check.note(lead.line, sentence)
        del stated["lead"]


def _check_order(
    check: FieldChecker,
    values: dict[str, Any],
    dated: date | None,
    stated: Entries,
    taken: dict[str, Taken],
) -> None:
    """Check that a text is not updated before its date."""
    day, updated = values.get("date") or dated, values.get("updated")
    if not day or not updated or updated >= day:
        return
    if "updated" in stated:
        sentence = f"updated {updated} is before the date {day}; correct one of them"
        check.fault(stated["updated"][1].line, sentence)
    else:
        key, line = taken["updated"].key, taken["updated"].line
        check.note(line, f"{key} {updated} is before the date {day} and is passed over")
        del values["updated"], taken["updated"]
