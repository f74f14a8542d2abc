"""Find the texts in seeds/ and read each into a Source."""

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

from dossier.errors import Fault, InputError
from dossier.model import Beside, Source
from dossier.sources import frontmatter
from dossier.sources.encoding import decode
from dossier.sources.readers import READERS

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(?=.*\w)|$)")


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest text that is read."""

    megabytes: float = 5
    """Size of the file."""

    paragraphs: int = 10_000


LIMITS = Limits()

_FRONT_MATTER = 200_000
"""The most characters of front matter that are read."""

_LONGEST_NAME = 180
"""The most bytes of a slug: file systems allow 255 in a name, and endings are added to it."""

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names of devices on Windows, where no folder can have them."""


def find(folder: Path) -> list[Path]:
    """Return all files below `folder` that are not hidden, sorted by path; links are files too.

    Raises InputError if there is no such folder, or if a folder below it cannot be read.
    """
    if not folder.is_dir():
        raise InputError(Fault(str(folder), 0, "there is no such folder; it should hold the texts"))
    paths: list[Path] = []
    errors: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if name[0] != "."]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        paths += (Path(parent, name) for name in (*files, *links) if name[0] != ".")
    if errors:
        raise InputError(
            *(Fault(str(e.filename), 0, f"cannot be looked into: {e.strerror}") for e in errors)
        )
    return sorted(paths)


def check_inside(path: Path, folder: Path) -> Path:
    """Return `path`; raise InputError if it is a link to anything but a file below `folder`."""
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
    """The bytes of a file, and the slug and the date in its name."""

    path: str
    """The file, as the user would name it."""

    slug: str
    """Its name in URLs; unique in a library."""

    dated: date | None
    """The date at the beginning of its name."""

    data: bytes

    beside: tuple[Beside, ...] = ()
    """What the relative addresses in it lead to; see `beside`."""


def read(path: Path, limits: Limits = LIMITS) -> Source:
    """Read one text; raises InputError as `receive` and `parse_source` do."""
    return parse_source(receive(path, limits))


def receive(path: Path, limits: Limits = LIMITS) -> Received:
    """Read the bytes of one file and take its name apart.

    Raises InputError if its suffix is not that of a text, or it cannot be read or is too large.
    """
    where = path.as_posix()
    if not where.isprintable() and any("\ud800" <= c <= "\udfff" for c in where):
        raise InputError(Fault(where, 0, "the file name is not UTF-8; rename it"))
    if path.suffix.lower() not in READERS:
        suffixes = " and ".join(READERS)
        sentence = f"only {suffixes} are read; save it as one of these or move it elsewhere"
        raise InputError(Fault(where, 0, sentence))
    data = _bytes(path, limits)
    dated, slug = date_and_slug(path.stem, where)
    return Received(where, slug, dated, data)


def parse_source(received: Received) -> Source:
    """Decode a file and separate its front matter from its text.

    Raises InputError if it is not text, is blank, or has faults in its front matter.
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
        markup=READERS[PurePath(where).suffix.lower()].markup,
        front=front if front.date else replace(front, date=received.dated),
        text=text,
        first_line=first_line,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        beside=received.beside,
    )


def _bytes(path: Path, limits: Limits) -> bytes:
    """Read the file; stop as soon as it exceeds the limit."""
    where = path.as_posix()
    largest = int(limits.megabytes * 1_000_000)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(Fault(where, 0, "this is no file; move it elsewhere"))
        size = status.st_size
        if size <= largest:
            with path.open("rb") as file:
                data = file.read(largest + 1)
            size = len(data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name has a NUL character"
        raise InputError(Fault(where, 0, f"cannot be read: {reason}")) from error
    if size > largest:
        sentence = f"has {size / 1_000_000:,.1f} MB, and a text may have {limits.megabytes:g}; "
        sentence += "divide it, or set largest in mkdocs.yml"
        raise InputError(Fault(where, 0, sentence))
    return data


def date_and_slug(stem: str, where: str) -> tuple[date | None, str]:
    """Split the stem of a file name into the date that it begins with, if any, and the slug.

    Raises InputError if there is no such date, or the rest cannot be a slug.
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
    """Raise InputError if two texts have the same slug."""
    paths: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        paths[_fold_case(text.slug)].append(text.path)
    faults = [
        Fault(path, 0, f"has the same address ({slug}) as {first}; rename one of them")
        for slug, (first, *others) in paths.items()
        for path in others
    ]
    if faults:
        raise InputError(*faults)


def _fold_case(slug: str) -> str:
    """Fold case, to find slugs that collide on case-insensitive file systems."""
    return unicodedata.normalize("NFC", slug.casefold())
