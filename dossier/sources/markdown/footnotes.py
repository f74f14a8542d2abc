"""Notes of a Markdown text: each a paragraph, linked with the words that refer to it.

`[^1]: ...` is a note where it stands; `^[...]` is one behind the block in which it stands. The
marks of both are shown but are no words of a paragraph, so no extract has them.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from dossier.sources.blocks import Block, TokenBlock, wording_of
from dossier.sources.markdown.remarks import Remarks


def enable(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    footnote_plugin(parser, move_to_end=False)
    parser.add_render_rule("footnote_ref", _reference)


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


def references(block: TokenBlock) -> Iterator[Token]:
    """Yield the marks of notes in a block."""
    for token in block.tokens:
        yield from (c for c in token.children or () if c.type == "footnote_ref")


def with_inline_notes(blocks: Iterable[TokenBlock], env: EnvType) -> Iterator[TokenBlock]:
    """Yield blocks, each with the notes that stand in it as blocks of their own behind it.

    A note that was written within the words has the smallest number that is no label yet.
    """
    data = env.get("footnotes", {}).get("list", {})
    taken = {label[1:] for label in env.get("footnotes", {}).get("refs", {})}
    labels = (str(number) for number in range(1, len(data) + len(taken) + 2))
    free = (label for label in labels if label not in taken)
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        yield block
        inner = []
        for mark in references(block):
            mark.meta["inline"] = "label" not in mark.meta
            if mark.meta["inline"]:
                mark.meta["label"] = next(free)
                note = (_key(mark), -mark.meta["id"])
                inner.append(_block(data[mark.meta["id"]]["tokens"], block, note))
        waiting += inner[::-1]


def _key(mark: Token) -> str:
    """Return what the note of a mark is known by: its label, in another form if it is inline."""
    label = str(mark.meta["label"])
    return f"^{label}" if mark.meta["inline"] else label


def _block(tokens: list[Token], around: TokenBlock, note: tuple[str, int]) -> TokenBlock:
    line = around.tokens[0].map
    opening = Token("paragraph_open", "p", 1, map=line)
    inline = Token("inline", "", 0, children=tokens, map=line)
    return TokenBlock("prose", (opening, inline, Token("paragraph_close", "p", -1)), (), note)


def connect(blocks: Sequence[TokenBlock], remarks: Remarks) -> dict[int, tuple[str, int]]:
    """Tell each mark the number of its note.

    Returns, by the number of a paragraph that belongs to a note, the label that it begins with, ""
    for the second and further ones of a note, and the number of the paragraph that refers to it.
    A mark without a note, or without words beside it, becomes words itself.
    """
    noted = {block.note[0] for block in blocks if block.note and wording_of(block).text}
    for block in blocks:
        lonely = not wording_of(block).text
        for mark in references(block):
            if lonely or _key(mark) not in noted:
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
    for key in numbers.keys() - marked.keys():
        remarks.add("unused note", _line(worded[numbers[key] - 1]), f"[^{key}]")
    return {
        number: (
            note[0].removeprefix("^") if begins[note] == number else "",
            _root(note[0], marked, members),
        )
        for number, note in members.items()
    }


def _line(block: TokenBlock) -> int:
    span = block.tokens[0].map
    return span[0] if span else 0


def _root(key: str, marked: dict[str, int], members: dict[int, tuple[str, int]]) -> int:
    """Return the number of the paragraph, not itself a note, that first refers to a note."""
    seen = {key}
    number = marked.get(key, 0)
    while number in members and members[number][0] not in seen:
        seen.add(members[number][0])
        number = marked.get(members[number][0], 0)
    return 0 if number in members else number


def as_notes(blocks: Iterable[Block], notes: dict[int, tuple[str, int]]) -> Iterator[Block]:
    """Yield blocks, with those of notes as notes that begin with their label."""
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
    said = html.escape(label)
    if not label:
        return ""
    if not noted_in:
        return f'<span class="note-label" data-furniture="">{said}</span> '
    back = f'href="#p{noted_in}" role="doc-backlink"'
    return f'<a class="note-label" data-furniture="" {back}>{said}</a> '
