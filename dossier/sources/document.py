"""A source becomes a document of numbered paragraphs.

Every block that holds words of its own is one paragraph: prose, a heading, a table, a block of
code. Quotes, lists and their items are frames around paragraphs. Both kinds of markup go through
markdown-it-py: plain text with no rule but the paragraph, Markdown as CommonMark with tables and
without HTML. What neither shows on the page is a fault, never silently dropped.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dossier.errors import Fault, InputError
from dossier.model import Document, Frame, Paragraph, Source
from dossier.sources.files import LIMITS, Limits
from dossier.text import invisible
from dossier.text.sentences import fold

_LINE_END = re.compile(r"\r\n?|\n")
_MARKS_ONLY = re.compile(r"[\s>]*+(?:(?:[-+*]|\d{1,9}[.)])[\s>]*)?")
"""A line of a quote or list that has no words."""

_MARKERS = re.compile(r"^(?:[\s>]|[-+*]\s|\d{1,9}[.)]\s)*")
"""What quotes and lists put before the words of a line."""

_CELL_BORDER = re.compile(r"(?<!\\)\|")


def parse(source: Source, language: str = "en", limits: Limits = LIMITS) -> Document:
    """Number the paragraphs of `source`; `language` holds where its front matter names none.

    Raises InputError where Markdown would leave words of the text off the page, and where there are
    too many paragraphs.
    """
    lines = [line if line.strip() else "" for line in _lines(source.text)]
    reader = _commonmark() if source.markup == "commonmark" else _plain()
    env: dict[str, Any] = {}
    tokens = reader.parse("\n".join(lines).replace("\0", "\ufffd"), env)
    blocks = list(_blocks(tokens))
    if len(blocks) > limits.paragraphs:
        sentence = f"has {len(blocks):,} paragraphs, and a text may have {limits.paragraphs:,}; "
        sentence += "divide it, or set paragraphs in mkdocs.yml"
        raise InputError(Fault(source.path, 0, sentence))
    if source.markup == "commonmark":
        _demand_whole(source, lines, tokens, blocks, env)
        _show_titles(blocks)
    worded = [(block, text) for block in blocks if (text := _text(block))]
    paragraphs = tuple(
        _paragraph(reader, block, text, number, source.first_line)
        for number, (block, text) in enumerate(worded, start=1)
    )
    if not paragraphs:
        raise InputError(Fault(source.path, 0, "there is no text in it, only markup"))
    return Document(
        source=source,
        title=source.front.title or title_of(source, paragraphs),
        date=source.front.date,
        language=source.front.language or language,
        paragraphs=paragraphs,
    )


def _lines(text: str) -> list[str]:
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def title_of(source: Source, paragraphs: Iterable[Paragraph]) -> str:
    """Return the title of a text that states none: its first heading, else its file's name."""
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            return invisible.spell_out(paragraph.text)
    words = source.slug.replace("-", " ")
    return words[0].upper() + words[1:]


# --- tokens to blocks -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Block:
    """The tokens of one paragraph and the frames around it."""

    kind: Literal["prose", "heading", "table", "code"]
    tokens: tuple[Token, ...]
    frames: tuple[Frame, ...]


_KINDS: dict[str, Literal["prose", "heading", "table", "code"]] = {
    "paragraph_open": "prose",
    "heading_open": "heading",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
}


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    frames: list[Frame] = []
    opened: list[Token] = []
    for key, token in enumerate(tokens):
        if opened:
            opened.append(token)
            if token.nesting == -1 and token.level == opened[0].level:
                yield _Block(_KINDS[opened[0].type], tuple(opened), tuple(frames))
                opened = []
        elif token.type in _KINDS and token.nesting == 0:
            yield _Block(_KINDS[token.type], (token,), tuple(frames))
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


def _text(block: _Block) -> str:
    """Return the text that the page shows for a block."""
    if block.kind in ("prose", "heading"):
        return _words(_inline(block).children or ())
    return _words(block.tokens)


