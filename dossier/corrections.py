"""An editor's correction, written into the front matter of a text.

Nothing else in the file changes by a byte: the place of the new entry is found from the positions
that the YAML parser gives, and only that place is written.
"""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import yaml

from dossier.errors import Fault, InputError
from dossier.filing.assign import check_corrections
from dossier.filing.themes import read as read_themes
from dossier.model import Correction, Source
from dossier.settings import Settings
from dossier.sources import frontmatter
from dossier.sources.document import parse
from dossier.sources.encoding import encoding_of
from dossier.sources.files import read

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n?|\n")


def write(path: Path, number: int, correction: Correction, settings: Settings) -> None:
    """Write a correction into the file at `path`, which is replaced at once or not at all.

    Raises InputError if the text, the paragraph or the theme is not there.
    """
    found = read(path, settings.limits)
    scheme = read_themes(settings.themes)
    filed = {**found.front.filed, number: correction}
    changed = replace(found, front=replace(found.front, filed=filed))
    check_corrections(parse(changed, settings.language, settings.limits), scheme.themes)
    data = path.read_bytes()
    encoding = encoding_of(data)
    content = with_correction(data.decode(encoding), found, number, correction)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content.encode(encoding))
    shutil.copymode(path, beside)
    beside.replace(path)


def with_correction(content: str, source: Source, number: int, correction: Correction) -> str:
    """Return the file's `content`, decoded with all its line ends, with one more correction.

    `source` is what was read from it. An earlier correction of the same paragraph is replaced.
    Raises InputError if the front matter is written in a way that cannot be added to safely.
    """
    bom = _BOM if content.startswith(_BOM) else ""
    text = content.removeprefix(_BOM)
    found = _LINE_END.search(text)
    newline = found[0] if found else "\n"
    if correction.because is not None:
        correction = replace(correction, because=" ".join(correction.because.split()))
    head, _, _ = frontmatter.split(text, source.path)
    entry = f"{number}: {_written(correction)}"
    if not head:
        changed = newline.join(("---", f"filed: {{{entry}}}", "---", "")) + source.text
    else:
        start = text.index(head)
        changed = text[:start] + _added(head, number, entry, newline) + text[start + len(head) :]
    _demand_only_this(changed, source, number, correction)
    return bom + changed


def _written(correction: Correction) -> str:
    if correction.because is None:
        return correction.place
    because = json.dumps(correction.because, ensure_ascii=False)
    return f"{{theme: {correction.place}, because: {because}}}"


def _added(head: str, number: int, entry: str, newline: str) -> str:
    """Return the front matter `head` with `entry` under `filed`."""
    node = _filed_node(head)
    if node is None:
        return f"{head}filed: {{{entry}}}{newline}"
    for key, value in node.value:
        if key.value == str(number):
            return head[: key.start_mark.index] + entry + head[_end(head, value) :]
    if not node.value:
        return head[: node.start_mark.index] + f"{{{entry}}}" + head[node.end_mark.index :]
    end = _end(head, node.value[-1][1])
    if node.flow_style:
        return f"{head[:end]}, {entry}{head[end:]}"
    end = head.index(newline, end)
    indent = " " * node.value[0][0].start_mark.column
    return f"{head[:end]}{newline}{indent}{entry}{head[end:]}"


def _filed_node(head: str) -> yaml.MappingNode | None:
    root = yaml.compose(head, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    for key, value in root.value:
        if key.value == "filed" and isinstance(value, yaml.MappingNode):
            return value
    return None


def _end(head: str, node: yaml.Node) -> int:
    """Return where `node` ends; a block ends where its last value does, before any comment."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _end(head, node.value[-1][1])
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(head[:end].rstrip("\r\n"))
    return end


def _demand_only_this(changed: str, source: Source, number: int, correction: Correction) -> None:
    """Raise InputError unless `changed` reads as before but for the new correction."""
    sentence = "its front matter cannot be added to; write the correction under filed by hand"
    fault = InputError(Fault(source.path, 1, sentence))
    try:
        head, body, _ = frontmatter.split(changed, source.path)
        front = frontmatter.read(head, source.path)
    except InputError:
        raise fault from None
    old = {n: (c.place, c.because) for n, c in source.front.filed.items()}
    new = {n: (c.place, c.because) for n, c in front.filed.items()}
    kept = replace(front, filed={}, date=source.front.date) == replace(source.front, filed={})
    if (
        not kept
        or body != source.text
        or new != old | {number: (correction.place, correction.because)}
    ):
        raise fault
