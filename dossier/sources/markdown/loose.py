"""Markdown that is nearly right: `**Heading **`, and `##Heading` without its space."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

_SPACED = re.compile(r"(?<![\w*\\`])\*\*(?=[^\s*])([^*`\n]*[^*`\s\\])([ \t]+)\*\*(?![\w*])")
"""Bold with white space before its closing mark, which CommonMark shows as stars."""

_BOTH_SPACED = re.compile(r"\*\*[ \t]+([^*`\n]*[^*`\s\\])[ \t]*\*\*")
"""A whole block in bold with white space behind its opening mark."""

HEADING = re.compile(r"(#{2,6})([^\W\d_][^\n]*?)[ \t]*#*")
HASH = re.compile(r"#[^\W\d_][^\n]*")


def enable(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.core.ruler.before("inline", "spaced_bold", _bold)
    parser.block.ruler.before("lheading", "loose_heading", _heading)


def _bold(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "**" in token.content:
            lines = token.content.split("\n")
            token.content = "\n".join(
                _SPACED.sub(r"**\1**\2", line) if line.count("**") == 2 else line for line in lines
            )
            if match := _BOTH_SPACED.fullmatch(token.content):
                token.content = f"**{match[1]}**"


def _heading(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = state.bMarks[first] + state.tShift[first]
    match = HEADING.fullmatch(state.src[start : state.eMarks[first]].rstrip())
    if match is None or state.is_code_block(first):
        return False
    if silent:
        return True
    tag = f"h{len(match[1])}"
    opening = state.push("heading_open", tag, 1)
    opening.markup, opening.map = match[1], [first, first + 1]
    opening.meta["loose"] = match[0]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = match[2].strip(), [first, first + 1], []
    state.push("heading_close", tag, -1).markup = match[1]
    state.line = first + 1
    return True
