"""Bytes that might stand in a file by mistake: noise, and sound files damaged in one way."""

import re
from collections.abc import Callable
from random import Random

_ODD = (
    *("", "~", "null", "true", "no", "0", "-1", "1e400", ".inf", ".nan", "9" * 30),
    *("2026-02-30", "2026-02-03", "[]", "{}", "[a, [b]]", "{a: {b: c}}", "- x"),
    *('"\\0"', '"\\ud800"', '"\\U0001F600"', "http://[", "../../x", "/", "."),
    *("!!python/name:os.system", "!x y", "&a *a", "<<: *a", "{{ x }}", "{% if", "{#"),
    *("'", '"', "|", ">", "# x", "%", "@", "`", "\u202e", "\u2028", "\x00", "\x1b[2J"),
)
"""What a value may be retyped to."""

_VALUE = re.compile(rb"(?<=: )[^\n]*")
_WORD = re.compile(rb"[A-Za-z_]{3,}")


def _at(data: bytes, place: float) -> int:
    return int(place * len(data))


def _cut(data: bytes, place: float, noise: bytes) -> bytes:
    return data[: _at(data, place)]


def _flip(data: bytes, place: float, noise: bytes) -> bytes:
    at = _at(data, place)
    return data[:at] + noise[:3] + data[at + len(noise[:3]) :]


def _insert(data: bytes, place: float, noise: bytes) -> bytes:
    at = _at(data, place)
    return data[:at] + noise + data[at:]


def _double(data: bytes, place: float, noise: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = int(place * len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def _drop(data: bytes, place: float, noise: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = int(place * len(lines))
    return b"".join([*lines[:at], *lines[at + 1 :]])


def _replaced(pattern: re.Pattern[bytes], data: bytes, place: float, noise: bytes) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data + noise
    match = found[int(place * len(found))]
    return data[: match.start()] + noise + data[match.end() :]


def _retype(data: bytes, place: float, noise: bytes) -> bytes:
    return _replaced(_VALUE, data, place, noise)


def _rename(data: bytes, place: float, noise: bytes) -> bytes:
    return _replaced(_WORD, data, place, noise)


def _encoded(encoding: str) -> Callable[[bytes, float, bytes], bytes]:
    return lambda data, place, noise: data.decode("utf-8", "replace").encode(encoding, "replace")


_WAYS = (
    *(_cut, _flip, _insert, _double, _drop, _retype, _retype, _retype, _rename),
    *map(_encoded, ("utf-16", "utf-8-sig", "latin-1", "utf-32", "ascii")),
)


def _noise(chance: Random) -> bytes:
    kind = chance.randrange(3)
    if kind == 0:
        return chance.choice(_ODD).encode("utf-8", "surrogatepass")
    if kind == 1:
        return chance.randbytes(chance.randint(1, 12))
    highest = chance.choice((0x250, 0x110000))
    letters = (chr(chance.randrange(highest)) for _ in range(3))
    return "".join(letters).encode("utf-8", "surrogatepass")


def damaged(sound: bytes, chance: Random) -> bytes:
    """Return anything: noise, odd text, or `sound` with up to three faults."""
    if chance.randrange(8) == 0:
        return chance.choice((chance.randbytes(chance.randrange(200)), _noise(chance)))
    data = sound
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_WAYS)(data, chance.random(), _noise(chance))
    return data
