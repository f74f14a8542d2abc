"""What in docs/ or a theme MkDocs could not read, or would read without end."""

import os
from pathlib import Path

from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from dossier.errors import Fault, Faults, InputError
from dossier.plugin.folders import named
from dossier.sources.encoding import decode, encoding_of

_TEXTS = ("title", "description", "template")
"""Keys of a page's front matter that MkDocs and its themes take for text."""


def check_circles(docs: Path) -> None:
    """Raise InputError for links below `docs` that lead back to a folder they stand in.

    MkDocs follows links, and would go round until the system refuses.
    """
    faults = _circles(str(docs), frozenset((os.path.realpath(docs),)))
    if faults:
        raise InputError(*faults)


def _circles(folder: str, above: frozenset[str]) -> list[Fault]:
    """Return a fault for each link below `folder` that leads to one of `above`, its real paths."""
    faults: list[Fault] = []
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # MkDocs passes over it
        return []
    for entry in entries:
        if not entry.is_dir():
            continue
        real = os.path.realpath(entry.path)
        if real in above:
            sentence = "this link leads back to a folder that it stands in; remove it"
            faults.append(Fault(named(Path(entry.path)).as_posix(), 0, sentence))
        else:
            faults += _circles(entry.path, above | {real})
    return faults


def check_files(files: Files, faults: Faults) -> None:
    """Gather what is wrong with files that MkDocs is to publish: no file, or no text in UTF-8."""
    for file in files:
        if file.abs_src_path and file.inclusion != InclusionLevel.EXCLUDED:
            path = Path(file.abs_src_path)
            faults.attempt(_check_file, path, file.is_documentation_page())


def check_meta(page: Page) -> None:
    """Let the title of a hand-written page and such be text, as `title: 2026` is none for YAML.

    Raises InputError for what is a list or a mapping.
    """
    faults = []
    for key in _TEXTS:
        value = page.meta.get(key)
        if isinstance(value, list | dict):
            where = named(Path(page.file.abs_src_path or page.file.src_uri)).as_posix()
            sentence = f"{key} must be text, not a list or mapping; put it in quotes"
            faults.append(Fault(where, 0, sentence))
        elif value is not None:
            page.meta[key] = str(value)
    if faults:
        raise InputError(*faults)


def _check_file(path: Path, is_page: bool) -> None:
    where = named(path).as_posix()
    try:
        if not path.is_file():  # a pipe would wait for ever, and a device may have no end
            what = "this is no file" if path.exists() else "cannot be read: there is no such file"
            raise InputError(Fault(where, 0, f"{what}; move it elsewhere"))
        with path.open("rb") as file:
            data = file.read() if is_page else b""
    except OSError as error:
        raise InputError(Fault(where, 0, f"cannot be read: {error.strerror}")) from error
    if not is_page:
        return
    if (encoding := encoding_of(data)) != "utf-8":
        sentence = f"is {encoding.upper()}, and pages are read as UTF-8; save it as UTF-8"
        raise InputError(Fault(where, 0, sentence))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        decode(data, where)  # which says where, and what it looks like
        raise
