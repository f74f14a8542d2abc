"""What a command costs: time, processor time, memory; and what it leaves on the disk.

A command is run by a small process of its own, this file as a program: a process begins with the
peak memory of the one that started it, and the one that measures knows more than any of them.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_KIBIBYTE = 1024 if sys.platform != "darwin" else 1
"""Unit of the peak that the system reports."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run cost."""

    wall: float
    """Seconds."""

    cpu: float
    """Seconds of all cores, by the process and all that it started and waited for."""

    memory: float
    """Bytes, at their most, of the largest of these processes."""

    output: int = 0
    """Bytes of all files."""

    files: int = 0
    said: str = ""
    """What it printed."""


def run(
    command: Sequence[str], folder: Path, output: Path | None = None, quiet: Sequence[str] = ()
) -> Usage:
    """Run a command in `folder`, and look at what it leaves in `output`.

    `quiet` names variables of the environment to set to 1. Raises RuntimeError if it fails.
    """
    wrapped = [sys.executable, "-I", "-S", __file__, *command]
    environment = {**os.environ, **dict.fromkeys(quiet, "1")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # which hardly any user sets
    done = subprocess.run(  # noqa: S603 - our own commands
        wrapped, cwd=folder, capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    said, _, figures = done.stdout.rstrip("\n").rpartition("\n")
    used: Mapping[str, float] = json.loads(figures)
    sizes = [path.stat().st_size for path in files(output)] if output else []
    return Usage(**used, output=sum(sizes), files=len(sizes), said=said)


def files(folder: Path) -> list[Path]:
    """Return every file below `folder`."""
    return [path for path in folder.rglob("*") if path.is_file()]


def _main(command: list[str]) -> int:
    """Run a command; the last line printed is what it cost, as JSON."""
    start = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    figures = {
        "wall": time.monotonic() - start,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * _KIBIBYTE,
    }
    sys.stdout.write("\n" + json.dumps(figures) + "\n")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
