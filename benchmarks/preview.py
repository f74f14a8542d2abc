"""How long a saved text takes to the page: python -m benchmarks.preview [--size N] [--rounds N]

The preview is started as an editor would, with PDFs and search; then a text is saved, and its page
is asked for until it shows the new words.
"""

import argparse
import contextlib
import http.client
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import contenders, texts

STARTS, REBUILDS = 3600, 1800
"""Seconds after which the preview is given up: until its first page, and after a change."""

_PAUSE = 0.05


def main() -> None:
    """Print the seconds in a library of a size."""
    parser = argparse.ArgumentParser(description="How long a saved text takes to the page.")
    parser.add_argument("--size", type=int, default=100, help="texts in the library [100]")
    parser.add_argument("--rounds", type=int, default=3, help="changes that are saved [3]")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
        texts.write(Path(folder, contenders.TEXTS), options.size)
        sys.stdout.write(measured(Path(folder), options.size, options.rounds) + "\n")


def measured(root: Path, size: int, rounds: int = 1) -> str:
    """Return a sentence on the preview of the library that stands below `root`."""
    folder = root / "preview"
    folder.mkdir()
    settings = folder / "mkdocs.yml"
    written = contenders.dossier_settings(f"../{contenders.TEXTS.as_posix()}")
    settings.write_text(written, encoding="utf-8")
    number = size // 2 + 1
    start = time.monotonic()
    with _served(settings) as server:
        server.wait_for("/", "</html>", STARTS)
        started = time.monotonic() - start
        text = root / contenders.TEXTS / texts.name(number)
        saves = [_save(server, text, f"quagga{turn}") for turn in range(rounds)]
    seconds = statistics.median(saves)
    return f"Preview: {started:.1f} s to the first page, {seconds:.1f} s from a save to its page"


@dataclass(frozen=True, slots=True)
class _Server:
    """A preview that is running."""

    process: subprocess.Popen[bytes]
    port: int

    def wait_for(self, path: str, words: str, patience: float) -> None:
        """Ask for a page until it holds `words`.

        Raises TimeoutError if that takes too long, ChildProcessError if the preview has ended.
        """
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise ChildProcessError("the preview has ended")
            with contextlib.suppress(OSError, http.client.HTTPException):
                if words in self._get(path, patience):
                    return
            time.sleep(_PAUSE)
        raise TimeoutError(f"{path} does not show “{words}”")

    def _get(self, path: str, patience: float) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        with contextlib.closing(connection):
            connection.request("GET", path)
            return connection.getresponse().read().decode("utf-8", "replace")


def _save(server: _Server, text: Path, word: str) -> float:
    """Add a paragraph to a text; return the seconds until its page shows it."""
    before = text.read_text(encoding="utf-8")
    start = time.monotonic()
    text.write_text(f"{before}\nA {word} was seen at the border.\n", encoding="utf-8")
    server.wait_for(f"/briefings/{text.stem}/", word, REBUILDS)
    return time.monotonic() - start


@contextlib.contextmanager
def _served(settings: Path) -> Iterator[_Server]:
    """Serve a preview; it is handed over at once, before anything is built."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = contenders.dossier_command("serve", settings, "--address", f"127.0.0.1:{port}")
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=settings.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield _Server(process, port)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
