"""A text for seeds/ of what was found in a file: its front matter and words.

Every word of the original that is in neither the text nor a list is listed too.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from dossier.converting import formats, furniture, markdown, page_facts, proof
from dossier.converting.facts import named_day
from dossier.converting.files import refuse
from dossier.converting.record import (
    Block,
    Converted,
    Fact,
    Heading,
    LeftOut,
    Prose,
    leaves,
    letters,
    plain,
    text_of,
    whole,
)
from dossier.text import invisible
from dossier.text.sentences import fold

WRITTEN = ("title", "date", "author", "source", "url", "language")
"""The keys of front matter that a file can state."""

_TOP, _TITLE_WORDS = 4, 25
"""Blocks at the top among which a title that is known may stand, and the most words of one that is
not."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A text for seeds/, and what an editor should know of it."""

    original: Path
    sha256: str
    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...]
    facts: tuple[Fact, ...]
    """One for each key of front matter that is written, then those that are only shown."""

    left_out: tuple[LeftOut, ...]
    remarks: tuple[str, ...]
    marking: str
    """A line such as "Confidential", or ""."""

    @property
    def suffix(self) -> str:
        """Plain paragraphs are .txt, everything else is Markdown."""
        return ".txt" if not self.notes and markdown.is_plain(self.blocks) else ".md"

    def body(self, suffix: str = "") -> str:
        """Return the text below the front matter, as a file of its own suffix or another."""
        if (suffix or self.suffix) == ".txt":
            return markdown.write_plain(self.blocks)
        return markdown.write(self.blocks, self.notes)

    def stated(self, key: str) -> str:
        """Return what is written for a key of front matter, or ""."""
        return next((fact.value for fact in self.facts if fact.key == key and fact.stated), "")

    def beginning(self, length: int) -> str:
        """Return the first words of the text, cut off after `length` characters."""
        words = fold(text_of(next(leaves(self.blocks))))
        return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"

    def titled(self, title: str) -> "Seed":
        """Return this with a title that an editor has given."""
        return replace(self, facts=(Fact("title", title, "you"), *self.facts))

    def text(self, suffix: str) -> str:
        """Return the whole file; plain paragraphs can be written as Markdown too."""
        front: dict[str, object] = {key: self.stated(key) for key in WRITTEN if self.stated(key)}
        if "date" in front:
            front["date"] = date.fromisoformat(str(front["date"]))
        front["received"] = {
            "file": invisible.one_line(whole(self.original.name)),
            "sha256": self.sha256,
        }
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{head}---\n\n{self.body(suffix)}"


def compose(path: Path) -> Seed:
    """Return the text that is made of a file.

    Raises InputError if it cannot be read or holds no words.
    """
    data, found = formats.convert(path)
    blocks, facts = _titled(found.blocks, _facts(found))
    texts = [fold(text_of(leaf)) for leaf in leaves(blocks)]
    if not any(texts):
        kinds = ", ".join(dict.fromkeys(out.kind for out in found.left_out))
        raise refuse(path, f"there are no words in it{f' but {kinds}' if kinds else ''}")
    if not any(fact.key == "date" and fact.stated for fact in facts):
        facts += tuple(named_day(texts))
    written = [*texts, *(text_of(leaf) for note in found.notes for leaf in leaves(note))]
    elsewhere = [out.words for out in found.left_out] + [fact.value for fact in facts]
    lost = proof.missing(found.original, *written, *elsewhere, found.replaced)
    unplaced = LeftOut("words in fields, shapes or formulas, or that could not be placed", lost)
    left_out = (*found.left_out, unplaced) if lost else found.left_out
    return Seed(
        original=path,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=blocks,
        notes=found.notes,
        facts=facts,
        left_out=tuple(LeftOut(out.kind, fold(out.words)) for out in left_out),
        remarks=found.remarks,
        marking=_marking(found, facts, texts),
    )


def _marking(found: Converted, facts: tuple[Fact, ...], texts: Sequence[str]) -> str:
    title = next((fact.value for fact in facts if fact.key == "title"), "")
    around = (out.words for out in found.left_out if out.kind != furniture.NOTICE)
    lines = (line for words in around for line in words.split(" · "))
    return furniture.marking([title, *texts], lines)


def _facts(found: Converted) -> tuple[Fact, ...]:
    """Return the first stated fact for each key, and whatever is only shown."""
    first: dict[str, Fact] = {}
    facts = [replace(fact, value=_seen(fact.value)) for fact in found.facts]
    for fact in facts:
        if fact.stated and fact.value.strip():
            first.setdefault(fact.key, fact)
    shown = (fact for fact in facts if not fact.stated)
    return (*(first[key] for key in WRITTEN if key in first), *shown)


def _seen(value: str) -> str:
    """Return a value without characters that cannot be seen: no front matter may have them."""
    value = whole(value)
    hidden = invisible.positions(value)
    return "".join(character for at, character in enumerate(value) if at not in hidden)


# --- title ----------------------------------------------------------------------------


def _titled(
    blocks: tuple[Block, ...], facts: tuple[Fact, ...]
) -> tuple[tuple[Block, ...], tuple[Fact, ...]]:
    """Move the title from the top of the text to the front matter, where Dossier has it."""
    known = next((fact for fact in facts if fact.key == "title" and fact.stated), None)
    title = letters(known.value) if known else ""
    for index, block in enumerate(blocks[:_TOP]):
        if title and letters(_line(block)) == title:
            return (*blocks[:index], *blocks[index + 1 :]), facts
    sure = known is not None and known.origin in page_facts.SURE
    if sure or not _is_title(blocks):
        return blocks, facts
    first = Fact("title", _line(blocks[0]), "the first line of the text")
    others = (replace(fact, stated=False) if fact.key == "title" else fact for fact in facts)
    return blocks[1:], (first, *others)


def _line(block: Block) -> str:
    """Return the words of a paragraph or heading in one line; "" if it calls footnotes."""
    if not isinstance(block, Heading | Prose) or any(span.note for span in block.spans):
        return ""
    return fold(plain(block.spans).replace("\n", " "))


def _is_title(blocks: Sequence[Block]) -> bool:
    """Does a text begin with a heading, or with a line in bold that is no sentence?"""
    words = _line(blocks[0]).split() if len(blocks) > 1 else []
    if not words or len(words) > _TITLE_WORDS:
        return False
    if isinstance(blocks[0], Prose):
        bold = all(span.bold for span in blocks[0].spans if span.text.strip())
        return bold and not words[-1].endswith((".", ":", ","))
    return True
