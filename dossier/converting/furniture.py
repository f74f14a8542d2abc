"""Furniture of the medium: what mail, browsers and paper put around a text, and how it is known.

Everything that is found is left out of the text and listed. Markings such as "Confidential" are not
furniture: they stop a text until an editor decides.
"""

import re
from collections.abc import Iterable

QUOTED, SIGNATURE, NOTICE = "quoted replies", "signatures", "confidentiality notices"
SHARE = "share lines"
RUNNING, NUMBERS = "running heads", "page numbers"
HIDDEN, DELETED = "hidden text", "deleted words (tracked changes)"
MARGINS = "headers and footers of the pages"
COMMENTS, PICTURES = "comments", "words that describe pictures"

_LINES = (
    (
        SHARE,
        r"(share( this)?( (article|page|story|post))?( (on|via|by|with) .{1,40})?|tweet"
        r"|print( this)?( page| article)?|e?-?mail( this)?( page| article)?"
        r"|(like|follow) us( on .{1,20})?|save|copy link"
        r"|(share|follow)( this| us)? on (facebook|x|twitter|linkedin|whatsapp|telegram|reddit)"
        r"|(facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|pocket|e-?mail|print|x)"
        r"([ ,|/·•]+(facebook|twitter|linkedin|whatsapp|telegram|reddit|e-?mail|print|x))*"
        r"|view (this e?-?mail )?in (your )?browser|unsubscribe.{0,80}|add to (my )?favou?rites"
        r"|(advertisement|sponsored content|skip to (main )?content"
        r"|sign up for .{1,60}newsletter.{0,40}))[.!:]?",
    ),
    (
        NOTICE,
        r".*\b(this|the) (e-?mail|message|communication|transmission)\b.{0,200}"
        r"\b(confidential|privileged|intended (solely |only )?for)\b.*"
        r"|.*\bif you (are|have|were) (not|received) .{0,60}(intended|in error|addressee)\b.*"
        r"|.*\bplease consider the environment before printing\b.*"
        r"|(confidentiality notice|disclaimer)\b.*",
    ),
    (
        SIGNATURE,
        r"(sent from|gesendet von|envoyé de) (my|mein(em)?|mon|outlook|yahoo|samsung|mail)\b.{0,60}"
        r"|get outlook for .{1,20}",
    ),
)
_KINDS = [(kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _LINES]

_QUOTING = re.compile(
    r"(on|am|le|el) .{6,200}(wrote|schrieb|a écrit|escribió) ?:|-{2,} ?original message ?-{2,}"
    r"|.{3,120}\b(wrote|schrieb|a écrit|escribió) ?:",
    re.IGNORECASE | re.DOTALL,
)
FORWARDED = re.compile(r"(-{2,} ?forwarded message ?-{2,}|begin forwarded message:)", re.IGNORECASE)
HEADER_LINE = re.compile(
    r"\*?(from|sent|to|cc|bcc|subject|date|reply-to|von|an|gesendet|betreff|datum)\*? ?: .*",
    re.IGNORECASE,
)

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]{0,4}(page|p\.|seite|s\.)?\s*(\d{1,4}|[ivxlc]{1,7})(\s*(of|/|von|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)

_MARKED_LINE = re.compile(
    r"\W*((strictly|highly|most|private (and|&)|commercial(ly)?) )*"
    r"confidential( "
    r"(until|till|draft|document|memo(randum)?|briefing|note|report|paper|copy)\b.{0,40})?"
    r"(\W*|(\s+-|\s*[:;,(.!|/–—]).{0,80})"
    r"|\W*in (strict )?confidence\W*"
    r"|.{0,40}\b(under |strict(ly)? )?embargo(ed)?\b ?(:|until|till|for|to|by|–|-|—|\d|$).{0,80}"
    r"|\W*(strictly )?embargo(ed)?\W*",
    re.IGNORECASE | re.DOTALL,
)
_MARKED_ANYWHERE = re.compile(
    r"\b(not (yet )?for (publication|release|circulation|distribution|attribution)"
    r"|not for (citation|quotation)"
    r"|not to be (cited|quoted|published|circulated|distributed)"
    r"|do not (cite|quote|circulate|distribute|publish)|(strictly|private and) confidential"
    r"|embargoed (until|till|for)|under (strict )?embargo"
    r"|for internal use only|off the record\W*$)\b",
    re.IGNORECASE,
)
_MARKED_LENGTH = 14
"""Words up to which a line may be a marking as a whole."""

_ENDS = 5
"""Blocks at each end of a text in which a longer paragraph may carry a marking."""


def kind_of(line: str) -> str:
    """Return the kind of furniture that a line or paragraph is, or ""."""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(line.strip())), "")


def opens_quotation(text: str) -> bool:
    """Does a quoted reply begin with this line?"""
    return _QUOTING.fullmatch(text.strip()) is not None


def is_page_number(line: str) -> bool:
    """Is this the number of a page and nothing else?"""
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None


def marking(paragraphs: Iterable[str], lines: Iterable[str]) -> str:
    """Return the first marking among the paragraphs of a text and the lines around it, or ""."""
    texts = list(paragraphs)
    for index, text in enumerate(texts):
        at_end = index < _ENDS or index >= len(texts) - _ENDS
        short = len(text.split()) <= _MARKED_LENGTH
        if (short and _MARKED_LINE.fullmatch(text.strip())) or (
            (short or at_end) and _MARKED_ANYWHERE.search(text)
        ):
            return text
    for line in lines:
        if _MARKED_LINE.fullmatch(line.strip()) or _MARKED_ANYWHERE.search(line):
            return line
    return ""
