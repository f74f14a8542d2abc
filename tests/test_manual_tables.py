"""What the manual says in tables: all options with their defaults, and what the program says."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from dossier.plugin.config import DossierConfig
from tests.manual import Terminal
from tests.site import REPOSITORY

MANUAL = REPOSITORY / "docs" / "manual"

SAID_BY = {
    "Dossier says": "dossier",
    "MkDocs says": "mkdocs",
    "it says": "pip._internal",
}
"""Whose sentences stand in a table of the page on troubles, by the head of its first column."""

NOT_OF_A_PACKAGE = {
    "Address already in use": "the operating system says it",
    "dossier: command not found": "a shell says it",
}
"""Sentences that are in no package, and who says them."""

FAULTY = {
    "mkdocs.yml": b"site_name: Desk\nplugins: [dossier]\n",
    "docs/about.md": b"# About\n",
    "seeds/latin.txt": b"One caf\xe9.\n",
    "seeds/letter.txt": b"{\\rtf1 Dear Minister}\n",
    "seeds/blank.txt": b"\n",
    "seeds/rail.txt": b"Trade grew.\n",
    "seeds/Rail.md": b"Trade grew.\n",
    "seeds/2026-02-30-day.txt": b"Trade grew.\n",
    "seeds/key.txt": b"---\nautor: Ana Ruiz\n---\nTrade grew.\n",
    "seeds/open.txt": b"---\nauthor: Ana Ruiz\n\nTrade grew.\n",
    "seeds/colon.txt": b"---\ntitle: Customs: a post reopens\n---\nTrade grew.\n",
    "seeds/day.txt": b"---\ndate: 3/5/2026\n---\nTrade grew.\n",
    "seeds/place.txt": b"---\nfiled: {1: region}\n---\nTrade grew.\n",
    "seeds/number.txt": b"---\nfiled: {7: regional}\n---\nTrade grew.\n",
}
"""A site with faults, which `check` lists all at once."""

NOTED = {
    "mkdocs.yml": FAULTY["mkdocs.yml"],
    "docs/about.md": FAULTY["docs/about.md"],
    "seeds/letter.docx": b"PK",
    "seeds/long.txt": b"Trade grew, and grew. " * 90,
    "seeds/french.txt": "Le commerce a repris entre les deux pays, et les lignes de chemin de fer "
    "que les ministres ont promises seront ouvertes avant la fin de l'année.\n".encode(),
    "seeds/marked.txt": b"CONFIDENTIAL\n\nTrade grew between the two ports.\n",
    "seeds/keys.txt": b"---\npermalink: /rail/\n---\nTrade grew.\n",
}
"""A site of which there is much to say, though nothing is at fault."""


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the head of the first column and the cells of each row of the tables."""
    head = ""
    for line in text.splitlines():
        if not line.startswith("|"):
            head = ""
        elif not head:
            head = line.strip("| ").split(" | ")[0]
        elif not line.startswith("| ---"):
            yield head, line.strip("| ").split(" | ")


def test_all_options_are_documented_with_their_defaults() -> None:
    """The table holds the very options that mkdocs.yml may have."""
    text = (MANUAL / "options.md").read_text("utf-8")
    shown = {
        cells[0].strip("`"): None if cells[1] == "none" else yaml.safe_load(cells[1].strip("`"))
        for head, cells in _rows(text)
        if head == "option"
    }
    config = DossierConfig()
    config.load_dict({})
    config.validate()
    assert shown == dict(config)


def test_the_glossary_is_in_order() -> None:
    """A word is found where a reader looks for it."""
    text = (MANUAL / "glossary.md").read_text("utf-8")
    words = [cells[0].strip("*").casefold() for head, cells in _rows(text) if head == "word"]
    assert len(words) > 30
    assert words == sorted(words)


@cache
def _sentences(package: str) -> str:
    """Return all that a package may say: the strings of its code, function by function.

    What is filled in when it is said is left out.
    """
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    return "\n".join(_strings(path) for path in sorted(folder.rglob("*.py")))


def _strings(path: Path) -> str:
    """Return the strings of a module; those of a sentence that is put together are joined."""
    return "".join(_in_order(ast.parse(path.read_text("utf-8"))))


def _in_order(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for below in ast.iter_child_nodes(node):
        yield from _in_order(below)


def _quoted() -> list[tuple[str, str]]:
    """Return who says what, for every sentence that the page on troubles quotes."""
    text = (MANUAL / "troubleshooting.md").read_text("utf-8")
    found = [
        (head, sentence)
        for head, cells in _rows(text)
        for sentence in re.findall(r"`([^`]+)`", cells[0])
    ]
    assert found
    return found


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what `check` prints of both sites, and in a folder that has none."""
    said = ""
    for files in (FAULTY, NOTED, {}):
        terminal = Terminal(tmp_path_factory.mktemp("desk"))
        for name, data in files.items():
            path = terminal.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        said += terminal.run(("dossier", "check"))
    return said


@pytest.mark.parametrize(("head", "sentence"), _quoted())
def test_each_sentence_that_is_quoted_can_be_said(head: str, sentence: str, printed: str) -> None:
    """The page on troubles quotes what the programs say, but for what differs (`...`)."""
    pieces = sentence.split("...")
    if sentence in NOT_OF_A_PACKAGE or re.search(".*".join(map(re.escape, pieces)), printed):
        return
    sources = _sentences(SAID_BY[head])
    known = [piece.strip(" '") for piece in pieces]
    assert max(map(len, known)) > 14, "too short to be told from anything else"
    assert [piece for piece in known if piece not in sources] == []


def test_no_sentence_is_excused_that_is_not_quoted() -> None:
    """Each exception is still needed."""
    assert set(NOT_OF_A_PACKAGE) <= {sentence for _, sentence in _quoted()}
