"""Read YAML with the line of every value, so that a fault can be pointed at.

Only what JSON could say too is read, and dates: no tags, anchors or repeated keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
import yaml.composer

from dossier.errors import Fault, InputError
from dossier.text import invisible, yaml_slips


@dataclass(frozen=True, slots=True)
class YamlValue:
    """A value and the line on which it stands."""

    value: object
    """A scalar, a dict of scalar to YamlValue, or a list of YamlValue."""

    line: int
    """From 1; for the value of a key, the line of the key."""

    def items(self) -> Iterator[tuple[object, "YamlValue"]]:
        """Yield key and value if this is a mapping, else nothing."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def elements(self) -> Iterator["YamlValue"]:
        """Yield the elements if this is a sequence, else nothing."""
        if isinstance(self.value, list):
            yield from self.value


class _Composer(yaml.composer.Composer):
    """Composes no aliases, which could grow without bound, no anchors and no tags.

    libyaml's own composer would be faster, but deep nesting makes it overflow the stack.
    """

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[attr-defined]
        problem = None
        if isinstance(event, yaml.AliasEvent):
            problem = "aliases are not read"
        elif getattr(event, "anchor", None) is not None:
            problem = "anchors are not read"
        elif getattr(event, "tag", None) is not None:
            problem = "tags are not read"
        if problem:
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        return super().compose_node(parent, index)  # type: ignore[arg-type]


class _Loader(_Composer, yaml.SafeLoader):
    """Reads YAML in Python; editors see its error messages."""


