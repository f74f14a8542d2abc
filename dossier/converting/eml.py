"""A saved mail (.eml), by the standard library.

Its subject, sender and date become facts. Headers, quoted replies, signatures and notices are left
out and listed. Of a mail that was forwarded, the text that was forwarded stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import chain, islice
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from dossier.converting import blocks, furniture, proof, prose
from dossier.converting.files import broken, refuse
from dossier.converting.html import decode, take_out
from dossier.converting.record import Block, Converted, Fact, LeftOut, leaves, text_of

_HEADERS = ("From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date")
_ANSWER = re.compile(r"((re|aw|sv|fwd?|wg|tr|antw)(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"(fwd?|wg|tr)\s*:", re.IGNORECASE)
_ON = re.compile(r"(on|am|le|el) ", re.IGNORECASE)
_STUB = 0.5
"""Share of the words of a mail's HTML below which its plain text is only a substitute."""

_HIDDEN = "[hidden], [style*='display:none' i], [style*='display: none' i]"
_QUOTED = (
    "blockquote[type=cite], .gmail_quote, .gmail_attr, .moz-cite-prefix, #divRplyFwdMsg, "
    ".yahoo_quoted, #appendonsend, .OutlookMessageHeader"
)
_SIGNATURES = ".gmail_signature, .moz-signature, #Signature, [id^=ms-outlook-mobile-signature]"


def convert(path: Path, data: bytes) -> Converted:
    """Return what stands in a mail; raises InputError if it cannot be read."""
    message = message_from_bytes(data.lstrip(), policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - as its policy says
    headers = [f"{name}: {value}" for name in _HEADERS if (value := _header(message, name))]
    if not headers:
        raise broken(path)
    plain, html = _content(message, "plain"), _content(message, "html")
    if not plain.strip() and not html.strip():
        encrypted = re.search("encrypted|pkcs7", message.get_content_type())
        why = "it is encrypted" if encrypted else "the mail has no text"
        raise refuse(path, f"{why}; open it in the mail program and copy the text")
    body = _body(plain, html, path)
    own = LeftOut("mail headers", " · ".join(headers))
    left_out = (own, *body.left_out, *_attachments(message))
    return replace(body, facts=tuple(_facts(message)), left_out=left_out)


def _body(plain: str, html: str, path: Path) -> Converted:
    """Return what stands in the plain text of a mail, or in its HTML if that has far more."""
    tree = blocks.parse(html, path)
    take_out(tree, "script, style, template, title", "")
    whole = tree.body.text(separator=" ") if tree.body else ""
    if len(plain.split()) < _STUB * len(whole.split()):
        return _of_html(tree, whole)
    body = _of_plain(plain)
    only = proof.missing(whole, plain)
    others = (LeftOut("only in the HTML version of the mail", only),) if only else ()
    return replace(body, left_out=(*body.left_out, *others), original=plain)


def _content(message: EmailMessage, kind: str) -> str:
    """Return a body of the mail as text; one whose encoding is unknown is guessed."""
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, ValueError):
        text = "\ufffd"
    payload = part.get_payload(decode=True)
    return decode(payload) if "\ufffd" in text and isinstance(payload, bytes) else text


def _facts(message: EmailMessage) -> Iterator[Fact]:
    subject = _header(message, "Subject")
    forwarded = _FORWARD.match(subject)
    if answer := _ANSWER.match(subject):
        subject = subject[answer.end() :]
    yield Fact("title", " ".join(subject.split()), "the mail's subject")
    try:
        names = [one.display_name for one in message["From"].addresses if one.display_name]
    except (AttributeError, ValueError, IndexError):
        names = []
    if names:
        origin = "the mail's sender; check whether it is the author"
        yield Fact("author", "; ".join(names), origin, stated=not forwarded)
    try:
        when = parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return
    if forwarded:
        yield Fact("sent", when, "the day it was forwarded, not of publication", stated=False)
    else:
        yield Fact("date", when, "the day the mail was sent")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):  # what its parser stumbles over
        return ""


