"""Running the command line and reading a built site, independently of the package."""

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent

EXAMPLE, ADDRESS = "https://example.org/", "https://briefings.test/"
"""The address that mkdocs.yml comes with, which stands for none, and that of the tests' sites."""


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run build.py in `folder` and return what it printed and its exit code."""
    return subprocess.run(
        [sys.executable, "build.py", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def furnish(folder: Path, seeds: Path | None = None) -> Path:
    """Put everything that a site's owner has into `folder`, with the texts of `seeds`, if given.

    The site has an address.
    """
    for name in ("docs", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for name in ("mkdocs.yml", "themes.yml", "build.py"):
        shutil.copy(REPOSITORY / name, folder / name)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert EXAMPLE in config
    (folder / "mkdocs.yml").write_text(config.replace(EXAMPLE, ADDRESS), encoding="utf-8")
    if seeds:
        shutil.copytree(seeds, folder / "seeds")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tree_without_cache(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` that no command may change unasked, with its bytes."""
    files = tree(folder)
    return {path: files[path] for path in files if not path.startswith(".dossier-cache/")}


def folded(text: str) -> str:
    """Return `text` with all white space folded."""
    return " ".join(text.split())


@dataclass
class Element:
    """An element of a page: its attributes, its ancestors' and its text without furniture."""

    tag: str
    attributes: dict[str, str]
    around: list[dict[str, str]]
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The element's text, white space folded."""
        return folded("".join(self.text))


class Page(HTMLParser):
    """Every element of a page in document order, read with the standard library alone."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, [outer.attributes for outer in self._open])
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:  # <br /> is told as a beginning and an end
            return
        assert self._open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for depth, element in enumerate(self._open):
            if not any("data-furniture" in e.attributes for e in self._open[depth:]):
                element.text.append(data)

    def having(self, attribute: str) -> list[Element]:
        """Return the elements that carry `attribute`."""
        return [element for element in self.elements if attribute in element.attributes]
