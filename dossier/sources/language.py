"""The language of a text that states none: the site's, unless the text is plainly in another.

The letters tell most: no English text is in Arabic or Chinese letters. Between languages that share
their letters py3langid tells, but only of running prose, in every part of which it is certain: a
list of names, or a text that quotes another language, stays in the language of the site.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dossier.model import Note, Source
from dossier.sources import scripts
from dossier.text.languages import primary

if TYPE_CHECKING:  # it takes a second to load, and most texts do without
    from py3langid.langid import LanguageIdentifier

_PART, _PARTS = 1000, 3
"""Characters of each part of a text that is looked at, and parts: its beginning, middle and end."""

_GLANCE = 400
"""Characters of each part that are enough to see that a text is English."""

_UNSPOKEN = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\S*(?:://|@|www\.)\S*|\S+[/\\]\S+", re.DOTALL)
"""Code, web addresses and paths, which are in no language."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_ENGLISH_WORDS = (
    "the of and to in a is that for it as was with on be by at this from are has have had not "
    "which will would an or but they we he she i you its his her their our been were can all"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_ENGLISH_SHARE = 0.15
"""The share of these words in English prose is 20 to 50 % (4,100 speeches, articles and notes)."""

_FEW_WORDS = 40
"""With fewer words no language is told by its words."""

_CERTAIN, _UNLIKELY = 0.9, 0.03
"""The probability that another language must have, and that the one of the site may have, at most,
in every part of a text."""

_LOWER_CASE = 0.5
"""The least share of words in lower case in running prose; lists of names have fewer."""

_SPOKEN = {
    "Grek": ("el",),
    "Cyrl": ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "tt", "ba"),
    "Armn": ("hy",),
    "Hebr": ("he",),
    "Arab": ("ar", "fa", "ur", "ps", "ug"),
    "Deva": ("hi", "mr", "ne", "sa"),
    "Beng": ("bn", "as"),
    "Guru": ("pa",),
    "Gujr": ("gu",),
    "Orya": ("or",),
    "Taml": ("ta",),
    "Telu": ("te",),
    "Knda": ("kn",),
    "Mlym": ("ml",),
    "Sinh": ("si",),
    "Thai": ("th",),
    "Laoo": ("lo",),
    "Tibt": ("bo",),
    "Mymr": ("my",),
    "Geor": ("ka",),
    "Ethi": ("am",),
    "Khmr": ("km",),
    "Kore": ("ko",),
    "Jpan": ("ja",),
    "Hani": ("zh",),
    "Latn": (
        *("en", "fr", "es", "pt", "it", "ca", "gl", "ro", "de", "nl", "af", "sv", "no", "da", "is"),
        *("fi", "et", "lv", "lt", "pl", "cs", "sk", "sl", "hr", "hu", "sq", "tr", "az", "uz", "eu"),
        *("ga", "cy", "mt", "id", "tl", "vi", "sw", "ha", "so", "om", "zu", "xh", "yo"),
        *("ig", "rw", "mg", "ht"),
    ),
}
"""The languages that are told apart in each script."""

_KIN = (
    *({"no", "nb", "nn", "da"}, {"hr", "bs", "sr", "sl"}, {"id", "ms", "jv"}, {"cs", "sk"}),
    *({"es", "gl", "pt", "ca"}, {"bg", "mk"}, {"ru", "be", "uk"}, {"nl", "af"}, {"zu", "xh"}),
    *({"tr", "az"}, {"hi", "mr", "ne", "sa"}, {"kk", "ky", "tt", "ba"}, {"bn", "as"}),
)
"""Languages so near to each other that one is never said to be the other; each stands once."""


def language_of(source: Source, assumed: str) -> tuple[str, tuple[Note, ...]]:
    """Return the language of a text, and what is to be said of it.

    That is the one that its front matter states, else `assumed`, that of the site, unless the text
    is plainly in another. Both are BCP 47 tags.
    """
    if source.front.language:
        return source.front.language, ()
    found = differing(source.text, assumed)
    if found is None:
        return assumed, ()
    from babel import Locale  # here, for it takes long to load

    names = Locale("en").languages
    said = names.get(found, found)
    sentence = f"reads like {said}, and is taken for it; write language: {found} in its front "
    sentence += f"matter, or language: {assumed} if it is {names.get(primary(assumed), assumed)}"
    return found, (Note(0, sentence),)


def differing(text: str, assumed: str) -> str | None:
    """Return the language that a text is plainly in instead of `assumed`, or None."""
    parts = _parts(text)
    if primary(assumed) == "en" and _is_english(" ".join(part[:_GLANCE] for part in parts)):
        return None
    parts = [_UNSPOKEN.sub(" ", part) for part in parts]
    sample = " ".join(parts)
    script = scripts.of_text(sample)
    if script is None:
        return None
    if script != "Latn" and script != scripts.of_language(assumed):
        return _nearest(sample, script)
    if len(_SPOKEN[script]) == 1:
        return None
    return _told_by_words(parts, script, primary(assumed))


def _parts(text: str) -> list[str]:
    """Return the parts of a text that are looked at."""
    if len(text) <= _PART * _PARTS:
        starts = range(0, len(text), _PART)
    else:
        starts = range(0, len(text) - _PART + 1, (len(text) - _PART) // (_PARTS - 1))
    return [text[start : start + _PART] for start in starts]


def _is_english(sample: str) -> bool:
    """Is a text so plainly English that there is no need to look closer?"""
    words = sample.lower().split()
    english = sum(map(_ENGLISH.__contains__, words))
    return bool(english) and english >= _ENGLISH_SHARE * len(words)


def _told_by_words(parts: list[str], script: str, assumed: str) -> str | None:
    """Return the language other than `assumed` that every part of a text is certainly in."""
    found = set()
    for part in parts:
        words = _WORD.findall(part)
        if len(words) < _FEW_WORDS:
            continue
        if script == "Latn" and sum(w[0].islower() for w in words) < _LOWER_CASE * len(words):
            return None
        ranks = dict(_identifier().rank(part))
        if assumed not in ranks:
            return None
        best = max(_SPOKEN[script], key=lambda language: ranks.get(language, 0))
        kin = next((kin for kin in _KIN if best in kin), {best})
        certainty = sum(ranks.get(language, 0) for language in kin)
        if assumed in kin or certainty < _CERTAIN or ranks[assumed] > _UNLIKELY:
            return None
        found.add(best)
    return found.pop() if len(found) == 1 else None


def _nearest(sample: str, script: str) -> str:
    """Return the likeliest language of a text in a script."""
    languages = _SPOKEN[script]
    if len(languages) == 1:
        return languages[0]
    ranks = dict(_identifier().rank(sample))
    return max(languages, key=lambda language: ranks.get(language, 0))


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
