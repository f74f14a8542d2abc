"""How commands end: here, and only here, errors become exit codes.

0: done. 1: the input, a template or the proof is at fault. 2: wrong usage. 130: Ctrl-C.
"""

import _thread
import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any

import click

from dossier.cli.options import existing
from dossier.errors import DossierError, Fault
from dossier.runtime import interrupts
from dossier.text import invisible

_OUTPUT = "standard output"
_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What writing fails with. Of a file its name is known, so without one it is what is printed."""

_NO_MEMORY = "There is not enough memory; close other programs and try again"

_SOON = 0.02
"""Seconds after which memory that was being freed is free."""

INTERRUPTED = 128 + signal.SIGINT
"""Exit code of a program that Ctrl-C has ended, as shells have it."""


def sentences(
    writes: Callable[[Mapping[str, Any]], object] | bool = True,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Print what is wrong as sentences on standard error and exit with 1; end quietly at Ctrl-C.

    `writes` says, or finds out by what was given, whether a command may change anything: only then
    is it worth saying, when it fails, what has become of the site.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:
            may_write = bool(writes(given)) if callable(writes) else writes
            before, hook = _end_at_interrupt(), sys.unraisablehook
            try:
                if named := given.get("config_file"):
                    given["config_file"] = existing(named)
                command(**given)
                sys.stdout.flush()  # what cannot be printed is said here, not when all has ended
            except DossierError as error:
                count = len(error.faults)
                said = f"{error}\n{count} fault{'s' * (count > 1)}"
                _end(said, _outcome(error, may_write))
            except BrokenPipeError:  # nobody reads what is printed: Click ends in silence
                raise
            except OSError as error:
                end(error, may_write)
            except MemoryError as error:
                _end(_NO_MEMORY, _outcome(error, may_write))
            except (KeyboardInterrupt, click.Abort):
                _close_if_stuck()
                sys.exit(INTERRUPTED)
            finally:
                if before and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
                    signal.signal(signal.SIGINT, before)
                sys.unraisablehook = hook

        return run

    return decorate


def _end_at_interrupt() -> Any:
    """Let Ctrl-C end worker processes first; return what it did.

    Where it is ignored, as in a script that goes on in the background, it stays so: then nothing
    is returned.
    """
    if threading.current_thread() is not threading.main_thread():
        return None
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return None
    sys.unraisablehook = _interrupt_again
    return signal.signal(signal.SIGINT, interrupts.interrupt)


def _interrupt_again(lost: "sys.UnraisableHookArgs") -> None:
    """Interrupt once more if the first was lost, as what is raised while memory is freed is."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    signal.signal(signal.SIGINT, interrupts.interrupt)
    later = threading.Timer(_SOON, _thread.interrupt_main)  # now it would be lost as well
    later.daemon = True
    later.start()


def _outcome(error: Exception, writes: bool) -> str:
    """Return what has become of the site, "" if a command has only looked at it."""
    notes = getattr(error, "__notes__", ["nothing was changed"] if writes else [])
    return "; " + "\n".join(notes) if notes else ""


def end(error: OSError, writes: bool) -> None:
    """Say what the system refuses, and of which file, and exit with 1."""
    sentence = str(error.strerror or error)
    name = error.filename or (_OUTPUT if error.errno in _WRITING else None)
    said = str(Fault(os.fsdecode(name), 0, sentence)) if name else invisible.one_line(sentence)
    _end(said, _outcome(error, writes))


def _end(said: str, outcome: str) -> None:
    with suppress(OSError):  # nothing can be said where standard error is full
        click.echo(f"{said}{outcome}.", err=True)
    _close_if_stuck()
    sys.exit(1)


def _close_if_stuck() -> None:
    """Close standard output if it cannot be written, or Python would try again at its end."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):  # ValueError: it is closed already
        with suppress(OSError):
            sys.stdout.close()
