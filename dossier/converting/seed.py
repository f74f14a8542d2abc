"""Write what was found in a file as a text for seeds/: its name, front matter and words.

Before anything is written, the text is read back by Dossier's own readers and held against what was
found, and every word of the original that is in neither the text nor a list is listed too.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from dossier.converting import dates, furniture, losses, markdown, page_facts
from dossier.converting.files import refuse
from dossier.converting.record import (
    Block,
    Converted,
    Fact,
    Heading,
    LeftOut,
    Prose,
    Rule,
    leaves,
    plain,
    text_of,
    without_calls,
)
from dossier.errors import InputError
from dossier.sources import files, names
from dossier.sources.readers import READERS
from dossier.text.sentences import fold

WRITTEN = ("title", "date", "author", "source", "url", "language")
"""The keys of front matter that a file can state."""

_LONGEST_NAME = 60
_TITLE_WORDS = 25
"""Words up to which a first line in bold is taken for the title."""


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

    @property
    def body(self) -> str:
        """The text below the front matter."""
        return self._body(self.suffix)

    def _body(self, suffix: str) -> str:
        if suffix == ".txt":
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
        front["received"] = {"file": self.original.name, "sha256": self.sha256}
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{head}---\n\n{self._body(suffix)}"

    def name(self) -> str:
        """Return the name of the file: its date, if that is stated, and its title in short."""
        title = self.stated("title") or self.original.stem
        words = re.findall(r"\w+", title.replace("'", "").replace("’", "").lower())
        short = ""
        for word in words:
            if short and len(f"{short}-{word}".encode()) > _LONGEST_NAME:
                break
            short = f"{short}-{word}".strip("-")
        day = self.stated("date")
        return f"{day}-{short or 'text'}{self.suffix}" if day else f"{short or 'text'}{self.suffix}"


def compose(path: Path, found: Converted) -> Seed:
    """Return the text that is made of a file.

    Raises InputError if it holds no words, or if Dossier would read others than were found.
    """
    blocks, facts = _titled(_without_outer_rules(found.blocks), _facts(found))
    texts = [fold(text_of(leaf)) for leaf in leaves(blocks)]
    if not any(texts):
        kinds = ", ".join(dict.fromkeys(out.kind for out in found.left_out))
        raise refuse(path, f"there are no words in it{f' but {kinds}' if kinds else ''}")
    if not any(fact.key == "date" and fact.stated for fact in facts):
        facts += tuple(dates.proposed(texts))
    around = [out.words for out in found.left_out if out.kind != furniture.NOTICE]
    title = next((fact.value for fact in facts if fact.key == "title"), "")
    seed = Seed(
        original=path,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        blocks=blocks,
        notes=found.notes,
        facts=facts,
        left_out=tuple(LeftOut(out.kind, fold(out.words)) for out in found.left_out),
        remarks=found.remarks,
        marking=furniture.marking([title, *texts], _lines(around)),
    )
    _check_reading(seed)
    written = [*texts, *(text_of(leaf) for note in found.notes for leaf in leaves(note))]
    stated = [fact.value for fact in facts]
    outside = [out.words for out in found.left_out]
    lost = losses.missing(found.original, *written, *outside, *stated, found.replaced)
    if lost:
        kind = "words in fields, shapes or formulas, or that could not be placed"
        return replace(seed, left_out=(*seed.left_out, LeftOut(kind, lost)))
    return seed


def _without_outer_rules(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without lines above the first or below the last of them."""
    while blocks and isinstance(blocks[0], Rule):
        blocks = blocks[1:]
    while blocks and isinstance(blocks[-1], Rule):
        blocks = blocks[:-1]
    return blocks


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from text.split(" · ")


def _facts(found: Converted) -> tuple[Fact, ...]:
    """Return the first stated fact for each key, and whatever is only shown."""
    first: dict[str, Fact] = {}
    shown: list[Fact] = []
    for fact in found.facts:
        if fact.stated and fact.key in WRITTEN and fact.value:
            first.setdefault(fact.key, fact)
        elif not fact.stated:
            shown.append(fact)
    return (*(first[key] for key in WRITTEN if key in first), *shown)


