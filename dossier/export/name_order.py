"""Which words of a person's name are the family name, where the name is written without a comma.

`names.yml` has the lists. Each rule needs more than the family name: what stands behind a Chinese
family name must be syllables of Chinese. Where two readings are possible, none is taken.
"""

import re
from collections.abc import Sequence
from functools import cache

from dossier.entities.data import read_yaml
from dossier.text.accents import without_accents

PARTICLE = re.compile(
    r"a[fl]|av|bint?|da|das|del?|della|de[nr]|des|d[iou]|dos|el|ibn|l[ae]|las|los|te[nr]|va[nm]"
    r"|v\.|vo[mn]|zu|zu[mr]"
)
"""Words in small letters that lead a family name."""

_CAPITAL_PARTICLE = re.compile(
    r"Abu|Al|Ben|Bin|D[ei]|De(?:[lnr]|la|lla)|Du|El|Ibn|L[aeo]|Mac|N[ií]|Ó|Ould|St\.?|Te[nr]|V[ao]n"
    r"|Vande[nr]|Ver"
)
"""The same with a capital, as in Stijn Van Hoey; part of the family name."""

AND = {"y", "i", "e"}
"""Between two family names, as in Ortega y Gasset."""

_PORTUGUESE = {"da", "das", "do", "dos", "e"}
_PORTUGUESE_LETTERS = re.compile("[ãõçâêô]", re.IGNORECASE)
_GIVEN_OF = {"del", "de"}
"""Within given names: María del Carmen, María de los Ángeles."""

_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")

_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei"
    r"|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|a|o|e|i|u|v)){1,2}"
)
_ELSEWHERE = re.compile(
    r"(?:[ptk]'?|[bcdfghjklmnrswyz]|[cs]h|hs|kw|ng|ts|tz)?[aeiouy]{1,3}[hwy]?(?:n|ng|m|k|p|t)?"
)
"""A syllable in the spellings of Hong Kong, Taiwan and Singapore."""

_VIETNAMESE = re.compile(
    r"(?:[bchdgklmnpqrstvx]|[cgknpt]h|ng|ngh|gi|qu|tr)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_JAPANESE = re.compile(
    r"(?:(?:[kstnhmyrwgzdbpjf]|[sc]h|ts|[kgnhmrbp]y)?[aeiou](?:n(?![aeiou])|[kstp](?=[kstp]))?)++"
)
"""Syllables, which none divides in two ways, else the time would double with each."""


def family_at(words: Sequence[str]) -> slice | None:
    """Return where in a name its family name stands; None if that is not certain.

    `words` are two or more, without titles. Particles count as part of the family name.
    """
    first = _order(words)
    if first != "last":
        return slice(0, 1) if first == "first" else None
    start = _start(words)
    return slice(start, len(words)) if 0 < start < len(words) else None


# --- family names that stand first ----------------------------------------------------


def _order(words: Sequence[str]) -> str:
    """Return whether the family name stands "first", "last", or may do either ("")."""
    plain = [_plain(word) for word in words]
    orders = {_order_in(language, plain, words) for language in ("east", "vietnamese", "japanese")}
    return "first" if "first" in orders else "" if "" in orders else "last"


def _order_in(language: str, plain: Sequence[str], words: Sequence[str]) -> str:
    if not _begins(language, plain, words):
        return "last"
    last, firm = plain[-1], _names()["never given"]
    if last not in _families(language) or "-" in last:
        return "first"
    if (plain[0] in firm) != (last in firm):
        return "first" if plain[0] in firm else "last"
    return ""


def _begins(language: str, plain: Sequence[str], words: Sequence[str]) -> bool:
    """Do the words read as a family name of the language, and given names behind it?"""
    names, rest = _names(), plain[1:]
    if language == "vietnamese":
        return plain[0] in names["vietnamese"] and all(map(_VIETNAMESE.fullmatch, rest))
    if language == "japanese":
        known = plain[0] in names["japanese"] and len(rest) == 1
        return known and _JAPANESE.fullmatch(rest[0]) is not None
    syllables = [part for word in rest for part in word.split("-")]
    if len(syllables) > 2:
        return False
    family, korean_given = plain[0], names["korean given"]
    if len(syllables) == 1:
        if family in names["chinese"] and _PINYIN.fullmatch(rest[0]):
            return True
        return family in names["korean"] and _korean_given().fullmatch(rest[0]) is not None
    if family in names["korean"] and korean_given.issuperset(syllables):
        return True
    is_chinese = family in names["chinese"] | names["chinese elsewhere"]
    return is_chinese and all(map(_ELSEWHERE.fullmatch, syllables))


