"""The files in seeds/ become sources."""

import hashlib
import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Literal

from dossier.errors import Fault, InputError
from dossier.model import Source
from dossier.sources import frontmatter
from dossier.sources.encoding import decode

MARKUPS: dict[str, Literal["plain", "commonmark"]] = {".txt": "plain", ".md": "commonmark"}

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(?=.*\w)|$)")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a text may be."""

    megabytes: float = 5
    """Of a file."""

    paragraphs: int = 10_000


LIMITS = Limits()

_FRONT_MATTER = 200_000
"""Characters of front matter above which it is none."""

_LONGEST_NAME = 180
"""Bytes of a slug: file systems take 255 for a name, and endings are added to it."""

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for devices; no folder can be called so there."""


def find(folder: Path) -> list[Path]:
    """Return all that is below `folder` but folders and what is hidden, sorted by path.

    Raises InputError if there is no such folder, or if it cannot be looked through.
    """
    if not folder.is_dir():
        raise InputError(Fault(str(folder), 0, "there is no such folder; it should hold the texts"))
    found: list[Path] = []
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if name[0] != "."]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        found += (Path(parent, name) for name in (*files, *links) if name[0] != ".")
    if closed:
        raise InputError(
            *(Fault(str(e.filename), 0, f"cannot be looked into: {e.strerror}") for e in closed)
        )
    return sorted(found)


def check_inside(path: Path, folder: Path) -> Path:
    """Return `path`; raise InputError if it is a link to what is not below `folder`."""
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            sentence = "this link leads nowhere; remove it, or put the text in its place"
            raise InputError(Fault(path.as_posix(), 0, sentence)) from None
        if not target.is_relative_to(folder.resolve()) or target.is_dir():
            sentence = f"this link leads to what is no text in {folder.as_posix()}; "
            sentence += "put the text itself there"
            raise InputError(Fault(path.as_posix(), 0, sentence))
    return path


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it was received: its bytes, and what its name says."""

    path: str
    """As the user would name it."""

    slug: str
    """The name in URLs; unique in a library."""

    dated: date | None
    """The day with which the file's name begins."""

    data: bytes


def read(path: Path, limits: Limits = LIMITS) -> Source:
    """Read one text; raises InputError as `receive` and `parse_source` do."""
    return parse_source(receive(path, limits))


def receive(path: Path, limits: Limits = LIMITS) -> Received:
    """Take in one file.

    Raises InputError if it is not a text by its name, cannot be read, or is too large.
    """
    where = path.as_posix()
    if not where.isprintable() and any("\ud800" <= c <= "\udfff" for c in where):
        raise InputError(Fault(where, 0, "the file name is not UTF-8; rename it"))
    if path.suffix.lower() not in MARKUPS:
        sentence = "only .txt and .md are read; save it as one of these or move it elsewhere"
        raise InputError(Fault(where, 0, sentence))
    data = _bytes(path, limits)
    dated, slug = date_and_slug(path.stem, where)
    return Received(where, slug, dated, data)


def parse_source(received: Received) -> Source:
    """Take a file apart into front matter and text.

    Raises InputError if it is not text, is blank, or its front matter is at fault.
    """
    where = received.path
    text = decode(received.data, where)
    head, text, first_line = frontmatter.split(text, where)
    if len(head) > _FRONT_MATTER:
        sentence = f"front matter of {len(head):,} characters is not read; the most is "
        raise InputError(Fault(where, 1, f"{sentence}{_FRONT_MATTER:,}"))
    front = frontmatter.read(head, where)
    if not text.strip():
        raise InputError(Fault(where, 0, "there is no text in it"))
    return Source(
        path=where,
        slug=received.slug,
        markup=MARKUPS[PurePath(where).suffix.lower()],
        front=front if front.date else replace(front, date=received.dated),
        text=text,
        first_line=first_line,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _bytes(path: Path, limits: Limits) -> bytes:
    """Return what a file holds; of one that is too large, no more is read than tells so."""
    where = path.as_posix()
    most = int(limits.megabytes * 1_000_000)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError(Fault(where, 0, "this is no file; move it elsewhere"))
        size = found.st_size
        if size <= most:
            with path.open("rb") as file:
                data = file.read(most + 1)
            size = len(data)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else "its name has a NUL character"
        raise InputError(Fault(where, 0, f"cannot be read: {said}")) from error
    if size > most:
        sentence = f"has {size / 1_000_000:,.1f} MB, and a text may have {limits.megabytes:g}; "
        sentence += "divide it, or set largest in mkdocs.yml"
        raise InputError(Fault(where, 0, sentence))
    return data


def date_and_slug(stem: str, where: str) -> tuple[date | None, str]:
    """Take a file name without its ending apart into date, if it leads with one, and slug.

    Raises InputError if the date is no day, or nothing is left for the slug.
    """
    day = None
    if match := _DATED.match(stem):
        try:
            day = frontmatter.iso_date(match[1])
        except ValueError:
            sentence = f"the file name begins with {match[1]}, which is no day"
            raise InputError(Fault(where, 0, sentence)) from None
        stem = stem[match.end() :] or stem
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", stem).lower()).strip("-")
    if not slug:
        sentence = "the file name has no letter or digit to make an address of; rename it"
        raise InputError(Fault(where, 0, sentence))
    if len(slug.encode()) > _LONGEST_NAME:
        sentence = f"the file name is too long for an address; it may have {_LONGEST_NAME} letters"
        raise InputError(Fault(where, 0, sentence))
    if _RESERVED.fullmatch(slug):
        sentence = f"Windows keeps the name {slug} for itself, and no folder can have it; rename it"
        raise InputError(Fault(where, 0, sentence))
    return day, slug


def check_unique_slugs(texts: Iterable[Received]) -> None:
    """Raise InputError if two texts would have the same address."""
    paths: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        paths[_folded(text.slug)].append(text.path)
    faults = [
        Fault(path, 0, f"has the same address ({slug}) as {first}; rename one of them")
        for slug, (first, *others) in paths.items()
        for path in others
    ]
    if faults:
        raise InputError(*faults)


def _folded(slug: str) -> str:
    """Return what tells two names apart where a file system does not know upper from lower case."""
    return unicodedata.normalize("NFC", slug.casefold())
