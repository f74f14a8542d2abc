"""Lines that name people: bylines, and persons by their offices."""

import re

NAME = r"(?:[A-ZÀ-ÞĀ-Ž][\w.'’\-]*|de|da|del|der|den|van|von|bin|al|el|la|le|di|y|e)"
"""One word of a person's name."""

_PERSON = rf"{NAME}(?: {NAME}){{1,4}}"
_PERSONS = rf"{_PERSON}(?:(?:,| and| &) {_PERSON})*"
_BYLINE = re.compile(
    r"(?:(?P<lower>by|von|par|por)|B[Yy]|V[Oo][Nn]|P[Aa][Rr]|P[Oo][Rr]|(?i:written by|authors?:)) "
    r"(?i:the )?"
    rf"(?P<names>{_PERSONS})"
    "(?(lower)|(?:, [^.!?]{0,60})?)"
)

_BEFORE_RANK = "The |Shadow |Deputy |Acting |Assistant |Vice[ -]|Federal |Former |Prime "
_RANK = (
    rf"(?i:{_BEFORE_RANK})*(?i:Minister|Secretary|Senator|Attorney[ -]General|Member|Leader"
    r"|Chair(?:man|woman|person)?|Spokes\w+|Ambassador|Commissioner|Director|President"
    r"|Under[ -]?Secretary|Treasurer|Speaker|Editor|Governor)"
)
_FIELD = r"(?: (?i:of|for|to)(?: (?i:the|and|of|for|&)| [A-Z][\w'’,-]*){1,8})"
_TITLE = (
    r"(?:Senator )?(?i:the )?(?:Rt\.? )?"
    r"(?:Hon(?:ou?rable)?|Senator|Dr|Mr|Mrs|Ms|Prof(?:essor)?|Sir|Dame|Ambassador)\.?"
)
_FEW_NAMES = rf"{NAME}(?: {NAME}){{1,3}}"
_OFFICE = re.compile(
    rf"(?:(?:{_TITLE} )?{_FEW_NAMES},? (?:MPs?,? ?)?)?(?:{_RANK}{_FIELD}[,;]? ?(?:and )?)+"
    rf"(?:{_TITLE} {_FEW_NAMES}(?:,? MPs?)?)?|{_RANK}"
    rf"|(?:{_RANK}|{_TITLE})(?: {NAME}){{1,4}}(?:,? MPs?)?"
    rf"|{_FEW_NAMES},? MPs?"
)
_ACTS = re.compile(
    r"\b(?:to|will|says?|said|meets?|calls?|visits?|speaks?|welcomes?|addresses|announces?|hosts?"
    r"|travels?|attends?|delivers?|issues?|signs?|receives?|holds?|concludes?|congratulat\w+"
    r"|condemns?|urges?|warns?|is|are|has|on|at|with)\b|['’]s\b",
    re.IGNORECASE,
)
"""Words of a headline about a person of office."""

_LINE_WORDS = 20
"""The most words of a line that only names people."""


def authors_in(line: str) -> str | None:
    """Return the names in a line that says who wrote the text ("By Ana Ruiz"), else None."""
    match = _BYLINE.fullmatch(line) if len(line.split()) <= _LINE_WORDS else None
    return match["names"] if match else None


def is_office(line: str) -> bool:
    """Does a line name a person by office or title, and say nothing of what the person does?"""
    line = " ".join(line.split())
    short = len(line.split()) <= _LINE_WORDS
    return short and not _ACTS.search(line) and _OFFICE.fullmatch(line) is not None
