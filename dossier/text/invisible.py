"""Characters that cannot be seen, or that change the direction of the text behind them.

A text may contain them and is shown verbatim, but none of them takes effect on a page or in a
terminal, and every one can be seen. In HTML such a character stays in its place, hidden and
isolated, and its code is shown; in a line of plain text its code replaces it: ⟦U+202E⟧.

Arabic and Hebrew text is often pasted with directional marks, embeddings and isolates around
foreign words. These pass as long as each one that is opened is also closed; overrides (U+202D,
U+202E) never do. Selectors and other letters without a form pass where they are meant to stand.
"""

import json
import re
from collections.abc import Iterator

from dossier.text import log_commands
from dossier.text.invisible_letters import LETTERS, meant

_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATES = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OPENING |= _ISOLATES
_OVERRIDES = "\u202d\u202e"
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""The characters that begin or end a change of direction."""

_FORMLESS = (
    "\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls but white space
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"  # surrogates, noncharacters, annotation
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
)
_INVISIBLE = re.compile(f"[{_FORMLESS}{LETTERS}\u202a-\u202e\u2066-\u2069]")
_COMMON = re.compile("[\t-\r\x1c-~\xa0-\u115e\u1e00-\u2029\u2070-\u3163\u3165-\ud7ff]*")
"""What most texts consist of; none of it is invisible. A search for `_INVISIBLE` takes fifty times
as long, for `re` compares each character with every range beyond U+FFFF."""

_LINE_CONTROL = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_TAG = re.compile("(<[^>]*>)")


def positions(text: str) -> frozenset[int]:
    """Return the positions of the invisible characters in `text`."""
    if not _has_any(text):
        return frozenset()
    formless = {m.start() for m in _INVISIBLE.finditer(text) if not DIRECTIONS.match(m[0])}
    return frozenset(formless.difference(meant(text)).union(_unbalanced(text)))


def _has_any(text: str) -> bool:
    if text.isascii() and text.isprintable():  # as most titles and lines are
        return False
    return not _COMMON.fullmatch(text) and _INVISIBLE.search(text) is not None


def _unbalanced(text: str) -> Iterator[int]:
    """Yield the positions of overrides with their ends, and of whatever is not opened or closed."""
    opened: list[tuple[str, int]] = []
    isolates = 0
    for match in DIRECTIONS.finditer(text):
        character, at = match[0], match.start()
        if character in _OPENING:
            opened.append((character, at))
            isolates += character in _ISOLATES
        elif character == "\u2069" and isolates:
            while opened[-1][0] not in _ISOLATES:
                yield opened.pop()[1]
            opened.pop()
            isolates -= 1
        elif character == "\u202c" and opened and opened[-1][0] not in _ISOLATES:
            opener, start = opened.pop()
            if opener in _OVERRIDES:
                yield from (start, at)
        else:
            yield at
    yield from (at for _, at in opened)


def count(text: str) -> int:
    """Return how many invisible characters there are in `text`; it takes little memory for many."""
    if not _has_any(text):
        return 0
    formless = sum(not DIRECTIONS.match(match[0]) for match in _INVISIBLE.finditer(text))
    return formless + sum(1 for _ in _unbalanced(text))


def first_code(text: str) -> str | None:
    """Return the code of the first invisible character of `text`, if it has any."""
    hidden = positions(text)
    return code(text[min(hidden)]) if hidden else None


def code(character: str) -> str:
    """Return the number of a character as Unicode writes it: U+202E."""
    return f"U+{ord(character):04X}"


def spell_out(text: str) -> str:
    """Return `text` with every invisible character replaced by its code."""
    if not _has_any(text):
        return text
    hidden = positions(text)
    return "".join(f"⟦{code(c)}⟧" if at in hidden else c for at, c in enumerate(text))


def one_line(text: str) -> str:
    """Return `text` for one line of a terminal or a log: spelled out, line ends and tabs as well.

    A log does not take it for a command.
    """
    line = _LINE_CONTROL.sub(lambda match: f"⟦{code(match[0])}⟧", spell_out(text))
    return log_commands.disarmed(line)


def escape_json(record: str) -> str:
    r"""Return JSON with all that a terminal or a log might obey as `\\uXXXX`."""
    escaped = _LINE_CONTROL.sub(_escape, _INVISIBLE.sub(_escape, record))
    return escaped.replace("##[", r"#\u0023[")


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def show_codes(markup: str) -> str:
    """Return HTML with the code of every invisible character shown, and the character hidden.

    The text content stays the same. In tags, where no element may stand, they are spelled out.
    """
    if not _has_any(markup):
        return markup
    pieces = _TAG.split(markup)
    hidden = positions("".join(pieces[::2]))
    parts: list[str] = []
    at = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(spell_out(piece))
            continue
        parts += (_element(c) if at + i in hidden else c for i, c in enumerate(piece))
        at += len(piece)
    return "".join(parts)


def _element(character: str) -> str:
    return f'<bdi class="sign" data-code="{code(character)}"><span hidden>{character}</span></bdi>'
