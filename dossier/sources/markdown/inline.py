"""The tokens within a line of Markdown, made ready to be shown.

Tags with a meaning become what they mean, all others show nothing; `[x]` at the beginning of an
item becomes a sign; lines that begin with (1), (2) are set apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from dossier.sources.blocks import words
from dossier.sources.markdown.links import Links
from dossier.sources.markdown.remarks import Remarks
from dossier.sources.markdown.tags import name_of

_TASK = re.compile(r"\[([ xX])\](?=\s)")
_REFERENCE = re.compile(r"\[\^[^\]\s]+\]")
_ITEM = re.compile(r"\((\d{1,3}|[a-z]|[ivx]{1,5})\)\s")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

_HIGH = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_SCRIPTS = {
    "sup": (re.compile(r"[0-9+\-()n]+"), _HIGH),
    "sub": (re.compile(r"[0-9+\-()]+"), _LOW),
}


def is_marked(text: str) -> bool:
    """Has a token anything that needs to be made ready? All others are shown as they are."""
    return "[" in text or "<" in text or "{" in text or text.startswith("(") or "\n(" in text


def prepare(token: Token, links: Links, remarks: Remarks, *, begins_item: bool) -> None:
    """Replace the children of an inline token by those that are shown."""
    first = token.map[0] if token.map else 0
    children = token.children or []
    if begins_item:
        _show_task(children)
    _remark(children, first, remarks)
    children = list(links.resolve(_with_lines(children, first)))
    if any(child.type == "unpublished" or child.meta.get("made") for child in children):
        children = _trimmed(list(_scripts(_paired(children, first, remarks))))
    token.children = _set_apart(children)


def _with_lines(children: Iterable[Token], line: int) -> Iterator[tuple[int, Token]]:
    for child in children:
        yield line, child
        if child.type in ("softbreak", "hardbreak") and not child.meta.get("made"):
            line += 1
        elif child.type == "unpublished":
            line += child.meta["words"].count("\n")


def _show_task(children: Sequence[Token]) -> None:
    if children and children[0].type == "text" and (match := _TASK.match(children[0].content)):
        sign = "☐" if match[1] == " " else "☑"
        children[0].content = f"{sign}{children[0].content[match.end() :]}"


def _remark(children: Sequence[Token], first: int, remarks: Remarks) -> None:
    """Say what is shown as it is written though it may be meant otherwise."""
    for line, child in _with_lines(children, first):
        if child.type == "text":
            for match in _REFERENCE.finditer(child.content):
                remarks.add("no note", line, match[0])
            if "<!--" in child.content:
                remarks.add("open", line, child.content[child.content.index("<!--") :])
        elif child.meta.get("unsaid"):
            remarks.add("picture title", line, child.meta["unsaid"])


# --- tags -----------------------------------------------------------------------------


def _paired(children: Sequence[Token], first: int, remarks: Remarks) -> Iterator[Token]:
    """Yield tokens, with tags that have a meaning and are closed as what they mean."""
    partners: dict[int, str] = {}
    opened: list[tuple[int, str]] = []
    for index, child in enumerate(children):
        means = child.meta.get("means", "")
        if child.nesting == 1:
            opened.append((index, ""))
        elif child.nesting == -1:
            while opened and opened.pop()[1]:
                pass
        elif means and not child.meta["words"].startswith("</"):
            opened.append((index, means))
        elif means and opened and opened[-1][1] == means:
            start, _ = opened.pop()
            if index > start + 1:
                partners[start] = partners[index] = means
    for index, child in enumerate(children):
        if means := partners.get(index, ""):
            is_end = child.meta["words"].startswith("</")
            yield Token(f"{means}_close", means, -1) if is_end else Token(f"{means}_open", means, 1)
            continue
        if child.type == "unpublished":
            say_unpublished(child, first, remarks)
        yield child


def say_unpublished(token: Token, first: int, remarks: Remarks) -> None:
    """Say what is not published; of the tags of an element, only the first is named."""
    kind, said = token.meta["kind"], token.meta["words"]
    if kind == "tag" and said.startswith("</"):
        return
    if kind == "tag" and name_of(said) == "table":
        kind = "table"
    remarks.add(kind, first + token.meta["row"], said)


def _scripts(children: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens, with raised and lowered digits as characters of their own: m², H₂O."""
    tokens = list(children)
    at = 0
    while at < len(tokens):
        three = tokens[at : at + 3]
        pattern, table = _SCRIPTS.get(three[0].tag, (None, None))
        is_whole = len(three) == 3 and three[1].type == "text" and three[2].tag == three[0].tag
        if pattern and table and is_whole and pattern.fullmatch(three[1].content):
            yield Token("text", "", 0, content=three[1].content.translate(table))
            at += 3
        else:
            yield three[0]
            at += 1


def _trimmed(children: Iterable[Token]) -> list[Token]:
    """Return tokens without the breaks that part nothing, as where a block's tag was."""
    shown: list[Token] = []
    at: int | None = None
    begun = False
    waiting: Token | None = None
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            if begun and (waiting is None or child.type == "hardbreak"):
                at, waiting = (len(shown) if waiting is None else at), child
            continue
        if words([child]) or child.type == "footnote_ref":
            if waiting is not None and at is not None:
                shown.insert(at, waiting)
            begun, waiting = True, None
        shown.append(child)
    return shown


# --- lines ----------------------------------------------------------------------------


def _set_apart(children: list[Token]) -> list[Token]:
    """Return tokens, with a break before each line that begins with (2), or (b), after (1)."""
    starts = [
        (index, match[1])
        for index, child in enumerate(children)
        if child.type == "text" and (index == 0 or children[index - 1].type == "softbreak")
        if (match := _ITEM.match(child.content))
    ]
    labels = [label for _, label in starts]
    if not any(_follows(*pair) for pair in pairwise(labels)):
        return children
    for index, _ in starts:
        if index:
            children[index - 1] = Token("hardbreak", "br", 0)
    return children


def _follows(label: str, following: str) -> bool:
    if label.isdigit() and following.isdigit():
        return int(following) == int(label) + 1
    if label in _ROMAN and following in _ROMAN[1:]:
        return _ROMAN.index(following) == _ROMAN.index(label) + 1
    return len(label) == len(following) == 1 and ord(following) == ord(label) + 1
