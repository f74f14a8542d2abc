"""Proof that nothing is lost: no word is missing, and a build reads what was found."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dossier.converting.files import refuse
from dossier.converting.record import Block, leaves, text_of
from dossier.errors import InputError
from dossier.sources import document, files, names

_NOTE = re.compile(r"\[\^\d+\]:?")
"""The call of a footnote, and what a note begins with."""

_WORD = re.compile(r"[^\W_]+")


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


def check(original: Path, target: Path, folder: Path, data: bytes, blocks: Iterable[Block]) -> None:
    """Raise InputError unless a build would read the words of some blocks in a file's bytes.

    The file would be `target`, in `folder`; errors name the `original`.
    """
    name = names.name_of(target, folder)
    received = files.Received(target.as_posix(), name.slug, name, data)
    try:
        text = document.parse(files.parse_source(received))
    except InputError as error:
        sentence = f"no build would take its text: {error.faults[0].sentence}"
        raise refuse(original, sentence) from error
    expected = " ".join(text_of(leaf) for leaf in leaves(blocks))
    if _letters(expected) != _letters(" ".join(paragraph.text for paragraph in text.paragraphs)):
        sentence = "its words would be read otherwise than they stand, which is a fault of ours; "
        raise refuse(original, sentence + "copy the text, and save it in seeds/ as .txt")


def _letters(text: str) -> str:
    return "".join(_NOTE.sub("", unicodedata.normalize("NFC", text)).split())
