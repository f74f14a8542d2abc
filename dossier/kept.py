"""What was made of a text before, found again by all that it depends on.

A key holds the text, its front matter, the themes, and the program itself: its own files and the
releases of what it is built on. So nothing has to be thrown away by hand after an update.
"""

import hashlib
import io
import json
import pickle
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from dossier.cache import Cache, key
from dossier.model import Briefing, Scheme, Source, Theme, Themes
from dossier.source import Limits

_FASTEST = 1  # zlib's level
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """What, besides a text and this program, decides what becomes of it."""

    scheme: Scheme
    language: str
    """Of texts that name none; BCP 47 tag."""

    limits: Limits


class Briefings:
    """Packed briefings by their sources."""

    def __init__(self, cache: Cache | None, rules: Rules) -> None:
        self._cache = cache
        self._made_with = key(program(), repr(rules)) if cache else ""

    def get(self, source: Source) -> bytes | None:
        """Return the briefing that was made of the same source, if there is one."""
        return self._cache.get(self._key(source)) if self._cache else None

    def put(self, source: Source, packed: bytes) -> None:
        """Keep a briefing."""
        if self._cache:
            self._cache.put(self._key(source), packed)

    def _key(self, source: Source) -> str:
        return key("briefing", self._made_with, identity(source))


def identity(source: Source) -> str:
    """Return what tells a source from every other, as text."""
    return repr((source.path, source.sha256, source.front, source.first_line, source.markup))


def pack(briefing: Briefing) -> bytes:
    """Return a briefing as bytes; its themes are only named there."""
    file = io.BytesIO()
    _Packer(file, protocol=5).dump(briefing)
    return file.getvalue()


def unpack(data: bytes, themes: Themes) -> Briefing:
    """Return a packed briefing; raises UnpicklingError for what is none."""
    briefing: Briefing = _Unpacker(io.BytesIO(data), themes).load()
    return briefing


def squeeze(data: bytes) -> bytes:
    """Return packed bytes as they are kept."""
    return zlib.compress(data, _FASTEST)


def stretch(data: bytes) -> bytes:
    """Return what was squeezed."""
    return zlib.decompress(data)


def pack_files(files: Mapping[str, str]) -> bytes:
    """Return files, text by path, as they are kept."""
    return squeeze(json.dumps(files).encode())


def unpack_files(data: bytes) -> dict[str, str]:
    """Return packed files, text by path."""
    files: dict[str, str] = json.loads(stretch(data))
    return files


@lru_cache(maxsize=1)
def program() -> str:
    """Return a digest of this program and of what it is built on."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    for requirement in sorted(metadata.requires("dossier") or ()):
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            digest.update(f"{name[0]} {metadata.version(name[0])}".encode())
    return digest.hexdigest()


def _theme(name: str) -> Theme:
    """Stand for a theme in a packed briefing; who unpacks it puts his own in its place."""
    raise pickle.UnpicklingError(f"the theme {name} is not known here")


class _Packer(pickle.Pickler):
    def reducer_override(self, obj: object) -> Any:
        return (_theme, (obj.id,)) if isinstance(obj, Theme) else NotImplemented


class _Unpacker(pickle.Unpickler):
    """Reads records of ours and arrays, and nothing that could run."""

    _OURS = frozenset(("dossier.model", "datetime"))
    _ARRAYS = frozenset(("_frombuffer", "_reconstruct", "dtype", "ndarray", "scalar"))

    def __init__(self, file: io.BytesIO, themes: Themes) -> None:
        super().__init__(file)
        self._themes = {theme.id: theme for theme in themes}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _theme.__name__):
            return self._themes.__getitem__
        array = module.split(".")[0] == "numpy" and name in self._ARRAYS
        if module in self._OURS or array:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not expected")
