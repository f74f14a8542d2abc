"""What a build works with: progress, cache and worker pool. None of it affects the output."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dossier.runtime.cache import Cache, decode, encode
from dossier.runtime.parallel import FEW, SHARE, map_shares
from dossier.runtime.progress import Progress

T = TypeVar("T")
C = TypeVar("C")
V = TypeVar("V")
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Resources:
    """Progress, cache and worker pool."""

    cache: Cache
    progress: Progress = field(default_factory=Progress)
    executor: Executor | None = None
    """The worker pool; None: processes of this machine, where that is worth it."""

    few: int = FEW
    """Texts up to which they are worked on in this process."""

    rebuilt: Counter[str] = field(default_factory=Counter)
    """How many texts, pages, PDFs and indexes were made anew, not taken from the cache."""

    def cached_map(
        self,
        stage: str,
        make: Callable[[Sequence[T], C], Sequence[V | F]],
        items: Sequence[T],
        keys: Sequence[str],
        common: C,
        kind: type[V],
        *,
        executor: Executor | None = None,
        few: int = FEW,
        share: int = SHARE,
    ) -> Iterator[tuple[V | F, bool]]:
        """Yield the value of every item, in order, and whether it was made anew.

        A value is taken from the cache under its key, else made by `make`, which is handed a share
        of the items and `common`, anywhere. What it returns is kept if it is of `kind`; anything
        else is a failure, which is handed on and not kept. Raises whatever `make` raises.
        """
        self.progress.begin(stage, len(items))
        cached = [self.cache.has(key) for key in keys]
        new = [item for item, known in zip(items, cached, strict=True) if not known]
        task = (make, common, kind)
        made = map_shares(_encoded, new, task, executor, few=few, share=share)
        # Entries are read one at a time: all at once would not fit into memory.
        for item, key, known in zip(items, keys, cached, strict=True):
            if known and (value := self.cache.get(key, kind)) is not None:
                yield value, False
            else:
                fresh = _encoded([item], task)[0] if known else next(made)  # damaged, or absent
                if isinstance(fresh, bytes):
                    self.cache.put_encoded(key, fresh)
                    yield decode(fresh, kind), True
                else:
                    yield fresh, True
            self.progress.step()


def _encoded(
    items: Sequence[Any], task: tuple[Callable[[Any, Any], Sequence[Any]], Any, type]
) -> list[Any]:
    """Make the values of some items, and encode them where they are made.

    So they travel as they are kept, which takes a tenth of the time that pickling them would.
    """
    make, common, kind = task
    return [encode(value) if isinstance(value, kind) else value for value in make(items, common)]
