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
    """Checks the fields of the file at `path`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults = Faults()

    def fault(self, line: int, sentence: str) -> None:
        """Note that something is wrong on a line."""
        self.faults.add([Fault(self.path, line, sentence)])

    def entries(self, mapping: YamlValue | None, keys: Collection[str]) -> dict[str, YamlValue]:
        """Return the entries of a mapping that may have `keys`, without those of other keys."""
        if mapping is None:
            return {}
        if not isinstance(mapping.value, dict):
            sentence = f"must be lines of key: value; the keys are {', '.join(keys)}"
            self.fault(mapping.line, sentence)
        entries: dict[str, YamlValue] = {}
        for key, value in mapping.items():
            if key in keys:
                entries[str(key)] = value
            else:
                ending = alternatives(str(key), keys, "the keys are")
                self.fault(value.line, f"there is no key '{key}'{ending}")
        return entries

    def text(self, key: str, value: YamlValue | None) -> str:
        """Return a text, its white space folded to single spaces."""
        if value is None:
            return ""
        if value.value is None or not str(value.value).strip():
            self.fault(value.line, f"{key} is empty; write something or remove the line")
        elif not isinstance(value.value, str):
            sentence = f'{key} must be text, not {_type(value)}; put it in quotes: "..."'
            self.fault(value.line, sentence)
        else:
            return " ".join(value.value.split())
        return ""

    def shaped(self, key: str, value: YamlValue | None, pattern: str, shape: str) -> str:
        """Return a text that matches `pattern`; `shape` says in words what it must be."""
        text = self.text(key, value)
        if value and text and not re.fullmatch(pattern, text):
            self.fault(value.line, f"{key} must be {shape}, not {text}")
        return text

    def day(self, key: str, value: YamlValue) -> date | None:
        """Return a day; a date with an hour is none."""
        if isinstance(value.value, date) and not isinstance(value.value, datetime):
            return value.value
        if value.value is None:
            self.fault(value.line, f"{key} is empty; write a day or remove the line")
        elif isinstance(value.value, list | dict):
            sentence = f"{key} must be a day, not {_type(value)}; write it as 2026-02-03"
            self.fault(value.line, sentence)
        else:
            self.fault(value.line, f"{key} {value.value} is no day; write it as 2026-02-03")
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


def _type(value: YamlValue) -> str:
    return _TYPES.get(type(value.value), type(value.value).__name__)
