"""What nearly is front matter: it must neither be published as text nor be lost.

Only the top of a text is looked at. Memos begin with lines such as `To: ...` and `Date: ...` too;
those are text.
"""

import re
from collections.abc import Sequence

from dossier.errors import Fault
from dossier.sources.front.fields import FIELDS
from dossier.sources.front.foreign_keys import PASSED_OVER, TAKEN, plain

LINES = 200
"""The most lines of a text that are looked at."""

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+(?:\s[-\u2010-\u2015\u2212]+)*\s*")
"""A line of hyphens, or of what word processors make of them."""

_ENTRY = re.compile(r"(\w[\w -]{0,30}?)\s*:(?:\s|$)")
_TOML = re.compile(r"\w[\w.-]*\s*=|\[\w")
_JSON = re.compile(r'\s*\{?\s*"[\w-]+"\s*:')

_MEMO = frozenset(
    {
        *(
            "to",
            "from",
            "cc",
            "bcc",
            "re",
            "ref",
            "subject",
            "sent",
            "attn",
            "attention",
            "through",
        ),
        *("via", "memorandum_for", "fm", "info", "reply_to", "message_id", "x_mailer", "received"),
    }
)
"""Keys in the head of a memo, a cable or a letter."""

_AMONG_OTHERS = frozenset(
    {*FIELDS, *TAKEN, "tags", "category", "categories", "keywords", "slug", "layout", "permalink"}
    | {"draft", "status", "summary", "description", "subtitle", "excerpt", "abstract"}
) - {"why_it_matters", "lead", "key_points", "watch", "filed", "reviewed", "paragraphs", "received"}
"""Keys that, two together, are front matter without its fences."""


def find(lines: Sequence[str], path: str, number: int) -> Fault | None:
    """Return what is wrong with the top of a text: `lines`, the first of which is line `number`."""
    lines = [line.rstrip() for line in lines]
    top = lines[0].strip("\ufeff ") if lines else ""
    below = next((line.lstrip() for line in lines[1:] if line), "")
    sentence = ""
    if top == "+++" and ("+++" in lines[1:] or _TOML.match(below)):
        sentence = "+++ opens front matter in TOML; write it in YAML, each line as title: ... "
        sentence += "instead of title = ..., between two lines of ---"
    elif top[:1] == "{" and any(map(_JSON.match, lines[:3])):
        sentence = "{ opens front matter in JSON; write it in YAML, each line as title: ... "
        sentence += "without braces and commas, between two lines of ---"
    elif _DASHES.fullmatch(top) and top != "---" and _is_known(below):
        sentence = f"{top} opens front matter, but is not three hyphens; write --- here, and "
        sentence += "another line of --- at its end"
    elif lines and lines[0] != top and top == "---" and _is_known(below):
        sentence = "the --- that opens front matter has spaces before it; remove them"
    elif top.startswith("<!--") and (behind := _behind_comment(lines)):
        sentence = f"front matter begins behind a comment, on line {number + behind}; begin the "
        sentence += "file with it, and put the comment below"
    elif top.startswith("% ") and below.startswith("% "):
        sentence = "% begins a title block of Pandoc's; write title: ..., author: ... and "
        sentence += "date: ... between two lines of ---"
    elif _is_bare(lines):
        sentence = "front matter stands here without its fences; write --- on a line above it and "
        sentence += "on a line below, or, if this is a part of the text, two lines of --- above it"
    return Fault(path, number, sentence) if sentence else None


def unclosed(lines: Sequence[str]) -> str:
    """Say that front matter is not closed, and where it may have been meant to be."""
    sentence = "the front matter opened by --- on line 1 is never closed by a second line of ---"
    for number, line in enumerate(lines[1:], start=2):
        if _DASHES.fullmatch(line) and line.strip():
            return f"{sentence}; line {number} is {line.strip()}, write --- there"
    return sentence


def _is_known(line: str) -> bool:
    """Is it a line of front matter, by its key?"""
    match = _ENTRY.match(line)
    return match is not None and plain(match[1]) in {*FIELDS, *TAKEN, *PASSED_OVER}


def _behind_comment(lines: Sequence[str]) -> int | None:
    """Return at which of `lines` front matter begins behind the comment on top, from 0."""
    end = next((n for n, line in enumerate(lines) if "-->" in line), len(lines))
    worded = [n for n, line in enumerate(lines) if n > end and line]
    if len(worded) > 1 and lines[worded[0]] == "---" and _is_known(lines[worded[1]]):
        return worded[0]
    return None


def _is_bare(lines: Sequence[str]) -> bool:
    """Is the first block made of `key: value` throughout, with two keys of front matter?"""
    end = next((n for n, line in enumerate(lines) if not line), len(lines))
    matches = [_ENTRY.match(line) for line in lines[:end] if not line[:1].isspace()]
    names = [plain(match[1]) for match in matches if match]
    known = {*names} & _AMONG_OTHERS
    return len(names) == len(matches) and len(known) > 1 and not {*names} & _MEMO