# --- title ----------------------------------------------------------------------------


def _titled(
    blocks: tuple[Block, ...], facts: tuple[Fact, ...]
) -> tuple[tuple[Block, ...], tuple[Fact, ...]]:
    """Move the title from the top of the text to the front matter, where Dossier has it."""
    first = blocks[0] if blocks else None
    known = [fact for fact in facts if fact.key == "title" and fact.stated]
    for index, block in enumerate(blocks[:4]):
        if (
            known
            and isinstance(block, Heading | Prose)
            and _letters(plain(block.spans)) == _letters(known[0].value)
            and not any(span.note for span in block.spans)
        ):
            return (*blocks[:index], *blocks[index + 1 :]), facts
    sure = bool(known) and known[0].origin in page_facts.SURE
    if not sure and isinstance(first, Heading | Prose) and _is_title(first, blocks):
        title = Fact(
            "title", fold(plain(first.spans).replace("\n", " ")), "the first line of the text"
        )
        others = tuple(
            replace(fact, stated=False) if fact.key == "title" else fact for fact in facts
        )
        return blocks[1:], (title, *others)
    return blocks, facts


def _is_title(block: Heading | Prose, blocks: Sequence[Block]) -> bool:
    words = plain(block.spans).split()
    if not words or len(words) > _TITLE_WORDS or any(span.note for span in block.spans):
        return False
    if len(blocks) == 1:
        return False
    if isinstance(block, Heading):
        return True
    bold = all(span.bold for span in block.spans if span.text.strip())
    return bold and not words[-1].endswith((".", ":", ","))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


# --- proof ----------------------------------------------------------------------------


def _check_reading(seed: Seed) -> None:
    """Raise InputError if Dossier would read other words than were found."""
    for blocks in (seed.blocks, *seed.notes):
        unnoted = without_calls(blocks)
        expected = fold(" ".join(fold(text_of(leaf)) for leaf in leaves(unnoted)))
        if seed.suffix == ".txt":
            got = fold(markdown.write_plain(unnoted))
        else:
            got = markdown.read_back(markdown.write(unnoted), seed.original.as_posix())
        if _squeezed(expected) != _squeezed(got):
            sentence = "its words would read otherwise in Markdown, which is a fault of ours; "
            raise refuse(seed.original, sentence + "copy the text, and save it in seeds/ as .txt")


def _squeezed(text: str) -> str:
    return "".join(text.split())


# --- writing --------------------------------------------------------------------------


def write(seed: Seed, folder: Path, name: str | None = None) -> Path:
    """Write a text into `folder` under `name`, else under its own; return where it is.

    Raises InputError if a text of that name or address is there already, or the same original was
    added before. An existing file is never touched, and no half of one stays.
    """
    if name and re.search(r"[/\\:]", name):
        raise refuse(
            seed.original, f"--name {name} is a path; give a name, and it stands in seeds/"
        )
    target = folder / (name or seed.name())
    if not target.suffix:
        target = target.with_name(target.name + seed.suffix)
    if target.suffix != seed.suffix and not (target.suffix == ".md" and seed.suffix == ".txt"):
        raise refuse(seed.original, f"its text is {seed.suffix}; give it a name that ends so")
    own = names.name_of(target, folder)
    for path in files.find(folder):
        if path.suffix.lower() not in READERS:
            continue
        if _was_made_of(path, seed.sha256):
            raise refuse(seed.original, f"was added before: {path.as_posix()} is made of it")
        if _dated(path, folder) == own.dated:
            sentence = f"{path.as_posix()} has the same address ({own.dated}); give another --name"
            raise refuse(seed.original, sentence)
    data = seed.text(target.suffix).encode()
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        sentence = f"{target.as_posix()} is there already; give another --name"
        raise refuse(seed.original, sentence) from None
    except OSError as error:
        target.unlink(missing_ok=True)
        raise refuse(target, f"cannot be written: {error.strerror}") from error
    return target


def _was_made_of(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return sha256.encode() in file.read(50_000)
    except OSError:
        return False


def _dated(path: Path, folder: Path) -> str:
    try:
        return names.name_of(path, folder).dated
    except InputError:
        return ""
