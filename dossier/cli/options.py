"""What commands share: options, and here, and only here, errors become exit codes.

0: done. 1: the input, a template or the proof is at fault. 2: wrong usage. 130: Ctrl-C.
"""

import errno
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from dossier import invocation
from dossier.errors import DossierError, Fault, InputError
from dossier.text import invisible

SETTINGS = "mkdocs.yml"
"""The site's settings; MkDocs takes mkdocs.yaml as well."""

config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=SETTINGS,
    show_default=True,
    help="The site's settings.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing unless it fails.")


_OUTPUT = "standard output"
_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What writing fails with. Of a file its name is known, so without one it is what is printed."""

_NO_MEMORY = "There is not enough memory; close other programs and try again"

INTERRUPTED = 128 + signal.SIGINT
"""Exit code of a program that Ctrl-C has ended, as shells have it."""


def sentences(
    writes: Callable[[Mapping[str, Any]], object] = lambda options: True,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Print what is wrong as sentences on standard error and exit with 1; end quietly at Ctrl-C.

    `writes` says by the options of a command whether it may change anything: only then is it worth
    saying, when it fails, what has become of the site.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**options: Any) -> None:
            before = _end_at_interrupt()
            try:
                if named := options.get("config_file"):
                    options["config_file"] = _existing(named)
                command(**options)
                sys.stdout.flush()  # what cannot be printed is said here, not when all has ended
            except DossierError as error:
                count = len(error.faults)
                said = f"{error}\n{count} fault{'s' * (count > 1)}"
                _end(said, _outcome(error, bool(writes(options))))
            except BrokenPipeError:  # nobody reads what is printed: Click ends in silence
                raise
            except OSError as error:
                end(error, bool(writes(options)))
            except MemoryError as error:
                _end(_NO_MEMORY, _outcome(error, bool(writes(options))))
            except (KeyboardInterrupt, click.Abort):
                _close_if_stuck()
                sys.exit(INTERRUPTED)
            finally:
                if before and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
                    signal.signal(signal.SIGINT, before)

        return run

    return decorate


def reads(options: Mapping[str, Any]) -> bool:
    """Say of a command that it never changes anything."""
    return False


def _end_at_interrupt() -> Any:
    """Let Ctrl-C end worker processes first, whose work would be waited for; return what it did.

    A second one does not disturb what is tidied up after the first. Where it is ignored, as in a
    script that goes on in the background, it stays so: then nothing is returned.
    """

    def interrupt(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        from multiprocessing import active_children  # slow to load, and few need it

        for process in active_children():
            process.kill()
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        return None
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return None
    return signal.signal(signal.SIGINT, interrupt)


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


def _existing(config_file: Path) -> Path:
    """Return the file of settings under the name that it has.

    Raises InputError, with what to do, if there is none.
    """
    if config_file.exists():
        return config_file
    if config_file != Path(SETTINGS):
        raise InputError(Fault(config_file.as_posix(), 0, "there is no such file"))
    other = config_file.with_suffix(".yaml")
    if other.exists():
        return other
    for above in Path.cwd().parents:  # it is not read unasked: it may name programs to run
        if (above / SETTINGS).is_file():
            there = os.path.relpath(above)
            sentence = "is not in this folder, but in one above; go there "
            sentence += f"({invocation.quoted('cd', there)}), or name it: "
            sentence += invocation.quoted("-f", f"{there}/{SETTINGS}")
            raise InputError(Fault(SETTINGS, 0, sentence))
    sentence = f"is not in this folder; begin a site with {invocation.typed('new', 'FOLDER')}, "
    sentence += f"go to the folder of your site (cd), or name its {SETTINGS} with -f"
    raise InputError(Fault(SETTINGS, 0, sentence))


def ready_streams() -> None:
    """Let standard output take every character, and stand in for streams that are closed.

    A console of Windows or an ASCII terminal may not know them all. The number of a stream that is
    closed would go to the next file that is opened, and what a library prints, into that.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nothing)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def print_json(line: str) -> None:
    """Print a line of JSON; where the terminal lacks a character, by its number, as JSON has it."""
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(json.loads(line))
    click.echo(line)