def _inline(block: _Block) -> Token:
    return next(token for token in block.tokens if token.type == "inline")


def _words(tokens: Iterable[Token]) -> str:
    """Return the text that the page shows for `tokens`."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts += [_words(token.children or ()), " "]
        elif token.type == "image":
            parts.append(_words(token.children or ()) or str(token.attrs["src"]))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return fold("".join(parts))


# --- blocks to paragraphs -------------------------------------------------------------


def _paragraph(
    reader: MarkdownIt, block: _Block, text: str, number: int, first_line: int
) -> Paragraph:
    opening = block.tokens[0]
    markup = invisible.show_codes(_html(reader, block))
    return Paragraph(
        number=number,
        kind=block.kind,
        text=text,
        html=text if markup == text else markup,  # one string instead of two alike
        line=first_line + (opening.map[0] if opening.map else 0),
        level=int(opening.tag[1:]) if block.kind == "heading" else 0,
        frames=block.frames,
    )


def _html(reader: MarkdownIt, block: _Block) -> str:
    if block.kind == "code":
        token = block.tokens[0]
        language = html.escape(token.info.strip())
        opening = f'<code class="language-{language}">' if language else "<code>"
        return f"{opening}{html.escape(token.content, quote=False)}</code>"
    if block.kind == "table":
        table: str = reader.renderer.render(
            [_aligned(token) for token in block.tokens], reader.options, {}
        )
        return table
    rendered: str = reader.renderer.render(_inline(block).children or [], reader.options, {})
    return fold(rendered)


def _aligned(token: Token) -> Token:
    """Replace a cell's style attribute, which a strict page may not carry, by a class."""
    style = token.attrs.pop("style", None)
    if isinstance(style, str):
        token.attrs["class"] = "align-" + style.removeprefix("text-align:")
    return token


# --- the two readers ------------------------------------------------------------------


_NEEDLESS = ["normalize"]
"""Rules that have nothing left to do: it makes line ends alike, which `parse` did."""


@cache
def _plain() -> MarkdownIt:
    return MarkdownIt("zero", renderer_cls=_Renderer).disable(_NEEDLESS)


@cache
def _commonmark() -> MarkdownIt:
    options = {"html": False, "maxNesting": 100, "store_labels": True}
    reader = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    reader.validateLink = _leads_to_the_web  # type: ignore[method-assign]
    return reader.enable("table").disable([*_NEEDLESS, "html_block", "html_inline"])


def _leads_to_the_web(url: str) -> bool:
    """Tell whether a link may stay one; any other is shown as it was written."""
    try:
        return urlsplit(url.strip()).scheme.lower() in ("http", "https", "mailto")
    except ValueError:
        return False


def _show_titles(blocks: Iterable[_Block]) -> None:
    """Put the title of every link and picture behind it, in quotes, as words like any other."""
    for token in (token for block in blocks for token in block.tokens if token.children):
        shown: list[Token] = []
        titles: list[str] = []
        for child in token.children or ():
            shown.append(child)
            title = str(child.attrs.pop("title", ""))
            if child.type == "link_open":
                titles.append(title)
            elif child.type == "link_close":
                title = titles.pop()
            if title and child.type != "link_open":
                shown.append(Token("text", "", 0, content=f' "{title}"'))
        token.children = shown


