"""Sentences that editors marked, read from JSON lines: one text a line, as it was received.

    {"name": "a.md", "text": "...", "leads": ["..."], "key": ["..."], "never": ["..."]}

`leads` are sentences fit to be the lead, `key` those that are good key points, `never` those that
must not be quoted alone. What is in none of them is neither good nor bad.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.briefings.candidates import Candidate, candidates
from dossier.errors import InputError
from dossier.model import Document
from dossier.sources import document, files
from dossier.sources.files import Received
from dossier.sources.names import name_of

SAME = 0.7
"""A sentence is a marked one if one of them holds the other and is hardly longer: its border may
have been drawn elsewhere."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence with the judgement of an editor."""

    candidate: Candidate
    is_lead: bool
    is_key: bool
    """A lead is one as well."""

    is_never: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its candidates as an editor marked them."""

    document: Document
    marks: tuple[Mark, ...]


def read(paths: Iterable[Path]) -> list[Marked]:
    """Read marked texts; those that are at fault or have no sentence are left out."""
    return [
        marked
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        for marked in _marked(json.loads(line))
        if marked.marks
    ]


def _marked(row: dict[str, Any]) -> Iterator[Marked]:
    path = Path(row["name"])
    name = f"text{path.suffix or '.txt'}"
    received = Received(name, "text", name_of(Path(name)), row["text"].encode())
    try:
        parsed = document.parse(files.parse_source(received))
    except InputError:
        return
    leads, keys, never = ([folded(one) for one in row[key]] for key in ("leads", "key", "never"))
    marks = []
    for candidate in candidates(parsed):
        words = folded(candidate.text)
        is_lead = _is_among(words, leads)
        is_key = is_lead or _is_among(words, keys)
        is_never = not is_key and _is_among(words, never)
        marks.append(Mark(candidate, is_lead, is_key, is_never))
    yield Marked(parsed, tuple(marks))


def folded(text: str) -> str:
    """Return letters and digits alone, so that white space, quotes and markup do not matter."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def _is_among(words: str, marked: Iterable[str]) -> bool:
    for other in marked:
        short, long = sorted((words, other), key=len)
        if short and short in long and len(short) >= SAME * len(long):
            return True
    return False
