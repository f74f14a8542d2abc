"""Markdown that a careless reader would take hours for: what counts is that each test ends."""

import pytest

from dossier.proof import recount
from tests.factories import make_document

TEXTS = {
    "headings without a space": "##a\n" * 3000,
    "comments without an end": "<!-- x\n\n" * 4000,
    "comments without an end in an item": "- a\n\n" + "  <!-- x\n\n" * 4000 + "\nb -->",
    "comments without an end on a line": "<!-- " * 4000,
    "scripts without an end on a line": "x " + "<script>" * 4000,
    "scripts with the end of another": "x " + "<script>" * 4000 + "</style>",
    "shortcodes without an end": "x " + "{{<" * 4000 + "{%" * 4000,
    "tags in tags": "<b>" * 2000 + "x" + "</b>" * 2000,
    "tags with the same letter between them": "x " + "<b>b" * 2000,
    "addresses that are filled in, without an end": "[a]({{<" * 3000,
    "brackets of pictures": "![" * 5000,
    "brackets of notes": "x" + "^[" * 5000,
    "references to nothing": "[^1]" * 3000,
    "notes that lead from one to the next": "a[^1]\n\n"
    + "".join(f"[^{number}]: b[^{number + 1}]\n\n" for number in range(1, 4500))
    + "[^4500]: end",
    "definitions that are used nowhere": "x\n\n" + "".join(f"[a{n}]: b{n}\n" for n in range(4000)),
    "quotes in the title of a picture": f"<img title=' alt=\"{'a' * 50_000}'> x",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_the_time_grows_with_the_text(text: str) -> None:
    """It is read, and counted again, with nothing lost."""
    document = make_document(text, "note.md")
    assert document.paragraphs
    assert list(recount.lost(document)) == []
