"""The part of an address that a name gives."""

import re
import unicodedata

from anyascii import anyascii

from dossier.text.invisible_letters import LETTERS

_UNSEEN = re.compile(f"[{LETTERS}]")


def slug_of(name: str) -> str:
    """Return the words of a name in lower case, joined by hyphens, in Unicode's form NFC.

    Empty if the name has no letter or digit. Marks above and below letters belong to their words:
    without them, words in Arabic or Hindi would fall apart. What cannot be seen does not.
    """
    name = _UNSEEN.sub("", name.lower()).replace("i\u0307", "i")  # of the Turkish İ
    words = [""]
    for character in unicodedata.normalize("NFC", name):
        if character.isalnum() or (words[-1] and _is_mark(character)):
            words[-1] += character
        elif words[-1]:
            words.append("")
    return "-".join(word for word in words if word)


def ascii_slug_of(name: str) -> str:
    """Return the words of a name in lower case and ASCII: António is Antonio, Łukasz is Lukasz."""
    return slug_of(anyascii(name))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc")
