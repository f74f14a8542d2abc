"""The review of a site's close calls: what waits, who asks, what is written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from dossier import corrections
from dossier.cli import entries
from dossier.cli.report import counted
from dossier.cli.review_keys import Ask, asking
from dossier.cli.review_lines import names_of
from dossier.cli.tables import DIGITS
from dossier.errors import Fault, Faults, InputError
from dossier.filing.doubtful import Place, Waiting
from dossier.filing.review import Review, keys_of, step
from dossier.model import Themes
from dossier.settings import Settings
from dossier.text import invisible


def review(texts: Sequence[Waiting], themes: Themes, settings: Settings, today: date) -> None:
    """Ask an editor about the doubtful paragraphs of texts, and write what is decided.

    A text is written when something of the next one is answered, and at the end; `today` is the day
    on which it was reviewed. Raises InputError with the faults of those that cannot be written.
    """
    names, faults = names_of(themes), Faults()
    for text in texts:
        faults.attempt(corrections.check_inside, Path(text.path), settings)
    faults.raise_any()
    writer = _Writer(settings, today, faults)
    for text in texts:
        if not text.doubtful:
            writer.confirm(text)
    asked = tuple(text for text in texts if text.doubtful)
    if asked:
        with asking(names) as ask:
            over = _talk(Review(asked, keys_of(themes)), ask, writer)
        for index in range(over.written, len(asked)):
            writer.write(over, index)
    elif not texts:
        writer.said.append("No text waits for its review.")
    for sentence in writer.said:
        click.echo(sentence)
    try:
        faults.raise_any()
    except InputError as error:
        if writer.said:
            error.add_note("what is listed above was saved")
        raise


def _talk(review: Review, ask: Ask, writer: "_Writer") -> Review:
    """Let keys change a review until it is over; who breaks off leaves, and what is said stays."""
    while not review.is_over:
        try:
            review = step(review, ask(review))
        except (EOFError, KeyboardInterrupt):
            return review
        for index in review.settled:
            writer.write(review, index)
            review = replace(review, written=index + 1)
    return review


class _Writer:
    """Writes the texts of a review, and gathers what to say of each."""

    def __init__(self, settings: Settings, today: date, faults: Faults) -> None:
        self.said: list[str] = []
        self._settings = settings
        self._today = today
        self._faults = faults

    def write(self, review: Review, index: int) -> None:
        """Write what was decided on a text, if anything was."""
        text, decisions = review.texts[index], review.decisions(index)
        left = len(text.doubtful) - len(decisions)
        if not decisions or not self._replaced(text, decisions, None if left else self._today):
            return
        proposed = {one.number: one.places[0].id for one in text.doubtful}
        moved = sum(place != proposed[number] for number, place in decisions.items())
        sentence = f"{counted(len(decisions), 'close call')} decided"
        sentence += f", {moved} of them moved" if moved else ""
        self._say(text, f"{sentence}; {f'{left} left' if left else 'reviewed'}")

    def confirm(self, text: Waiting) -> None:
        """Mark a text as reviewed of which nothing is doubtful."""
        if text.reviewed:
            self._say(text, f"no close call; reviewed on {text.reviewed} already")
        elif self._replaced(text, {}, self._today):
            self._say(text, "no close call; reviewed")

    def _replaced(self, text: Waiting, decisions: Mapping[int, str], day: date | None) -> bool:
        """Replace the file of a text; if that fails, the others are written all the same."""
        path = Path(text.path)
        try:
            corrections.review(path, text.sha256, decisions, day, self._settings)
        except InputError as error:
            self._faults.add(error.faults)
        except OSError as error:
            self._faults.add([Fault(text.path, 0, str(error.strerror or error))])
        else:
            return True
        return False

    def _say(self, text: Waiting, sentence: str) -> None:
        self.said.append(f"{invisible.one_line(text.path)}: {sentence}")


# --- lists ----------------------------------------------------------------------------


def print_list(texts: Sequence[Waiting], themes: Themes) -> None:
    """Print an entry per doubtful paragraph: its two best places, and how near they are."""
    names, screen = names_of(themes), entries.screen()
    waiting = [text for text in texts if text.doubtful]
    if not waiting:
        click.echo("No paragraph waits for its review.")
    for text in waiting:
        entries.print_title(text.path, screen)
        marks = [f"¶{one.number}" for one in text.doubtful]
        indent = entries.indent_of(marks)
        for mark, one in zip(marks, text.doubtful, strict=True):
            best, second = (names[place.id] for place in one.places)
            line = Text(f"{best}; next {second}, {one.margin:.2f} behind")
            entries.print_entry(mark, one.paragraphs[0].text, [line], indent, screen)


def waiting_json(text: Waiting) -> str:
    """Return what waits in a text as one line of JSON; docs/manual/commands.md describes it."""
    record = {
        "file": text.path,
        "title": text.title,
        "reviewed": text.reviewed.isoformat() if text.reviewed else None,
        "paragraphs": [
            {
                "number": one.number,
                "filed_with": [p.number for p in one.paragraphs] if one.paragraphs[1:] else [],
                "text": " ".join(paragraph.text for paragraph in one.paragraphs),
                "places": [_place(place) for place in one.places],
                "margin": round(one.margin, DIGITS),
            }
            for one in text.doubtful
        ],
    }
    return invisible.escape_json(json.dumps(record, ensure_ascii=False))


def _place(place: Place) -> dict[str, Any]:
    words = [{"word": one.word, "share": round(one.share, DIGITS)} for one in place.words]
    return {"place": place.id, "score": round(place.score, DIGITS), "words": words}
