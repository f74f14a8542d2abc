"""Notes of a Markdown text: each a paragraph, linked with the words that refer to it.

`[^1]: ...` is a note where it stands; `^[...]` is one behind the block in which it stands. The
marks of both are shown but are no words of a paragraph, so no extract has them.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from dossier.sources.blocks import Block, TokenBlock, wording_of
from dossier.sources.markdown.links import push_link
from dossier.sources.markdown.remarks import Remarks
from dossier.text import invisible


def enable(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    footnote_plugin(parser, move_to_end=False)
    parser.add_render_rule("footnote_ref", _reference)
    parser.inline.ruler.before("link", "noted_link", _noted_link)


_NOTED = re.compile(
    r"""\[([^\[\]\n]+(?:\[\^[^\[\]\s]+\])+)\]\([ \t]*([^\s()<>]+)(?:[ \t]+"([^"\n]*)")?[ \t]*\)"""
)
"""A link whose words end with the marks of notes: CommonMark takes these for links themselves."""


def _noted_link(state: StateInline, silent: bool) -> bool:
    match = _NOTED.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if match is None or match.end() > state.posMax or not state.md.validateLink(match[2]):
        return False
    if not silent:
        push_link(state, match, state.md.normalizeLink(match[2]))
    state.pos = match.end()
    return True


