"""What stands beside a text in seeds/: the other texts and the pictures that it links to.

The only module here but `files` that looks at the disk. What it finds goes with the text, so
readers need no disk, and the outputs of a text depend on nothing else.
"""

import hashlib
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from html import unescape
from pathlib import Path, PurePath

import imagesize

from dossier.errors import InputError
from dossier.model import Beside
from dossier.sources import files
from dossier.sources.encoding import decode
from dossier.sources.files import Limits, Received
from dossier.sources.markdown.links import is_relative, key_of
from dossier.sources.readers import READERS

_ADDRESS = re.compile(
    r"""
    \]\(\s*(?!\{)(?:<([^<>\n]*)>|((?:[^\s()<>]|\([^\s()]*\))+))   # of a link or picture
  | ^[\s>]*\[[^\]\n]+\]:\s*<?([^\s<>]+)                     # of a definition
  | <img\s[^<>]*?src=["']([^"'<>\s]+)
  | \{\{[<%]\s*(?:rel)?ref\s+["'`]?([^\s"'`>%]+)            # Hugo's
  | \{%\s*(?:link|post_url)\s+([^\s%]+)                     # Jekyll's
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What may be an address. It may find more than there are: what a reader does not ask for is not
used."""

_LINKING = (b"](", b"]:", b"<img", b"{{", b"{%", b"\0")
"""What the bytes of a text that leads anywhere have one of; a NUL tells of two bytes a letter."""

_PICTURES = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}
"""How the bytes of each kind of picture begin. SVG is none of them: it can carry scripts."""


class Surroundings:
    """A folder of texts, as texts in it see it."""

    def __init__(self, folder: Path, limits: Limits, texts: Iterable[Received] = ()) -> None:
        self._folder = folder
        self._inside = Path(os.path.realpath(folder))
        self._limits = limits
        self._received = texts
        self._slugs: dict[Path, str | None] = {}

    @cached_property
    def _texts(self) -> dict[Path, Received]:
        return {Path(os.path.realpath(text.path)): text for text in self._received}

    def look(self, received: Received) -> Received:
        """Return a text with what its relative addresses lead to."""
        is_markdown = PurePath(received.path).suffix.lower() == ".md"
        if not is_markdown or not any(mark in received.data for mark in _LINKING):
            return received
        try:
            text = decode(received.data, received.path)
        except InputError:
            return received  # it is raised again where the text is read
        here = Path(received.path).parent
        keys = sorted({*_keys(text)})
        found = (self._find(key, here) for key in keys)
        return replace(received, beside=tuple(one for one in found if one))

    def _find(self, key: str, here: Path) -> Beside | None:
        """Return what an address leads to; names on a disk may be composed or decomposed."""
        for form in dict.fromkeys((key, *(unicodedata.normalize(f, key) for f in ("NFC", "NFD")))):
            try:
                found = self._found(form, here)
            except (OSError, ValueError, RuntimeError):
                continue
            if found:
                return replace(found, address=key)
        return None

    def _found(self, key: str, here: Path) -> Beside | None:
        path = self._folder / key.lstrip("/") if key.startswith("/") else here / key
        if path.suffix.lower() in _PICTURES or path.suffix.lower() == ".svg":
            return self._picture(key, path)
        ways = [path] if path.suffix.lower() in READERS else []
        if path.suffix.lower() in (".html", ".htm"):  # what another program makes of the text
            ways += [path.with_suffix(suffix) for suffix in READERS]
        ways += [path.with_name(path.name + suffix) for suffix in READERS]
        ways += [path / f"index{suffix}" for suffix in READERS]
        for way in ways:
            if self._is_inside(way) and (slug := self._slug(way)):
                return Beside(key, "text", slug)
        if self._is_inside(path) and path.suffix.lower() not in READERS:
            kinds = ", ".join(suffix.strip(".").upper() for suffix in _PICTURES)
            return Beside(
                key, "nothing", f"which is no picture of a kind that is published: {kinds}"
            )
        return None

    def _is_inside(self, path: Path) -> bool:
        return path.is_file() and path.resolve().is_relative_to(self._inside)

    def _slug(self, path: Path) -> str | None:
        """Return the slug of a text, if anything of it is on the site."""
        path = path.resolve()
        if path in self._texts and path not in self._slugs:
            received = self._texts[path]
            try:
                front = files.parse_source(received).front
            except InputError:
                self._slugs[path] = None
            else:
                self._slugs[path] = received.slug if front.publish.is_shown else None
        return self._slugs.get(path)

    def _picture(self, key: str, path: Path) -> Beside | None:
        if not path.is_file():
            return None
        if not self._is_inside(path):
            return Beside(key, "nothing", "which is not in the folder of the texts")
        suffix = path.suffix.lower()
        if suffix == ".svg":
            return Beside(key, "nothing", "which may carry a script; save it as PNG")
        size = path.stat().st_size
        if size > self._limits.megabytes * 1_000_000:
            said = f"which has {size / 1_000_000:,.1f} MB; the most is {self._limits.megabytes:g}"
            return Beside(key, "nothing", said)
        data = path.read_bytes()
        if not _PICTURES[suffix].match(data):
            return Beside(key, "nothing", "which is no picture of the kind that its name says")
        width, height = imagesize.get(io.BytesIO(data))
        digest = hashlib.sha256(data).hexdigest()
        return Beside(
            address=key,
            kind="picture",
            to=f"{_plain(path.stem)}-{digest[:8]}{suffix}",
            width=max(0, int(width)),
            height=max(0, int(height)),
            origin=path.as_posix(),
            sha256=digest,
        )


def _keys(text: str) -> Iterator[str]:
    for match in _ADDRESS.finditer(text):
        address = unescape(next(filter(None, match.groups()), ""))
        if address and is_relative(address) and (key := key_of(address)):
            yield key


def _plain(stem: str) -> str:
    """Return the stem of a file's name in ASCII letters and digits."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "picture"
