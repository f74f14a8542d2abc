"""An editor's review as a state that keys change; no screen, no disk.

`step` takes the state and a key, and returns the next state. An answer can be taken back until its
text is written, which is done by whoever reads the keys (`settled`, `decisions`, `is_complete`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.filing.doubtful import Doubtful, Waiting
from dossier.model import CONTEXT, OUTLOOK, OVERVIEW, Themes

FIRST, SECOND, SKIP, UNDO, WHY, LEAVE = "1", "2", "s", "u", "?", "q"
SECTIONS = {"o": OUTLOOK, "c": CONTEXT, "v": OVERVIEW}
_COMMANDS = (FIRST, SECOND, SKIP, UNDO, WHY, LEAVE)
_FURTHER = "3456789"
"""Keys for themes whose letter is taken."""

ENTER = ("\r", "\n")


@dataclass(frozen=True, slots=True)
class Review:
    """What is asked, and what was answered so far."""

    texts: tuple[Waiting, ...]
    """Each with at least one paragraph to decide."""

    places: Mapping[str, str]
    """The keys of places, as `keys_of` has them."""

    answers: tuple[str | None, ...] = ()
    """The place of each paragraph, text by text; None where it was skipped."""

    written: int = 0
    """Texts that are written; their answers cannot be taken back."""

    said: str = ""
    """What an editor should know of the last key; "" if it did as it was told."""

    explains: bool = False
    """Is the full table of shares asked for?"""

    is_over: bool = False

    @property
    def order(self) -> Sequence[tuple[int, int]]:
        """All that is asked: the text, and which of its paragraphs, both from 0."""
        return [(i, n) for i, text in enumerate(self.texts) for n in range(len(text.doubtful))]

    @property
    def asked(self) -> Doubtful | None:
        """The paragraph that is asked about; None when all were answered."""
        return self._paragraph(len(self.answers))

    @property
    def answered(self) -> tuple[Doubtful, str | None] | None:
        """The paragraph that was answered last, and its place."""
        last = self._paragraph(len(self.answers) - 1) if self.answers else None
        return (last, self.answers[-1]) if last else None

    @property
    def settled(self) -> range:
        """The texts to write now: something of a later one is answered already."""
        last = self.order[len(self.answers) - 1][0] if self.answers else 0
        return range(self.written, max(last, self.written))

    def decisions(self, index: int) -> Mapping[int, str]:
        """Return what was decided on a text: the place of each paragraph, by its number."""
        paragraphs = self.texts[index].doubtful
        pairs = zip(self.order, self.answers, strict=False)
        return {paragraphs[n].number: place for (i, n), place in pairs if i == index and place}

    def is_complete(self, index: int) -> bool:
        """Were all paragraphs of a text decided, none skipped?"""
        return len(self.decisions(index)) == len(self.texts[index].doubtful)

    def _paragraph(self, place: int) -> Doubtful | None:
        order = self.order
        return self.texts[order[place][0]].doubtful[order[place][1]] if place < len(order) else None


def keys_of(themes: Themes) -> dict[str, str]:
    """Return the keys of all places: those of the themes, in their order, then `SECTIONS`.

    The key of a theme is its letter, as a capital, for commands are small letters. Where that is
    taken, as 1 is, it is a number; a theme for which no number is left has no key.
    """
    keys: dict[str, str] = {}
    taken = {*_COMMANDS, *SECTIONS}
    for theme in themes:
        capital = theme.letter.upper()
        choices = (capital if len(capital) == 1 else theme.letter, *_FURTHER)
        if key := next((one for one in choices if one not in taken), None):
            keys[key] = theme.id
            taken.add(key)
    return keys | SECTIONS


def step(review: Review, key: str) -> Review:
    """Return what a key makes of a review.

    A letter in the other case is taken for what it is in this one, unless it means something else.
    """
    meant = next((one for one in (key, key.swapcase()) if _has(review, one)), key)
    review = replace(review, said="")
    asked = review.asked
    if meant == LEAVE or (asked is None and meant in ENTER):
        return replace(review, is_over=True)
    if meant == UNDO:
        return _undone(review)
    if asked is None:
        return review
    if meant == WHY:
        return replace(review, explains=not review.explains)
    if meant == SKIP:
        return _answered(review, None)
    if meant in (FIRST, SECOND):
        return _answered(review, asked.places[int(meant) - 1].id)
    if meant in review.places:
        return _answered(review, review.places[meant])
    return replace(review, said=_no_key(key))


def _no_key(key: str) -> str:
    if len(key) > 1 and not key.startswith("\x1b"):
        return "A text is no answer; type one key at a time"
    return f"{key} is no key here" if key.isprintable() else ""


def is_key(review: Review, key: str) -> bool:
    """Does a key mean anything, in this case or the other?"""
    return _has(review, key) or _has(review, key.swapcase())


def _has(review: Review, key: str) -> bool:
    return key in _COMMANDS or key in review.places


def _answered(review: Review, place: str | None) -> Review:
    return replace(review, answers=(*review.answers, place), explains=False)


def _undone(review: Review) -> Review:
    """Take back the last answer, unless its text is written."""
    if not review.answers:
        return replace(review, said="There is nothing to undo")
    if review.order[len(review.answers) - 1][0] < review.written:
        return replace(review, said="The text before is saved; the command file changes it")
    return replace(
        review, answers=review.answers[:-1], explains=False, said="The last answer is taken back"
    )
