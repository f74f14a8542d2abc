"""What stands in Markdown for other programs, and is not published: comments, shortcodes, tags.

The rules here go to markdown-it-py. Each pushes a token `unpublished`, which shows nothing and has
in its `meta` the kind and the words of what it stands for; `remarks` says them to the editor. Words
between tags stay. What is no element of HTML, such as `<Kyiv>`, is text.
"""

import re
from functools import lru_cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from dossier.sources.markdown.links import push_link
from dossier.sources.markdown.tags import BLOCKS, MEANINGFUL, attributes_of, name_of, tag_at

_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_DESCRIPTION = re.compile(r"[^<>]*[^<>\s][^<>]*")

_LONG = (
    ("comment", "<!--", re.compile(r"<!--(?:-?>|.*?-->)", re.S), re.compile("-->")),
    *(
        (
            "script",
            f"<{name}",
            re.compile(rf"<{name}\b[^>]*>.*?</{name}\s*>", re.S | re.I),
            re.compile(rf"</{name}\s*>", re.I),
        )
        for name in ("script", "style")
    ),
    ("shortcode", "{{", re.compile(r"\{\{[<%].*?[>%]\}\}", re.S), re.compile(r"[>%]\}\}")),
    ("shortcode", "{%", re.compile(r"\{%.*?%\}", re.S), re.compile(r"%\}")),
)
"""What ends far from where it begins: its kind, how it begins, all of it, and its end."""

