"""Stage 1: the files in seeds/ become sources."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from dossier import frontmatter
from dossier.errors import Fault, InputError
from dossier.model import Source

MARKUPS: dict[str, Literal["plain", "commonmark"]] = {".txt": "plain", ".md": "commonmark"}

_LINE_END = re.compile(rb"\r\n?|\n")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(?=.*\w)|$)")


def find(folder: Path) -> list[Path]:
    """Return all files below `folder` but hidden ones, sorted by path.

    Raises InputError if there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(Fault(str(folder), 0, "there is no such folder; it should hold the texts"))
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part[0] == "." for part in path.relative_to(folder).parts)
    )


def read(path: Path) -> Source:
    """Read one text.

    Raises InputError if it is not a text, is blank, or its front matter or name is at fault.
    """
    where = path.as_posix()
    markup = MARKUPS.get(path.suffix.lower())
    if markup is None:
        sentence = "only .txt and .md are read; save it as one of these or move it elsewhere"
        raise InputError(Fault(where, 0, sentence))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Fault(where, 0, f"cannot be read: {error.strerror}")) from error
    head, text, first_line = frontmatter.split(decode(data, where), where)
    front = frontmatter.read(head, where)
    if not text.strip():
        raise InputError(Fault(where, 0, "there is no text in it"))
    dated, slug = name(path.stem, where)
    return Source(
        path=where,
        slug=slug,
        markup=markup,
        front=replace(front, date=front.date or dated),
        text=text,
        first_line=first_line,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def decode(data: bytes, where: str) -> str:
    """Decode UTF-8, with or without a byte order mark; line ends stay as they are.

    Raises InputError with the line of the first byte that is not text.
    """
    if b"\0" in data:
        line = _line(data, data.index(b"\0"))
        sentence = "this is not a text file in UTF-8 (it has a NUL byte); save it as UTF-8 text"
        raise InputError(Fault(where, line, sentence))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        sentence = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise InputError(Fault(where, line, sentence)) from error


def _line(data: bytes, at: int) -> int:
    return len(_LINE_END.findall(data, 0, at)) + 1


def name(stem: str, where: str) -> tuple[date | None, str]:
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
    return day, slug


def demand_unique_slugs(sources: Iterable[Source]) -> None:
    """Raise InputError if two texts would have the same address."""
    paths: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        paths[source.slug].append(source.path)
    faults = [
        Fault(path, 0, f"has the same address ({slug}) as {first}; rename one of them")
        for slug, (first, *others) in paths.items()
        for path in others
    ]
    if faults:
        raise InputError(*faults)
