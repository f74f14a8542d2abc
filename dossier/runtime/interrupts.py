"""What Ctrl-C does, and how it is put off where it would leave something half done."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def interrupt(number: int, frame: object) -> None:
    """End worker processes, whose work would be waited for, and raise KeyboardInterrupt.

    A handler of signals. A second Ctrl-C does not disturb what is tidied up after the first.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from multiprocessing import active_children  # slow to load, and few need it

    for process in active_children():
        process.kill()
    raise KeyboardInterrupt


@contextmanager
def put_off() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the block, however that is left."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        yield  # it is ignored, or comes to another thread
        return
    came: list[tuple[int, object]] = []
    signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            before(signal.SIGINT, None)