class _FastLoader(_Composer, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads the same by libyaml, where PyYAML was built with it.

    1,000 short front matters take 0.03 to 0.08 s instead of 0.2 to 0.3 s.
    """

    def __init__(self, text: str) -> None:
        yaml.composer.Composer.__init__(self)
        yaml.CSafeLoader.__init__(self, text)


_LINE_END = re.compile("(\r\n?|[\n\x85\u2028\u2029])")
"""Where PyYAML ends a line."""

_MOST_SLIPS = 50
"""Lines that are mended in one text, so that all of them are told in one run."""

_SENTENCES = {
    "aliases|tags|anchors": "& and * (names) and ! (tags) are not read; write the value out",
    "escape": "a backslash between double quotes has a meaning of its own; use single quotes",
    "any token": "a mark that YAML keeps for itself begins a value; put the value in quotes",
    r"',' or '\]'": "what [ opens on line {line} is not closed by ], or lacks a comma",
    r"',' or '\}'": "what {{ opens on line {line} is not closed by }}, or lacks a comma",
    "while parsing a flow": "a list in [ ] or a mapping in {{ }} is not closed, or lacks a comma",
    "quoted scalar": "the quote that is opened on line {line} is never closed",
    "another document": "a second line of --- or ... stands in it; remove it",
    "could not find expected ':'": "this line is no key: value; add a key, or remove the line",
    "block end|mapping values|not allowed|document start": (
        "this line stands where it cannot be read; let the lines of one list or mapping begin in "
        "the same column, each as key: value"
    ),
}
"""What PyYAML says, and what an editor can do about it."""

_PARSERS_DIFFER = re.compile("[\t?\ufeff]|---")
"""Where libyaml accepts what PyYAML refuses, or counts lines otherwise."""


def load(text: str, path: str, first_line: int = 1) -> YamlValue:
    """Read YAML `text`, which begins on `first_line` of `path`.

    A date that does not exist, such as 2026-02-30, stays text. Raises InputError with every fault
    of `load_mended`.
    """
    root, faults = load_mended(text, path, first_line)
    if faults or root is None:
        raise InputError(*faults)
    return root


def load_mended(
    text: str, path: str, first_line: int = 1
) -> tuple[YamlValue | None, tuple[Fault, ...]]:
    """Read YAML `text` as it was meant, with a fault for each line that says it otherwise.

    None where it is no YAML in a way that cannot be mended, or repeats a key.
    """
    lines = _LINE_END.split(text)
    causes: dict[int, str] = {}
    faults: dict[int, Fault] = {}
    for _ in range(_MOST_SLIPS):
        try:
            return _parse("".join(lines), path, first_line), tuple(faults.values())
        except InputError as error:
            return None, (*faults.values(), *error.faults)
        except yaml.MarkedYAMLError as error:
            number, slip = _slip(error, lines)
            where = first_line + number
            if slip is None or slip.line == lines[2 * number]:
                faults.setdefault(number, Fault(path, where, _sentence(error, first_line)))
                break
            cause = causes.setdefault(number, slip.cause)  # a line may be mended twice
            faults[number] = Fault(path, where, f"this line {cause}; write {slip.line.strip()}")
            lines[2 * number] = slip.line
    return None, tuple(faults.values())


def _parse(text: str, path: str, first_line: int) -> YamlValue:
    """Read YAML; raises MarkedYAMLError, and InputError where there is no line to mend."""
    if yaml.__with_libyaml__ and not _PARSERS_DIFFER.search(text):
        try:
            return _read(_FastLoader(text), path, first_line)
        except (yaml.YAMLError, InputError, RecursionError, UnicodeEncodeError):
            pass  # read again below, so that the message is the same with and without libyaml
    try:
        return _read(_Loader(text), path, first_line)
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        sentence = f"the character U+{int(error.character):04X} is not allowed here; remove it"
        raise InputError(Fault(path, line, sentence)) from error
    except RecursionError as error:
        sentence = "brackets or lists are nested too deeply to be read"
        raise InputError(Fault(path, first_line, sentence)) from error


def _slip(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, yaml_slips.Slip | None]:
    """Return the line that is most likely at fault, from 0, and the slip in it, if one is seen.

    `lines` holds lines and line ends in turns.
    """
    last = len(lines) // 2
    problem = min(error.problem_mark.line, last) if error.problem_mark else 0
    context = min(error.context_mark.line, last) if error.context_mark else problem
    opened = "quoted scalar" in (error.context or "") or "simple key" in (error.context or "")
    for number in (context, problem) if opened else (problem, problem - 1, context):
        line = lines[2 * number] if number >= 0 else ""
        if line.strip() and (slip := yaml_slips.find(line, _line_above(lines, number))):
            return number, slip
    return context if opened else problem, None


def _line_above(lines: list[str], number: int) -> str:
    return next((lines[2 * n] for n in range(number - 1, -1, -1) if lines[2 * n].strip()), "")


def _sentence(error: yaml.MarkedYAMLError, first_line: int) -> str:
    """Say in an editor's words what PyYAML says in a programmer's."""
    said = f"{error.context or ''} {error.problem or ''}"
    for pattern, sentence in _SENTENCES.items():
        if re.search(pattern, said):
            line = first_line + (error.context_mark.line if error.context_mark else 0)
            return sentence.format(line=line)
    return "this line is no YAML; write key: value, and put a value with odd marks in quotes"


def load_file(path: Path) -> YamlValue:
    """Read a YAML file.

    Raises InputError if it cannot be read, is not UTF-8, or as `load`.
    """
    where = path.as_posix()
    if path.exists() and not path.is_file():  # a pipe would wait for ever
        raise InputError(Fault(where, 0, "cannot be read: this is no file"))
    try:
        return load(path.read_text(encoding="utf-8-sig"), where)
    except OSError as error:
        raise InputError(Fault(where, 0, f"cannot be read: {error.strerror}")) from error
    except UnicodeDecodeError as error:
        raise InputError(Fault(where, 0, "is not UTF-8; save it as UTF-8")) from error


def _read(loader: _Loader | _FastLoader, path: str, first_line: int) -> YamlValue:
    root = loader.get_single_node()
    return YamlValue(None, first_line) if root is None else _value(loader, root, path, first_line)


def _value(loader: _Loader | _FastLoader, node: yaml.Node, path: str, first_line: int) -> YamlValue:
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        mapping: dict[object, YamlValue] = {}
        for key_node, value_node in node.value:
            key_line = first_line + key_node.start_mark.line
            key = _scalar(loader, key_node, path, key_line)
            if key in mapping:
                raise InputError(Fault(path, key_line, f"{key} is set twice; keep one"))
            value = _value(loader, value_node, path, first_line)
            mapping[key] = YamlValue(value.value, key_line)
        return YamlValue(mapping, line)
    if isinstance(node, yaml.SequenceNode):
        return YamlValue([_value(loader, item, path, first_line) for item in node.value], line)
    return YamlValue(_scalar(loader, node, path, line), line)


def _scalar(loader: _Loader | _FastLoader, node: yaml.Node, path: str, line: int) -> object:
    if not isinstance(node, yaml.ScalarNode):
        sentence = "a key must be a single word, not a list or mapping; if [ or { begins a text, "
        sentence += "put it in quotes"
        raise InputError(Fault(path, line, sentence))
    if character := invisible.first_code(node.value):
        sentence = f"the character {character} cannot be seen or turns the order of others; "
        raise InputError(Fault(path, line, f"{sentence}remove it"))
    try:
        return loader.construct_object(node)
    except yaml.MarkedYAMLError as error:
        raise InputError(Fault(path, line, _sentence(error, 0))) from error
    except (ValueError, OverflowError):  # a date or number that does not exist: 2026-02-30
        return node.value
