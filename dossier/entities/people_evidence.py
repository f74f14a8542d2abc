"""What shows that capitalised words are the name of a person."""

import re
from collections.abc import Collection
from functools import cache

from dossier.entities.lexicon import lexicon
from dossier.entities.people_names import Candidate
from dossier.entities.people_words import has_two_syllables, is_initials

_BEFORE = re.compile(r"([\w'-]+),? $")
_IN = ("in", "at", "near", "around", "outside", "inside", "across", "of", "towards", "off", "the")
"""Behind these a place or a thing is more likely than a person."""
_RULE = re.compile(
    r"\b(?:(?:re-)?election|government|regime|leadership|administration|presidency|premiership"
    r"|assassination|death|arrest|inauguration|resignation) of $",
    re.IGNORECASE,
)
"""Behind these a given name begins a person, although "of" stands before."""
_RULE_NEAR = 24
_NEAR = 20
"""Characters before a name in which the word before it is sought."""
_SHORT = 2
"""Letters of a name that is none, unless it is of `family_first`."""
_SYLLABLES = 3
"""Words of a name whose family name stands first, at most."""


def introduced(text: str, candidate: Candidate, speakers: Collection[str]) -> bool:
    """Does the text show that this is a person's name, one of two words or more, or titled?

    `speakers` are the last words, in lower case, of those who speak elsewhere in the text.
    """
    if not candidate.key or " ".join(candidate.words) in lexicon().not_people:
        return False
    if candidate.is_single:
        return _is_single_name(candidate)
    if candidate.honorific or (candidate.office and not candidate.apart):
        return True
    if _is_bound(candidate):
        return False
    return (
        candidate.office
        or (len(candidate.words) > 1 and has_two_syllables(*candidate.words[:2]))
        or _has_initial(candidate)
        or _acts(text, candidate)
        or _has_role_before(text, candidate)
        or _has_role_behind(text, candidate)
        or (candidate.key[-1] in speakers and not _is_located(text, candidate))
        or (_looks_personal(candidate) and not _is_located(text, candidate))
    )


def spoken(text: str, candidate: Candidate) -> bool:
    """Does this one act as a person does: "Marr said"?"""
    return not candidate.before and not candidate.after and _acts(text, candidate)


def _is_single_name(candidate: Candidate) -> bool:
    """Is it a family name behind a title: "President Carter", "S. Rajaratnam"?"""
    if any(map(is_initials, candidate.words)):
        return not _is_bound(candidate)
    word = candidate.words[-1]
    if len(word) <= _SHORT and word not in lexicon().family_first:
        return False
    if candidate.honorific:
        return True
    if not candidate.office or candidate.apart or candidate.before not in lexicon().titles:
        return False
    return word not in lexicon().places and not candidate.after


def _is_bound(candidate: Candidate) -> bool:
    """Is it part of a longer name, such as "Nelson Mandela Bay" or "Lake Victoria"?"""
    after = candidate.after
    is_new = after in lexicon().days or after in lexicon().abbreviations or is_initials(after)
    if after and not is_new:
        return True
    return candidate.before in lexicon().things


def _has_initial(candidate: Candidate) -> bool:
    return any(map(is_initials, candidate.words)) and not candidate.before


def _acts(text: str, candidate: Candidate) -> bool:
    return _deed().match(text, candidate.end) is not None


def _has_role_before(text: str, candidate: Candidate) -> bool:
    match = _BEFORE.search(text, max(0, candidate.start - _NEAR), candidate.start)
    return match is not None and match[1] in lexicon().roles


def _has_role_behind(text: str, candidate: Candidate) -> bool:
    return _apposition().match(text, candidate.end) is not None


def _looks_personal(candidate: Candidate) -> bool:
    """Is the first word a given name, or a family name that stands first?"""
    names = lexicon()
    first = candidate.words[0]
    if first in names.given:
        return True
    is_family = first in names.family_first and len(candidate.words) <= _SYLLABLES
    return is_family or (first in names.particles and candidate.words[1] in names.given)


def _is_located(text: str, candidate: Candidate) -> bool:
    """Is it where something is, or behind "the", as things are and people are not?"""
    if candidate.before:
        return False
    if _RULE.search(text, max(0, candidate.start - _RULE_NEAR), candidate.start):
        return candidate.words[0] not in lexicon().given
    match = _BEFORE.search(text, max(0, candidate.start - _NEAR), candidate.start)
    return match is not None and match[1].lower() in _IN


@cache
def _deed() -> re.Pattern[str]:
    deeds = "|".join(sorted(lexicon().deeds))
    return re.compile(rf",? (?:also |has |had |have |later |then |\w+ly )?(?:{deeds}|was born)\b")


@cache
def _apposition() -> re.Pattern[str]:
    roles = "|".join(sorted(map(re.escape, {*lexicon().roles, *map(str.lower, lexicon().titles)})))
    return re.compile(
        rf", (?:[\w'.-]+ ){{0,6}}(?i:{roles})s?"
        r"(?:[,.;)]| (?:of|for|to|in|at|and|on|who|with|from)\b)"
        r"|, (?:aged )?\d\d,|, who\b"
    )
