"""Write a text into seeds/ under a name of its own; nothing that is there is ever touched.

Before that, the text is read as a build reads it, and held against what was found.
"""

import re
from contextlib import suppress
from pathlib import Path

from dossier.converting import proof
from dossier.converting.files import refuse
from dossier.converting.seed import Seed
from dossier.errors import InputError
from dossier.sources import files, names
from dossier.sources.readers import READERS

_LONGEST_NAME = 60
"""Bytes up to which words of the title are taken into the name."""

_LONGEST_WORD = 40
"""Characters of a word of the title that are taken into the name; at most 160 bytes."""


def name_of(seed: Seed) -> str:
    """Return the name of a text's file: its date, if that is stated, and its title in short."""
    title = seed.stated("title") or seed.original.stem
    words = re.findall(r"\w+", title.replace("'", "").replace("’", "").lower())
    short = ""
    for word in words or ["text"]:
        if short and len(f"{short}-{word}".encode()) > _LONGEST_NAME:
            break
        short = f"{short}-{word[:_LONGEST_WORD]}".strip("-")
    return "-".join(filter(None, (seed.stated("date"), short))) + seed.suffix


def write(seed: Seed, folder: Path, name: str | None = None) -> Path:
    """Write a text into `folder` under `name`, else under its own; return where it is.

    Raises InputError if a text of that name or address is there already, the same original was
    added before, or a build would not read its words. An existing file is never touched, and no
    half of one stays.
    """
    target = _target(seed, folder, name)
    _demand_free(seed, target, folder)
    data = seed.text(target.suffix).encode(errors="replace")
    blocks = [*seed.blocks, *(block for note in seed.notes for block in note)]
    proof.check(seed.original, target, folder, data, blocks)
    try:
        file = target.open("xb")
    except FileExistsError:
        sentence = f"{target.as_posix()} is there already; give another --name"
        raise refuse(seed.original, sentence) from None
    except OSError as error:
        raise refuse(target, f"cannot be written: {error.strerror}") from error
    try:
        with file:
            file.write(data)
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        raise refuse(target, f"cannot be written: {error.strerror}") from error
    return target


def _demand_free(seed: Seed, target: Path, folder: Path) -> None:
    """Raise InputError if a text has the address of `target`, or was made of the same file."""
    address = _address(target, folder)
    if not address:
        raise refuse(seed.original, f"cannot be named {target.name}; give another --name")
    for path in files.find(folder):
        if path.suffix.lower() not in READERS:
            continue
        if seed.sha256.encode() in files.head_of(path):
            raise refuse(seed.original, f"was added before: {path.as_posix()} is made of it")
        if _address(path, folder) == address:
            sentence = f"{path.as_posix()} has the same address ({address}); give another --name"
            raise refuse(seed.original, sentence)


def _target(seed: Seed, folder: Path, name: str | None) -> Path:
    """Return the path to write to; raises InputError if a name that was given does not fit."""
    if name and re.search(r"[/\\:]", name):
        sentence = f"--name {name} is a path; give a name, and it stands in seeds/"
        raise refuse(seed.original, sentence)
    target = folder / (name or name_of(seed))
    if not target.suffix:
        target = target.with_name(target.name + seed.suffix)
    if target.suffix not in (seed.suffix, ".md"):
        raise refuse(seed.original, f"its text is {seed.suffix}; give it a name that ends so")
    return target


def _address(path: Path, folder: Path) -> str:
    """Return what tells a text from its namesakes; "" if its name can be no address."""
    try:
        return names.name_of(path, folder).dated
    except InputError:
        return ""
