"""How long work tells how far it is; the command line shows it, everything else stays silent."""

import time


class Progress:
    """Silent; a subclass may draw it."""

    def begin(self, what: str, total: int) -> None:
        """Start a stretch of `total` equal steps, which ends the one before."""

    def step(self) -> None:
        """One more step is done."""

    def end(self) -> None:
        """All is done."""


class Stopwatch(Progress):
    """Measures how long each stretch takes, and hands everything on to `shown`."""

    def __init__(self, shown: Progress) -> None:
        self.seconds: dict[str, float] = {}
        """By stretch, in the order in which they were begun; what comes before is "Reading"."""

        self._shown = shown
        self._under_way = "Reading"
        self._since = time.monotonic()

    def begin(self, what: str, total: int) -> None:
        """End the stretch before, and measure this one."""
        self._stop()
        self._under_way = what
        self._shown.begin(what, total)

    def step(self) -> None:
        """Hand it on."""
        self._shown.step()

    def end(self) -> None:
        """End the last stretch."""
        self._stop()
        self._under_way = ""
        self._shown.end()

    def _stop(self) -> None:
        now = time.monotonic()
        if self._under_way:
            spent = self.seconds.get(self._under_way, 0.0)
            self.seconds[self._under_way] = spent + now - self._since
        self._since = now
