"""Take corrections out of the front matter of a text, and change nothing else.

Comments stay, but for those within an entry of several lines. What is left is read back: it must
differ in those corrections alone.
"""

import re
from collections.abc import Collection

import yaml

from dossier.errors import InputError
from dossier.model import Source
from dossier.sources.front import frontmatter
from dossier.sources.front.positions import (
    LINE_END,
    end_of,
    entry_of,
    filed_node,
    taken_apart,
    with_head,
)
from dossier.sources.front.reading_back import check_only_this

_COMMA = re.compile(r"((?:\s|#[^\r\n]*)*),[ \t]*")
_COMMENT = re.compile(r"#[^\r\n]*")


def without_corrections(content: str, source: Source, numbers: Collection[int]) -> str:
    """Return the decoded `content` of a file without the corrections of some paragraphs.

    `source` is what was read from that file. With the last correction goes the key, and with the
    last key the front matter. Raises InputError if nothing can be taken out safely.
    """
    bom, text, newline = taken_apart(content)
    parts = frontmatter.split(text, source.path)
    head = parts.head
    for number in numbers:
        head = _without_entry(head, str(number), newline)
    left = {number: one for number, one in source.front.filed.items() if number not in numbers}
    entries = " and ".join(f"¶{number}" for number in numbers)
    sentence = f"its front matter cannot be changed; delete {entries} under filed by hand"
    changed = with_head(text, parts, head, newline)
    if not head and text.startswith(frontmatter.FENCE):
        try:
            check_only_this(parts.body, source, {"filed": left}, sentence)
        except InputError:  # the text itself begins like front matter
            pass
        else:
            return bom + parts.body
    check_only_this(changed, source, {"filed": left}, sentence)
    return bom + changed


def _without_entry(head: str, number: str, newline: str) -> str:
    """Return the front matter `head` without an entry under `filed`, if that is there."""
    node = filed_node(head)
    keys = [key.value for key, _ in node.value] if node else []
    if node is None or number not in keys:
        return head
    if len(keys) == 1:
        return _without_key(head, newline)
    index = keys.index(number)
    key, value = node.value[index]
    start, end = key.start_mark.index, end_of(head, value)
    if not node.flow_style:
        return _cut(head, start, end)
    return _without_in_flow(head, node, index, start, end)


def _without_in_flow(head: str, node: yaml.MappingNode, index: int, start: int, end: int) -> str:
    """Return `head` without an entry between braces, and without the comma that it needed."""
    if index == len(node.value) - 1:
        before = end_of(head, node.value[index - 1][1])
        if not re.search(r"[#\r\n]", head[before:start]):
            return head[:before] + head[end:]
    comma = _COMMA.match(head, end, node.end_mark.index)
    if comma is None:  # the one before it may end the mapping
        return _cut(head, start, end)
    if "#" in comma[1]:
        return head[:start] + comma[1].lstrip() + head[comma.end() :]
    return _cut(head, start, comma.end())


def _without_key(head: str, newline: str) -> str:
    """Return `head` without `filed`, which has one entry; the comments around that stay."""
    name, node = entry_of(head, "filed") or (None, None)
    if name is None or not isinstance(node, yaml.MappingNode):
        return head
    start, end = name.start_mark.index, end_of(head, node)
    first, last = node.value[0][0].start_mark.index, end_of(head, node.value[0][1])
    around = head[name.end_mark.index : first] + newline + head[last:end]
    comments = newline.join(_COMMENT.findall(around))
    return head[:start] + comments + head[end:] if comments else _cut(head, start, end)


def _cut(head: str, start: int, end: int) -> str:
    """Return `head` without some characters; a line goes with the last of its words."""
    begin = max((match.end() for match in LINE_END.finditer(head, 0, start)), default=0)
    line_end = LINE_END.search(head, end)
    stop = line_end.start() if line_end else len(head)
    behind = head[end:stop]
    if behind.lstrip().startswith("#"):
        return head[:start] + behind.lstrip() + head[stop:]
    if not head[begin:start].strip() and not behind.strip():
        return head[:begin] + head[line_end.end() if line_end else len(head) :]
    return head[:start] + head[end:]