class _Renderer(RendererHTML):
    """CommonMark's HTML, but a picture is a link to it, so that no page loads from elsewhere."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        address = html.escape(str(token.attrs["src"]))
        label = html.escape(_words(token.children or ()), quote=False) or address
        return f'<a href="{address}" rel="noopener">{label}</a>'

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        tokens[idx].attrSet("rel", "noopener")
        return self.renderToken(tokens, idx, options, env)


# --- nothing lost ---------------------------------------------------------------------


def _demand_whole(
    source: Source,
    lines: Sequence[str],
    tokens: Iterable[Token],
    blocks: Iterable[_Block],
    env: dict[str, Any],
) -> None:
    """Raise InputError for every line whose words CommonMark would leave off the page."""
    faults = [
        Fault(source.path, source.first_line + index, sentence)
        for index, sentence in (
            *_lost_definitions(tokens, env),
            *_lost_labels(blocks),
            *_lines_outside(lines, tokens, blocks, env),
            *_surplus_cells(lines, blocks),
            *_words_behind_fences(blocks),
        )
    ]
    if faults:
        raise InputError(*sorted(faults))


def _definitions(env: dict[str, Any]) -> list[tuple[str | None, dict[str, Any]]]:
    """Return all link definitions with their labels; None for the second of one label."""
    duplicates = ((None, definition) for definition in env.get("duplicate_refs", ()))
    return [*env.get("references", {}).items(), *duplicates]


def _lost_definitions(tokens: Iterable[Token], env: dict[str, Any]) -> Iterator[tuple[int, str]]:
    used = {
        child.meta.get("label")
        for token in tokens
        for child in token.children or ()
        if child.type in ("link_open", "image")
    }
    for label, definition in _definitions(env):
        if label not in used:
            sentence = "this link definition is used nowhere, so it would not show; remove it"
            yield definition["map"][0], sentence
        elif definition["title"]:
            sentence = "the title of this link definition would not show; remove it"
            yield definition["map"][0], sentence


def _lost_labels(blocks: Iterable[_Block]) -> Iterator[tuple[int, str]]:
    """Yield the references and pictures of which the page could not show all."""
    for token in (token for block in blocks for token in block.tokens if token.children):
        line = token.map[0] if token.map else 0
        opened: list[tuple[Token, int]] = []
        children = token.children or []
        for index, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                opened.append((child, index))
            elif child.type == "image":
                if opened:
                    sentence = "a picture in a link cannot be a link itself; write one after the "
                    yield line, sentence + "other"
                yield from _lost_label(line, child, child.children or (), "!")
            elif child.type == "link_close":
                link, start = opened.pop()
                yield from _lost_label(line, link, children[start + 1 : index])


def _lost_label(
    line: int, token: Token, inner: Iterable[Token], mark: str = ""
) -> Iterator[tuple[int, str]]:
    """Yield that the label of `[text][label]` is lost, unless it says the same as the text."""
    text = _words(inner)
    if "label" in token.meta and _letters(token.meta["label"]) != _letters(text):
        address = token.attrs.get("href", token.attrs.get("src"))
        sentence = "the label of this reference would not show; write "
        yield line, f"{sentence}{mark}[{text}]({address})"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _lines_outside(
    lines: Sequence[str], tokens: Iterable[Token], blocks: Iterable[_Block], env: dict[str, Any]
) -> Iterator[tuple[int, str]]:
    spans = [block.tokens[0].map for block in blocks]
    spans += [token.map for token in tokens if token.type == "hr"]
    spans += [definition["map"] for _, definition in _definitions(env)]
    inside = {index for span in spans if span for index in range(*span)}
    for index, line in enumerate(lines):
        if index not in inside and not _MARKS_ONLY.fullmatch(line):
            yield index, "this line would not show; it is nested too deeply in quotes or lists"


def _words_behind_fences(blocks: Iterable[_Block]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        opening = block.tokens[0]
        if opening.type == "fence" and opening.map and len(opening.info.split()) > 1:
            sentence = "the words behind this fence would not show; keep one, the language"
            yield opening.map[0], sentence


def _surplus_cells(lines: Sequence[str], blocks: Iterable[_Block]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        if block.kind != "table":
            continue
        columns = sum(token.type == "th_open" for token in block.tokens)
        for token in block.tokens:
            if token.type == "tr_open" and token.map:
                row = _MARKERS.sub("", lines[token.map[0]]).strip()
                cells = _CELL_BORDER.split(row.removeprefix("|").removesuffix("|"))
                if any(cell.strip() for cell in cells[columns:]):
                    sentence = f"this row has {len(cells)} cells under {columns} headings, so the "
                    yield token.map[0], sentence + "last would not show; add headings"
