"""Blocks: the paragraphs of a text before they are numbered, from tokens of markdown-it-py."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dossier.model import Frame, Note
from dossier.model.document import lines_of
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
    label: str = ""
    struck: tuple[tuple[int, int], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Return its text, divided at its breaks."""
        return lines_of(self.text, self.breaks)

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

    has_comments: bool = False
    """Has the source comments, which are not published?"""


@dataclass(frozen=True, slots=True)
class TokenBlock:
    """The tokens of one block and the frames that enclose it."""

    kind: Kind
    tokens: tuple[Token, ...]
    frames: tuple[Frame, ...]

    note: tuple[str, int] | None = None
    """Label and key of the note that it belongs to, if it belongs to one."""

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
    "dt_open": "prose",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
}


def group(tokens: Sequence[Token]) -> Iterator[TokenBlock]:
    """Yield the blocks of a text. Quotes, lists and list items are frames around them.

    What is in a note stands in no frame but those within the note.
    """
    frames: list[Frame] = []
    around: list[Frame] = []
    opened: list[Token] = []
    note: tuple[str, int] | None = None
    for key, token in enumerate(tokens):
        if opened:
            opened.append(token)
            if token.nesting == -1 and token.level == opened[0].level:
                around_it = (*frames, Frame("term", key)) if token.type == "dt_close" else frames
                yield TokenBlock(_KINDS[opened[0].type], tuple(opened), tuple(around_it), note)
                opened = []
        elif token.type in _KINDS and token.nesting == 0:
            yield TokenBlock(_KINDS[token.type], (token,), tuple(frames), note)
        elif token.type in _KINDS:
            opened = [token]
        elif token.type == "footnote_reference_open":
            note, around, frames = (token.meta["label"], key), frames, []
        elif token.type == "footnote_reference_close":
            note, frames = None, around
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
        number, mark = (int(token.info), token.markup) if token.info else (1, "")
        return Frame("item", key, number, mark)
    if token.type == "dl_open":
        return Frame("definitions", key)
    if token.type == "dd_open":
        return Frame("definition", key)
    return Frame("quote", key)


def render(parser: MarkdownIt, blocks: Iterable[TokenBlock]) -> Iterator[Block]:
    """Yield the blocks that have words, as text and as the HTML of the parser's renderer."""
    begun: set[int] = set()
    for block in blocks:
        wording = wording_of(block)
        if not wording.text:
            continue
        opening = block.tokens[0]
        markup = invisible.show_codes(_html(parser, block))
        yield Block(
            kind=block.kind,
            text=wording.text,
            html=wording.text if markup == wording.text else markup,  # one string instead of two
            line=opening.map[0] if opening.map else 0,
            level=int(opening.tag[1:]) if block.kind == "heading" else 0,
            frames=block.frames,
            breaks=wording.breaks,
            label=_label(block.frames, begun),
            struck=wording.struck,
        )


def _label(frames: Iterable[Frame], begun: set[int]) -> str:
    """Return the numbers of the items that begin with a block, as the source writes them."""
    new = [frame for frame in frames if frame.kind == "item" and frame.key not in begun]
    begun.update(frame.key for frame in new)
    return " ".join(f"{frame.start}{frame.mark}" for frame in new if frame.mark)


class Wording(NamedTuple):
    """The words of a block."""

    text: str
    breaks: tuple[int, ...] = ()
    """Where in `text` a line begins that the source sets apart. One that goes on with a small
    letter goes on with its sentence, and is not among them."""

    struck: tuple[tuple[int, int], ...] = ()
    """Where in `text` words begin and end that are struck out."""


def wording_of(block: TokenBlock) -> Wording:
    """Return the words that the page shows for a block."""
    is_line = block.kind in ("prose", "heading", "furniture")
    tokens = (block.inline.children or ()) if is_line else block.tokens
    parts: list[str] = []
    length, breaks, struck = 0, [], []
    for token, part in _pieces(tokens):
        if token.type == "hardbreak":
            breaks.append(length)
        elif token.tag == "s":
            struck.append(length)
        parts.append(part)
        length += len(part)
    raw = "".join(parts)
    text = fold(raw)
    if not breaks and not struck:
        return Wording(text)
    starts = (len(text) - len(fold(raw[at:])) for at in breaks)
    ends = iter(struck)
    spans = (
        (len(text) - len(fold(raw[start:])), len(fold(raw[:end])))
        for start, end in zip(ends, ends, strict=False)
    )
    return Wording(
        text,
        tuple(sorted({at for at in starts if 0 < at < len(text) and not text[at].islower()})),
        tuple((start, end) for start, end in spans if start < end),
    )


def words(tokens: Iterable[Token]) -> str:
    """Return the text that the page shows for `tokens`."""
    return fold("".join(part for _, part in _pieces(tokens)))


def _pieces(tokens: Iterable[Token]) -> Iterator[tuple[Token, str]]:
    """Yield each token that shows something, or changes how it is shown, with its words."""
    for token in tokens:
        if token.type == "inline":
            yield from _pieces(token.children or ())
            yield token, " "
        elif token.type == "image":
            yield token, words(token.children or ()) or str(token.attrs["src"])
        elif token.type in ("softbreak", "hardbreak"):
            yield token, " "
        else:
            yield token, token.content


def _html(parser: MarkdownIt, block: TokenBlock) -> str:
    if block.kind == "code":
        token = block.tokens[0]
        language = html.escape(" ".join(token.info.split()[:1]))
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
