"""What the preview prints: its address, then a line for every change, and each fault once."""

import time

import click

from dossier.cli import report
from dossier.plugin.preview import Audience, Update

_INDENT = " " * 10
"""As wide as the time in front of the first line of an update."""


def audience() -> Audience:
    """Return who prints how the preview goes."""
    log = _Log()
    return Audience(_print_address, log.print_update, report.progress(quiet=False))


def _print_address(url: str) -> None:
    click.echo(f"Preview at {url}; it follows every change you save. Ctrl-C ends it.")


class _Log:
    """Prints updates; what was said of the last one already is not said again."""

    def __init__(self) -> None:
        self._is_begun = False
        self._faults: tuple[str, ...] = ()
        self._notes: frozenset[str] = frozenset()

    def print_update(self, update: Update) -> None:
        """Print the faults of an update, or else what was rebuilt and what should be looked at."""
        if update.faults:
            self._print_faults(update.faults)
        else:
            mended = "Mended. " if self._faults else ""
            done = f"Rebuilt{_parts(update)}" if self._is_begun else "Built"
            self._print(f"{mended}{done} in {update.seconds:.1f} s")
            self._print_notes([f"{note}." for note in update.notes])
        self._faults, self._is_begun = update.faults, True

    def _print_faults(self, faults: tuple[str, ...]) -> None:
        if faults == self._faults:
            them = "the fault above is" if len(faults) == 1 else "the faults above are"
            self._print(f"Saved, but {them} still there")
        else:
            self._print(*faults, err=True)

    def _print_notes(self, notes: list[str]) -> None:
        new = [note for note in notes if note not in self._notes]
        more = f"{len(new) - report.NOTES} further notes." if len(new) > report.NOTES else None
        for line in (*new[: report.NOTES], *filter(None, [more])):
            click.echo(_INDENT + line, err=True)
        self._notes = frozenset(notes)

    def _print(self, first: str, *others: str, err: bool = False) -> None:
        click.echo(f"{time.strftime('%H:%M:%S')}  {first}", err=err)
        for line in others:
            click.echo(_INDENT + line, err=err)


def _parts(update: Update) -> str:
    """Return how much was made anew: " 1 text, 8 pages and 2 PDFs"."""
    kinds = (("text", "texts"), ("page", "pages"), ("PDF", "PDFs"))
    parts = [report.counted(n, one) for one, many in kinds if (n := update.rebuilt[many])]
    if not parts:
        return ""
    *first, last = parts
    return f" {', '.join(first)} and {last}" if first else f" {last}"
