"""Take what other tools state in front matter where it means the same as a key of Dossier's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dossier.errors import InputError
from dossier.fields import FieldChecker
from dossier.model import Publish
from dossier.sources.front import foreign_keys as known
from dossier.sources.front.fields import FIELDS, NOTHING_SHOWN
from dossier.text.nearest import nearest
from dossier.yaml_lines import YamlValue

Entries: TypeAlias = dict[str, tuple[str, YamlValue]]
"""By its plain name: a key as it is written, and its value."""

_ALIKE = 0.8
"""How like one of Dossier's keys an unknown one is if it is a slip: `titel`, `autor`, `languge`. At
a lower figure, keys that people have of their own would be taken for slips."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A value that was stated under another tool's key."""

    key: str
    line: int
    value: object


def understand(
    check: FieldChecker, stated: Mapping[str, object], foreign: Entries
) -> dict[str, Taken]:
    """Return by Dossier's key what the keys of other tools say; note those that are passed over.

    What is stated under Dossier's own key is not looked for. A key that nearly is one of Dossier's
    becomes a fault.
    """
    rest = dict(foreign)
    taken: dict[str, Taken] = {}
    for name, ours in known.TAKEN.items():
        if name not in rest or ours in stated or ours in taken:
            continue
        key, value = rest[name]
        found, sentence = _value(check.path, ours, value)
        if found:
            taken[ours] = Taken(key, value.line, found)
            del rest[name]
        elif isinstance(value.value, str) and name not in known.HIDDEN and sentence:
            check.note(value.line, f"{key} is passed over: {sentence}")
            del rest[name]
    if hidden := _hidden(check, rest):
        taken["publish"] = hidden
    _pass_over(check, rest)
    return taken


def note_taken(check: FieldChecker, taken: Mapping[str, Taken]) -> None:
    """Note which keys are taken, in one sentence for all of them."""
    said = [f"{one.key} as {ours}" for ours, one in taken.items() if ours != "publish"]
    if said:
        line = min(one.line for ours, one in taken.items() if ours != "publish")
        check.note(line, _joined(said).replace(" as ", " is taken as ", 1))


def is_empty(value: YamlValue) -> bool:
    """Is nothing stated?"""
    return value.value in (None, [], {}) or (
        isinstance(value.value, str) and not value.value.strip()
    )


def _value(path: str, ours: str, value: YamlValue) -> tuple[object, str]:
    """Return what a value means under Dossier's key, or why it is not of that kind."""
    trial = FieldChecker(path)
    found = FIELDS[ours](trial, ours, value)
    try:
        trial.faults.raise_any()
    except InputError as error:
        return None, error.faults[0].sentence
    return found, ""


def _hidden(check: FieldChecker, rest: Entries) -> Taken | None:
    """Return that the text is a draft if a key says so; remove the keys that say so or not."""
    found: Taken | None = None
    for name in (*known.HIDDEN, "status"):
        if name not in rest:
            continue
        key, value = rest[name]
        hides = _hides(name, str(value.value).lower())
        if hides is not None:
            del rest[name]
        if hides and not found:
            found = Taken(key, value.line, Publish.DRAFT)
            said = f"{key}: {str(value.value).lower()} is taken as publish: draft"
            check.note(value.line, f"{said}; {NOTHING_SHOWN}")
    return found


def _hides(name: str, value: str) -> bool | None:
    """Does a value keep a text off the site? None if it is of another kind."""
    if name == "status":
        states = {*known.HIDDEN_STATES, *known.SHOWN_STATES}
        return value in known.HIDDEN_STATES if value in states else None
    truths = {"true": True, "yes": True, "false": False, "no": False}
    return truths[value] == known.HIDDEN[name] if value in truths else None


def _pass_over(check: FieldChecker, rest: Entries) -> None:
    """Note the keys that mean nothing to Dossier, in one sentence for all of them."""
    passed: Entries = {}
    for name, (key, value) in rest.items():
        foreign = name in known.PASSED_OVER or name in known.TAKEN
        if not foreign and (near := nearest(name, FIELDS, _ALIKE)):
            check.fault(value.line, f"there is no key '{key}'. Did you mean '{near}'?")
        elif not is_empty(value):
            passed[name] = key, value
    if not passed:
        return
    names = _joined(key for key, _ in passed.values())
    verb = (
        "is no key of Dossier's and is" if len(passed) == 1 else "are no keys of Dossier's and are"
    )
    hints = ""
    for ours in dict.fromkeys(known.NEAREST.values()):
        if theirs := [key for name, (key, _) in passed.items() if known.NEAREST.get(name) == ours]:
            hints += f"; for {_joined(theirs)}, Dossier has {ours}"
    line = min(value.line for _, value in passed.values())
    check.note(line, f"{names} {verb} passed over{hints}")


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
