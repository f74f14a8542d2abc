"""The name that a misspelt one was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, names: Iterable[str], least: float = 0.6) -> str | None:
    """Return the name most like `word`; None if none is as like as `least`, of 1 for the same."""
    return next(iter(get_close_matches(word.lower(), list(names), n=1, cutoff=least)), None)


def alternatives(word: str, names: Iterable[str], rule: str) -> str:
    """Return the end of a sentence about an unknown name: ". Did you mean 'regional'?".

    Where no name is near `word`, it lists all of them after `rule`: "; the keys are title, date".
    """
    names = list(names)
    near = nearest(word, names)
    return f". Did you mean '{near}'?" if near else f"; {rule} {', '.join(names)}"