def _reference(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """Render the mark of a note; within a link it can be none itself."""
    meta = tokens[idx].meta
    label = html.escape(meta["label"])
    if not meta.get("linked"):
        label = f'<a href="#p{meta["number"]}" role="doc-noteref">{label}</a>'
    name = "note-mark within" if meta["inline"] else "note-mark"
    return f'<sup class="{name}" data-furniture="">{label}</sup>'


def are_in(env: EnvType) -> bool:
    """Has the text that a parser has read any notes?"""
    return any(env.get("footnotes", {}).values())


def references(block: TokenBlock) -> Iterator[Token]:
    """Yield the marks of notes in a block."""
    for token in block.tokens:
        yield from (c for c in token.children or () if c.type == "footnote_ref")


def with_inline_notes(
    blocks: Iterable[TokenBlock], env: EnvType, remarks: Remarks
) -> Iterator[TokenBlock]:
    """Yield blocks, each with the notes that stand in it as blocks of their own behind it.

    A note that was written within the words has the smallest number that is no label yet. Where
    there are no other words it is a note to nothing, and stands as words itself.
    """
    if not are_in(env):
        yield from blocks
        return
    data = env["footnotes"].get("list", {})
    taken = {label[1:] for label in env.get("footnotes", {}).get("refs", {})}
    labels = (str(number) for number in range(1, len(data) + len(taken) + 2))
    free = (label for label in labels if label not in taken)
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        for token in block.tokens:
            token.children = _out_of_pictures(token.children or (), data) or token.children
        inside = any("label" not in mark.meta for mark in references(block))
        if inside and not wording_of(block).text:
            for token in block.tokens:
                token.children = list(_as_words(token.children or (), data))
            remarks.add("lonely note", _line(block), wording_of(block).text)
        yield block
        inner = []
        for mark in references(block):
            mark.meta["inline"] = "label" not in mark.meta
            if mark.meta["inline"]:
                mark.meta["label"] = next(free)
                note = (_key(mark), -mark.meta["id"])
                inner.append(_block(data[mark.meta["id"]], block, note))
        waiting += inner[::-1]


def _out_of_pictures(children: Iterable[Token], data: Mapping[int, dict[str, Any]]) -> list[Token]:
    """Return tokens, with the marks that end the description of a picture behind the picture.

    Other marks in a description are words of it.
    """
    shown: list[Token] = []
    for child in children:
        shown.append(child)
        if child.type == "image" and child.children:
            inner = _out_of_pictures(child.children, data)
            end = len(inner)
            while end and inner[end - 1].type == "footnote_ref":
                end -= 1
            for mark in inner[:end]:
                if mark.type == "footnote_ref":
                    label = mark.meta.get("label")
                    said = f"[^{label}]" if label else f"^[{data[mark.meta['id']]['content']}]"
                    mark.type, mark.content = "text", said
            child.children = inner[:end]
            shown += inner[end:]
    return shown


def _as_words(children: Iterable[Token], data: Mapping[int, dict[str, Any]]) -> Iterator[Token]:
    """Yield tokens, with the words of notes in the place of their marks."""
    for child in children:
        if child.type == "footnote_ref" and "label" not in child.meta:
            yield from data[child.meta["id"]]["tokens"]
        else:
            yield child


def _key(mark: Token) -> str:
    """Return what the note of a mark is known by: its label, in another form if it is inline."""
    label = str(mark.meta["label"])
    return f"^{label}" if mark.meta["inline"] else label


def _block(data: dict[str, Any], around: TokenBlock, note: tuple[str, int]) -> TokenBlock:
    line = around.tokens[0].map
    opening = Token("paragraph_open", "p", 1, map=line)
    inline = Token("inline", "", 0, content=data["content"], children=data["tokens"], map=line)
    return TokenBlock("prose", (opening, inline, Token("paragraph_close", "p", -1)), (), note)


def connect(blocks: Sequence[TokenBlock], remarks: Remarks) -> dict[int, tuple[str, int]]:
    """Tell each mark the number of its note.

    Returns, by the number of a paragraph that belongs to a note, the label that it begins with, ""
    for the second and further ones of a note, and the number of the paragraph that refers to it.
    A mark without a note, or without words beside it, becomes words itself.
    """
    noted = {block.note[0] for block in blocks if block.note and wording_of(block).text}
    lonely: set[str] = set()
    for block in blocks:
        marks = list(references(block))
        is_lonely = bool(marks) and not wording_of(block).text
        for mark in marks:
            if is_lonely and _key(mark) in noted:
                lonely.add(_key(mark))
                remarks.add("lonely reference", _line(block), f"[^{mark.meta['label']}]")
            if is_lonely or _key(mark) not in noted:
                mark.type, mark.content = "text", f"[^{mark.meta['label']}]"
    worded = [block for block in blocks if wording_of(block).text]
    members = {n: block.note for n, block in enumerate(worded, start=1) if block.note}
    begins: dict[tuple[str, int], int] = {}
    numbers: dict[str, int] = {}
    for number, note in members.items():
        if note not in begins and note[0] in numbers:
            remarks.add("second note", _line(worded[number - 1]), f"[^{note[0]}]")
        begins.setdefault(note, number)
        numbers.setdefault(note[0], number)
    marked: dict[str, int] = {}
    for number, block in enumerate(worded, start=1):
        for mark in references(block):
            mark.meta["number"] = numbers[_key(mark)]
            marked.setdefault(_key(mark), number)
    for key in numbers.keys() - marked.keys() - lonely:
        remarks.add("unused note", _line(worded[numbers[key] - 1]), f"[^{key}]")
    roots = _roots(marked, members)
    return {
        number: (
            note[0].removeprefix("^") if begins[note] == number else "",
            roots.get(note[0], 0),
        )
        for number, note in members.items()
    }


def _line(block: TokenBlock) -> int:
    span = block.tokens[0].map
    return span[0] if span else 0


def _roots(marked: Mapping[str, int], members: Mapping[int, tuple[str, int]]) -> dict[str, int]:
    """Return, by note, the number of the paragraph, not itself a note, that first refers to it.

    It is 0 for notes that only refer to each other.
    """
    roots: dict[str, int] = {}
    for first in marked:
        key, way = first, dict[str, None]()
        while key not in roots and key not in way:
            way[key] = None
            number = marked.get(key, 0)
            if number not in members:
                roots[key] = number
            else:
                key = members[number][0]
        roots |= dict.fromkeys(way, roots.get(key, 0))
    return roots


def as_notes(blocks: Iterable[Block], notes: dict[int, tuple[str, int]]) -> Iterator[Block]:
    """Yield blocks, with those of notes as notes that begin with their label."""
    if not notes:
        yield from blocks
        return
    for number, block in enumerate(blocks, start=1):
        if number not in notes:
            yield block
            continue
        label, noted_in = notes[number]
        yield replace(
            block,
            kind="note",
            level=0,
            label=label,
            noted_in=noted_in,
            html=f"{_label(label, noted_in)}{block.html}",
        )


def _label(label: str, noted_in: int) -> str:
    """Return the label with which a note begins, which leads back to where it is referred to."""
    said = invisible.show_codes(html.escape(label))
    if not label:
        return ""
    if not noted_in:
        return f'<span class="note-label" data-furniture="">{said}</span> '
    back = f'href="#p{noted_in}" role="doc-backlink"'
    return f'<a class="note-label" data-furniture="" {back}>{said}</a> '
