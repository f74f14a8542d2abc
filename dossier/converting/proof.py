"""Proof that nothing is lost: what is written reads as it was found, and no word is missing."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

from dossier.converting import markdown
from dossier.converting.files import refuse
from dossier.converting.record import Block, leaves, text_of
from dossier.text.sentences import fold

_WORD = re.compile(r"[^\W_]+")
_CALL = re.compile(r"(?<!\\)\[\^\d+\]")
"""The call of a footnote; a bracket that is a word is written with a backslash."""


def missing(original: str, *others: str) -> str:
    """Return the words of `original` that the others do not have as often, in their order.

    Words that were joined or divided are not missing as long as all their letters are there.
    """
    words = _words(original)
    there = Counter(word for other in others for word in _words(other))
    lost = Counter(words) - there
    surplus = Counter("".join((there - Counter(words)).elements()))
    if not Counter("".join(lost.elements())) - surplus:
        return ""
    found: list[str] = []
    for word in words:
        if lost[word]:
            lost[word] -= 1
            found.append(word)
    return " ".join(found)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold()
    return _WORD.findall(folded)


def check(path: Path, blocks: tuple[Block, ...], written: str, suffix: str) -> None:
    """Raise InputError if Dossier would read other words in a text than were found.

    `written` is how the blocks are written in a file of that suffix.
    """
    expected = fold(" ".join(fold(text_of(leaf)) for leaf in leaves(blocks)))
    if suffix == ".md":
        written = markdown.read_back(_CALL.sub("", written), path.as_posix())
    if "".join(expected.split()) != "".join(fold(written).split()):
        sentence = "its words would read otherwise in Markdown, which is a fault of ours; "
        raise refuse(path, sentence + "copy the text, and save it in seeds/ as .txt")
