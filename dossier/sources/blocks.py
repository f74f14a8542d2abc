"""Blocks: the paragraphs of a text before they are numbered, from tokens of markdown-it-py."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dossier.model import Frame, Note
from dossier.text import invisible
from dossier.text.sentences import fold

Kind = Literal["prose", "heading", "table", "code", "note", "furniture"]

NEEDLESS_RULES = ["normalize"]
"""Rules of markdown-it-py without anything to do: `split_lines` has made all line ends alike."""

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a text, as a reader yields it. Its fields are those of a Paragraph."""

    kind: Kind
    text: str
    html: str

    line: int
    """The line of the body on which it begins, from 0."""

    level: int = 0
    frames: tuple[Frame, ...] = ()
    role: str = ""
    breaks: tuple[int, ...] = ()
    noted_in: int = 0

    @property
    def is_body(self) -> bool:
        """Does it stand for itself, unlike headings, notes and furniture?"""
        return self.kind in ("prose", "table", "code")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader makes of the body of a text."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    """What an editor should look at; their lines are those of the file."""


@dataclass(frozen=True, slots=True)
class TokenBlock:
    """The tokens of one block and the frames that enclose it."""

    kind: Kind
    tokens: tuple[Token, ...]
    frames: tuple[Frame, ...]

    @property
    def inline(self) -> Token:
        """The token with the words of prose or a heading."""
        return next(token for token in self.tokens if token.type == "inline")


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` as both readers parse them: without white space if blank."""
    text = text.replace("\0", "\ufffd")
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    return [line if line.strip() else "" for line in lines]


_KINDS: dict[str, Kind] = {
    "paragraph_open": "prose",
    "heading_open": "heading",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
}


def group(tokens: Sequence[Token]) -> Iterator[TokenBlock]:
    """Yield the blocks of a text. Quotes, lists and list items are frames around them."""
    frames: list[Frame] = []
    opened: list[Token] = []
    for key, token in enumerate(tokens):
        if opened:
            opened.append(token)
            if token.nesting == -1 and token.level == opened[0].level:
                yield TokenBlock(_KINDS[opened[0].type], tuple(opened), tuple(frames))
                opened = []
        elif token.type in _KINDS and token.nesting == 0:
            yield TokenBlock(_KINDS[token.type], (token,), tuple(frames))
        elif token.type in _KINDS:
            opened = [token]
        elif token.nesting == 1:
            frames.append(_frame(token, key))
        elif token.nesting == -1:
            frames.pop()


def _frame(token: Token, key: int) -> Frame:
    if token.type == "ordered_list_open":
        return Frame("numbers", key, int(token.attrs.get("start", 1)))
    if token.type == "bullet_list_open":
        return Frame("bullets", key)
    if token.type == "list_item_open":
        return Frame("item", key, int(token.info or 1))
    return Frame("quote", key)


def render(parser: MarkdownIt, blocks: Iterable[TokenBlock]) -> Iterator[Block]:
    """Yield the blocks that have words, as text and as the HTML of the parser's renderer."""
    for block in blocks:
        if not (text := _text(block)):
            continue
        opening = block.tokens[0]
        markup = invisible.show_codes(_html(parser, block))
        yield Block(
            kind=block.kind,
            text=text,
            html=text if markup == text else markup,  # one string instead of two equal ones
            line=opening.map[0] if opening.map else 0,
            level=int(opening.tag[1:]) if block.kind == "heading" else 0,
            frames=block.frames,
        )


def _text(block: TokenBlock) -> str:
    """Return the text that the page shows for a block."""
    if block.kind in ("prose", "heading"):
        return words(block.inline.children or ())
    return words(block.tokens)


def words(tokens: Iterable[Token]) -> str:
    """Return the text that the page shows for `tokens`."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts += [words(token.children or ()), " "]
        elif token.type == "image":
            parts.append(words(token.children or ()) or str(token.attrs["src"]))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return fold("".join(parts))


def _html(parser: MarkdownIt, block: TokenBlock) -> str:
    if block.kind == "code":
        token = block.tokens[0]
        language = html.escape(token.info.strip())
        opening = f'<code class="language-{language}">' if language else "<code>"
        return f"{opening}{html.escape(token.content, quote=False)}</code>"
    if block.kind == "table":
        table: str = parser.renderer.render(
            [_aligned(token) for token in block.tokens], parser.options, {}
        )
        return table
    rendered: str = parser.renderer.render(block.inline.children or [], parser.options, {})
    return fold(rendered)


def _aligned(token: Token) -> Token:
    """Replace a cell's style attribute, which a strict page may not carry, by a class."""
    style = token.attrs.pop("style", None)
    if isinstance(style, str):
        token.attrs["class"] = "align-" + style.removeprefix("text-align:")
    return token
