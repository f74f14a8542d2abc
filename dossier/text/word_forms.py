"""The forms under which a word is looked up in the word lists of its language.

A list has `économie`; a text has "l’Économie", "ECONOMIE" or, in Arabic, a word with its article, a
preposition and a pronoun written onto it. `fold` takes both to one spelling; `candidates` adds what
else a word of a text may be. A language without a rule here is looked up as it is written. To teach
another one, add an entry to `_FOLDS`, and to `_ONSETS` and `_ENDINGS` if lists can have the bare
word alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from dossier.text.accents import without_accents
from dossier.text.tokens import ARABIC_MARKS

_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quoiqu)'(?=\w)")
"""French: l'économie, d'État, qu'une; aujourd'hui is a word."""

_MARKS = re.compile(f"[{ARABIC_MARKS}\u0640]|\u0621$")
"""Vowel marks and the stroke that lengthens a word; a hamza at the end, which many leave out."""

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("\u0623\u0625\u0622\u0671", "\u0627"),  # alef, with whatever sign
        **dict.fromkeys("\u0643\u06aa", "\u06a9"),  # kaf
        **dict.fromkeys("\u064a\u0649\u0626\u06d0", "\u06cc"),  # ya
        **dict.fromkeys("\u0629\u06c3\u0647\u06c0\u06c2\u06d5", "\u06c1"),  # ha, ta marbuta
        "\u0624": "\u0648",  # waw
        "\u06d3": "\u06d2",  # Urdu's ye at the end of words
    }
)
"""Letters that Arabic, Persian and Urdu keyboards write differently, or writers mix up."""

_SHORTEST = 3
"""Letters that a word must have without what is written onto it."""


def _french(form: str) -> str:
    return without_accents(_ELISION.sub("", form, count=1))


def _russian(form: str) -> str:
    return form.replace("\u0451", "\u0435")  # ё as е


def _arabic_script(form: str) -> str:
    form = unicodedata.normalize("NFKC", form)  # PDFs give each letter the form of its place
    return _MARKS.sub("", form.translate(_LETTERS)) or form


def _arabic(form: str) -> str:
    """Fold the letters, and leave out the article; there is none in ألبان."""
    form = _MARKS.sub("", unicodedata.normalize("NFKC", form)) or form
    has_article = form.startswith("ال") and len(form) >= 2 + _SHORTEST
    return _arabic_script(form[2:] if has_article else form)


_FOLDS: Mapping[str, Callable[[str], str]] = {
    "ar": _arabic,
    "es": without_accents,
    "fa": _arabic_script,
    "fr": _french,
    "ru": _russian,
    "ur": _arabic_script,
}

_ONSETS = {"ar": "و ف وال فال بال کال لل وبال وکال ولل فلل ب ل وب ول"}
"""What is written before a word: and, the, with, for; the likeliest stands first."""

_ENDINGS = {
    "ar": "ہما ہا ہم نا کم ہ ی",
    "fa": "ہایشان ہایمان ہایش ہایی ہای ہا شان مان اش یی ای ی",
    "ur": "یوں وں یں ے",
}
"""What is written behind a word: pronouns, plurals; the longest stands first."""


def fold(form: str, language: str) -> str:
    """Return a word in lower case as the lists of a language spell it; `language` as "fr"."""
    folded = _FOLDS.get(language)
    return folded(form.replace(".", "")) if folded else form


def candidates(form: str, language: str) -> Iterator[str]:
    """Yield the forms under which the lists of a language may have a word, likeliest first."""
    folded = fold(form, language)
    onsets = [one for one in _ONSETS.get(language, "").split() if folded.startswith(one)]
    bare = [folded, *(folded[len(one) :] for one in onsets)]
    whole = [one for one in bare if one is folded or len(one) >= _SHORTEST]
    yield from whole
    for ending in _ENDINGS.get(language, "").split():
        for word in whole:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                stem = word[: -len(ending)]
                yield stem
                if language == "ar" and stem.endswith("ت"):  # else a word in ta marbuta
                    yield stem[:-1] + "ہ"


def is_plain(language: str) -> bool:
    """Are the words of a language looked up as they are written?"""
    return language not in _FOLDS
