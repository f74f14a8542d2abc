"""Read the tags by which languages are called."""

UNSPACED = frozenset(("ja", "km", "lo", "my", "th", "zh"))
"""Languages that write no space between words."""


def primary(tag: str) -> str:
    """Return the first part of a BCP 47 tag, in lower case: en of EN-gb."""
    return tag.partition("-")[0].lower()
