"""Read Markdown: CommonMark with tables and without HTML.

Words that the page would not show are faults with their line, never silently dropped.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dossier.errors import Fault, InputError
from dossier.model import Source
from dossier.sources.blocks import (
    NEEDLESS_RULES,
    Parsed,
    TokenBlock,
    group,
    render,
    split_lines,
    words,
)

_MARKS_ONLY = re.compile(r"[\s>]*+(?:(?:[-+*]|\d{1,9}[.)])[\s>]*)?")
"""A line of a quote or list that has no words."""

_MARKERS = re.compile(r"^(?:[\s>]|[-+*]\s|\d{1,9}[.)]\s)*")
"""What quotes and lists put before the words of a line."""

_CELL_BORDER = re.compile(r"(?<!\\)\|")


def read(source: Source) -> Parsed:
    """Return the blocks of a text: prose, headings, tables and code.

    Raises InputError where CommonMark would leave words of the text off the page.
    """
    lines = split_lines(source.text)
    env: dict[str, Any] = {}
    tokens = _parser().parse("\n".join(lines), env)
    blocks = list(group(tokens))
    _check_whole(source, lines, tokens, blocks, env)
    _show_titles(blocks)
    return Parsed(tuple(render(_parser(), blocks)))


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": 100, "store_labels": True}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    parser.validateLink = _leads_to_the_web  # type: ignore[method-assign]
    return parser.enable("table").disable([*NEEDLESS_RULES, "html_block", "html_inline"])


def _leads_to_the_web(url: str) -> bool:
    """May this be a link? Any other address is shown as it is written."""
    try:
        return urlsplit(url.strip()).scheme.lower() in ("http", "https", "mailto")
    except ValueError:
        return False


def _show_titles(blocks: Iterable[TokenBlock]) -> None:
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
        label = html.escape(words(token.children or ()), quote=False) or address
        return f'<a href="{address}" rel="noopener">{label}</a>'

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        tokens[idx].attrSet("rel", "noopener")
        return self.renderToken(tokens, idx, options, env)


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


def _lost_labels(blocks: Iterable[TokenBlock]) -> Iterator[tuple[int, str]]:
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
    text = words(inner)
    if "label" in token.meta and _letters(token.meta["label"]) != _letters(text):
        address = token.attrs.get("href", token.attrs.get("src"))
        sentence = "the label of this reference would not show; write "
        yield line, f"{sentence}{mark}[{text}]({address})"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _lines_outside(
    lines: Sequence[str],
    tokens: Iterable[Token],
    blocks: Iterable[TokenBlock],
    env: dict[str, Any],
) -> Iterator[tuple[int, str]]:
    spans = [block.tokens[0].map for block in blocks]
    spans += [token.map for token in tokens if token.type == "hr"]
    spans += [definition["map"] for _, definition in _definitions(env)]
    inside = {index for span in spans if span for index in range(*span)}
    for index, line in enumerate(lines):
        if index not in inside and not _MARKS_ONLY.fullmatch(line):
            yield index, "this line would not show; it is nested too deeply in quotes or lists"


def _words_behind_fences(blocks: Iterable[TokenBlock]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        opening = block.tokens[0]
        if opening.type == "fence" and opening.map and len(opening.info.split()) > 1:
            sentence = "the words behind this fence would not show; keep one, the language"
            yield opening.map[0], sentence


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
