"""Dates that only stand in the words of a text: proposed to an editor, never taken."""

from collections.abc import Iterator, Sequence

from dossier.converting.record import Fact
from dossier.sources.dates import days_in

_FIRST, _LAST = 5, 3
"""Paragraphs at the beginning and the end in which a text says when it was published."""

_LONGEST = 15
"""Words up to which a line further in may be a dateline."""

_EARLY = 80
"""Characters within which a longer paragraph names its own date."""


def proposed(texts: Sequence[str]) -> Iterator[Fact]:
    """Yield the first date that the words of a text name where a text usually says its own."""
    for index, text in enumerate(texts):
        if _FIRST <= index < len(texts) - _LAST:
            continue
        words = text if len(text.split()) <= _LONGEST else text[:_EARLY]
        if day := next(days_in(words, "en"), None):
            origin = "only in the words of the text; if that is the day of publication, "
            yield Fact("date", day.isoformat(), f"{origin}add date: {day}", stated=False)
            return
