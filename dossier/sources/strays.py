"""What lies in the folder of seeds and is no text: passed over, or said."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from dossier import invocation
from dossier.errors import Fault
from dossier.sources.readers import READERS

FOLDERS = ("__macosx", "$recycle.bin", "system volume information")
"""Folders that systems make, in lower case; nothing in them is looked at."""

PASSED_OVER = (
    ("~$*", "Word and Excel write it while a document is open"),
    (".~lock.*#", "LibreOffice writes it while a document is open"),
    ("thumbs.db", "Windows keeps small pictures in it"),
    ("ehthumbs.db", "Windows keeps small pictures in it"),
    ("desktop.ini", "Windows keeps the look of a folder in it"),
    ("icon\r", "macOS keeps the picture of a folder in it"),
    ("*~", "editors keep what a file was before"),
    ("*.bak", "editors keep what a file was before"),
    ("*.orig", "Git keeps what a file was before a merge"),
    ("#*#", "Emacs keeps what is not saved yet"),
    ("*.sw[op]", "Vim keeps what is not saved yet"),
    ("*.tmp", "programs write it while they save"),
    ("*.part", "Firefox writes it while it downloads"),
    ("*.crdownload", "Chrome writes it while it downloads"),
    ("*.download", "Safari writes it while it downloads"),
)
"""Patterns of names in lower case that are passed over in silence, and why."""

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
"""Suffixes of pictures, which a text may show."""

ADDABLE = (".docx", ".odt", ".rtf", ".html", ".htm", ".xhtml", ".pdf", ".eml")
"""Suffixes of the formats that `dossier add` turns into texts."""

_ADVICE = {
    ".markdown": "give its name the ending .md",
    ".mdown": "give its name the ending .md",
    ".mkd": "give its name the ending .md",
    ".text": "give its name the ending .txt",
    "": "give its name the ending .txt or .md if it is a text",
    ".doc": "save it as .docx with a word processor, then add that",
    ".dot": "save it as .docx with a word processor, then add that",
    ".wpd": "save it as .docx with a word processor, then add that",
    ".pages": "export it from Pages as .docx, then add that",
    ".mht": "save the page as .html, then add that",
    ".mhtml": "save the page as .html, then add that",
    ".zip": "unpack it, and keep the texts that are in it",
    ".msg": "save the mail as .eml, then add that",
}
_OTHER = "keep it elsewhere, or save what it says as .txt or .md"

_NAMED = 3
"""Files of a kind that are named."""


def is_passed_over(path: Path) -> bool:
    """Is it a file that nobody means to publish, or a picture?"""
    name = unicodedata.normalize("NFC", path.name).lower()
    if any(fnmatchcase(name, pattern) for pattern, _ in PASSED_OVER):
        return True
    return path.suffix.lower() in PICTURES


def sort_out(paths: Sequence[Path], folder: Path) -> tuple[list[Path], list[Fault]]:
    """Return those of `paths` below `folder` that are texts, and what is to be said of the others.

    A README is about its folder. It is the text of a folder that bears a date and holds no other.
    """
    texts = [p for p in paths if p.suffix.lower() in READERS and not _is_readme(p)]
    readmes = [p for p in paths if _is_readme(p) and p.parent != folder]
    notes: list[Fault] = []
    with_texts = {parent for text in texts for parent in text.parents}
    for path in readmes:
        if path.suffix.lower() not in READERS or path.parent in with_texts:
            continue
        if re.match(r"\d{4}[-_.]?\d\d", path.parent.name):
            texts.append(path)
            with_texts.update(path.parents)
        else:
            sentence = "is passed over, as it may be about the folder; call it index.md if it is "
            notes.append(Fault(path.as_posix(), 0, f"{sentence}a text"))
    others = [p for p in paths if p.suffix.lower() not in READERS and not _is_readme(p)]
    return sorted(texts), notes + list(_notes(others))


def advice(path: Path) -> str:
    """Return what to do with a file that is no text."""
    suffix = path.suffix.lower()
    if suffix in ADDABLE:
        return f"take it in ({invocation.typed('add', path.as_posix())})"
    return _ADVICE.get(suffix, _OTHER)


def _is_readme(path: Path) -> bool:
    return path.stem.lower() == "readme"


def _notes(paths: Iterable[Path]) -> Iterable[Fault]:
    """Yield one note for all that can be added, and one for all others of an advice."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        is_addable = path.suffix.lower() in ADDABLE
        groups["add" if is_addable else advice(path)].append(path)
    for group in groups.values():
        yield Fault(group[0].as_posix(), 0, _sentence(group))


def _sentence(paths: Sequence[Path]) -> str:
    first, *others = paths
    if not others:
        return f"is no text, and the site is built without it; {advice(first)}"
    named = ", ".join(path.name for path in others[: _NAMED - 1])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    sentence = f"is no text, nor are {named}{more}; the site is built without them; "
    return f"{sentence}for each, {advice(first)}"
