"""YAML with the line of every value, so that a fault can be pointed at.

Only what JSON could say too is read, and dates: no tags, anchors or repeated keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
import yaml.composer

from dossier.errors import Fault, InputError
from dossier.text import invisible


@dataclass(frozen=True, slots=True)
class YamlValue:
    """A value and the line on which it stands.

    A mapping is a dict of scalar to YamlValue, a sequence a list of YamlValue.
    """

    value: object
    line: int

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
    """Reads YAML; its sentences are those that are shown."""


class _SwiftLoader(_Composer, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads the same by libyaml, where PyYAML has it."""

    def __init__(self, text: str) -> None:
        yaml.composer.Composer.__init__(self)
        yaml.CSafeLoader.__init__(self, text)


_DISPUTED = re.compile("[\t?\ufeff]|---")
"""Where libyaml reads what PyYAML refuses, or says another line."""


def load(text: str, path: str, first_line: int = 1) -> YamlValue:
    """Read YAML `text`, which begins on `first_line` of `path`.

    A date that there is not stays text. Raises InputError if it is not YAML or repeats a key.
    """
    if yaml.__with_libyaml__ and not _DISPUTED.search(text):
        try:
            return _read(_SwiftLoader(text), path, first_line)
        except (yaml.YAMLError, InputError, RecursionError, UnicodeEncodeError):
            pass  # the slower one says what is wrong, in the same words everywhere
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


def _read(loader: _Loader | _SwiftLoader, path: str, first_line: int) -> YamlValue:
    root = loader.get_single_node()
    return YamlValue(None, first_line) if root is None else _locate(loader, root, path, first_line)


def _locate(
    loader: _Loader | _SwiftLoader, node: yaml.Node, path: str, first_line: int
) -> YamlValue:
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        mapping: dict[object, YamlValue] = {}
        for key_node, value_node in node.value:
            key = _scalar(loader, key_node, path, first_line + key_node.start_mark.line)
            key_line = first_line + key_node.start_mark.line
            if key in mapping:
                raise InputError(Fault(path, key_line, f"{key} is set twice; keep one"))
            value = _locate(loader, value_node, path, first_line)
            mapping[key] = YamlValue(value.value, key_line)
        return YamlValue(mapping, line)
    if isinstance(node, yaml.SequenceNode):
        return YamlValue([_locate(loader, item, path, first_line) for item in node.value], line)
    return YamlValue(_scalar(loader, node, path, line), line)


def _scalar(loader: _Loader | _SwiftLoader, node: yaml.Node, path: str, line: int) -> object:
    if not isinstance(node, yaml.ScalarNode):
        raise InputError(Fault(path, line, "a key must be a single word, not a list or mapping"))
    if sign := invisible.first_code(node.value):
        sentence = f"the character {sign} cannot be seen or turns the order of others; remove it"
        raise InputError(Fault(path, line, sentence))
    try:
        return loader.construct_object(node)
    except yaml.MarkedYAMLError as error:
        raise InputError(Fault(path, line, f"invalid YAML: {error.problem}")) from error
    except (ValueError, OverflowError):  # a date or number that there is not: 2026-02-30
        return node.value
