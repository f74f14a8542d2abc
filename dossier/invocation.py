"""How this program was called, so that messages name commands as they can be typed."""

import shlex
import sys
from pathlib import Path

from dossier.text import invisible

IS_WINDOWS = sys.platform == "win32"

_SCRIPT, _INSTALLED = "python build.py", "dossier"


def typed(*words: str) -> str:
    """Return a command of Dossier as it can be typed here: `dossier add letter.docx`.

    It begins as this process was called; by another program, such as mkdocs, with `dossier`.
    """
    return f"{_program()} {quoted(*words)}"


def typed_elsewhere(*words: str) -> str:
    """Return a command as it can be typed in another folder, where there is no build.py."""
    return typed(*words).replace(_SCRIPT, _INSTALLED)


def quoted(*words: str) -> str:
    """Return words as this system's shell takes them, with quotes where they are needed."""
    visible = [invisible.one_line(word) for word in words]
    if IS_WINDOWS:
        import subprocess  # slow to load, and few need it

        return subprocess.list2cmdline(visible)
    return shlex.join(visible)


def _program() -> str:
    script = Path(sys.argv[0])
    if script.name == "build.py":
        return _SCRIPT
    if script.parts[-2:] == ("dossier", "__main__.py"):
        return "python -m dossier"
    return _INSTALLED
