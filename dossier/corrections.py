"""Write an editor's correction into the front matter of a text.

No other byte of the file changes: the YAML parser gives the position of every entry, and only the
new entry is inserted or replaced there.
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
from dossier.sources.encoding import encoding_of, normalized
from dossier.sources.files import read

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n?|\n")


def write(path: Path, number: int, correction: Correction, settings: Settings) -> None:
    """Write a correction into the file at `path`, which is replaced whole or not at all.

    Raises InputError if there is no such text, paragraph or theme.
    """
    source = read(path, settings.limits)
    scheme = read_themes(settings.themes)
    filed = {**source.front.filed, number: correction}
    changed = replace(source, front=replace(source.front, filed=filed))
    check_corrections(parse(changed, settings.language, settings.limits), scheme.themes)
    data = path.read_bytes()
    encoding = encoding_of(data)
    content = with_correction(data.decode(encoding), source, number, correction)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content.encode(encoding))
    shutil.copymode(path, new)
    new.replace(path)


def with_correction(content: str, source: Source, number: int, correction: Correction) -> str:
    """Return the decoded `content` of a file with one more correction in its front matter.

    `source` is what was read from that file. An earlier correction of the same paragraph is
    replaced. Raises InputError if the front matter cannot be added to safely.
    """
    bom = _BOM if content.startswith(_BOM) else ""
    text = content.removeprefix(_BOM)
    line_end = _LINE_END.search(text)
    newline = line_end[0] if line_end else "\n"
    if correction.because is not None:
        because = normalized(" ".join(correction.because.split()))
        correction = replace(correction, because=because)
    head, body, _ = frontmatter.split(text, source.path)
    entry = f"{number}: {_yaml(correction)}"
    if not head:
        changed = newline.join(("---", f"filed: {{{entry}}}", "---", "")) + body
    else:
        before, after = text.split(head, 1)
        changed = before + _with_entry(head, number, entry, newline) + after
    _check_only_this(changed, source, number, correction)
    return bom + changed


def _yaml(correction: Correction) -> str:
    if correction.because is None:
        return correction.place
    because = json.dumps(correction.because, ensure_ascii=False)
    return f"{{theme: {correction.place}, because: {because}}}"


def _with_entry(head: str, number: int, entry: str, newline: str) -> str:
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
    """Return the position of the end of `node`; a block ends before the comments behind it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _end(head, node.value[-1][1])
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(head[:end].rstrip("\r\n"))
    return end


def _check_only_this(changed: str, source: Source, number: int, correction: Correction) -> None:
    """Raise InputError unless the correction is all that differs when `changed` is read."""
    sentence = "its front matter cannot be added to; write the correction under filed by hand"
    fault = InputError(Fault(source.path, 1, sentence))
    try:
        head, body, _ = frontmatter.split(normalized(changed), source.path)
        front = frontmatter.read(head, source.path)
    except InputError:
        raise fault from None
    old = {n: (c.place, c.because) for n, c in source.front.filed.items()}
    new = {n: (c.place, c.because) for n, c in front.filed.items()}
    same = replace(front, filed={}, date=source.front.date) == replace(source.front, filed={})
    if (
        not same
        or body != source.text
        or new != old | {number: (correction.place, correction.because)}
    ):
        raise fault
