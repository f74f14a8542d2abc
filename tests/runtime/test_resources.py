"""Resources: values in order, from the cache where they are sound, else made and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.runtime.cache import Cache, key
from dossier.runtime.progress import Progress
from dossier.runtime.resources import Resources


@dataclass(frozen=True, slots=True)
class _Square:
    root: int
    value: int


class _Steps(Progress):
    """Notes what was begun and counts what was done."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int]] = []
        self.done = 0

    def begin(self, label: str, total: int) -> None:
        self.begun.append((label, total))

    def step(self) -> None:
        self.done += 1


def _squares(roots: Sequence[int], most: int) -> list[_Square | str]:
    """Return a square for each root, or a sentence for one that is too large."""
    return [_Square(r, r * r) if r <= most else f"{r} is too large" for r in roots]


def _map(
    folder: Path, roots: Sequence[int], progress: Progress | None = None
) -> list[tuple[_Square | str, bool]]:
    resources = Resources(Cache(folder), progress or Progress())
    keys = [key("square", str(root)) for root in roots]
    return list(resources.cached_map("Squares", _squares, roots, keys, 5, _Square))


def test_what_was_made_once_is_taken_from_the_cache(tmp_path: Path) -> None:
    """In the order of the items, whatever of them is new."""
    one, two, three = (_Square(n, n * n) for n in (1, 2, 3))
    assert _map(tmp_path, [3, 1]) == [(three, True), (one, True)]
    assert _map(tmp_path, [1, 2, 3]) == [(one, False), (two, True), (three, False)]


def test_a_failure_is_handed_on_and_not_kept(tmp_path: Path) -> None:
    """It is made again by the next build, and the others are kept."""
    expected: tuple[str, bool] = ("7 is too large", True)
    assert _map(tmp_path, [7, 2]) == [expected, (_Square(2, 4), True)]
    assert _map(tmp_path, [7, 2]) == [expected, (_Square(2, 4), False)]


def test_a_damaged_value_is_made_again(tmp_path: Path) -> None:
    """In its place among the others, be they new or not."""
    _map(tmp_path, [1, 2])
    (damaged, *_) = tmp_path.glob("??/*")
    damaged.write_bytes(b"damaged")
    again = _map(tmp_path, [1, 4, 2])
    assert [value for value, _ in again] == [_Square(1, 1), _Square(4, 16), _Square(2, 4)]
    assert sorted(is_new for _, is_new in again) == [False, True, True]
    assert [is_new for _, is_new in _map(tmp_path, [1, 4, 2])] == [False, False, False]


def test_progress_ends_where_it_was_said_to(tmp_path: Path) -> None:
    """Values from the cache are steps too."""
    _map(tmp_path, [1])
    steps = _Steps()
    _map(tmp_path, [1, 2, 7], steps)
    assert (steps.begun, steps.done) == ([("Squares", 3)], 3)
