"""Ctrl-C: a command ends quietly, and leaves the site, no process and no folder of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site import tree

LONG = "Trade by rail grew. The army closed the border after the attack on the port.\n\n" * 40


WAIT = 120
"""Seconds within which a build must come to where it is interrupted."""


def _interrupt(workshop: Path, sign: str, *, group: bool) -> tuple[int, str]:
    """Interrupt a build when `sign` appears, as a terminal does, or the parent alone."""
    program = subprocess.Popen(
        [sys.executable, "build.py", "build"],
        cwd=workshop,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    last = time.monotonic() + WAIT
    while not any(workshop.glob(sign)):
        assert time.monotonic() < last, f"no {sign} appears"
        time.sleep(0.01)
    (os.killpg if group else os.kill)(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=60)
    with pytest.raises(ProcessLookupError):
        os.killpg(program.pid, 0)  # none of its processes is left
    return program.returncode, said


@pytest.mark.parametrize("group", [True, False], ids=["the terminal", "one process"])
@pytest.mark.parametrize(
    "sign",
    [
        ".site.building.*",
        ".site.building.*/search/*",
        ".site.building.*/site/**/*.html",
        ".site.building.*/site/**/*.pdf",
    ],
    ids=["begun", "texts", "pages", "PDFs"],
)
def test_a_build_that_is_interrupted_leaves_everything_as_it_was(
    workshop: Path, sign: str, group: bool
) -> None:
    """At any moment, with texts and PDFs in processes beside."""
    for number in range(6):
        (workshop / "seeds" / f"text-{number}.txt").write_text(LONG, "utf-8")
    last = {".dossier-site": b"", "index.html": b"last good site"}
    (workshop / "site").mkdir()
    for name, data in last.items():
        (workshop / "site" / name).write_bytes(data)
    assert _interrupt(workshop, sign, group=group) == (130, "")
    assert tree(workshop / "site") == last
    names = [path.name for path in workshop.iterdir()]
    assert [name for name in names if re.search("building|tmp", name)] == []
