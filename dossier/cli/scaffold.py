"""The files of a new site, as `dossier new` writes them from templates/starter/."""

import os
import unicodedata
from pathlib import Path

from dossier import __version__
from dossier.cli.options import SETTINGS
from dossier.errors import Fault, InputError
from dossier.runtime import packaged
from dossier.runtime.writing import naming
from dossier.text import invisible

STARTER = packaged.TEMPLATES / "starter"
"""Every file of a new site, with `SITE_NAME` and `VERSION` where these two are filled in."""


def write(folder: Path) -> str:
    """Write a new site into `folder`, which is made if it is missing; return the site's name.

    Raises InputError if something in `folder` is in the way. Nothing is ever overwritten.
    """
    files = sorted(path for path in STARTER.rglob("*") if path.is_file())
    refuse_occupied(folder)
    name = site_name(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for path in files:
            target = folder / path.relative_to(STARTER)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8").replace("==VERSION", f"=={__version__}")
            text = text.replace("site_name: SITE_NAME\n", _line("site_name", name))
            with naming(target), target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        error.add_note(f"not all files of {folder.as_posix()} were written")
        raise
    return name


def refuse_occupied(folder: Path) -> None:
    """Raise InputError unless `folder` is missing, or empty but for Git and an environment."""
    if invisible.one_line(str(folder)) != str(folder):
        sentence = "has a character that cannot be seen or typed; choose another name"
        raise _refused(folder, sentence)
    for path in (folder, *folder.parents):
        if os.path.lexists(path) and not path.is_dir():
            kind = "file" if path.exists() else "link that leads nowhere"
            sentence = f"is a {kind}; name a folder that is not there yet, or an empty one"
            raise _refused(path, sentence)
    if not folder.is_dir():
        return
    if (folder / SETTINGS).exists():
        sentence = f"has a {SETTINGS}, so there is a site already; to have briefings in that, add"
        raise _refused(folder, f"{sentence} dossier to its plugins")
    if occupants := sorted(path.name for path in folder.iterdir() if not _may_stay(path)):
        sentence = f"is not empty ({occupants[0]} is in it); name a folder that is not there yet"
        raise _refused(folder, f"{sentence}, or an empty one")


def site_name(folder: Path) -> str:
    """Return a name for the site in `folder`: corridor-desk becomes Corridor Desk."""
    name = unicodedata.normalize("NFC", folder.resolve().name)  # macOS keeps accents apart
    words = name.replace("-", " ").replace("_", " ").split()
    if name == name.lower():
        words = [word[0].upper() + word[1:] for word in words]
    return " ".join(words) or "Briefings"


def _may_stay(path: Path) -> bool:
    """Is it something that people make in a folder before they begin a site in it?"""
    is_hidden = path.name.startswith(".") and not (STARTER / path.name).exists()
    return is_hidden or (path / "pyvenv.cfg").is_file()


def _refused(folder: Path, sentence: str) -> InputError:
    shown = folder if folder.name else folder.resolve()
    return InputError(Fault(shown.as_posix(), 0, sentence))


def _line(key: str, value: str) -> str:
    """Return a line of YAML, with quotes where they are needed."""
    import yaml

    line: str = yaml.safe_dump({key: value}, allow_unicode=True, width=float("inf"))
    return line
