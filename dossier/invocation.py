"""How this program was called, so that messages name commands as they can be typed."""

import shlex
import subprocess
import sys
from pathlib import Path

from dossier.text import invisible

IS_WINDOWS = sys.platform == "win32"


def typed(*words: str) -> str:
    """Return a command of Dossier as it can be typed here: `dossier add letter.docx`.

    It begins as this process was called; by another program, such as mkdocs, with `dossier`.
    """
    return f"{_program()} {quoted(*words)}"


def quoted(*words: str) -> str:
    """Return words as this system's shell takes them, with quotes where they are needed."""
    visible = [invisible.one_line(word) for word in words]
    return subprocess.list2cmdline(visible) if IS_WINDOWS else shlex.join(visible)


def _program() -> str:
    script = Path(sys.argv[0])
    if script.name == "build.py":
        return "python build.py"
    if script.parts[-2:] == ("dossier", "__main__.py"):
        return "python -m dossier"
    return "dossier"
