"""How fast a whole site is built, beside other generators: python -m benchmarks.speed

For each size a library is dealt from the examples' texts, and every contender builds a site of it,
in turns, round after round. What counts on a busy machine are the ratios within a round.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import contenders, install, measure, pages, preview, search, tables, texts
from benchmarks.contenders import CHANGED, COLD, Contender
from benchmarks.measure import Usage
from benchmarks.tables import Runs, laid_out

HONESTLY = """\
Every contender gets the same texts. Dossier files every paragraph, writes each text as a briefing,
as published, as JSON and as citations, adds pages by theme, country and year, and reads the pages
back to prove them. The peers render pages: they neither file nor prove anything. Second readings
are kept like all else: only a text that is new or another is read twice.
Memory is that of the largest process. A ratio is the median of the ratios within each round.
"""


def main() -> None:
    """Measure and print."""
    options = _options()
    peers = options.peers
    for peer in contenders.missing(peers):
        _say(f"{peer} is not installed and left out; the extra `bench` brings it.\n")
        peers = [other for other in peers if other != peer]
    _say(HONESTLY)
    runs: dict[int, Runs] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
            runs[size] = _size(Path(folder), size, peers, options)
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
        _say(f"\n{install.measured(Path(folder))}\n")
    for small, large in zip(options.sizes, options.sizes[1:], strict=False):
        _say(f"\n{large:,} texts as a multiple of {small:,}\n\n")
        _say(laid_out(tables.growth(runs[small], runs[large], large / small)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast a whole site is built.")
    parser.add_argument("--sizes", type=_numbers, default=[100, 1000], metavar="N,N")
    parser.add_argument("--rounds", type=int, default=3, help="most rounds for a size [3]")
    parser.add_argument(
        "--minutes",
        type=float,
        default=3,
        help="no further round is begun that would end later [3]",
    )
    parser.add_argument(
        "--peers", type=_names, default=list(contenders.PEERS), metavar="NAME,NAME",
        help=f"among {', '.join(contenders.PEERS)}; nothing for none",
    )  # fmt: skip
    parser.add_argument(
        "--builds-only", action="store_true", help="leave out the preview and searching"
    )
    return parser.parse_args()


def _numbers(value: str) -> list[int]:
    return sorted(int(part) for part in value.split(","))


def _names(value: str) -> list[str]:
    names = [part for part in value.split(",") if part]
    if unknown := set(names) - set(contenders.PEERS):
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(sorted(unknown))}")
    return names


def _size(root: Path, size: int, peers: Sequence[str], options: argparse.Namespace) -> Runs:
    """Measure libraries of one size below `root`, and print the tables."""
    texts.write(root / contenders.TEXTS, size)
    invited = contenders.prepare(root, peers)
    present = [contender for contender in invited if size <= contender.most]
    runs, rounds = _rounds(root, present, size, options)
    _say(f"\n{size:,} texts, {rounds} round{'s' * (rounds > 1)}\n\n")
    for contender in invited:
        too_many = "" if contender in present else "; left out here"
        _say(f"- {contender.name}: {contender.work}{too_many}\n")
    own = [(c.name, state) for c in present if c.is_dossier for state in c.states]
    others = [contender.name for contender in present if not contender.is_dossier]
    base = own[0]
    _table(f"As a multiple of “{', '.join(base)}”", tables.ratios(runs, base))
    if others:
        _table("Dossier beside the peers", tables.against(runs, own, others, COLD))
    _table("Where Dossier's time goes", tables.stretch_table(runs, own))
    dossiers = [contender for contender in present if contender.is_dossier]
    _table("The largest of each kind of page, in bytes", pages.table(dossiers[-1].output))
    _say("\n")
    for line in _single_figures(root, size, runs, dossiers, options.builds_only):
        _say(line + "\n")
    return runs


def _rounds(
    root: Path, present: list[Contender], size: int, options: argparse.Namespace
) -> tuple[Runs, int]:
    """Let all build in turns; return what each build cost, and how many rounds there were.

    A peer that fails is taken out of `present`.
    """
    runs: dict[tuple[str, str], list[Usage]] = {}
    start = time.monotonic()
    for number in range(1, options.rounds + 1):
        for contender in list(present):
            try:
                for state in contender.states:
                    sys.stderr.write(f"{size} texts, round {number}: {contender.name}, {state}\n")
                    usage = _build(root, contender, state, size)
                    runs.setdefault((contender.name, state), []).append(usage)
            except RuntimeError as error:
                if contender.is_dossier:
                    raise
                _say(f"\n{contender.name} failed and is left out: {error}\n")
                present.remove(contender)
                runs = {run: found for run, found in runs.items() if run[0] != contender.name}
        spent = time.monotonic() - start
        if spent * (number + 1) / number > options.minutes * 60:
            break
    return runs, number


def _build(root: Path, contender: Contender, state: str, size: int) -> Usage:
    """Bring about a state, and build in it."""
    path = root / contenders.TEXTS / texts.name(size // 2 + 1)
    before = path.read_bytes()
    if state == COLD:
        contender.forget(root / "attic")
    elif state == CHANGED:
        path.write_bytes(before + b"\nThe ministers met once more, and agreed on a tariff.\n")
    os.sync()  # what another has left to be written is not this one's cost
    try:
        return measure.run(contender.command, root, contender.output, contenders.QUIET)
    finally:
        path.write_bytes(before)


def _single_figures(
    root: Path, size: int, runs: Runs, dossiers: Sequence[Contender], builds_only: bool
) -> Iterator[str]:
    """Yield what does not fit into a table."""
    whole = dossiers[-1]
    peak = tables.median(runs[whole.name, COLD], lambda usage: usage.memory)
    yield f"Peak memory per briefing, {whole.name}: {peak / size / 1000:.0f} kB"
    help_ = (sys.executable, str(contenders.REPOSITORY / "build.py"), "--help")
    yield f"build.py --help: {_seconds(lambda: measure.run(help_, root)):.2f} s"
    one = root / "one"
    texts.write(one / "seeds", 1)
    settings = one / "mkdocs.yml"
    settings.write_text(contenders.dossier_settings("seeds"), encoding="utf-8")
    yield f"check of one text: {_checked(root, settings):.2f} s"
    for name, contender in (("once", dossiers[0]), ("twice, as is kept", whole)):
        settings = contender.output.parent / "mkdocs.yml"
        first, again = (_checked(root, settings, rounds) for rounds in (1, 3))
        yield f"check of all texts, read {name}: {first:.1f} s, and {again:.1f} s once more"
    if builds_only:
        return
    yield search.measured(whole.output)
    yield preview.measured(root, size)


def _checked(root: Path, settings: Path, rounds: int = 5) -> float:
    command = contenders.dossier_command("check", settings)
    return _seconds(lambda: measure.run(command, root), rounds)


def _seconds(run: Callable[[], Usage], rounds: int = 5) -> float:
    return statistics.median(run().wall for _ in range(rounds))


def _table(title: str, rows: Iterator[Sequence[str]]) -> None:
    _say(f"\n{title}\n\n{laid_out(rows)}")


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
