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
from dossier.text import invisible


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
    """Composes no aliases, which could grow without bound, and no tags."""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[attr-defined]
        problem = None
        if isinstance(event, yaml.AliasEvent):
            problem = "aliases (*name) are not read here; write the value out"
        elif getattr(event, "tag", None) is not None:
            problem = "tags (!name) are not read here; leave it out"
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


_PARSERS_DIFFER = re.compile("[\t?\ufeff]|---")
"""Where libyaml accepts what PyYAML refuses, or counts lines otherwise."""


def load(text: str, path: str, first_line: int = 1) -> YamlValue:
    """Read YAML `text`, which begins on `first_line` of `path`.

    A date that does not exist, such as 2026-02-30, stays text. Raises InputError if `text` is not
    YAML or repeats a key.
    """
    if yaml.__with_libyaml__ and not _PARSERS_DIFFER.search(text):
        try:
            return _read(_FastLoader(text), path, first_line)
        except (yaml.YAMLError, InputError, RecursionError, UnicodeEncodeError):
            pass  # read again below, so that the message is the same with and without libyaml
    try:
        return _read(_Loader(text), path, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise InputError(Fault(path, line, f"invalid YAML: {error.problem}")) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        sentence = f"invalid YAML: the character U+{int(error.character):04X} is not allowed"
        raise InputError(Fault(path, line, sentence)) from error
    except RecursionError as error:
        raise InputError(Fault(path, first_line, "invalid YAML: nested too deeply")) from error


def load_file(path: Path) -> YamlValue:
    """Read a YAML file.

    Raises InputError if it cannot be read, is not UTF-8, or as `load` does.
    """
    where = path.as_posix()
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
        raise InputError(Fault(path, line, "a key must be a single word, not a list or mapping"))
    if character := invisible.first_code(node.value):
        sentence = f"the character {character} cannot be seen or turns the order of others; "
        raise InputError(Fault(path, line, f"{sentence}remove it"))
    try:
        return loader.construct_object(node)
    except yaml.MarkedYAMLError as error:
        raise InputError(Fault(path, line, f"invalid YAML: {error.problem}")) from error
    except (ValueError, OverflowError):  # a date or number that does not exist: 2026-02-30
        return node.value
