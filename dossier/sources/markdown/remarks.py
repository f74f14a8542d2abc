"""What an editor is told of the Markdown of a text: one sentence a kind, with lines and words."""

from collections import defaultdict
from collections.abc import Iterator

from dossier.model import Note
from dossier.text.sentences import fold

_SHOWN = 3
"""Places that a sentence names; of further ones it says how many there are."""

_LONGEST = 60
"""Characters of the words that are named."""

_KINDS = {
    "comment": (
        "the comment {} is not published, nor is source.txt, as it stands there",
        "comments are not published, nor is source.txt, as they stand there; there are {}: ",
    ),
    "script": ("the script {} is not published", "{} scripts are not published: "),
    "shortcode": (
        "the shortcode {} is not published; write the words that it stands for",
        "{} shortcodes are not published; write the words that they stand for: ",
    ),
    "attributes": ("the attributes {} are not published", "{} attributes are not published: "),
    "tag": (
        "the HTML tag {} is not published; words beside it are",
        "{} HTML tags are not published; words between them are: ",
    ),
    "table": (
        "the HTML table at {} is shown as lines of words; write it with | between its cells",
        "{} HTML tables are shown as lines of words; write them with | between their cells: ",
    ),
    "fence": ("the line {} is not published", "{} lines that begin with ::: are not published: "),
    "place": ("the mark {} is not published", "{} marks are not published: "),
    "import": ("the line {} is not published", "{} lines of a program are not published: "),
    "open": (
        "this comment is never closed where it stands, so it is published: {}",
        "{} comments are never closed where they stand, so they are published: ",
    ),
    "definition": (
        "this link definition is used nowhere, so it is not published: {}",
        "{} link definitions are used nowhere, so they are not published: ",
    ),
    "title": (
        "the title of this link definition is not published: {}",
        "the titles of {} link definitions are not published: ",
    ),
    "picture title": (
        "the title of this picture is not published: {}",
        "the titles of {} pictures are not published: ",
    ),
    "fence words": (
        "of the words behind this fence only the first, the language, is published: {}",
        "of the words behind {} fences only the first, the language, is published: ",
    ),
    "link": (
        "this link leads to no text on the site, so only its words are shown: {}",
        "{} links lead to no text on the site, so only their words are shown: ",
    ),
    "anchor": (
        "this link leads to a place in a text that is none (write #p3), so only its words show: {}",
        "{} links lead to places in a text that are none (write #p3), so only their words show: ",
    ),
    "lost anchor": (
        "this link leads to the beginning of the text, as it names no paragraph (#p3): {}",
        "{} links lead to the beginning of the text, as they name no paragraph (#p3): ",
    ),
    "picture": (
        "this picture is not published, only its words: {}",
        "{} pictures are not published, only their words: ",
    ),
    "linked picture": (
        "of this picture in a link only the words are shown: {}",
        "of {} pictures in links only the words are shown: ",
    ),
    "heading": (
        "read as a heading; write a space behind its #: {}",
        "{} lines were read as headings; write a space behind their #: ",
    ),
    "hash": (
        "no heading, as there is no space behind its #; write one if it should be: {}",
        "{} lines are no headings, as there is no space behind their #: ",
    ),
    "no note": (
        "there is no note for this reference, so it is shown as it is written: {}",
        "there are no notes for {} references, so they are shown as they are written: ",
    ),
    "empty note": (
        "this note has no words, so it is not published: {}",
        "{} notes have no words, so they are not published: ",
    ),
    "unused note": (
        "nothing refers to this note: {}",
        "nothing refers to {} notes: ",
    ),
    "lonely reference": (
        "this reference to a note has no words beside it, so it is shown as it is written: {}",
        "{} references to notes have no words beside them, so they are shown as written: ",
    ),
    "lonely note": (
        "this note has no words beside it that it could be about, so it is a paragraph: {}",
        "{} notes have no words beside them that they could be about, so they are paragraphs: ",
    ),
    "second note": (
        "there is another note with this label above: {}",
        "{} notes have the label of another above: ",
    ),
}
"""By kind: what is said of one place, and of several."""


class Remarks:
    """Gathers what is to be said of one text."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._found: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def add(self, kind: str, line: int, words: str, why: str = "") -> None:
        """Add a place: its line, from 0, and the words there; `why` is said in full behind them."""
        self._found[kind].append((self._first_line + line, f"{_short(words)}{why}"))

    def has(self, kind: str) -> bool:
        """Was a place of this kind added?"""
        return kind in self._found

    def notes(self) -> Iterator[Note]:
        """Yield a note for each kind that was found."""
        for kind, found in self._found.items():
            one, many = _KINDS[kind]
            found.sort(key=lambda place: place[0])
            if len(found) == 1:
                yield Note(found[0][0], one.format(found[0][1]))
                continue
            places = ", ".join(f"{words} (line {line})" for line, words in found[:_SHOWN])
            rest = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            yield Note(found[0][0], f"{many.format(len(found))}{places}{rest}")


def _short(words: str) -> str:
    words = fold(words)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
