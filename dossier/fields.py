"""Check the fields of a YAML file, and say in the same sentences what is wrong with any of them.

A check returns the value. Where that is wrong it notes a fault and returns an empty value, so that
one run finds every fault of a file; `faults.raise_any()` raises them. A value that is absent (None)
is empty and no fault.
"""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import TypeVar

from dossier.errors import Fault, Faults
from dossier.model import Note
from dossier.text import dates, yaml_slips
from dossier.text.nearest import alternatives
from dossier.yaml_lines import YamlValue

T = TypeVar("T")

_TYPES = {
    bool: "yes or no",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
    date: "a date",
    datetime: "a date",
}


class FieldChecker:
    """Checks the fields of the file at `path`.

    With the YAML text that the fields were read from, and the line of the file on which it begins,
    sentences show the line as it would be right, and words that YAML drops are noticed.
    """

    def __init__(self, path: str, yaml_text: str = "", first_line: int = 1) -> None:
        self.path = path
        self.faults = Faults()
        self.notes: list[Note] = []
        self._lines = re.split(r"\r\n?|\n", yaml_text)
        self._first_line = first_line

    def fault(self, line: int, sentence: str) -> None:
        """Note that something is wrong on a line."""
        self.faults.add([Fault(self.path, line, sentence)])

    def note(self, line: int, sentence: str) -> None:
        """Note something on a line that an editor should look at, though it is no fault."""
        self.notes.append(Note(line, sentence))

    def written(self, value: YamlValue) -> str:
        """Return the line on which a value begins, "" without the text of the file."""
        number = value.line - self._first_line
        return self._lines[number] if 0 <= number < len(self._lines) else ""

    def entries(self, mapping: YamlValue | None, keys: Collection[str]) -> dict[str, YamlValue]:
        """Return the entries of a mapping that may have `keys`, without those of other keys."""
        if mapping is None:
            return {}
        self.mapping(mapping, keys)
        entries: dict[str, YamlValue] = {}
        for key, value in mapping.items():
            if key in keys:
                entries[str(key)] = value
            else:
                ending = alternatives(str(key), keys, "the keys are")
                self.fault(value.line, f"there is no key '{key}'{ending}")
        return entries

    def mapping(self, value: YamlValue, keys: Collection[str]) -> None:
        """Check that a value is a mapping, which may have `keys`."""
        if not isinstance(value.value, dict):
            sentence = f"must be lines of key: value; the keys are {', '.join(keys)}"
            self.fault(value.line, sentence)

    def text(self, key: str, value: YamlValue | None) -> str:
        """Return a text, its white space folded to single spaces."""
        if value is None or not self._is_whole(key, value):
            return ""
        if value.value is None or not str(value.value).strip():
            self.fault(value.line, f"{key} is empty; write something or remove the line")
        elif not isinstance(value.value, str):
            sentence = f"{key} must be text, not {_type(value)}; {self._as_text(value)}"
            self.fault(value.line, sentence)
        else:
            return " ".join(value.value.split())
        return ""

    def _as_text(self, value: YamlValue) -> str:
        """Say how to write a value that YAML did not take for text."""
        several = isinstance(value.value, list | dict)
        line = yaml_slips.in_quotes(self.written(value))
        if line and (several or not re.search(r":\s*[\"']?[\[{]", line)):
            return f"write {line.strip()}"
        return "write it on one line" if several else 'put it in quotes: "..."'

    def _is_whole(self, key: str, value: YamlValue) -> bool:
        """Note what YAML drops of a text; return whether it is the text that was meant."""
        text = "" if value.value is None else str(value.value)
        line = self.written(value)
        comment = yaml_slips.comment(line, text)
        if comment and comment.is_glued:
            sentence = (
                f"{key} is cut off, because YAML takes {comment.text!r} for a comment; write "
            )
            self.fault(value.line, sentence + comment.line.strip())
            return False
        if comment and text:
            sentence = f"{comment.text!r} behind {key} is taken for a comment; if it is a part of "
            self.note(value.line, f"{sentence}it, write {comment.line.strip()}")
        elif text and yaml_slips.curly_quoted(line):
            sentence = f"{key} stands in curly quotes, which are shown as a part of it; if they "
            self.note(value.line, f"{sentence}are meant for YAML, remove them")
        return True

    def is_commented_out(self, value: YamlValue) -> bool:
        """Was a value written that YAML takes for a comment, as in `title: #7 reopens`?"""
        comment = yaml_slips.comment(self.written(value), "")
        return value.value is None and comment is not None and comment.is_glued

    def shaped(self, key: str, value: YamlValue | None, pattern: str, shape: str) -> str:
        """Return a text that matches `pattern`; `shape` says in words what it must be."""
        text = self.text(key, value)
        if value and text and not re.fullmatch(pattern, text):
            self.fault(value.line, f"{key} must be {shape}, not {text}")
        return text

    def day(self, key: str, value: YamlValue) -> date | None:
        """Return a day; of a date with a time, the day as it is written."""
        if isinstance(value.value, datetime):
            return value.value.date()
        if isinstance(value.value, date):
            return value.value
        if value.value is None:
            self.fault(value.line, f"{key} is empty; write a day or remove the line")
        elif isinstance(value.value, list | dict):
            sentence = f"{key} must be a day, not {_type(value)}; write it as 2026-02-03"
            self.fault(value.line, sentence)
        elif day := dates.iso(str(value.value)):
            return day
        else:
            self.fault(value.line, _no_day(key, " ".join(str(value.value).split())))
        return None

    def each(
        self,
        key: str,
        value: YamlValue | None,
        check: "Callable[[FieldChecker, str, YamlValue], T]",
    ) -> tuple[T, ...]:
        """Return what `check` returns for each element of a list."""
        if value is None:
            return ()
        if not isinstance(value.value, list):
            self.fault(value.line, f"{key} must be a list, one entry a line after a hyphen")
        return tuple(check(self, key, element) for element in value.elements())


def _no_day(key: str, text: str) -> str:
    """Say what to write instead of a day in another form."""
    meant = next(dates.readings(text), ())
    if len(meant) == 1:
        return f"{key} {text} is not in the form of a day; write it as {meant[0]}"
    if meant:
        return f"{key} {text} may be two days; write it as {meant[0]} or as {meant[1]}"
    if dates.lacks_day(text):
        return f"{key} {text} names no day; write year, month and day, or remove the line"
    return f"{key} {text} is no day; write it as 2026-02-03"


def _type(value: YamlValue) -> str:
    return _TYPES.get(type(value.value), type(value.value).__name__)
