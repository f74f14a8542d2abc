"""Read Markdown: CommonMark with tables, notes, task lists, definitions and struck words.

Words that the page would not show are faults with their line; what is not published because it is
meant for other programs, or leads nowhere, is said to the editor. See `unpublished` and `remarks`.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin

from dossier.errors import Fault, InputError
from dossier.model import Source
from dossier.sources.blocks import (
    NEEDLESS_RULES,
    Block,
    Parsed,
    TokenBlock,
    group,
    render,
    split_lines,
    wording_of,
    words,
)
from dossier.sources.markdown import footnotes, inline, loose, unpublished
from dossier.sources.markdown.links import Links, is_picture, is_relative, leads_to_the_web
from dossier.sources.markdown.remarks import Remarks
from dossier.text.sentences import fold

_MARKS_ONLY = re.compile(r"[\s>]*+(?:(?:[-+*:~]|\d{1,9}[.)])[\s>]*)?")
"""A line of a quote or list that has no words."""

_MARKERS = re.compile(r"^(?:[\s>]|[-+*]\s|\d{1,9}[.)]\s)*")
"""What quotes and lists put before the words of a line."""

_CELL_BORDER = re.compile(r"(?<!\\)\|")


def read(source: Source) -> Parsed:
    """Return the blocks of a text: prose, headings, tables, code and notes.

    Raises InputError where CommonMark would leave words of the text off the page.
    """
    lines = split_lines(source.text)
    env: dict[str, Any] = {}
    tokens = _parser().parse("\n".join(lines), env)
    remarks = Remarks(source.first_line)
    blocks = [
        replace(block, kind="furniture") if is_picture(block) else block
        for block in footnotes.with_inline_notes(group(tokens), env, remarks)
    ]
    _check_whole(source, lines, tokens, blocks, env)
    _remark(tokens, blocks, env, lines, remarks)
    links = Links(source.beside, remarks)
    items: set[int] = set()
    for block in blocks:
        item = block.frames[-1].key if block.frames and block.frames[-1].kind == "item" else None
        begins_item = block.kind == "prose" and item is not None and item not in items
        items.update(frame.key for frame in block.frames)
        for token in block.tokens:
            if token.children and inline.is_marked(token.content):
                inline.prepare(token, links, remarks, begins_item=begins_item)
    notes = footnotes.connect(blocks, remarks) if footnotes.are_in(env) else {}
    if links.has_within:
        links.check_within(sum(bool(wording_of(block).text) for block in blocks))
    made = [_as_picture(block) for block in render(_parser(), blocks)]
    return Parsed(
        tuple(footnotes.as_notes(made, notes)), tuple(remarks.notes()), remarks.has("comment")
    )


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": 100, "store_labels": True}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    parser.validateLink = _may_be_a_link  # type: ignore[method-assign]
    parser.enable(["table", "strikethrough"])
    parser.disable([*NEEDLESS_RULES, "html_block", "html_inline"])
    parser.use(deflist_plugin)
    footnotes.enable(parser)
    loose.enable(parser)
    unpublished.enable(parser)
    return parser


def _may_be_a_link(url: str) -> bool:
    """May this be a link? Any other address is shown as it is written."""
    return leads_to_the_web(url) or is_relative(url)


def _as_picture(block: Block) -> Block:
    """Return a block of nothing but pictures, or of their words, with its role."""
    if block.kind != "furniture":
        return block
    return replace(block, role="picture" if "<img " in block.html else "caption")


class _Renderer(RendererHTML):
    """CommonMark's HTML, but a picture on the web is a link: no page loads from elsewhere."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        address = html.escape(str(token.attrs["src"]))
        said = words(token.children or ())
        if picture := token.meta.get("picture"):
            size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
            return f'<img src="{address}" alt="{html.escape(said)}" loading="lazy"{size}>'
        label = html.escape(said, quote=False) or address
        if token.meta.get("linked"):
            return label
        return f'<a href="{address}" rel="noopener">{label}</a>'

    def unpublished(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return ""


# --- what is not published ------------------------------------------------------------


def _remark(
    tokens: Iterable[Token],
    blocks: Iterable[TokenBlock],
    env: dict[str, Any],
    lines: Sequence[str],
    remarks: Remarks,
) -> None:
    """Say what of a text is not published, or otherwise than it is written."""
    _remark_tokens(tokens, remarks)
    _remark_definitions(tokens, env, lines, remarks)
    _remark_blocks(blocks, remarks)


def _remark_tokens(tokens: Iterable[Token], remarks: Remarks) -> None:
    opened: Token | None = None
    for token in tokens:
        if token.type == "unpublished":
            inline.say_unpublished(token, token.map[0] if token.map else 0, remarks)
        elif token.type == "heading_open" and "loose" in token.meta and token.map:
            remarks.add("heading", token.map[0], token.meta["loose"])
        elif token.type == "footnote_reference_close" and opened and opened.map:
            remarks.add("empty note", opened.map[0], f"[^{opened.meta['label']}]:")
        opened = token if token.type == "footnote_reference_open" else None


def _remark_definitions(
    tokens: Iterable[Token], env: dict[str, Any], lines: Sequence[str], remarks: Remarks
) -> None:
    definitions = _definitions(env)
    used = _used(tokens) if definitions else set()
    for label, definition in definitions:
        first, end = definition["map"]
        if label not in used:
            remarks.add("definition", first, "", fold("\n".join(lines[first:end])))
        elif definition["title"]:
            remarks.add("title", first, definition["title"])


def _remark_blocks(blocks: Iterable[TokenBlock], remarks: Remarks) -> None:
    for block in blocks:
        opening = block.tokens[0]
        if opening.type == "fence" and opening.map and len(opening.info.split()) > 1:
            remarks.add("fence words", opening.map[0], opening.info)
        if block.kind == "prose" and opening.map:
            content = block.inline.content
            if content.startswith("#") and loose.HASH.fullmatch(content):
                remarks.add("hash", opening.map[0], content)


def _definitions(env: dict[str, Any]) -> list[tuple[str | None, dict[str, Any]]]:
    """Return all link definitions with their labels; None for the second of one label."""
    duplicates = ((None, definition) for definition in env.get("duplicate_refs", ()))
    return [*env.get("references", {}).items(), *duplicates]


def _used(tokens: Iterable[Token]) -> set[str]:
    """Return the labels of the definitions that links and pictures use."""
    return {
        child.meta["label"]
        for token in tokens
        for child in token.children or ()
        if child.type in ("link_open", "image") and "label" in child.meta
    }


# --- nothing lost ---------------------------------------------------------------------


def _check_whole(
    source: Source,
    lines: Sequence[str],
    tokens: Iterable[Token],
    blocks: Iterable[TokenBlock],
    env: dict[str, Any],
) -> None:
    """Raise InputError for every line whose words CommonMark would leave off the page."""
    faults = [
        Fault(source.path, source.first_line + index, sentence)
        for index, sentence in (
            *_lines_outside(lines, tokens, blocks, env),
            *_surplus_cells(lines, blocks),
        )
    ]
    if faults:
        raise InputError(*sorted(faults))


def _lines_outside(
    lines: Sequence[str],
    tokens: Iterable[Token],
    blocks: Iterable[TokenBlock],
    env: dict[str, Any],
) -> Iterator[tuple[int, str]]:
    whole = ("hr", "unpublished", "footnote_reference_open", "dt_open")
    spans = [block.tokens[0].map for block in blocks]
    spans += [token.map for token in tokens if token.type in whole]
    spans += [definition["map"] for _, definition in _definitions(env)]
    inside = {i for span in spans if span for i in range(span[0], max(span[1], span[0] + 1))}
    for index, line in enumerate(lines):
        if index not in inside and not _MARKS_ONLY.fullmatch(line):
            yield index, "this line would not show; it is nested too deeply in quotes or lists"


def _surplus_cells(lines: Sequence[str], blocks: Iterable[TokenBlock]) -> Iterator[tuple[int, str]]:
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
