"""Characters that are not what they seem: they have no form, or turn the order of what follows.

A text may hold them, and it is shown verbatim; but none of them does its work on a page or on a
terminal, and all can be seen. On a page such a sign stays in its place, hidden and isolated, and
its code is shown for it; in a line of plain text its code takes its place: ⟦U+202E⟧.

Arabic and Hebrew are often pasted with marks, embeddings and isolates around foreign words. These
are no signs as long as each that is opened is closed. Overrides (U+202D, U+202E) always are.
"""

import json
import re
from collections.abc import Iterator

_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATES = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OPENING |= _ISOLATES
_OVERRIDES = "\u202d\u202e"
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of what follows, or ends that."""

_FORMLESS = (
    "\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls but white space
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"  # surrogates, noncharacters, annotation
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
)
_SIGN = re.compile(f"[{_FORMLESS}\u202a-\u202e\u2066-\u2069]")
_UNPRINTED = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_TAG = re.compile("(<[^>]*>)")


def positions(text: str) -> frozenset[int]:
    """Return where the signs of `text` stand."""
    if not _has_signs(text):
        return frozenset()
    formless = {m.start() for m in _SIGN.finditer(text) if not DIRECTIONS.match(m[0])}
    return frozenset(formless.union(_turning(text)))


def _has_signs(text: str) -> bool:
    # Python counts no sign among what can be printed, and knows that of most texts in no time.
    return not text.isprintable() and _SIGN.search(text) is not None


def _turning(text: str) -> Iterator[int]:
    """Yield the overrides with what closes them, and all that is opened or closed alone."""
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


def first_code(text: str) -> str | None:
    """Return the code of the first sign of `text`, if it has any."""
    found = positions(text)
    return code(text[min(found)]) if found else None


def code(character: str) -> str:
    """Return a character's number as Unicode writes it."""
    return f"U+{ord(character):04X}"


def spell_out(text: str) -> str:
    """Return `text` with the code of every sign in its place."""
    found = positions(text)
    if not found:
        return text
    return "".join(f"⟦{code(c)}⟧" if at in found else c for at, c in enumerate(text))


def one_line(text: str) -> str:
    """Return `text` fit for one line of a terminal: spelled, and line ends and tabs too."""
    return _UNPRINTED.sub(lambda match: f"⟦{code(match[0])}⟧", spell_out(text))


def escape_json(record: str) -> str:
    r"""Return JSON with every character that a terminal might obey as `\\uXXXX`."""
    return _UNPRINTED.sub(_escape, _SIGN.sub(_escape, record))


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def show_codes(markup: str) -> str:
    """Return HTML with every sign of its text hidden behind its code.

    The text content stays as it is. In tags, where no element may stand, signs are spelled.
    """
    if not _has_signs(markup):
        return markup
    pieces = _TAG.split(markup)
    found = positions("".join(pieces[::2]))
    parts: list[str] = []
    at = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(spell_out(piece))
            continue
        parts += (_hidden(c) if at + i in found else c for i, c in enumerate(piece))
        at += len(piece)
    return "".join(parts)


def _hidden(sign: str) -> str:
    return f'<bdi class="sign" data-code="{code(sign)}"><span hidden>{sign}</span></bdi>'
