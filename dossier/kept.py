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
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from dossier.cache import Cache, key
from dossier.model import Briefing, Document, Scheme

_FASTEST = 1  # zlib's level
_NAME = re.compile(r"[\w.-]+")


class Briefings:
    """Briefings by their documents."""

    def __init__(self, cache: Cache | None, scheme: Scheme) -> None:
        self._cache = cache
        self._made_with = key(program(), repr(scheme)) if cache else ""
        self.found = 0

    def get(self, document: Document) -> Briefing | None:
        """Return the briefing that was made of the same document, if there is one."""
        if self._cache is None:
            return None
        data = self._cache.get(self._key(document))
        if data is None:
            return None
        self.found += 1
        briefing: Briefing = _Reader(io.BytesIO(zlib.decompress(data))).load()
        return briefing

    def put(self, document: Document, briefing: Briefing) -> Briefing:
        """Keep a briefing, and return it."""
        if self._cache is not None:
            data = pickle.dumps(briefing, protocol=5)
            self._cache.put(self._key(document), zlib.compress(data, _FASTEST))
        return briefing

    def _key(self, document: Document) -> str:
        return key("briefing", self._made_with, identity(document))


def identity(document: Document) -> str:
    """Return what tells a document from every other, as text."""
    source = document.source
    return repr((source.path, source.sha256, source.front, source.first_line, document.language))


def get_files(cache: Cache | None, known_as: str) -> dict[str, str] | None:
    """Return files, text by path, that were kept under a key."""
    data = cache.get(known_as) if cache else None
    return json.loads(zlib.decompress(data)) if data is not None else None


def put_files(cache: Cache | None, known_as: str, files: Mapping[str, str]) -> None:
    """Keep files, text by path, under a key."""
    if cache:
        cache.put(known_as, zlib.compress(json.dumps(files).encode(), _FASTEST))


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


class _Reader(pickle.Unpickler):
    """Reads records of ours and arrays, and nothing that could run."""

    _OURS = frozenset(("dossier.model", "datetime"))
    _ARRAYS = frozenset(("_frombuffer", "_reconstruct", "dtype", "ndarray", "scalar"))

    def find_class(self, module: str, name: str) -> Any:
        """Return a class by its name; raises UnpicklingError for one that is not expected."""
        array = module.split(".")[0] == "numpy" and name in self._ARRAYS
        if module in self._OURS or array:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not expected")
