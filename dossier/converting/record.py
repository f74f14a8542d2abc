"""What a format's module finds in a file: blocks with words, facts, and what it leaves out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a line of text that look alike."""

    text: str
    """"\\n" alone is a line break."""

    bold: bool = False
    italic: bool = False

    href: str = ""
    """The web address that the words link to."""

    note: int = 0
    """The number of the footnote that is called here; such a span has no text."""


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 to 6."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation that stands in paragraphs of its own."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; numbered from `start` unless that is None."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row holds the headings."""

    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that keep their shape."""

    text: str


Block: TypeAlias = Prose | Heading | Quote | Listing | Table | Code


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the file says about its text, for front matter or to be looked at."""

    key: str
    """A key of front matter, or another word such as `created`."""

    value: str
    """An ISO date for `date`."""

    origin: str
    """Where it was found, and what an editor should know of that."""

    stated: bool = True
    """Whether it is written; otherwise it is only shown."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the file that are not in the text."""

    kind: str
    """Why, as an editor would say it: "page numbers"."""

    words: str


@dataclass(frozen=True, slots=True)
class Converted:
    """What was found in one file."""

    blocks: tuple[Block, ...]

    notes: tuple[tuple[Block, ...], ...] = ()
    """Footnotes; the first has the number 1."""

    facts: tuple[Fact, ...] = ()
    """The first of a key counts."""

    left_out: tuple[LeftOut, ...] = ()

    original: str = ""
    """All words of the file, read in the plainest way, to hold the others against."""

    replaced: str = ""
    """Marks of the file that the text has in another form: of footnotes, of lists."""

    remarks: tuple[str, ...] = ()
    """Sentences about what was doubtful."""


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks and those that stand in them, in order."""
    for block in blocks:
        yield block
        match block:
            case Quote():
                yield from every(block.blocks)
            case Listing():
                for item in block.items:
                    yield from every(item)


def leaves(blocks: Iterable[Block]) -> Iterator[Prose | Heading | Table | Code]:
    """Yield the blocks that hold words themselves, in order."""
    for block in every(blocks):
        if not isinstance(block, Quote | Listing):
            yield block


def text_of(block: Prose | Heading | Table | Code) -> str:
    """Return the words of a block, as they stand."""
    match block:
        case Code():
            return block.text
        case Table():
            return " ".join(plain(cell) for row in block.rows for cell in row)
        case _:
            return plain(block.spans)


def plain(spans: Spans) -> str:
    """Return the words of some spans."""
    return "".join(span.text for span in spans)


def letters(text: str) -> str:
    """Return the letters and figures of a text, to compare it by."""
    return "".join(character for character in text.casefold() if character.isalnum())


def whole(text: str) -> str:
    """Return a text with both halves of a character (surrogates) as one; U+FFFD for a lone one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
