"""The word before the name of an author, as in "By Ana Ruiz", which is no part of the name."""

import re

_WORD = (
    r"(?P<always>(?:written |words |text |story |opinion |analysis )?by:?"
    r"|(?:author|autor|auteur)s?:)"
    r"|(?:von|par|por|door|av|af)"
)
_BEFORE = re.compile(rf"\s*(?:{_WORD})\s+(?=\S)", re.IGNORECASE)


def without_by(author: str) -> str:
    """Return the names of a byline without "By", "Written by", "Von", "Par", "Por" before them.

    "Von" and the like begin names too (von Neumann, Von Miller), so of those only one with a
    capital goes, and only before two words with capitals.
    """
    match = _BEFORE.match(author)
    if match is None:
        return author
    rest = author[match.end() :]
    if match["always"] or _is_word_for_by(match[0].strip(), rest):
        return rest.strip()
    return author


def _is_word_for_by(word: str, rest: str) -> bool:
    names = rest.split()
    return word[0].isupper() and len(names) > 1 and all(n[:1].isupper() for n in names[:2])
