"""The errors of this package, each with sentences that an editor can act on.

    DossierError            every error that this package raises on purpose
    ├── InputError          a text, its front matter, themes.yml or the settings
    ├── TemplateError       a template that cannot be rendered
    ├── ProofError          a built page that does not hold what its source holds
    ├── WorkerError         a process or a machine that ends before its work is done
    └── ProgramError        a part of this program that is missing or damaged

An error carries one or more faults. Code that reads many inputs collects the faults of all of them
and raises once, so that one run shows everything that is wrong.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from dossier.text import invisible

R = TypeVar("R")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, and where."""

    path: str
    """The file at fault, as the user would name it."""

    line: int
    """Line in that file, from 1; 0 for the whole file."""

    sentence: str
    """What is wrong and what would be right."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return invisible.one_line(f"{place}: {self.sentence}")


class DossierError(Exception):
    """Base of all errors; `faults` is never empty."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(*faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class InputError(DossierError):
    """Something that an editor wrote cannot be used."""


class TemplateError(DossierError):
    """A template is missing, has a syntax error, or uses a variable that it is not given."""


class ProofError(DossierError):
    """A page loses, repeats, alters or invents text."""


class WorkerError(DossierError):
    """A process or a machine has ended before its work was done."""


class ProgramError(DossierError):
    """A part of this program is missing or damaged."""


class Faults:
    """Collects the faults of many attempts, so that one run shows them all."""

    def __init__(self) -> None:
        self.notes: list[Fault] = []
        """What somebody should look at, though it stops nothing."""

        self._faults: list[Fault] = []

    def attempt(self, work: Callable[..., R], *args: object) -> R | None:
        """Return `work(*args)`; if it raises InputError, add its faults and return None."""
        try:
            return work(*args)
        except InputError as error:
            self._faults.extend(error.faults)
            return None

    def note(self, notes: Iterable[Fault], strict: bool) -> None:
        """Add notes; they are faults if the owner is strict."""
        (self._faults if strict else self.notes).extend(notes)

    def add(self, faults: Iterable[Fault]) -> None:
        """Add faults."""
        self._faults.extend(faults)

    @property
    def found(self) -> tuple[Fault, ...]:
        """All faults, each once, sorted by file and line."""
        return tuple(sorted(set(self._faults)))

    def raise_any(self) -> None:
        """Raise one InputError with all faults, if there are any."""
        if self._faults:
            raise InputError(*self.found)
