"""Find the texts in seeds/ and read each into a Source."""

import errno
import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BufferedReader
from pathlib import Path, PurePath

from dossier.errors import Fault, InputError
from dossier.model import Beside, Note, Publish, Source
from dossier.sources import names, strays
from dossier.sources.encoding import decode
from dossier.sources.front import frontmatter
from dossier.sources.names import Name
from dossier.sources.readers import READERS
from dossier.text import invisible


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest text that is read."""

    megabytes: float = 5
    """Size of the file."""

    paragraphs: int = 10_000


LIMITS = Limits()

_ALLOCATED = 1_000_000_000
"""Bytes up to which as many may be asked for: Python makes room for all of them at once."""

_INVISIBLE = 20_000
"""The most invisible characters of a text. Each is shown by a sign of some eighty characters, so a
text of nothing else would be a page of hundreds of megabytes, which no browser opens."""

_FRONT_MATTER = 200_000
"""The most characters of front matter that are read."""


def find(folder: Path) -> list[Path]:
    """Return all files below `folder`, sorted by path; links are files too.

    Left out are hidden ones and those that nobody means to publish, as `strays` has it.
    Raises InputError if there is no such folder, or if a folder below it cannot be read.
    """
    if not folder.is_dir():
        raise InputError(Fault(str(folder), 0, "there is no such folder; it should hold the texts"))
    paths: list[Path] = []
    errors: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        found = (Path(parent, name) for name in (*files, *links) if not _is_hidden(name))
        paths += (path for path in found if not strays.is_passed_over(path))
    if errors:
        raise InputError(
            *(Fault(str(e.filename), 0, f"cannot be looked into: {e.strerror}") for e in errors)
        )
    return sorted(paths)


def _is_hidden(name: str) -> bool:
    return name[0] == "." or name.lower() in strays.FOLDERS


def without_added(paths: Sequence[Path]) -> list[Path]:
    """Return `paths` without the documents of which one of the texts was made, by `dossier add`."""
    documents = {path for path in paths if path.suffix.lower() in strays.ADDABLE}
    if not documents:
        return list(paths)
    texts = (path for path in paths if path.suffix.lower() in READERS)
    heads = b"".join(map(head_of, texts))
    added = {path for path in documents if _sha256(path).encode() in heads}
    return [path for path in paths if path not in added]


def _sha256(path: Path) -> str:
    try:
        with _open(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # it is said where it is taken in
        return "unreadable"


def head_of(path: Path) -> bytes:
    """Return the bytes of a text in which its front matter stands; none if it cannot be read."""
    try:
        with _open(path) as file:
            return file.read(_FRONT_MATTER)
    except OSError:  # it is said where the text is read
        return b""


def _open(path: Path) -> BufferedReader:
    """Open a file; raises OSError for a pipe, which would wait for ever, and for a device."""
    if not path.is_file():
        raise OSError(errno.EINVAL, "this is no file", str(path))
    return path.open("rb")


def check_inside(path: Path, folder: Path) -> Path:
    """Return `path`; raise InputError if it is a link to anything but a file below `folder`."""
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            sentence = "this link leads nowhere; remove it, or put the text in its place"
            raise InputError(Fault(path.as_posix(), 0, sentence)) from None
        if not target.is_relative_to(os.path.realpath(folder)) or target.is_dir():
            sentence = f"this link leads to what is no text in {folder.as_posix()}; "
            sentence += "put the text itself there"
            raise InputError(Fault(path.as_posix(), 0, sentence))
    return path


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of a file, and what its name says."""

    path: str
    """The file, as the user would name it."""

    slug: str
    """Its name in URLs; unique in a library."""

    name: Name
    data: bytes

    beside: tuple[Beside, ...] = ()
    """What the relative addresses in it lead to; see `beside`."""

    preview: bool = False
    """Is it a draft that is shown in the preview?"""


def read(path: Path, limits: Limits = LIMITS) -> Source:
    """Read one text; raises InputError as `receive` and `parse_source` do."""
    return parse_source(receive(path, limits))


