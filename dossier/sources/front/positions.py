"""Where entries stand in the front matter of a file, by the marks of the YAML parser."""

import re

import yaml

from dossier.sources.front import frontmatter

_BOM = "\ufeff"
LINE_END = re.compile(r"\r\n?|\n")


def taken_apart(content: str) -> tuple[str, str, str]:
    """Return byte order mark, text and line end of a file."""
    bom = _BOM if content.startswith(_BOM) else ""
    text = content.removeprefix(_BOM)
    line_end = LINE_END.search(text)
    return bom, text, line_end[0] if line_end else "\n"


def with_head(text: str, parts: frontmatter.Split, head: str, newline: str) -> str:
    """Return a text with `head` in the place of its front matter."""
    if not parts.head:
        return f"---{newline}{head}---{newline}{parts.body}"
    before, after = text.split(parts.head, 1)
    return before + head + after


def entry_of(head: str, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return name and value of a key in whatever case, if it is there."""
    root = yaml.compose(head, Loader=yaml.SafeLoader)
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    return next((entry for entry in entries if str(entry[0].value).lower() == key), None)


def value_of(head: str, key: str) -> yaml.Node | None:
    """Return the value of a key in whatever case, if it is there."""
    entry = entry_of(head, key)
    return entry[1] if entry else None


def filed_node(head: str) -> yaml.MappingNode | None:
    """Return the mapping of all corrections, if there is one."""
    node = value_of(head, "filed")
    return node if isinstance(node, yaml.MappingNode) else None


def end_of(head: str, node: yaml.Node) -> int:
    """Return the position of the end of `node`; a block ends before the comments behind it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return end_of(head, node.value[-1][1])
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(head[:end].rstrip("\r\n"))
    return end
