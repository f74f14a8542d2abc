"""A stopwatch measures every stretch once, and what it wraps still hears all."""

import pytest

from dossier.runtime.progress import Progress, Stopwatch


class _Heard(Progress):
    def __init__(self) -> None:
        self.calls: list[str] = []

    def begin(self, what: str, total: int) -> None:
        self.calls.append(f"{what} {total}")

    def step(self) -> None:
        self.calls.append("step")

    def end(self) -> None:
        self.calls.append("end")


def test_every_second_belongs_to_one_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches of one name are added up; what comes after the end is nobody's."""
    clock = iter([0.0, 1.0, 3.0, 6.0, 10.0, 15.0, 21.0])
    monkeypatch.setattr("dossier.runtime.progress.time.monotonic", lambda: next(clock))
    heard = _Heard()
    watch = Stopwatch(heard)
    for what in ("Filing", "Proving", "Filing"):
        watch.begin(what, 2)
    watch.step()
    watch.end()
    watch.begin("Filing", 1)
    watch.end()
    assert watch.seconds == {"Reading": 1.0, "Filing": 2.0 + 4.0 + 6.0, "Proving": 3.0}
    assert heard.calls == [
        *("Filing 2", "Proving 2", "Filing 2", "step", "end"),
        *("Filing 1", "end"),
    ]