def _families(language: str) -> frozenset[str]:
    names = _names()
    if language == "east":
        return names["chinese"] | names["chinese elsewhere"] | names["korean"]
    return names[language]


# --- family names that stand last -----------------------------------------------------


def _start(words: Sequence[str]) -> int:
    """Return where the family name begins, which goes to the end of the name."""
    spanish = _spanish_start(words)
    if spanish is not None:
        return spanish
    joined = [at - 1 for at, word in enumerate(words) if word in AND and 1 < at < len(words) - 1]
    if joined:
        return joined[0]
    for at, word in enumerate(words[:-1]):
        if PARTICLE.fullmatch(word) and not _is_given_of(words, at):
            inner = word in _PORTUGUESE and len(words) - at > 2
            return len(words) - 1 if inner else at
        if at and _CAPITAL_PARTICLE.fullmatch(word):
            return at
    return len(words) - 2 if _INITIAL.fullmatch(words[-1]) else len(words) - 1


def _spanish_start(words: Sequence[str]) -> int | None:
    """Return where the two family names of a Spanish name begin, if it has two.

    The first is that which follows the given names. Two of three must be known: the first given
    name and the two family names.
    """
    names = _names()
    plain = [_plain(word) for word in words]
    given, families = names["spanish given"], names["spanish"]
    if _PORTUGUESE_LETTERS.search(" ".join(words)):
        return None
    start = 1
    while start < len(words) and (
        plain[start] in given or _INITIAL.fullmatch(words[start]) or _is_given_of(words, start)
    ):
        start += 3 if plain[start] == "de" else 2 if plain[start] == "del" else 1
    rest = plain[start:]
    leading = len(rest) > 1 and not _leads(words[start])
    last = rest[-1:] and (rest[-1] in families or _INITIAL.fullmatch(words[-1]))
    known = (plain[0] in given) + (rest[:1] != [] and rest[0] in families) + bool(last)
    if not leading or known < 2:
        return None
    between = words[start + 1 : -1]
    plural = len(rest) == 2 or _leads(between[0]) or rest[0] in families
    return start if plural and not _PORTUGUESE.intersection(between) else None


def _is_given_of(words: Sequence[str], at: int) -> bool:
    """Do two given names stand around this word, as in María del Carmen Ruiz?"""
    if not at or words[at] not in _GIVEN_OF:
        return False
    behind = at + (2 if words[at + 1 : at + 2] in (["los"], ["las"], ["la"]) else 1)
    known = _names()["spanish given"] | {"mar"}
    return (
        len(words) > behind + 1 and _plain(words[behind]) in known and _plain(words[0]) == "maria"
    )


def _leads(word: str) -> bool:
    return PARTICLE.fullmatch(word) is not None


def is_spanish_family(words: Sequence[str], given: str) -> bool:
    """Are the words the family names of a Spanish name, as in Ortega Villar, María José?

    They are if each is known, or one of them and the first of the given names, or if nothing stands
    behind the comma but given names.
    """
    families, known = _names()["spanish"], _names()["spanish given"]
    plain = [_plain(word) for word in words if word not in AND]
    behind = [_plain(word) for word in given.split()]
    if families.issuperset(plain):
        return True
    return plain[0] not in known and (
        known.issuperset(behind) or (behind[0] in known and not families.isdisjoint(plain))
    )


# --- words ----------------------------------------------------------------------------


def _plain(word: str) -> str:
    """Return a word in small letters without accents."""
    return without_accents(word.lower().replace("đ", "d").replace("’", "'"))


@cache
def _names() -> dict[str, frozenset[str]]:
    data = read_yaml("names.yml", "dossier.export")
    return {kind: frozenset(names.split()) for kind, names in data.items()}


@cache
def _korean_given() -> re.Pattern[str]:
    """Return the pattern of a given name of two syllables, written as one word."""
    syllables = "|".join(sorted(_names()["korean given"]))
    return re.compile(f"(?:{syllables}){{2}}")
