"""Show a review and read its keys: on a whole screen, or as lines where there is none."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias

import click
from rich.console import Console, ScreenContext
from rich.control import Control

from dossier.cli.review_lines import fitted, lines_of, spaced
from dossier.filing.review import ENTER, Review, is_key

Ask: TypeAlias = Callable[[Review], str]
"""Shows what is asked, and returns a key; raises EOFError or KeyboardInterrupt if none comes."""

_KEY = re.compile(r"\x1b\[[\d;]*[@-~]|\x1bO.|[\x00\xe0].|.", re.DOTALL)
"""A key as a terminal sends it: an escape sequence, two characters on Windows, or one."""

_BREAKS = ("\x03", "\x04")
"""Ctrl-C and Ctrl-D."""

_AGAIN = "\x0c"
"""Ctrl-L, which only paints the screen again; so does a window that changes its size."""

_ROWS = {
    _AGAIN: 0,
    **dict.fromkeys(("\x1b[B", "\x1bOB", "\xe0P", "\x00P"), 1),  # down
    **dict.fromkeys(("\x1b[A", "\x1bOA", "\xe0H", "\x00H"), -1),  # up
    **dict.fromkeys((" ", "\x1b[6~", "\xe0Q", "\x00Q"), 5),  # page down
    **dict.fromkeys(("\x1b[5~", "\xe0I", "\x00I"), -5),  # page up
}
"""Keys that move a paragraph for which there is no room, and by how many rows."""


_AT_ONCE = 4096
"""Bytes that a terminal hands over together, as it does with what is pasted."""


def _meant(review: Review, typed: Sequence[str]) -> list[str]:
    """Return what came together as keys; as one that does nothing if it is no keys but a text."""
    others = (*_ROWS, *_BREAKS, *ENTER)
    keys = all(key in others or is_key(review, key) for key in typed)
    return [*typed] if keys or len(typed) == 1 else ["".join(typed)]


@contextmanager
def asking(names: Mapping[str, str]) -> Iterator[Ask]:
    """Return how keys are asked for; at the end the terminal is as it was.

    `names` are those of all places.
    """
    console = Console(highlight=False)
    if sys.stdin.isatty() and sys.stdout.isatty() and not console.is_dumb_terminal:
        with console.screen() as screen, _typing() as read:
            yield _Screen(screen, names, read).ask
    else:
        yield _Lines(names).ask


class _Screen:
    """Asks on a whole screen, which every key paints again."""

    def __init__(
        self, screen: ScreenContext, names: Mapping[str, str], read: Callable[[], str]
    ) -> None:
        self._screen = screen
        self._names = names
        self._read = read
        self._typed: list[str] = []
        self._asked: object = None
        self._top = 0

    def ask(self, review: Review) -> str:
        """Paint a review, and return the next key that does more than to move it."""
        if self._asked != (now := (review.asked, review.explains)):
            self._asked, self._top = now, 0
        while True:
            self._paint(review)
            key = self._key(review)
            if key not in _ROWS:
                return key
            self._top += _ROWS[key]

    def _paint(self, review: Review) -> None:
        console = self._screen.console
        rows, self._top = fitted(lines_of(review, self._names), console, self._top)
        console.control(Control.home())
        self._screen.update(*rows)

    def _key(self, review: Review) -> str:
        if not self._typed:
            try:
                self._typed = _meant(review, _KEY.findall(self._read()))
            except OSError as error:  # the terminal is gone
                raise EOFError from error
        if not self._typed or self._typed[0] in _BREAKS:
            raise EOFError
        return self._typed.pop(0)


if sys.platform == "win32":

    @contextmanager
    def _typing() -> Iterator[Callable[[], str]]:
        """Return what reads keys as they are typed."""
        yield click.getchar

else:  # click.getchar would throw away what is typed while the screen is painted
    import select
    import termios

    @contextmanager
    def _typing() -> Iterator[Callable[[], str]]:
        """Return what reads keys as they are typed; nothing of them is shown meanwhile."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        mode = termios.tcgetattr(terminal)
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        termios.tcsetattr(terminal, termios.TCSADRAIN, mode)
        try:
            yield partial(next, _typed(terminal, os.get_terminal_size(terminal)))
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _typed(terminal: int, painted: os.terminal_size) -> Iterator[str]:
        """Yield what is typed, and `_AGAIN` where the screen has no more the size it had."""
        while True:
            if select.select([terminal], [], [], 0.25)[0]:
                yield os.read(terminal, _AT_ONCE).decode(errors="replace")
            elif (size := os.get_terminal_size(terminal)) != painted:
                painted = size
                yield _AGAIN


class _Lines:
    """Asks in plain lines, and takes every character of a line as a key."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._input = click.open_file("-", errors="replace")
        self._typed: list[str] = []
        self._shown: Review | None = None

    def ask(self, review: Review) -> str:
        """Print a review, unless it is the last one, and return the next key."""
        if review is not self._shown:
            self._shown = review
            lines = lines_of(review, self._names)
            keys = [spaced(row) for row in lines.keys]
            for line in (lines.said, *lines.head, *lines.body, *lines.places, *keys):
                if line:
                    click.echo(line.plain)
        while not self._typed:
            if self._input.isatty():
                click.echo("> ", nl=False)
            line = self._input.readline()
            if not line:
                raise EOFError
            is_enter = review.asked is None and not line.strip()
            self._typed = ["\n"] if is_enter else _meant(review, "".join(line.split()))
        return self._typed.pop(0)
