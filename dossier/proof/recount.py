"""The paragraphs of a source, counted again by another way than the parser's.

A text is parsed again, and then its characters are counted. Of a plain text every one must stand in
the paragraphs, in the order of the source; of Markdown, all that CommonMark never takes as markup.
"""

import html
import re
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from dossier.errors import Fault
from dossier.model import Document
from dossier.proof.markup import TAG, attributes
from dossier.sources.markdown.tags import ELEMENTS

_LINE_END = re.compile(r"\r\n?")

_MARKUP_ONLY = re.compile(r"[\s!-/:-@\[-`{-~]+")
"""White space and ASCII punctuation: all that CommonMark takes as markup, but for the below."""

_NUMERIC = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_FORMLESS = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
"""What a numeric reference may not name. Parsers differ in what they put there instead."""

_PUNYCODE = re.compile(r"xn--([a-z0-9-]+)", re.IGNORECASE)

_TITLE = r"""(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))"""

_UNSHOWN = re.compile(
    rf"""
    ^[ \t>]*(?:[-+*:][ \t]+|\d{{1,9}}[.)][ \t]+)*    # what quotes and lists put before a line
    (?: (?P<definition>(?!\[\^[^\]\s]+\]:)\[(?:[^\[\]\\]|\\.)+\]:[\s>]*(?:<[^<>\n]*>|\S+)
            (?:[\s>]*{_TITLE})?[ \t]*$)
      | (?P<note>\[\^[^\]\s]+\]:[ \t]*$)            # without words
      | (?P<number>\d{{1,9}})[.)]                     # of an item that begins without words
            (?=(?:<!--(?:[^-]|-(?!->))*-->|<[^<>\n]*>|[^\w\n]|_)*+$)
      | (?P<zeros>0+)(?=\d+[.)])
      | (?:`{{3,}}|~{{3,}})[ \t]*(?P<language>[^\s`]+)(?P<behind>[^`\n]*)$
      | (?P<line>:{{3,}}.*|\[\[?_?toc_?\]\]?|{{toc}}
            |import\s.*(?:'[^']*'|"[^"]*");?|export\sconst\s.*[;}}])[^\S\n]*$
    )
    | (?=[<{{(\[\]])(?:      # so begin all others: else each would be tried at every character
      (?P<comment><!--(?:[^-]|-(?!->))*-->)
      | (?P<script><(script|style)\b(?s:.*?)</(?:script|style)\s*>)
      | (?P<opened><img\s[^<>]*?(?<=\s)alt=")(?=\s*[^"<>\s])[^"<>]*(?P<closed>"[^<>]*>)
      | (?P<begun><img\s[^<>]*?(?<=\s)alt=')(?=\s*[^'<>\s])[^'<>]*(?P<ended>'[^<>]*>)
      | (?P<tag></?\x01?(?:{"|".join(sorted(ELEMENTS))})(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?>)
      | (?P<shortcode>{{{{[<%](?s:.*?)[%>]}}}}|{{%(?s:.*?)%}})
      | (?P<attributes>{{:[^{{}}\n]*}}|{{[#.][\w-][^{{}}\n]*}}|(?<=[)\]`]){{[\w#.:-][^{{}}\n]*}})
      | \[!\[[^\[\]]*\]\([ \t]*(?P<picture>\S+)[^()]*\)(?=\])   # a picture in a link
      | \]\([ \t]*<?(?P<templated>[^\s()<>{{}}]*{{(?:{{|%)[^\n]{{0,500}}?(?:}}|%)}}[^\s()]*)
      | (?<=\]\])\([ \t]*<?(?P<noted>[^\s()<>]+)         # behind the mark of a note
      | \]\([ \t]*(?P<relative>(?![a-z][a-z0-9+.-]+:)(?:<[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))+))
      | (?<=\])\[(?P<label>[^\[\]\n]+(?:\n[^\[\]\n]+)?)\]   # of a reference
    )
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
"""What may stand in a source and need not be shown."""

_AS_SPACES = str.maketrans("<{", "  ")

_NESTING = ("comment", "script", "shortcode", "tag")
_DEEPEST = 3

_TASK = re.compile(
    r"^([\s>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+)\[([ xX])\](?=[ \t]+\S)", re.MULTILINE
)
_SCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789n0123456789", "⁺⁻⁽⁾₊₋₍₎")
"""Raised and lowered digits: a source may have them in tags."""

_INLINE_NOTE = re.compile(
    r'<sup class="note-mark within"[^>]*>(?:<a [^>]*>)?([^<]*)(?:</a>)?</sup>'
)
_NOTE_LABEL = re.compile(r'<(a|span) class="note-label"[^>]*>([^<]*)</\1> ')


class _Piece(NamedTuple):
    """Characters that must be there, or may be."""

    letters: str
    skip: int = 0
    """How many pieces, from this one on, may be left out together."""

    line: int = 0


def lost(doc: Document) -> Iterator[Fault]:
    """Yield where characters of a source are missing in its paragraphs, or surplus."""
    source = doc.source
    if source.markup == "plain":
        yield from _lost_letters(doc)
        return
    text = _LINE_END.sub("\n", source.text).replace("\0", "\ufffd")
    text = _without_open_ends(_with_signs(text))
    line = _disagreement(list(_source_pieces(text)), list(_shown_pieces(doc)))
    if line is not None:
        sentence = "near this line the page would show other words than the text has; "
        sentence += "write it without Markdown that leaves words out"
        yield Fault(source.path, source.first_line + line, sentence)


def _without_open_ends(text: str) -> str:
    """Return the text, with what begins as a comment, shortcode or script and never ends as none.

    Else an end would be searched for from each of them.
    """
    for begin, end in (("<!--", "-->"), ("{{", "}}"), ("{%", "%}")):
        at = text.rfind(end) + 1
        text = text[:at] + text[at:].replace(begin, begin.translate(_AS_SPACES))
    for name in ("script", "style"):
        at = max((m.end() for m in re.finditer(f"</{name}", text, re.IGNORECASE)), default=0)
        text = text[:at] + re.sub(f"<(?={name})", "<\x01", text[at:], flags=re.IGNORECASE)
    return text


def _with_signs(text: str) -> str:
    """Return the text with the signs of tasks as they are shown."""
    return _TASK.sub(lambda m: f"{m[1]}{'☐' if m[2] == ' ' else '☑'}", text)


def _lost_letters(doc: Document) -> Iterator[Fault]:
    """Yield where the paragraphs of a plain text are not all of its characters, as they stand."""
    wanted = "".join(doc.source.text.split())
    shown = "".join("".join(paragraph.text.split()) for paragraph in doc.paragraphs)
    markup = "".join("".join(html.unescape(TAG.sub("", p.html)).split()) for p in doc.paragraphs)
    if wanted != shown:
        yield Fault(doc.source.path, 0, "its paragraphs have other characters than the text")
    if len(markup) < len(shown):
        yield Fault(doc.source.path, 0, "the page would show fewer characters than the text has")


def letters(text: str) -> str:
    """Return the characters of `text` that are never markup, entities and addresses decoded."""
    if "&" in text:
        while (decoded := html.unescape(_NUMERIC.sub(_character, text))) != text:
            text = decoded
    if "%" in text:
        text = unquote(text)
    if "xn--" in text:
        text = _PUNYCODE.sub(_decoded, text)
    return _FORMLESS.sub("", _MARKUP_ONLY.sub("", text.translate(_SCRIPTS)))


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return "\ufffd" if code > sys.maxunicode else chr(code)


def _decoded(match: re.Match[str]) -> str:
    try:
        return match[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return match[0]


def _source_pieces(text: str, line: int = 0, depth: int = 0) -> Iterator[_Piece]:
    """Yield the characters of a source line by line, what need not be shown as optional.

    What looks like a comment or a shortcode may be code, which is shown: all of it may be left out,
    or is read again for what stands in it.
    """
    at = 0
    for match in _UNSHOWN.finditer(text):
        spans = sorted(
            (*match.span(name), name) for name, said in match.groupdict().items() if said
        )
        for start, end, name in spans:
            yield from _lines(text[at:start], line)
            line += text.count("\n", at, start)
            if name in _NESTING and depth < _DEEPEST:
                inner = list(_source_pieces(text[start + 1 : end], line, depth + 1))
                yield _Piece("", 1 + len(inner), line)
                yield from inner
            else:
                # Of a picture without a description, the last part of its address is shown.
                folder, _, rest = text[start:end].rpartition("/")
                yield _Piece(letters(folder), 1, line)
                yield _Piece(letters(rest), 1, line)
            line += text.count("\n", start, end)
            at = end
    yield from _lines(text[at:], line)


def _lines(text: str, first: int) -> Iterator[_Piece]:
    for number, part in enumerate(text.split("\n"), start=first):
        yield _Piece(letters(part), line=number)


def _shown_pieces(doc: Document) -> Iterator[_Piece]:
    """Yield the characters that a reader of the paragraphs sees, and the addresses of links.

    An address is optional: that of a reference stands elsewhere in the source, and many a link
    shows nothing but its address.
    """
    items: set[int] = set()
    marks = {label for p in doc.paragraphs for label in _INLINE_NOTE.findall(p.html)}
    parted = [_parted(p.html) for p in doc.paragraphs]
    within = {label: n for n, (label, _) in enumerate(parted) if label in marks}
    inside = set(within.values())
    notes = {label: parted[number][1] for label, number in within.items()}
    for number, paragraph in enumerate(doc.paragraphs):
        if number in inside:
            continue
        numbered = False
        label, rest = parted[number]
        yield _Piece(letters(html.unescape(label)))
        for frame in paragraph.frames:
            if frame.kind == "item" and numbered and frame.key not in items:
                yield _Piece(str(frame.start))
            if frame.kind == "item":
                items.add(frame.key)
            numbered = frame.kind == "numbers"
        yield from _with_notes(rest, notes)


def _parted(markup: str) -> tuple[str, str]:
    """Return the label of a note, else "", and the markup behind it."""
    label = _NOTE_LABEL.match(markup)
    return (label[2], markup[label.end() :]) if label else ("", markup)


def _with_notes(
    markup: str, notes: Mapping[str, str], around: tuple[str, ...] = ()
) -> Iterator[_Piece]:
    """Yield what a paragraph shows, with the notes that the source has within it in their place.

    `notes` are those by their labels, which are not in the source; `around` are the labels of those
    that this one stands in.
    """
    for index, part in enumerate(_INLINE_NOTE.split(markup)):
        if index % 2 == 0:
            yield from _shown_in(part)
        elif part in notes and part not in around:
            yield from _with_notes(notes[part], notes, (*around, part))


def _shown_in(markup: str) -> Iterator[_Piece]:
    address = ""
    for index, part in enumerate(TAG.split(markup)):
        if index % 2 == 0:
            yield _Piece(letters(_with_signs(html.unescape(part))))
        elif part.startswith("<img "):
            yield _Piece(letters(attributes(part)["alt"]))
        elif part.startswith("<a "):
            address = attributes(part)["href"]
        elif part == "</a>":
            yield _Piece(letters(address), skip=1)
        elif part.startswith("<code class="):
            language = attributes(part)["class"].removeprefix("language-")
            yield _Piece(letters(language), skip=1)


def _disagreement(source: list[_Piece], shown: list[_Piece]) -> int | None:
    """Return the line from which on two streams of characters differ, if they do.

    Where pieces may be left out both ways are tried; tags and the like, of several pieces, are
    first left out.
    """
    shown = [piece for piece in shown if piece.letters or piece.skip]
    most = 20 * (len(source) + len(shown)) + 10_000
    furthest = 0
    tried: set[tuple[int, int, int]] = set()
    ways = [(0, 0, 0, 0, False)]
    while ways and len(tried) < most:
        i, a, j, b, is_kept = ways.pop()
        while True:
            if i < len(source) and a == 0 and source[i].skip and not is_kept:
                if (i, j, b) in tried:
                    break
                tried.add((i, j, b))
                is_kept = source[i].skip == 1
                ways.append((i if not is_kept else i + 1, 0, j, b, not is_kept))
                i += 0 if is_kept else source[i].skip
                continue
            is_kept = False
            if i < len(source) and a == len(source[i].letters):
                i, a = i + 1, 0
                continue
            if j < len(shown) and b == 0 and shown[j].skip:
                ways.append((i, a, j + shown[j].skip, 0, False))
            if j < len(shown) and b == len(shown[j].letters):
                j, b = j + 1, 0
                continue
            if i == len(source) or j == len(shown):
                break
            size = min(len(source[i].letters) - a, len(shown[j].letters) - b)
            if source[i].letters[a : a + size] != shown[j].letters[b : b + size]:
                break
            a, b = a + size, b + size
        if i == len(source) and j == len(shown):
            return None
        furthest = max(furthest, source[min(i, len(source) - 1)].line)
    return furthest
