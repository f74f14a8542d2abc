"""Slips in a line of YAML that was written by hand, and the line as it was meant.

Somebody who writes `title: Customs: a post reopens` means a text. YAML gives its marks another
meaning, and says so in words that only a programmer understands.
"""

import json
import re
from dataclasses import dataclass

_ENTRY = re.compile(
    r"""(?P<lead>\s*(?:-[ \t]+)*)            # indentation and the hyphens of a list
        (?:(?P<key>[\w][\w ./-]*?)(?<!\ )\s*(?P<colon>[:\uff1a])(?P<gap>\s*))?
        (?P<value>(?:.*\S)?)\s*""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"(?:^|(?<!\s)\s+)(#.*)$")
_GLUED = re.compile(r"#\w")
_CURLY = re.compile(r"[“„”«»](.*)[”“»«]")
_MARKS = "@%*&!|>`,?-]}#"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a line, and how it would be right."""

    cause: str
    """A clause that goes on after "this line ..."."""

    line: str
    """The whole line, corrected."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What YAML takes for a comment behind a value, or in the place of one."""

    text: str
    line: str
    """The line with the comment as a part of the value, in quotes."""

    @property
    def is_glued(self) -> bool:
        """Does a word follow its # at once, as in #7? Then it was hardly meant as a comment."""
        return bool(_GLUED.match(self.text))


def find(line: str, above: str = "") -> Slip | None:
    """Return the slip in a line that cannot be read, or None if none is seen.

    `above` is the last line before it that is not blank.
    """
    entry = _match(line)
    if "\t" in entry["lead"]:
        return Slip("is indented by a tab, where YAML wants spaces", line.replace("\t", "  ", 1))
    if "\t" in line[len(line.rstrip()) :]:
        return Slip("ends in a tab", line.rstrip())
    if entry["key"] is not None and (slip := _at_colon(entry)):
        return slip
    if entry["key"] is None and "-" not in entry["lead"]:
        return None
    return _in_value(entry) or _indent(line, above)


def quoted(text: str) -> str:
    """Return a text in such quotes that YAML reads it as it is."""
    if re.search(r'["\\]', text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def in_quotes(line: str) -> str | None:
    """Return the line with its value in quotes; None if there is no value on it."""
    entry = _match(line)
    value = _COMMENT.sub("", entry["value"]).strip()
    return _with(entry, value) if value else None


def comment(line: str, value: str) -> Comment | None:
    """Return what YAML takes for a comment behind the unquoted `value`, "" if there is none."""
    if "#" not in line:
        return None
    entry = _match(line)
    written = entry["value"]
    if not written.startswith(value):
        return None
    found = _COMMENT.match(written[len(value) :])
    return Comment(found[1], _with(entry, written)) if found else None


def curly_quoted(line: str) -> bool:
    """Does the value of a line stand in curly quotes, which to YAML are letters like others?"""
    return bool(_CURLY.fullmatch(_match(line)["value"]))


def _match(line: str) -> re.Match[str]:
    match = _ENTRY.fullmatch(line)
    assert match is not None  # noqa: S101 - every part of the pattern may be empty
    return match


def _with(entry: re.Match[str], value: str) -> str:
    if entry["key"] is None:
        return f"{entry['lead']}{quoted(value)}"
    return f"{entry['lead']}{entry['key']}: {quoted(value)}"


def _at_colon(entry: re.Match[str]) -> Slip | None:
    value, gap = entry["value"], entry["gap"]
    if entry["colon"] != ":":
        return Slip("has a wide colon", _plainly(entry))
    is_key = not value.startswith("//") and not (entry["key"] + value[:1]).isdigit()
    if value and not gap and is_key:
        return Slip("has no space behind the colon", _plainly(entry))
    if value and gap.strip(" "):
        return Slip("has a tab or a special space behind the colon", _plainly(entry))
    return None


def _plainly(entry: re.Match[str]) -> str:
    """Return the entry with one space behind its colon, in quotes if it needs them."""
    value = entry["value"]
    is_plain = value[0] in "\"'[{" or re.fullmatch(r"[\w(](?:(?!: | #|:$).)*", value)
    return f"{entry['lead']}{entry['key']}: {value if is_plain else quoted(value)}"


def _in_value(entry: re.Match[str]) -> Slip | None:
    value = entry["value"]
    first = value[:1]
    if curly := _CURLY.fullmatch(value):
        cause = "has curly quotes, which YAML does not know as quotes"
        return Slip(cause, _with(entry, curly[1]))
    if first and first in "\"'":
        return _in_quotes(entry)
    if first and first in "[{":
        return _in_brackets(entry)
    if first and first in _MARKS:
        cause = f"has a value that begins with {first}, which means something else to YAML"
        return Slip(cause, _with(entry, value))
    if entry["key"] is not None and re.search(r":(?:\s|$)", value):
        cause = "has a second colon with a space behind it, which YAML takes for a new key"
        return Slip(cause, _with(entry, value))
    return None


def _in_quotes(entry: re.Match[str]) -> Slip | None:
    value = entry["value"]
    quote = value[0]
    inside = r'(?:[^"\\]|\\.)*' if quote == '"' else r"(?:[^']|'')*"
    closed = re.match(f"{quote}{inside}{quote}", value)
    if not closed:
        text = value[1:] if quote == '"' else value
        return Slip(f"opens a quote by {quote} that nothing closes", _with(entry, text))
    rest = value[closed.end() :]
    if rest.strip() and not re.match(r"\s+#", rest):
        text = value[1:-1] if len(value) > 2 and value.rstrip()[-1] == quote else value
        return Slip("goes on behind the closing quote", _with(entry, text))
    return None


def _in_brackets(entry: re.Match[str]) -> Slip | None:
    value = entry["value"]
    name = "list" if value[0] == "[" else "mapping"
    closing = "]" if value[0] == "[" else "}"
    if value[1:].strip() == "" or value.endswith(","):
        return None  # it goes on in the next line
    if closing not in value:
        cause = f"opens a {name} by {value[0]} that no {closing} closes"
        return Slip(cause, _with(entry, value))
    if not value.endswith(closing):
        cause = f"goes on behind the {closing}, while {value[0]} opens a {name} in YAML"
        return Slip(cause, _with(entry, value))
    return None


def _indent(line: str, above: str) -> Slip | None:
    """Return the slip of a line that stands further in or out than the line above."""
    wanted = above[: len(above) - len(above.lstrip())]
    opens = above.rstrip().endswith(":")
    mended = wanted + line.lstrip()
    if mended == line or opens or not line[:1].isspace():
        return None
    return Slip("does not begin in the same column as the line above", mended)
