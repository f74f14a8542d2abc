"""A terminal in which a program runs, and the screen that a user would see there."""

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path

from tests.site import folded

WAIT = 120
"""Seconds after which nothing more is expected."""

_STYLE = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")
_HOME = "\x1b[H"
"""What a program sends before it paints the whole screen again."""


class Terminal:
    """Runs build.py in a terminal of the given size."""

    def __init__(self, folder: Path, *args: str, rows: int = 24, columns: int = 80) -> None:
        self._keyboard, terminal = pty.openpty()
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._before = termios.tcgetattr(terminal)
        environment = {**os.environ, "TERM": "xterm-256color"}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)
        self._program = subprocess.Popen(
            [sys.executable, "build.py", *args],
            cwd=folder,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=environment,
            start_new_session=True,
        )
        self._terminal = terminal
        self._height = rows
        self.sent = ""
        """All that the program has printed, as it was sent."""

    @property
    def rows(self) -> list[str]:
        """The rows of the screen as it was painted last, perhaps not to its end."""
        painted = self.sent.rpartition(_HOME)[2]
        return [row.rstrip() for row in _STYLE.sub("", painted).splitlines()]

    @property
    def words(self) -> str:
        """What the screen says, white space folded."""
        return folded(" ".join(self.rows))

    def see(self, *said: str) -> list[str]:
        """Wait until a whole screen is painted that says all of that, and return its rows."""

        def is_seen() -> bool:
            return len(self.rows) == self._height and all(folded(s) in self.words for s in said)

        self._read_until(is_seen, said)
        return self.rows

    def resize(self, rows: int, columns: int) -> None:
        """Give the window another size."""
        ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._height = rows

    def press(self, keys: str) -> None:
        """Press keys one after the other."""
        os.write(self._keyboard, keys.encode())

    def end(self) -> str:
        """Wait until the program ends well, and return what it printed behind its screen."""
        self._read_until(lambda: self._program.poll() is not None and not self._more(0.2), ())
        assert self._program.returncode == 0, self.words
        assert termios.tcgetattr(self._terminal) == self._before
        os.close(self._terminal)
        os.close(self._keyboard)
        left = self.sent.rpartition("\x1b[?1049l")[2]
        return _STYLE.sub("", left).replace("\r\n", "\n").strip()

    def _read_until(self, is_enough: Callable[[], bool], said: object) -> None:
        last = time.monotonic() + WAIT
        while not is_enough():
            assert time.monotonic() < last, f"{said} is not on the screen: {self.rows}"
            self._more(0.2)

    def _more(self, seconds: float) -> bool:
        """Read what the program has printed since; wait a while for it."""
        if not select.select([self._keyboard], [], [], seconds)[0]:
            return False
        self.sent += os.read(self._keyboard, 65536).decode(errors="replace")
        return True
