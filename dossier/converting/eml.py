"""A saved mail (.eml), by the standard library.

Its subject, sender and date become facts. Headers, quoted replies, signatures and notices are left
out and listed. Of a mail that was forwarded, the text that was forwarded stays.
"""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dossier.converting import blocks, furniture, losses, prose
from dossier.converting.files import broken, read_bytes, refuse
from dossier.converting.html import decode
from dossier.converting.record import Block, Converted, Fact, LeftOut, leaves, text_of

_HEADERS = ("From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date")
_ANSWER = re.compile(r"^((re|aw|sv|fwd?|wg|tr|antw)(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_STUB = 0.5
"""Share of the words of a mail's HTML below which its plain text is only a substitute."""

_QUOTED = (
    "blockquote[type=cite], .gmail_quote, .gmail_attr, .moz-cite-prefix, #divRplyFwdMsg, "
    ".yahoo_quoted, #appendonsend, .OutlookMessageHeader"
)
_SIGNATURES = ".gmail_signature, .moz-signature, #Signature, [id^=ms-outlook-mobile-signature]"


def convert(path: Path) -> Converted:
    """Return what stands in a mail; raises InputError if it cannot be read."""
    data = read_bytes(path)
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - as its policy says
    if not any(message[name] for name in _HEADERS):
        raise refuse(path, broken(path))
    plain, html = _content(message, "plain"), _content(message, "html")
    if not plain.strip() and not html.strip():
        encrypted = (
            "encrypted" in message.get_content_type() or "pkcs7" in message.get_content_type()
        )
        why = "it is encrypted" if encrypted else "the mail has no text"
        raise refuse(path, f"{why}; open it in the mail program and copy the text")
    tree = LexborHTMLParser(html) if html.strip() else None
    whole = _visible(tree) if tree else ""
    others: list[LeftOut] = []
    if tree and len(plain.split()) < _STUB * len(whole.split()):
        body = _of_html(tree)
        original = whole
    else:
        body = _of_plain(_flowed(message, plain))
        original = plain
        if only := losses.missing(whole, plain):
            others = [LeftOut("only in the HTML version of the mail", only)]
    headers = [f"{name}: {message[name]}" for name in _HEADERS if message[name]]
    return Converted(
        blocks=body.blocks,
        notes=body.notes,
        facts=tuple(_facts(message)),
        left_out=(
            LeftOut(furniture.HEADERS, " · ".join(headers)),
            *body.left_out,
            *others,
            *_attachments(message),
        ),
        original=original,
        replaced=body.replaced,
        remarks=body.remarks,
    )


def _content(message: EmailMessage, kind: str) -> str:
    """Return a body of the mail as text; one whose encoding is unknown is guessed."""
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, KeyError, ValueError):
        payload = part.get_payload(decode=True)
        return decode(payload) if isinstance(payload, bytes) else str(part.get_payload())


def _facts(message: EmailMessage) -> Iterator[Fact]:
    if subject := _ANSWER.sub("", _header(message, "Subject")).strip():
        yield Fact("title", " ".join(subject.split()), "the mail's subject")
    try:
        senders: Sequence[Address] = message["From"].addresses if message["From"] else ()
    except (AttributeError, ValueError, IndexError):
        senders = ()
    names = [address.display_name for address in senders if address.display_name]
    forwarded = re.match(r"(fwd?|wg|tr)\s*:", _header(message, "Subject"), re.IGNORECASE)
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
    except (ValueError, IndexError, AttributeError):
        return ""


def _attachments(message: EmailMessage) -> Iterator[LeftOut]:
    for part in message.iter_attachments():
        name = part.get_filename() or part.get_content_type()
        yield LeftOut("attachments (add each by itself)", name)


# --- plain text -----------------------------------------------------------------------


def _flowed(message: EmailMessage, text: str) -> list[str]:
    """Return the lines of a text, joined where format=flowed (RFC 3676) says so."""
    part = message.get_body(("plain",))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if part is None or part.get_param("format") != "flowed":
        return lines
    joined: list[str] = []
    open_line = False
    for line in (line.removeprefix(" ") if line[:2] != " >" else line for line in lines):
        if open_line and joined and not line.startswith(">"):
            joined[-1] += line
        else:
            joined.append(line)
        open_line = line.endswith(" ") and line != "-- "
    return joined


