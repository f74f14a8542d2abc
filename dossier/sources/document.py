"""Parse a source into a document of numbered paragraphs.

Every block with words of its own is one paragraph: prose, a heading, a table, a block of code.
Quotes, lists and their items are frames around paragraphs.
"""

from collections.abc import Sequence
from pathlib import PurePath

from dossier.errors import Fault, InputError
from dossier.model import Document, Paragraph, Source
from dossier.sources.blocks import Block
from dossier.sources.files import LIMITS, Limits
from dossier.sources.language import language_of
from dossier.sources.readers import READERS
from dossier.sources.structure import headings, lengths, lists, markings, proposals
from dossier.text import invisible


def parse(source: Source, language: str = "en", limits: Limits = LIMITS) -> Document:
    """Return `source` with its paragraphs numbered; `language` is for texts that state none.

    Raises InputError if words of the text would not show, or it has no paragraph or too many.
    """
    reader = READERS[PurePath(source.path).suffix.lower()]
    parsed = reader.read(source)
    if len(parsed.blocks) > limits.paragraphs:
        sentence = f"has more than {limits.paragraphs:,} paragraphs; "
        sentence += "divide it, or set paragraphs in mkdocs.yml"
        raise InputError(Fault(source.path, 0, sentence))
    language, said = language_of(source, language)
    blocks = headings.recognise(parsed.blocks, language)
    paragraphs = [_paragraph(number, block, source) for number, block in enumerate(blocks, start=1)]
    if not paragraphs:
        raise InputError(Fault(source.path, 0, "there is no text in it, only markup"))
    marked = (*markings.notes(source.front, paragraphs), *lengths.notes(paragraphs, language))
    return Document(
        source=source,
        title=source.front.title or title_of(source, paragraphs),
        date=source.front.date,
        language=language,
        paragraphs=tuple(paragraphs),
        notes=tuple(sorted((*source.notes, *said, *parsed.notes, *marked))),
        has_comments=parsed.has_comments,
        proposals=tuple(proposals.of(source.front, paragraphs, language)),
        lists=lists.find(paragraphs),
    )


def _paragraph(number: int, block: Block, source: Source) -> Paragraph:
    return Paragraph(
        number=number,
        kind=block.kind,
        text=block.text,
        html=block.html,
        line=source.first_line + block.line,
        level=block.level,
        frames=block.frames,
        role=block.role,
        breaks=block.breaks,
        noted_in=block.noted_in,
        label=block.label,
        struck=block.struck,
    )


def title_of(source: Source, paragraphs: Sequence[Paragraph]) -> str:
    """Return the title of a text that states none: the one on its top, else its file's name."""
    if title := headings.title(paragraphs):
        return invisible.spell_out(title)
    words = source.slug.replace("-", " ")
    return words[0].upper() + words[1:]
