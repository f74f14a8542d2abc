"""How long work tells how far it is; the command line shows it, everything else stays silent."""


class Progress:
    """Silent; a subclass may draw it."""

    def begin(self, what: str, total: int) -> None:
        """Start a stretch of `total` equal steps, which ends the one before."""

    def step(self) -> None:
        """One more step is done."""

    def end(self) -> None:
        """All is done."""
