"""Read literal prose: blank lines separate paragraphs, and no character is markup."""

from markdown_it import MarkdownIt

from dossier.model import Source
from dossier.sources.blocks import NEEDLESS_RULES, Parsed, group, render, split_lines

_PARSER = MarkdownIt("zero").disable(NEEDLESS_RULES)
"""It has no rule but the paragraph."""


def read(source: Source) -> Parsed:
    """Return the paragraphs of a text."""
    tokens = _PARSER.parse("\n".join(split_lines(source.text)))
    return Parsed(tuple(render(_PARSER, group(tokens))))
