"""The name that a misspelt one was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches


def alternatives(word: str, names: Iterable[str], rule: str) -> str:
    """Return the end of a sentence about an unknown name: ". Did you mean 'regional'?".

    Where no name is near `word`, it lists all of them after `rule`: "; the keys are title, date".
    """
    names = list(names)
    nearest = get_close_matches(word.lower(), names, n=1)
    return f". Did you mean '{nearest[0]}'?" if nearest else f"; {rule} {', '.join(names)}"
