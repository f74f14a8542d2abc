"""The readers of texts, by the suffix of the file.

A reader turns the body of a text into blocks, which `document` numbers. To read another kind of
file, write a module with such a function and add an entry here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dossier.model import Source
from dossier.sources import plain
from dossier.sources.blocks import Parsed
from dossier.sources.markdown import commonmark


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the texts of one suffix."""

    read: Callable[[Source], Parsed]
    """Returns the blocks of a text in order; raises InputError for words that would not show."""

    markup: Literal["plain", "commonmark"]
    """What else than words its texts may contain."""


READERS = {
    ".txt": Reader(plain.read, "plain"),
    ".md": Reader(commonmark.read, "commonmark"),
}
