"""Tables and bars that the command line draws, by Rich."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Drawn
from rich.text import Text

from dossier.cli import entries
from dossier.filing import evidence
from dossier.filing.places import names_of
from dossier.model import FURNITURE, UNTHEMED, Briefing, Filed, Publish, Record, Themes
from dossier.pages import prose
from dossier.runtime.progress import Progress
from dossier.text import invisible, log_commands

DIGITS = 6
"""Decimals of a number in JSON."""

_INDENT = 4
"""Cells before a line below the name of a text."""

_BETWEEN = "  "
"""What stands between the columns of a table."""

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
    return Text(_plain(words), style=style)


def _plain(words: str) -> str:
    return log_commands.disarmed_anywhere(invisible.one_line(words))


def print_filings(themes: Themes, records: Sequence[Record]) -> None:
    """Print a table with a row per text: where its paragraphs are filed.

    Where it is too wide for the screen, two lines per text say the same.
    """
    names = [_plain(theme.name) for theme in themes]
    header = ("Text", "Date", "¶", *names, "No theme", "Furniture", "Close", "Moved", "Publish")
    rows = [header, *(_row(themes, record) for record in records)]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    screen = console()
    if sum(widths) + len(_BETWEEN) * (len(widths) - 1) > screen.width:
        _print_in_lines(themes, records, screen)
    else:
        lines = [_aligned(row, widths) for row in rows]
        table = Text("\n".join(lines))
        table.stylize("bold", end=len(lines[0]))
        screen.print(table, soft_wrap=True)
    for move in prose.moves(records, names_of(themes)):
        line = f"Moved by editors: {move.count} from {move.before} to {move.after}"
        screen.print(cell(line))


def _row(themes: Themes, record: Record) -> tuple[str, ...]:
    """Return what the table says of a text, column by column."""
    counts = Counter(record.filed_places)
    numbers = (
        *(counts[theme.id] for theme in themes),
        sum(counts[place] for place in UNTHEMED),
        counts[FURNITURE],
        record.close_calls,
        len(record.moves),
    )
    return (
        _plain(record.path),
        record.date.isoformat() if record.date else "undated",
        str(len(record.places)),
        *(str(number or "") for number in numbers),
        "" if record.front.publish == Publish.FULL else record.front.publish,
    )


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    """Return a row as a line; a Chinese character takes two cells.

    Rich's own tables would take longer over a thousand rows than all else that is said of them.
    """
    spaces = [" " * (width - cell_len(words)) for words, width in zip(row, widths, strict=True)]
    text, day, *numbers, publish = zip(row, spaces, strict=True)
    right = [f"{space}{number}" for number, space in numbers]
    return _BETWEEN.join((*map("".join, (text, day)), *right, "".join(publish)))


def _print_in_lines(themes: Themes, records: Sequence[Record], screen: Console) -> None:
    for record in records:
        counts = Counter(record.filed_places)
        parts = {invisible.one_line(theme.name): counts[theme.id] for theme in themes}
        parts["no theme"] = sum(counts[place] for place in UNTHEMED)
        parts["furniture"] = counts[FURNITURE]
        parts["close calls"], parts["moved"] = record.close_calls, len(record.moves)
        said = [f"{name} {number}" for name, number in parts.items() if number]
        said += [] if record.front.publish == Publish.FULL else [record.front.publish]
        day = record.date.isoformat() if record.date else "undated"
        entries.print_title(record.path, screen)
        line = Text(f"{day}, {len(record.places)} ¶: {', '.join(said)}")
        entries.print_below([line], _INDENT, screen)


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
