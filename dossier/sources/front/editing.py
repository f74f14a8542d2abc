"""Put keys, corrections and reviews into the front matter of a text, and change nothing else.

The YAML parser gives the position of every entry, and only the new entry is inserted or replaced
there. What is written is read back: it must differ in that entry alone.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TypeAlias

import yaml

from dossier.fields import FieldChecker
from dossier.model import Correction, FrontMatter, Source
from dossier.sources.encoding import normalized
from dossier.sources.front import frontmatter
from dossier.sources.front.fields import FIELDS
from dossier.sources.front.positions import (
    LINE_END,
    end_of,
    filed_node,
    taken_apart,
    value_of,
    with_head,
)
from dossier.sources.front.reading_back import check_only_this
from dossier.text import yaml_slips
from dossier.yaml_lines import YamlValue, load_mended

Statement: TypeAlias = str | date | tuple[str, ...]
"""What a key may be given; several texts where it takes a list, as author does."""


def with_correction(content: str, source: Source, number: int, correction: Correction) -> str:
    """Return the decoded `content` of a file with one more correction in its front matter.

    `source` is what was read from that file. An earlier correction of the same paragraph is
    replaced. Raises InputError if the front matter cannot be added to safely.
    """
    if correction.because is not None:
        because = normalized(" ".join(correction.because.split()))
        correction = replace(correction, because=because)
    return _with_filed(content, source, {number: correction}, None, "the correction under filed")


def with_review(
    content: str, source: Source, decisions: Mapping[int, str], reviewed: date | None
) -> str:
    """Return the decoded `content` of a file with what its editor decided in a review.

    `decisions` has the place of each paragraph, by its number; `reviewed`, if the review is
    complete, its day, which takes the place of an earlier one. Otherwise as `with_correction`.
    """
    corrections = {number: Correction(place, None, 0) for number, place in decisions.items()}
    entries = ", ".join(f"{number}: {place}" for number, place in decisions.items())
    said = [f"{{{entries}}} under filed"] if entries else []
    said += [f"reviewed: {reviewed}"] if reviewed else []
    return _with_filed(content, source, corrections, reviewed, " and ".join(said))


def _with_filed(
    content: str,
    source: Source,
    corrections: Mapping[int, Correction],
    reviewed: date | None,
    entry: str,
) -> str:
    bom, text, newline = taken_apart(content)
    parts = frontmatter.split(text, source.path)
    head = parts.head
    expected: dict[str, object] = {"filed": {**source.front.filed, **corrections}}
    if corrections:
        head = _without_empty(head, "filed")
    for number, correction in corrections.items():
        head = _with_entry(head, number, f"{number}: {_yaml(correction)}", newline)
    if reviewed:
        head = _with_reviewed(head, reviewed, newline)
        expected["reviewed"] = reviewed
    changed = with_head(text, parts, head, newline)
    check_only_this(changed, source, expected, _refused(entry))
    return bom + changed


def _refused(entry: str) -> str:
    return f"its front matter cannot be added to; write {entry} by hand"


def with_values(content: str, source: Source, values: Mapping[str, Statement]) -> str:
    """Return the decoded `content` of a file with further keys in its front matter.

    `source` is what was read from that file, which states none of these keys. Raises InputError if
    a value is not what its key takes, or the front matter cannot be added to safely.
    """
    expected = _expected(source.path, values)
    bom, text, newline = taken_apart(content)
    entries = [f"{key}: {_scalar(value)}" for key, value in values.items()]
    parts = frontmatter.split(text, source.path)
    head = parts.head
    for key in values:
        head = _without_empty(head, key)
    head += "".join(entry + newline for entry in entries)
    changed = with_head(text, parts, head, newline)
    check_only_this(changed, source, expected, _refused(" and ".join(entries)))
    return bom + changed


# --- values ---------------------------------------------------------------------------


def stated_in(path: str, content: str) -> set[str]:
    """Return the keys that a file states, under whichever name; the date in its own is none."""
    parts = frontmatter.split(taken_apart(content)[1], path)
    front, _ = frontmatter.read(parts, path)
    names = [field.name for field in fields(FrontMatter)]
    return {name for name in names if getattr(front, name) != getattr(FrontMatter(), name)}


def _expected(path: str, values: Mapping[str, Statement]) -> dict[str, object]:
    """Return what each key will be read as; raises InputError if it does not take its value."""
    check = FieldChecker(path)
    expected: dict[str, object] = {}
    for key, value in values.items():
        parts = [YamlValue(part, 0) for part in value] if isinstance(value, tuple) else value
        expected[key] = FIELDS[key](check, key, YamlValue(parts, 0))
    check.faults.raise_any()
    return expected


def _scalar(value: Statement) -> str:
    """Return a value as YAML, in quotes only where it needs them."""
    if isinstance(value, tuple):
        return f"[{', '.join(yaml_slips.quoted(' '.join(part.split())) for part in value)}]"
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(value.split())
    root, faults = load_mended(f"- {text}", "")
    is_plain = not faults and root and [one.value for one in root.elements()] == [text]
    return text if is_plain and ": " not in text else yaml_slips.quoted(text)


def _yaml(correction: Correction) -> str:
    if correction.because is None:
        return correction.place
    because = json.dumps(correction.because, ensure_ascii=False)
    return f"{{theme: {correction.place}, because: {because}}}"


# --- corrections ----------------------------------------------------------------------


def _with_entry(head: str, number: int, entry: str, newline: str) -> str:
    """Return the front matter `head` with `entry` under `filed`."""
    node = filed_node(head)
    if node is None:
        return f"{head}filed: {{{entry}}}{newline}"
    for key, value in node.value:
        if key.value == str(number):
            return head[: key.start_mark.index] + entry + head[end_of(head, value) :]
    if not node.value:
        return head[: node.start_mark.index] + f"{{{entry}}}" + head[node.end_mark.index :]
    end = end_of(head, node.value[-1][1])
    if node.flow_style:
        return f"{head[:end]}, {entry}{head[end:]}"
    line_end = LINE_END.search(head, end)
    end = line_end.start() if line_end else len(head)
    indent = " " * node.value[0][0].start_mark.column
    return f"{head[:end]}{newline}{indent}{entry}{head[end:]}"


def _with_reviewed(head: str, day: date, newline: str) -> str:
    """Return the front matter `head` with the day of a review, in the place of an earlier one."""
    head = _without_empty(head, "reviewed")
    node = value_of(head, "reviewed")
    if node is None:
        return f"{head}reviewed: {day}{newline}"
    return head[: node.start_mark.index] + str(day) + head[end_of(head, node) :]


def _without_empty(head: str, key: str) -> str:
    """Return the front matter without the line of a key that has no value, as in a template."""
    node = value_of(head, key)
    if not isinstance(node, yaml.ScalarNode) or node.value or node.style:
        return head
    empty = rf"^{key}[ \t]*:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)"
    return re.sub(empty, "", head, count=1, flags=re.MULTILINE | re.IGNORECASE)
