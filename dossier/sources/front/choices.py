"""The keys by which an editor chooses sentences of the text: `lead` and `key_points`.

Whether a text has these sentences is known when it is parsed; see `briefings.chosen`.
"""

import re

from dossier.fields import FieldChecker
from dossier.model import Choice
from dossier.yaml_lines import YamlValue

_KEYS = ("paragraph", "sentence")
_EXAMPLE = "{paragraph: 9, sentence: 2}"
_NUMBER = re.compile(r"[0-9]+")
_COUNT = re.compile(r"¶?\s*(0*[1-9][0-9]{0,8})")


def lead(check: FieldChecker, key: str, value: YamlValue) -> Choice | None:
    """Return the sentence that is to be the lead."""
    if isinstance(value.value, list):
        check.fault(value.line, f"{key} is one sentence, not a list; write {key}: 4")
        return None
    return _choice(check, key, value)


def key_points(check: FieldChecker, key: str, value: YamlValue) -> tuple[Choice, ...]:
    """Return the sentences that are to be the key points: those of a list, or a single one."""
    is_list = isinstance(value.value, list)
    found = [_choice(check, key, one) for one in (value.elements() if is_list else [value])]
    return tuple(choice for choice in found if choice)


def is_worded(text: str) -> bool:
    """Has it letters, so that it is no number of a paragraph?"""
    return any(map(str.isalpha, text))


def _choice(check: FieldChecker, key: str, value: YamlValue) -> Choice | None:
    if not isinstance(value.value, dict):
        number = _paragraph(check, key, value)
        return Choice(number, None, value.line) if number else None
    parts = check.entries(value, _KEYS)
    if "paragraph" not in parts:
        check.fault(value.line, f"{key} has an entry without a paragraph; write {_EXAMPLE}")
        return None
    number = _paragraph(check, key, parts["paragraph"])
    if number is None or "sentence" not in parts:
        return Choice(number, None, value.line) if number else None
    sentence = _count(parts["sentence"].value)
    if sentence is None:
        written = parts["sentence"].value
        named = f"sentence {written}" if isinstance(written, int | float | str) else "no sentence"
        said = f"{key} names {named} of ¶{number}; "
        check.fault(parts["sentence"].line, f"{said}sentences are counted from 1")
        return None
    return Choice(number, sentence, value.line)


def _paragraph(check: FieldChecker, key: str, value: YamlValue) -> int | None:
    """Return the number of a paragraph; None, and a fault, of anything else."""
    number = _count(value.value)
    if number is None:
        check.fault(value.line, _no_number(key, value.value))
    return number


def _count(value: object) -> int | None:
    """Return a number from 1 on, also one in quotes or behind ¶; None of anything else."""
    if isinstance(value, str) and (written := _COUNT.fullmatch(value.strip())):
        return int(written[1])
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    return None


def _no_number(key: str, value: object) -> str:
    """Say what to write in the place of what is no number of a paragraph."""
    if isinstance(value, str) and is_worded(value):
        sentence = f"{key} takes the numbers shown as ¶, not words; write {key}: [3, 7], and words "
        return f"{sentence}of your own as bottom_line or why_it_matters"
    if isinstance(value, str) and (numbers := _NUMBER.findall(value)):
        return f"{key} is {value}, which is no list; write {key}: [{', '.join(numbers)}]"
    if isinstance(value, float) and not value.is_integer():
        paragraph, _, sentence = str(value).partition(".")
        meant = f"{{paragraph: {paragraph}, sentence: {sentence}}}"
        return f"{key} names paragraph {value}; for one of its sentences, write {meant}"
    if isinstance(value, int) and not isinstance(value, bool):  # as filed says it
        return f"{key} names paragraph {value}; use the number shown as ¶"
    return f"{key} names no paragraph; write the number shown as ¶, as in {key}: 4"