def receive(path: Path, limits: Limits = LIMITS, folder: Path | None = None) -> Received:
    """Read the bytes of one file and take its name apart; `folder` is that of the seeds.

    Raises InputError if its suffix is not that of a text, or it cannot be read or is too large.
    """
    where = path.as_posix()
    if not where.isprintable() and any("\ud800" <= c <= "\udfff" for c in where):
        raise InputError(Fault(where, 0, "the file name is not UTF-8; rename it"))
    if path.suffix.lower() not in READERS:
        suffixes = " and ".join(READERS)
        sentence = f"only {suffixes} are read as texts; {strays.advice(path)}"
        raise InputError(Fault(where, 0, sentence))
    data = _bytes(path, limits)
    name = names.name_of(path, folder)
    return Received(where, name.slug, name, data)


def parse_source(received: Received) -> Source:
    """Decode a file and separate its front matter from its text.

    Raises InputError if it is not text, is blank, or has faults in its front matter.
    """
    where = received.path
    text = decode(received.data, where)
    parts = frontmatter.split(text, where)
    if len(parts.head) > _FRONT_MATTER:
        sentence = f"front matter of {len(parts.head):,} characters is not read; the most is "
        raise InputError(Fault(where, 1, f"{sentence}{_FRONT_MATTER:,}"))
    name = received.name
    front, notes = frontmatter.read(parts, where, None if name.is_month else name.day)
    if name.is_month and front.date is None:
        front = replace(front, date=name.day)
        notes = (*notes, _month_note(name))
    if received.preview and front.publish == Publish.DRAFT:
        front = replace(front, publish=Publish.PREVIEW)
    text = parts.body
    if not text.strip():
        raise InputError(Fault(where, 0, "there is no text in it"))
    if (count := invisible.count(text)) > _INVISIBLE:
        sentence = f"has {count:,} characters that cannot be seen, and a text may have "
        sentence += f"{_INVISIBLE:,}; save it again as plain text, or remove them"
        raise InputError(Fault(where, parts.body_line, sentence))
    return Source(
        path=where,
        slug=received.slug,
        markup=READERS[PurePath(where).suffix.lower()].markup,
        front=front,
        text=text,
        first_line=parts.body_line,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        notes=notes,
        beside=received.beside,
    )


def with_drafts_shown(texts: Iterable[Received]) -> list[Received]:
    """Return `texts` with those marked that are drafts, so that the preview shows them.

    All others are what they are in a build, and so is what was kept of them.
    """
    return [replace(text, preview=True) if _is_draft(text) else text for text in texts]


@lru_cache(maxsize=10_000)  # the preview asks it of every text after each change
def _is_draft(text: Received) -> bool:
    try:
        return parse_source(text).front.publish == Publish.DRAFT
    except InputError:  # it is said where the text is parsed
        return False


def _month_note(name: Name) -> Note:
    sentence = f"its name gives no day, so it is dated {name.day}; state another in its front "
    return Note(0, f"{sentence}matter, as in date: {name.day:%Y-%m}-15, or in its name")


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
                data = file.read(largest + 1 if largest < _ALLOCATED else -1)
            size = len(data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name has a NUL character"
        raise InputError(Fault(where, 0, f"cannot be read: {reason}")) from error
    if size > largest:
        sentence = f"has {size / 1_000_000:,.1f} MB, and a text may have {limits.megabytes:g}; "
        sentence += "divide it, or set largest in mkdocs.yml"
        raise InputError(Fault(where, 0, sentence))
    return data


def told_apart(texts: Iterable[Received], others: Iterable[Path], folder: Path) -> list[Received]:
    """Return `texts` with their addresses, which begin with the date for texts of the same name.

    `others` are further texts whose names count, those in the folder of seeds.
    """
    texts = list(texts)
    known: dict[Path, Name] = {}
    for path in others:
        with suppress(InputError):  # said when that text is read
            known[path.absolute()] = names.name_of(path, folder)
    known |= {Path(text.path).absolute(): text.name for text in texts}
    slugs = names.slugs(known)
    return [replace(text, slug=slugs[Path(text.path).absolute()]) for text in texts]


def check_unique_slugs(texts: Iterable[Received]) -> None:
    """Raise InputError if two texts have the same slug."""
    paths: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        paths[names.fold_case(text.slug)].append(text.path)
    faults = [
        Fault(path, 0, f"has the same address ({slug}) as {first}; rename one of them")
        for slug, (first, *others) in paths.items()
        for path in others
    ]
    if faults:
        raise InputError(*faults)
