"""README.md and the manual, tried as a new user would: each command prints what its page shows."""

import re
from pathlib import Path

import pytest

from tests.manual import PAGES, Block, Terminal, blocks, commands, is_shown
from tests.site import REPOSITORY

BY_HAND = {
    "git": "fetches what lies elsewhere",
    "make": "installs everything from the network; test_workflows.py runs it",
    "pip": "installs from the network; the test of the wheel runs it",
    "pipx": "installs from the network",
    "python3": "makes an environment, for what is installed from the network",
    "source": "is a part of the shell",
    "dossier serve": "goes on until it is stopped; plugin/test_serve.py runs it",
    "dossier review": "asks at a terminal; test_cli_review.py runs it",
}
"""Beginnings of commands that are not run here, and why: each is tried by hand before a release."""

SHOWN = {"console", "text", "yaml", "json", "markdown", "css", "toml", "html"}
"""Languages of blocks. Of these `console` alone holds what is to be typed, and is run; besides
them there is `powershell`, for what is otherwise on Windows."""

IN_A_SITE = {
    "adding",
    "commands",
    "filing",
    "front-matter",
    "languages",
    "printing",
    "subscribing",
    "texts",
    "themes",
}
"""Pages that are read in a new site, named desk; any other begins in an empty folder."""


def _by_hand(words: tuple[str, ...]) -> bool:
    return "--help" not in words and (words[0] in BY_HAND or " ".join(words[:2]) in BY_HAND)


def _try(block: Block, terminal: Terminal) -> list[str]:
    """Write the file or run the commands of a block; return what is otherwise than shown."""
    if block.title:
        terminal.write(block.title, block.text)
    wrong = []
    for command in commands(block) if block.language == "console" else ():
        if command.words[:2] == ("git", "clone"):
            break  # what follows is typed in what was fetched
        if _by_hand(command.words):
            continue
        output = terminal.run(command.words)
        if not is_shown(output, command.output):
            typed = " ".join(command.words)
            wrong.append(f"line {command.line}: {typed}\n{output}")
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_command_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """A page is tried from top to bottom, with nothing but the files that it shows."""
    terminal = Terminal(tmp_path)
    if page.stem in IN_A_SITE:
        terminal.run(("dossier", "new", "desk"))
        terminal.run(("cd", "desk"))
    wrong = [one for block in blocks(page) for one in _try(block, terminal)]
    assert not wrong, "\n\n".join(wrong)


def test_all_that_is_to_be_typed_can_be_tried() -> None:
    """No block escapes for its language; nothing is left out for a reason that no longer holds."""
    found = [block for page in PAGES for block in blocks(page)]
    assert {block.language for block in found} <= SHOWN | {"powershell"}
    typed = [one.words for block in found if block.language == "console" for one in commands(block)]
    assert len(typed) > 40
    used = {words[0] for words in typed} | {" ".join(words[:2]) for words in typed}
    assert set(BY_HAND) <= used


def _anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    """Links within the repository work on GitHub."""
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)\s:]+)\)", re.sub(r"`[^`\n]*`", "", text))
    for link in links:
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_relative_to(REPOSITORY), link
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def test_each_page_of_the_manual_is_named_by_the_first() -> None:
    """Whoever begins there finds all others."""
    first = (REPOSITORY / "docs" / "manual" / "index.md").read_text("utf-8")
    manual = [page.name for page in PAGES if page.parent.name == "manual"]
    assert [name for name in manual if name != "index.md" and f"]({name}" not in first] == []
