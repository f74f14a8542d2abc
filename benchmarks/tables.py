"""Figures of many runs become tables: medians of ratios, in plain text."""

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from benchmarks.measure import Usage

Runs = Mapping[tuple[str, str], Sequence[Usage]]
"""By contender and state: one usage a round, the rounds in one order for all."""

MEGABYTE = 1_000_000

_FIGURES: Mapping[str, Callable[[Usage], float]] = {
    "time": lambda usage: usage.wall,
    "CPU": lambda usage: usage.cpu,
    "memory": lambda usage: usage.memory,
    "bytes": lambda usage: usage.output,
    "files": lambda usage: usage.files,
}


def ratio(runs: Sequence[Usage], base: Sequence[Usage], figure: Callable[[Usage], float]) -> float:
    """Return the median over the rounds of the ratio within a round."""
    return statistics.median(
        figure(run) / figure(other) for run, other in zip(runs, base, strict=True)
    )


def median(runs: Iterable[Usage], figure: Callable[[Usage], float]) -> float:
    """Return the median of a figure over the rounds."""
    return statistics.median(figure(run) for run in runs)


def ratios(runs: Runs, base: tuple[str, str]) -> Iterator[Sequence[str]]:
    """Yield a row for each contender and state: times `base`, then what it was in itself."""
    yield ("run", *(f"{name} x" for name in _FIGURES), "seconds", "peak MB", "MB written", "files")
    for (name, state), found in runs.items():
        yield (
            f"{name}, {state}",
            *(f"{ratio(found, runs[base], figure):.2f}" for figure in _FIGURES.values()),
            f"{median(found, _FIGURES['time']):.2f}",
            f"{median(found, _FIGURES['memory']) / MEGABYTE:.0f}",
            f"{median(found, _FIGURES['bytes']) / MEGABYTE:.1f}",
            f"{median(found, _FIGURES['files']):.0f}",
        )


def against(
    runs: Runs, own: Sequence[tuple[str, str]], peers: Sequence[str], cold: str
) -> Iterator[Sequence[str]]:
    """Yield how many times as long as each peer each of `own` takes, in the same state.

    A peer without such a state keeps no cache: its builds are all cold ones.
    """
    yield ("time, as a multiple of", *peers)
    for name, state in own:
        bases = [runs.get((peer, state)) or runs[peer, cold] for peer in peers]
        times = [ratio(runs[name, state], base, _FIGURES["time"]) for base in bases]
        yield (f"{name}, {state}", *(f"{value:.2f}" for value in times))


def stretches(runs: Iterable[Usage]) -> dict[str, float]:
    """Return the median seconds of each stretch that `build --times` printed."""
    found: dict[str, list[float]] = {}
    for usage in runs:
        for line in usage.said.splitlines():
            name, seconds, _ = line.split()
            found.setdefault(name, []).append(float(seconds))
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def stretch_table(runs: Runs, own: Sequence[tuple[str, str]]) -> Iterator[Sequence[str]]:
    """Yield a row for each run of Dossier: the share of each stretch in the seconds it printed."""
    measured = {run: stretches(runs[run]) for run in own}
    names = max(measured.values(), key=len)  # the others leave some out
    yield ("share of the build", *names)
    for (name, state), found in measured.items():
        whole = sum(found.values()) or 1.0
        shares = [f"{found[part] / whole:.0%}" if part in found else "" for part in names]
        yield (f"{name}, {state}", *shares)


def growth(small: Runs, large: Runs, times: float) -> Iterator[Sequence[str]]:
    """Yield how much more the larger library takes, and that as a multiple of its size."""
    yield ("run", "time x", "per text x", "peak memory x")
    for run in small:
        if run in large:
            longer = median(large[run], _FIGURES["time"]) / median(small[run], _FIGURES["time"])
            more = median(large[run], _FIGURES["memory"]) / median(small[run], _FIGURES["memory"])
            row = (f"{longer:.2f}", f"{longer / times:.2f}", f"{more:.2f}")
            yield (", ".join(run), *row)


def laid_out(rows: Iterable[Sequence[str]]) -> str:
    """Return a table as lines: the first column to the left, the others to the right."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)
