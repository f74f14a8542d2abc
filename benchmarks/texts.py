"""Libraries of any size for measurements, dealt anew from the English texts among the examples.

Text number n is the same on every machine and in a library of every size: only n seeds the dealing.
A paragraph is one of the examples' with a sentence of another put into it, so that hardly any
stands twice in a library and none can be filed by remembering another. The words are those of the
examples all the same: a real library of thousands of texts knows more of them.
"""

import datetime
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.sources import document, files
from dossier.text import sentences as prose

EXAMPLES = Path(__file__).parent.parent / "examples" / "seeds"

FIRST_DAY = datetime.date(2005, 1, 1)
DAYS = 20 * 365

PARAGRAPHS = (8, 12)
"""Fewest and most in a text."""

_PLAIN = re.compile(r"[\w .,;:!?'’‘“”\"–—()%/-]+")
"""What no Markdown reader takes for markup, so that all make the same of it."""

_MARKUP = re.compile(r"_|\d+[.)]|-")
"""What stands in no paragraph, or begins none, for the same reason."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What is dealt."""

    paragraphs: tuple[tuple[str, ...], ...]
    """Each as its sentences."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    sources: tuple[str, ...]


def stock(folder: Path = EXAMPLES) -> Stock:
    """Gather the English prose of the texts in `folder`, in the order of their names."""
    documents = [document.parse(files.read(path)) for path in files.find(folder)]
    english = [parsed for parsed in documents if parsed.language == "en"]
    fronts = [parsed.source.front for parsed in english]
    return Stock(
        paragraphs=tuple(
            tuple(sentence.text for sentence in prose.split_sentences(paragraph.text, "en"))
            for parsed in english
            for paragraph in parsed.paragraphs
            if paragraph.kind == "prose" and not paragraph.frames and _is_plain(paragraph.text)
        ),
        titles=tuple(parsed.title for parsed in english),
        authors=tuple(front.byline for front in fronts if front.byline),
        sources=tuple(front.source for front in fronts if front.source),
    )


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and "_" not in text and not _MARKUP.match(text)


def name(number: int) -> str:
    """Return the name of a text's file; its slug is the part before the ending."""
    return f"text-{number:06}.md"


def text(number: int, stock: Stock) -> str:
    """Return text `number`: front matter, then paragraphs with blank lines between them."""
    deal = random.Random(number)  # noqa: S311 - it is to be foreseen
    day = FIRST_DAY + datetime.timedelta(days=deal.randrange(DAYS))
    front = {
        "title": f"{deal.choice(stock.titles)} ({number})",
        "date": day,
        "author": deal.choice(stock.authors),
        "source": deal.choice(stock.sources),
    }
    lines = [
        f"{key}: {value if key == 'date' else json.dumps(value, ensure_ascii=False)}"
        for key, value in front.items()
    ]
    paragraphs = [_paragraph(deal, stock.paragraphs) for _ in range(deal.randint(*PARAGRAPHS))]
    return "\n".join(["---", *lines, "---", "", "\n\n".join(paragraphs), ""])


def _paragraph(deal: random.Random, paragraphs: Sequence[Sequence[str]]) -> str:
    sentences = list(deal.choice(paragraphs))
    sentences.insert(deal.randint(1, len(sentences)), deal.choice(deal.choice(paragraphs)))
    return " ".join(sentences)


def write(folder: Path, size: int) -> None:
    """Write the first `size` texts into `folder`."""
    folder.mkdir(parents=True)
    dealt = stock()
    for number in range(1, size + 1):
        (folder / name(number)).write_text(text(number, dealt), encoding="utf-8")
