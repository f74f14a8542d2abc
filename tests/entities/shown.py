"""Entities as the fixtures of people and organisations write them."""

import re
from collections.abc import Callable, Sequence

from dossier.model import Mention, Paragraph
from tests.site import REPOSITORY

Detector = Callable[[Sequence[Paragraph], str], tuple[Mention, ...]]


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text that ¶ divides."""
    parts = re.split(r"\s*¶\s*", text)
    return [Paragraph(n, "prose", part, part, n) for n, part in enumerate(parts, 1)]


def shown(detect: Detector, text: str, language: str = "en") -> str:
    """Return the names found in a text, with their paragraphs if it has more than one."""
    found = detect(paragraphs(text), language)
    places = ":{}" if "¶" in text else ""
    names = (m.name + places.format(",".join(map(str, m.paragraphs))) for m in found)
    return "; ".join(names) or "-"


def cases(folder: str) -> list[list[str]]:
    """Return the rows of a fixture: what is expected, and the text."""
    path = REPOSITORY / "tests" / "fixtures" / folder / "english.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if " | " in line]
    return [row for row in rows if not row[0].startswith("#")]