def _attachments(message: EmailMessage) -> Iterator[LeftOut]:
    for part in message.iter_attachments():
        name = part.get_filename() or part.get_content_type()
        yield LeftOut("attachments (add each by itself)", name)


# --- plain text -----------------------------------------------------------------------


def _of_plain(text: str) -> Converted:
    """Divide a mail into its text and its furniture."""
    lines = text.splitlines()
    kept: list[str] = []
    left_out: list[LeftOut] = []
    index = 0
    while index < len(lines):
        kind, end = _furniture_at(lines, index, begun=any(kept))
        if kind:
            left_out.append(LeftOut(kind, " ".join(" ".join(lines[index:end]).split())))
        else:
            kept.append(lines[index])
        index = end
    found, notices = _without_notices(tuple(prose.blocks(kept)))
    return Converted(found, left_out=(*left_out, *notices), replaced=prose.marks(kept))


def _furniture_at(lines: Sequence[str], index: int, begun: bool) -> tuple[str, int]:
    """Return the kind of furniture that begins at a line, or "", and where it ends.

    `begun` says whether there is text above it.
    """
    line = lines[index].strip()
    if furniture.FORWARDED.match(line):
        return "headers of the forwarded mail", _end_of_headers(lines, index + 1)
    if begun and line == "--":
        ends = (i for i in range(index, len(lines)) if furniture.FORWARDED.match(lines[i].strip()))
        return furniture.SIGNATURE, next(ends, len(lines))
    end = _end_of_headers(lines, index)
    if line and end >= index + 3:
        return (furniture.QUOTED, len(lines)) if begun else ("headers of the forwarded mail", end)
    if begun and line and _opens_quotation(lines, index):
        return furniture.QUOTED, len(lines)
    return "", index + 1


def _opens_quotation(lines: Sequence[str], index: int) -> bool:
    """Does what is left begin with "On ... wrote:", in one line or two, or is all of it quoted?"""
    left = (line for i in range(index, len(lines)) if (line := lines[i].strip()))
    rest = list(islice(left, 5))
    if all(line.startswith(">") for line in chain(rest, left)):
        return True
    number = 1 if furniture.opens_quotation(rest[0]) or not _ON.match(rest[0]) else 2
    opened = furniture.opens_quotation(" ".join(rest[:number]))
    follows = any(line.startswith(">") for line in rest[number : number + 3])
    return opened and (follows or rest[0].startswith("-"))


def _end_of_headers(lines: Sequence[str], index: int) -> int:
    """Return the line behind From:, Sent:, To: and the like; blank lines may stand above them."""
    while index < len(lines) and not lines[index].strip():
        index += 1
    while index < len(lines) and furniture.HEADER_LINE.fullmatch(lines[index].strip()):
        index += 1
    return index


def _without_notices(found: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[LeftOut]]:
    """Return the blocks that are no furniture, and those that are."""
    kept: list[Block] = []
    notices: list[LeftOut] = []
    for block in found:
        text = " ".join(" ".join(text_of(leaf) for leaf in leaves((block,))).split())
        if kind := furniture.kind_of(text):
            notices.append(LeftOut(kind, text))
        else:
            kept.append(block)
    return tuple(kept), notices


# --- HTML -----------------------------------------------------------------------------


def _of_html(tree: LexborHTMLParser, whole: str) -> Converted:
    left_out = take_out(tree, _HIDDEN, furniture.HIDDEN)
    left_out += take_out(tree, _SIGNATURES, furniture.SIGNATURE)
    if not furniture.FORWARDED.search(whole):
        left_out += take_out(tree, _QUOTED, furniture.QUOTED)
    page = blocks.read(tree)
    found, notices = _without_notices(page.blocks)
    left_out += [*page.left_out, *notices]
    return Converted(found, page.notes, (), tuple(left_out), whole, page.marks)