def _of_plain(lines: Sequence[str]) -> Converted:
    """Divide the lines of a mail into its text and its furniture."""
    kept: list[str] = []
    left_out: list[LeftOut] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        rest = [later for later in lines[index:] if later.strip()]
        if line.rstrip() == "--" and any(kept):
            end = _end_of_signature(lines, index)
            left_out.append(LeftOut(furniture.SIGNATURE, _words(lines[index:end])))
            index = end
        elif furniture.FORWARDED.match(line.strip()) or _is_header_block(lines, index):
            end = _end_of_headers(lines, index)
            if any(kept) and not furniture.FORWARDED.match(line.strip()):
                left_out.append(LeftOut(furniture.QUOTED, _words(lines[index:])))
                break
            left_out.append(LeftOut("headers of the forwarded mail", _words(lines[index:end])))
            index = end
        elif any(kept) and _opens_quotation(rest):
            left_out.append(LeftOut(furniture.QUOTED, _words(lines[index:])))
            break
        else:
            kept.append(line)
            index += 1
    return _without_notices(tuple(prose.blocks(kept)), tuple(left_out), prose.marks(kept))


def _opens_quotation(rest: Sequence[str]) -> bool:
    """Does what is left begin with "On ... wrote:", in one line or two, or is all of it quoted?"""
    if not rest:
        return False
    quoted = all(line.lstrip().startswith(">") for line in rest)
    opening = furniture.opens_quotation(rest[0]) or (
        rest[0].lower().startswith(("on ", "am ", "le ", "el "))
        and len(rest) > 1
        and furniture.opens_quotation(f"{rest[0]} {rest[1]}")
    )
    follows = any(line.lstrip().startswith(">") for line in rest[1:4])
    return quoted or (opening and (follows or rest[0].startswith("-")))


def _is_header_block(lines: Sequence[str], index: int) -> bool:
    """Do three lines such as From:, Sent:, To: begin here?"""
    block = [line.strip() for line in lines[index : index + 3]]
    return len(block) == 3 and all(furniture.HEADER_LINE.fullmatch(line) for line in block)


def _end_of_headers(lines: Sequence[str], index: int) -> int:
    index += 1 if furniture.FORWARDED.match(lines[index].strip()) else 0
    while index < len(lines) and not lines[index].strip():
        index += 1
    while index < len(lines) and furniture.HEADER_LINE.fullmatch(lines[index].strip()):
        index += 1
    return index


def _end_of_signature(lines: Sequence[str], index: int) -> int:
    """Return where a signature ends: at a forwarded mail, else with the text."""
    for end in range(index + 1, len(lines)):
        if furniture.FORWARDED.match(lines[end].strip()):
            return end
    return len(lines)


def _words(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _without_notices(
    found: tuple[Block, ...], left_out: tuple[LeftOut, ...], replaced: str = ""
) -> Converted:
    """Leave out paragraphs that are furniture; a notice goes on to the end of the mail."""
    kept: list[Block] = []
    notices: list[LeftOut] = []
    for block in found:
        text = " ".join(text_of(leaf) for leaf in leaves((block,)))
        kind = furniture.kind_of(" ".join(text.split()))
        if kind:
            notices.append(LeftOut(kind, text))
        else:
            kept.append(block)
    return Converted(tuple(kept), left_out=(*left_out, *notices), replaced=replaced)


# --- HTML -----------------------------------------------------------------------------


def _visible(tree: LexborHTMLParser) -> str:
    for node in tree.css("script, style, template, title"):
        node.decompose()
    return tree.body.text(separator=" ") if tree.body else ""


def _of_html(tree: LexborHTMLParser) -> Converted:
    left_out = [
        *_taken_out(
            tree, "[hidden], [style*='display:none'], [style*='display: none']", "hidden text"
        ),
        *_taken_out(tree, _SIGNATURES, furniture.SIGNATURE),
        *([] if _is_forwarded(tree) else _taken_out(tree, _QUOTED, furniture.QUOTED)),
    ]
    page = blocks.read(tree)
    body = _without_notices(page.blocks, (*left_out, *page.left_out), page.marks)
    return Converted(body.blocks, page.notes, left_out=body.left_out, replaced=body.replaced)


def _is_forwarded(tree: LexborHTMLParser) -> bool:
    text = tree.body.text() if tree.body else ""
    return furniture.FORWARDED.search(text) is not None


def _taken_out(tree: LexborHTMLParser, selector: str, kind: str) -> Iterator[LeftOut]:
    while (node := tree.css_first(selector)) is not None:
        text = " ".join(node.text(separator=" ").split())
        if text:
            yield LeftOut(kind, text)
        _remove(node)


def _remove(node: LexborNode) -> None:
    node.decompose()
