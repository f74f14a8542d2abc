"""Tables and bars that the command line draws, by Rich."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Drawn
from rich.table import Table
from rich.text import Text

from dossier.filing import evidence
from dossier.model import FURNITURE, UNTHEMED, Briefing, Filed, Publish, Record, Themes
from dossier.pages import prose
from dossier.pages.blocks import ParagraphView, with_reason
from dossier.runtime.progress import Progress
from dossier.text import invisible, log_commands

DIGITS = 6
"""Decimals of a number in JSON."""

FEW = 50
"""Steps up to which no bar is worth drawing."""


class Bars(Progress):
    """One bar per stretch of work, gone when all is done."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
        )
        self._bars = Drawn(*columns, console=Console(stderr=True), transient=True)

    def begin(self, what: str, total: int) -> None:
        """Draw a bar in the place of the last, if there are steps enough for one."""
        for task in self._bars.task_ids:
            self._bars.remove_task(task)
        if total > FEW:
            self._bars.start()
            self._bars.add_task(what, total=total)

    def step(self) -> None:
        """Move the bar on."""
        for task in self._bars.task_ids:
            self._bars.advance(task)

    def end(self) -> None:
        """Leave nothing behind."""
        self._bars.stop()


def cell(words: str, style: str = "") -> Text:
    """Return words for a table or a title: one line without effect, wherever Rich may break it."""
    return Text(log_commands.disarmed_anywhere(invisible.one_line(words)), style=style)


def print_filings(themes: Themes, records: Sequence[Record]) -> None:
    """Print a table with a row per text: where its paragraphs are filed."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Text", overflow="fold")
    table.add_column("Date")
    names = [theme.name for theme in themes]
    for name in ("¶", *names, "No theme", "Furniture", "Close", "Moved"):
        table.add_column(cell(name), justify="right")
    table.add_column("Publish")
    for record in records:
        counts = Counter(record.filed_places)
        table.add_row(
            cell(record.path),
            record.date.isoformat() if record.date else "undated",
            str(len(record.places)),
            *(str(counts[theme.id] or "") for theme in themes),
            str(sum(counts[place] for place in UNTHEMED) or ""),
            str(counts[FURNITURE] or ""),
            str(record.close_calls or ""),
            str(len(record.moves) or ""),
            "" if record.front.publish == Publish.FULL else record.front.publish,
        )
    screen = console()
    screen.print(table)
    known = UNTHEMED | {theme.id: theme.name for theme in themes}
    for move in prose.moves(records, known):
        line = f"Moved by editors: {move.count} from {move.before} to {move.after}"
        screen.print(cell(line))


def print_explanation(briefing: Briefing, themes: Themes) -> None:
    """Print a row per paragraph: its place, score, next choice, doubt and strongest words."""
    known = {theme.id: theme.name for theme in themes}
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.title = cell(briefing.document.source.path)
    table.add_column("¶", justify="right")
    table.add_column("Filed under")
    table.add_column("Score", justify="right")
    table.add_column("Next")
    table.add_column("Margin", justify="right")
    table.add_column("Words and their shares")
    for filed in briefing.filed:
        table.add_row(*_explained(with_reason(filed, themes), known))
    console().print(table)


def _explained(view: ParagraphView, known: Mapping[str, str]) -> Iterator[Text]:
    filing, reason = view.filing, view.reason
    yield Text(str(filing.number))
    if filing.theme:
        place = cell(known[filing.theme], "green")
    elif view.paragraph.kind == "furniture":
        place = Text(f"{view.paragraph.role}, of no theme ({filing.section})", style="dim")
    else:
        place = Text(f"no theme ({filing.section})", style="dim")
    for theme in view.also:
        place.append(cell(f", also {theme.name}", "dim"))
    if filing.filed_by == "editor":
        place.append(cell(f", by the editor{': ' + filing.because if filing.because else ''}"))
    if filing.filed_with:
        first, last = filing.filed_with[0], filing.filed_with[-1]
        place.append(f", with the list ¶{first} to ¶{last}", style="dim")
    if filing.close_call:
        place.append(" (close call)", style="yellow")
    yield place
    if reason is None:
        return
    yield Text(f"{reason.score:+.2f}")
    yield cell(reason.second.name if reason.second else "no theme")
    yield Text(f"{reason.margin:.2f}")
    words = ", ".join(f"{word.word} {word.share:+.2f}" for word in reason.words) or "no word"
    rest = f"other words {reason.others:+.2f}, "
    if reason.desk:
        said = ", ".join(f"{word.word} {word.share:+.2f}" for word in reason.desk)
        rest += f"your desk {reason.desk_share:+.2f} ({said}), "
    if filing.filed_with:
        rest += f"rest of the list {reason.rest:+.2f}, "
    rest += f"around {reason.context:+.2f}, start {reason.standing:+.2f}"
    if reason.is_twice:
        rest += ", read twice"
    yield cell(f"{words}; {rest}", "dim")


def explanation_json(briefing: Briefing) -> str:
    """Return the filing of a text as one line of JSON; docs/manual/commands.md describes it."""
    source = briefing.document.source
    record = {
        "file": source.path,
        "slug": source.slug,
        "sha256": source.sha256,
        "paragraphs": [_paragraph_record(filed) for filed in briefing.filed],
    }
    return invisible.escape_json(json.dumps(record, ensure_ascii=False))


def _paragraph_record(filed: Filed) -> dict[str, Any]:
    filing = filed.filing
    found = evidence.explain(filing, filed.paragraph.text)
    return {
        "number": filed.paragraph.number,
        "kind": filed.paragraph.kind,
        "role": filed.paragraph.role,
        "text": filed.paragraph.text,
        "theme": filing.theme,
        "section": filing.section,
        "also": list(filing.also),
        "filed_with": list(filing.filed_with),
        "filed_by": filing.filed_by,
        "because": filing.because,
        "close_call": filing.close_call,
        "framed": filing.framed,
        "best": found.theme if found else None,
        "score": round(found.score, DIGITS) if found else 0.0,
        "runner_up": filing.ranked[1][0] if len(filing.ranked) > 1 else None,
        "scores": {theme: round(value, DIGITS) for theme, value in filing.ranked},
        "evidence": [
            {"word": word.word, "share": round(word.share, DIGITS)}
            for word in (found.words if found else ())
        ],
        "desk": [
            {"word": word.word, "share": round(word.share, DIGITS)}
            for word in (found.desk if found else ())
        ],
        "rest_of_list": round(found.rest, DIGITS) if found else 0.0,
        "context": round(found.context, DIGITS) if found else 0.0,
        "standing": round(found.standing, DIGITS) if found else 0.0,
        "read_twice": bool(found and found.is_twice),
    }


def console() -> Console:
    """Return a console that is wide enough for a table when nobody looks at it."""
    return Console() if sys.stdout.isatty() else Console(width=160)