_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|\{[#.][\w-][^{}\n]*\}(?=[ \t]*(?:\n|$))")
_ATTACHED = re.compile(r"\{(?:[#.:]|[\w-]+=)[^{}\n]*\}")
"""Attributes directly behind a link, a picture or a bracket."""

_WORD = r"[^'\"\s]"
_FILE = rf"(?:[.@]{_WORD}*|{_WORD}*/{_WORD}*|{_WORD}+\.(?:jsx?|mdx|css))"
_MODULE = rf"(?:'{_FILE}'|\"{_FILE}\");?"
"""A file, in quotes, from which a program imports."""

_LINES = (
    ("fence", re.compile(r":{3,}.*")),
    ("place", re.compile(r"\[\[?(?:_?toc_?)\]\]?|\{toc\}", re.IGNORECASE)),
    ("import", re.compile(rf"import\s[^'\"\n]+\sfrom\s+{_MODULE}|import\s+{_MODULE}")),
    ("import", re.compile(r"export\s+const\s.*[;}]")),
)
"""Whole lines, by their kind."""

_RUNNING = (
    ("comment", re.compile("<!--"), re.compile("-->")),
    (
        "script",
        re.compile(r"<(?:script|style)\b", re.I),
        re.compile(r"</(?:script|style)\s*>", re.I),
    ),
)
"""What may run over several lines, blank ones among them: its kind, beginning and end."""


_BEGINNINGS = (":::", "[", "{toc", "{TOC", "import", "export", "<")
"""How all these begin."""

_TEMPLATED = re.compile(
    r"""!?\[([^\[\]\n]*)\]\(\s*([^\s()<>{}]*\{(?:\{|%)[^\n]{0,500}?(?:\}|%)\}[^\s()]*)(?:\s+"([^"\n]*)")?\s*\)"""
)
"""A link or picture with an address that another program fills in."""

_CLOSING = re.compile(r"\]")

_REF = re.compile(
    r"""\{\{[<%]\s*(?:rel)?ref\s+["'`]?([^\s"'`>%]+)|\{%\s*(?:link|post_url)\s+([^\s%]+)"""
)
"""What the shortcodes of Hugo and Jekyll that name another text have as its file."""


def enable(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.inline.ruler.before("autolink", "unpublished", _inline)
    parser.inline.ruler.before("link", "templated", _templated)
    parser.inline.ruler.before("link", "unlabelled", _unlabelled)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "unpublished", _block, {"alt": interrupts})


def token_for(kind: str, words: str, row: int) -> Token:
    """Return the token of something that is not published; `row` is its line in the block."""
    return Token("unpublished", "", 0, meta={"kind": kind, "words": words, "row": row})


def _inline(state: StateInline, silent: bool) -> bool:
    sign = state.src[state.pos]
    if sign not in "<{":
        return False
    kind, match = _at(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        _push(state, kind, match[0])
    state.pos = match.end()
    return True


def _templated(state: StateInline, silent: bool) -> bool:
    """Take a link whose address is a shortcode: one that names a text is a link, others words."""
    match = _TEMPLATED.match(state.src, state.pos) if state.src[state.pos] in "![" else None
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        ref = _REF.match(match[2])
        push_link(state, match, (ref[1] or ref[2]) if ref else match[2])
    state.pos = match.end()
    return True


def _unlabelled(state: StateInline, silent: bool) -> bool:
    """Take a bracket that no other closes as text, before a search for its end from each."""
    if state.src[state.pos] not in "![^" or state.pos < _last(state.src, _CLOSING):
        return False
    if not silent:
        state.pending += state.src[state.pos]
    state.pos += 1
    return True


def _at(text: str, at: int) -> tuple[str, re.Match[str] | None]:
    """Return the kind and the extent of what begins at a place and is not published."""
    if match := _MORE.match(text, at):
        return "place", match
    for kind, begin, pattern, end in _LONG:
        is_it = text[at : at + len(begin)].lower() == begin and at < _last(text, end)
        if is_it and (match := pattern.match(text, at)):
            return kind, match
    if text[at] == "{":
        if at and text[at - 1] in ")]`" and (match := _ATTACHED.match(text, at)):
            return "attributes", match
        return "attributes", _ATTRIBUTES.match(text, at)
    return "tag", tag_at(text, at)


@lru_cache(maxsize=8)
def _last(text: str, end: re.Pattern[str]) -> int:
    """Return where something ends for the last time: nothing behind it need be searched for an end.

    It is remembered, for what begins a thousand times and never ends.
    """
    return max((match.start() for match in end.finditer(text)), default=-1)


def _push(state: StateInline, kind: str, words: str) -> None:
    name = name_of(words) if kind == "tag" else ""
    if name == "img":
        values = {one.lower(): value or "" for one, value in attributes_of(words)}
        if _DESCRIPTION.fullmatch(values.get("alt", "")):
            token = state.push("image", "img", 0)
            token.attrs = {"src": unescape(values.get("src", "")), "alt": ""}
            token.children = [Token("text", "", 0, content=unescape(values["alt"]))]
            token.meta["unsaid"] = unescape(values.get("title", ""))
            return
    if name in BLOCKS:
        state.push("hardbreak", "br", 0).meta["made"] = True
    if name == "br":
        return
    token = token_for(kind, words, state.src.count("\n", 0, state.pos))
    if name in MEANINGFUL:
        token.meta["means"] = MEANINGFUL[name]
    if state.pending:
        state.pushPending()
    token.level = state.level
    state.tokens.append(token)


def _block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if state.is_code_block(first):
        return False
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith(_BEGINNINGS, start, state.eMarks[first]):
        return False
    line = _line(state, first)
    for kind, pattern in _LINES:
        if pattern.fullmatch(line):
            if kind == "import" and (silent or _has_prose(state)):
                return False
            return silent or _take(state, kind, first, first, "")
    for kind, begin, end in _RUNNING:
        if begin.match(line):
            number = _end(state, end, first, last)
            if number is None:
                return False
            match = end.search(_line(state, number))
            rest = _line(state, number)[match.end() :].strip() if match else ""
            if rest and number == first:
                return False  # it stands in a paragraph
            return silent or _take(state, kind, first, number, rest)
    return False


def _line(state: StateBlock, number: int) -> str:
    start = state.bMarks[number] + state.tShift[number]
    return state.src[start : state.eMarks[number]].rstrip()


def _has_prose(state: StateBlock) -> bool:
    """Has the text prose above a line? Then it is none of a program."""
    if not state.env.get("has_prose"):
        searched = state.env.get("above", 0)
        state.env["has_prose"] = any(t.type == "inline" for t in state.tokens[searched:])
        state.env["above"] = len(state.tokens)
    return bool(state.env["has_prose"])


def _end(state: StateBlock, end: re.Pattern[str], first: int, last: int) -> int | None:
    """Return the line on which something ends, within the quote or list of its first one.

    Lines that were searched in vain are not searched again.
    """
    searched: dict[re.Pattern[str], int] = state.env.setdefault("searched", {})
    if first < searched.get(end, 0):
        return None
    for number in range(first, last):
        if not _is_inside(state, number):
            break
        if end.search(_line(state, number)):
            return number
    else:
        number = last
    searched[end] = number
    return None


def _is_inside(state: StateBlock, number: int) -> bool:
    """Is a line in the quote or list that the first one is in?"""
    return state.isEmpty(number) or state.sCount[number] >= state.blkIndent


def _take(state: StateBlock, kind: str, first: int, last: int, rest: str) -> bool:
    """Push what is on some lines; `rest` is what the last one has behind it."""
    words = "\n".join(_line(state, number) for number in range(first, last + 1))
    token = token_for(kind, words.removesuffix(rest).rstrip(), 0)
    token.map = [first, last + 1]
    state.tokens.append(token)
    if rest:
        state.push("paragraph_open", "p", 1).map = [last, last + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = rest, [last, last + 1], []
        state.push("paragraph_close", "p", -1)
    state.line = last + 1
    return True
