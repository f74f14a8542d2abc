"""Tell languages from people: "in Russian" is a language, "in Russian waters" is not.

English calls most languages as it calls the people: a name of a language counts as one where the
words on both sides leave no other reading, and else means the country.
"""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

_NAME = r"[A-Z][a-z]+"
_LIST = rf"{_NAME}(?:(?:, | ?/ ?|,? (?:and|or|into|to|from) ){_NAME})*+"
_WRITTEN = re.compile(
    r"\b(?:[Ff]rom|[Ii]n|[Ii]nto|[Ss]peak(?:s|ing)?|spoke|spoken|[Uu]nderst(?:and|ands|ood)"
    r"|[Ll]earn(?:s|ed|ing|t)?|[Ff]luent|translat\w+ to) (?:both |either |fluent |broken )?"
    rf"({_LIST})"
    r"(?=\s*(?:[.;:!?,)\]\"”»–—]|--|$)| (?:after|against|as|at|because|before|but|by|during|for|if"
    r"|is|on|only|rather|than|that|to|too|until|using|was|were|when|where|which|while|who|with|without)\b"
    r"| and (?:is|later|read|then|was)\b| and [a-z]+ed\b(?! [a-z]+s\b))",
    re.MULTILINE,
)
"""A list of languages: behind a word that says so, and before one that cannot be a noun."""
_CALLED = re.compile(
    rf"\b({_LIST})(?:-language\b|[- ][Ss]peak(?:er|ers|ing)\b| (?:alphabet|dictionar(?:y|ies)"
    r"|grammar|interpreters?|languages?|lessons|phrases?|spelling|subtitles|translations?"
    r"|translators?|words?)\b)"
)
"""A language, as the word behind it says."""


@cache
def language_names(locale: Locale) -> frozenset[str]:
    """Return the names of languages, without those that are countries', too, such as Nauru."""
    return frozenset(locale.languages.values()) - {*locale.territories.values()}


def language_spans(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each stretch of an English text that is a language or several."""
    for pattern in (_WRITTEN, _CALLED):
        for match in pattern.finditer(text):
            if names.issuperset(re.findall(_NAME, match[1])):
                yield match.span(1)
