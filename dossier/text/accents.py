"""Take the accents off letters, to compare and to sort names."""

import unicodedata


def without_accents(text: str) -> str:
    """Return `text` without accents, in Unicode's form NFKD: António as Antonio."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
