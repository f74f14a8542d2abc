"""What stands in Markdown for other programs, and is not published: comments, shortcodes, tags.

The rules here go to markdown-it-py. Each pushes a token `unpublished`, which shows nothing and has
in its `meta` the kind and the words of what it stands for; `remarks` says them to the editor. Words
between tags stay. What is no element of HTML, such as `<Kyiv>`, is text.
"""

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.common.html_re import close_tag, open_tag
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BLOCKS = frozenset((*block_names, "br", "pre", "script", "style"))
"""Elements before and behind which a line ends."""

_INLINE = (
    "a abbr acronym area audio b base bdi bdo big button canvas cite code data datalist del dfn em "
    "embed font i img input ins kbd label map mark math meta meter nobr noscript object output "
    "picture progress q ruby rb rp rt s samp script select slot small source span strike strong "
    "style sub sup svg textarea time tt u var video wbr path circle rect g"
)
ELEMENTS = BLOCKS | frozenset(_INLINE.split())
"""All elements that a writer of Markdown may mean as such."""

MEANINGFUL = {
    "sup": "sup",
    "sub": "sub",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "s": "s",
    "del": "s",
    "strike": "s",
}
"""Elements whose meaning is shown, by what they are shown as."""

_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(f"{open_tag}|{close_tag}")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ALT = re.compile(
    r"""\salt=(["'])((?:(?!\1)[^<>])*(?!\1)[^<>\s](?:(?!\1)[^<>])*)\1""", re.IGNORECASE
)
_SRC = re.compile(r"""\ssrc=(["'])((?:(?!\1)[^<>])+)\1""", re.IGNORECASE)
"""The description and the address of a picture that is written as a tag."""

_SHORTCODE = re.compile(r"\{\{([<%]).*?[>%]\}\}|\{%.*?%\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|\{[#.][\w-][^{}\n]*\}(?=[ \t]*(?:\n|$))")
_ATTACHED = re.compile(r"\{[\w#.:-][^{}\n]*\}")
"""Attributes directly behind a link, a picture or a bracket."""

_LINES = (
    ("fence", re.compile(r":{3,}.*")),
    ("place", re.compile(r"\[\[?(?:_?toc_?)\]\]?|\{toc\}", re.IGNORECASE)),
    ("import", re.compile(r"import\s.+\sfrom\s+(['\"]).+\1;?|import\s+(['\"]).+\2;?")),
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


_TEMPLATED = re.compile(
    r"""!?\[([^\[\]\n]*)\]\(\s*([^\s()<>{}]*\{(?:\{|%)[^\n]*?(?:\}|%)\}[^\s()]*)(?:\s+"([^"\n]*)")?\s*\)"""
)
"""A link or picture with an address that another program fills in."""

_REF = re.compile(
    r"""\{\{[<%]\s*(?:rel)?ref\s+["'`]?([^\s"'`>%]+)|\{%\s*(?:link|post_url)\s+([^\s%]+)"""
)
"""What the shortcodes of Hugo and Jekyll that name another text have as its file."""


def enable(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.inline.ruler.before("autolink", "unpublished", _inline)
    parser.inline.ruler.before("link", "templated", _templated)
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
        href = (ref[1] or ref[2]) if ref else match[2]
        state.push("link_open", "a", 1).attrs = {"href": href, "title": match[3] or ""}
        last, state.pos, state.posMax = state.posMax, match.start(1), match.end(1)
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = last
    state.pos = match.end()
    return True


def _at(text: str, at: int) -> tuple[str, re.Match[str] | None]:
    """Return the kind and the extent of what begins at a place and is not published."""
    if text[at] == "{":
        if match := _SHORTCODE.match(text, at):
            return "shortcode", match
        if at and text[at - 1] in ")]`" and (match := _ATTACHED.match(text, at)):
            return "attributes", match
        return "attributes", _ATTRIBUTES.match(text, at)
    if match := _MORE.match(text, at):
        return "place", match
    for kind, pattern in (("comment", _COMMENT), ("script", _SCRIPT)):
        if match := pattern.match(text, at):
            return kind, match
    match = _TAG.match(text, at)
    return "tag", match if match and name_of(match[0]) in ELEMENTS else None


def name_of(tag: str) -> str:
    """Return the name of the element that a tag begins or ends."""
    match = _NAME.match(tag)
    return match[1].lower() if match else ""


def _push(state: StateInline, kind: str, words: str) -> None:
    name = name_of(words) if kind == "tag" else ""
    if name == "img" and (alt := _ALT.search(words)):
        src = _SRC.search(words)
        token = state.push("image", "img", 0)
        token.attrs = {"src": unescape(src[2]) if src else "", "alt": ""}
        token.children = [Token("text", "", 0, content=unescape(alt[2]))]
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
    line = _line(state, first)
    for kind, pattern in _LINES:
        if pattern.fullmatch(line):
            return silent or _take(state, kind, first, first, "")
    for kind, begin, end in _RUNNING:
        if begin.match(line):
            number = next((n for n in range(first, last) if end.search(_line(state, n))), None)
            if number is None or not all(_is_inside(state, n) for n in range(first, number + 1)):
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
