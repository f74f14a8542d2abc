"""Are all words of a file in the text, or among what was left out?"""

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W_]+")


def missing(original: str, *others: str) -> str:
    """Return the words of `original` that the others do not have as often, in their order.

    Words that were joined or divided are not missing as long as all their letters are there.
    """
    words = _words(original)
    there = Counter(word for other in others for word in _words(other))
    lost = Counter(words) - there
    if not lost:
        return ""
    surplus = Counter("".join((there - Counter(words)).elements()))
    if not Counter("".join(lost.elements())) - surplus:
        return ""
    found: list[str] = []
    for word in words:
        if lost[word]:
            lost[word] -= 1
            found.append(word)
    return " ".join(found)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold()
    return _WORD.findall(folded)
