"""Set summaries and digests as PDF, and pictures of briefings as PNG, with Typst.

The files are tagged PDF/UA-1 and PDF/A-2a. They depend on their data, the templates and the fonts
alone: no clock, no network, and no font but those that were installed with this program.

A character for which no font has a glyph would make such a file invalid, and Typst refuses it. Its
error names all such characters; they are replaced by a white square, and the file is set again.

A picture is set as PDF too, proved as all others are, and drawn from that PDF.
"""

import importlib.util
import json
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import fontpkg
import typst

from dossier.errors import Fault, InputError, ProofError, TemplateError
from dossier.pdf import check, fit
from dossier.runtime.cache import key
from dossier.runtime.program import program
from dossier.text import invisible

SUMMARY, DIGEST, CARD = "summary", "digest", "card"
"""Names of the templates."""

STANDARDS: Final = ["ua-1", "a-2a"]

REPLACEMENT = "\u25a1"
"""A white square, for a character that no font has."""

_ROUNDS = 4
"""Attempts; to replace a character may part a cluster, and so bring out another without a glyph."""

_UNPRINTABLE = frozenset(("Cc", "Cn", "Co", "Cs"))
"""Unicode categories without a glyph: control, unassigned, private use, surrogate."""

_NAMED = re.compile(r'(?:the text|codepoint) `"(.*?)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}

_MAIN = "main"
"""Name under which Typst is handed the template to set; as an import has an ending, none has it."""

_FONTS = {".ttf", ".otf", ".ttc", ".otc"}
"""Suffixes of font files."""

_OTHER_FONTS = ("noto_cjk_sans_otc",)
"""Packages of fonts that fontpkg does not list."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF, or the PNG of a picture."""

    data: bytes
    lacking: tuple[str, ...] = ()
    """Characters that were replaced, sorted by code point."""


class Typesetter:
    """Sets documents with the templates of a folder. Several threads may share one."""

    def __init__(self, templates: Sequence[Path], fonts: Path | None = None) -> None:
        """Load the installed fonts, and those in the folder `fonts`.

        Of two templates with one name, that in the first of the folders `templates` is meant.
        Raises InputError if there is no folder `fonts`, and TemplateError for a template that is
        not UTF-8.
        """
        demand_fonts(fonts)
        self._paths = _files_below(templates)
        self._root = next(folder for folder in templates if folder.is_dir())
        self._files = {name: _content(path) for name, path in self._paths.items()}
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=_font_folders(fonts)
        )
        self._local = threading.local()

    def typeset_json(self, template: str, text: str) -> Pdf:
        """Return the proved PDF of a document; `text` is its data as JSON.

        Raises TemplateError if Typst cannot set the template, and ProofError if the PDF does not
        say what it was given, or says something else.
        """
        data = json.loads(text)
        values = [value for _, value in check.fields(data)]
        used = set("".join(values))
        lacking = {character for character in used if _is_unprintable(character)}
        lacking |= {value[at] for value in values for at in invisible.positions(value)}
        for _ in range(_ROUNDS):
            try:
                return self._fitted(template, _without(data, lacking), lacking)
            except typst.TypstError as error:
                found = _named(error.diagnostic) - lacking
                if not found:
                    break
                lacking |= found
        lacking |= {character for character in used if not character.isascii()}
        try:
            return self._fitted(template, _without(data, lacking), lacking)
        except typst.TypstError as error:
            where = self._paths[f"{template}.typ"]
            said = [part for part in error.diagnostic.split("\n\n") if part.startswith("error")]
            sentence = " ".join(" ".join(said).split())  # of its drawing, one line
            for name, path in {_MAIN: where, **self._paths}.items():
                sentence = _with_path(sentence, name, path)
            sentence = f"Typst cannot set it: {sentence}"
            raise TemplateError(Fault(where.as_posix(), 0, sentence)) from error

    def _fitted(self, template: str, data: dict[str, Any], lacking: set[str]) -> Pdf:
        """Return the proved PDF of the first version of a document that fits on its pages.

        Raises TypstError, and ProofError as `typeset_json` does.
        """
        from dossier.pdf import picture, read  # here, for PDFium takes long to load

        made: dict[str, bytes] = {}
        where = f"{data['frame']['title']['text']} (PDF)"
        for shown, room in fit.versions(data):
            text = json.dumps(shown)
            if text not in made:
                made[text] = self._compile(template, text)
            with read.opened(made[text]) as document:
                if len(document) > room:
                    continue
                said = check.check_print(read.pages(document), shown)
                if faults := [Fault(where, 0, sentence) for sentence in said]:
                    raise ProofError(*faults)
                path = self._paths[f"{template}.typ"].as_posix()
                form = picture.drawn(document, path) if template == CARD else made[text]
                return Pdf(form, tuple(sorted(lacking)))
        most = "1 page" if template == CARD else f"{fit.PAGES} pages"
        sentence = f"takes more than {most}, even without what may be left out"
        raise ProofError(Fault(where, 0, sentence))

    def _compile(self, template: str, doc: str) -> bytes:
        compilers = self._local.__dict__
        if template not in compilers:
            compilers[template] = typst.Compiler(root=self._root, font_paths=self._fonts)
        # All files are handed over, for Typst itself would look for each in one folder alone.
        files = {**self._files, _MAIN: self._files[f"{template}.typ"]}
        made = compilers[template].compile(
            files, format="pdf", sys_inputs={"doc": doc}, pdf_standards=STANDARDS
        )
        assert isinstance(made, bytes)  # noqa: S101 - one file, for no output path was given
        return made


def demand_fonts(fonts: Path | None) -> None:
    """Raise InputError if the folder `fonts` does not exist."""
    if fonts and not fonts.is_dir():
        sentence = "there is no such folder; the option `fonts` in mkdocs.yml names it"
        raise InputError(Fault(fonts.as_posix(), 0, sentence))


def _files_below(folders: Iterable[Path]) -> dict[str, Path]:
    """Return every file below the folders by its name there; of two with one name the first.

    That is not templates alone: a template may read pictures and data.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            files.setdefault(path.relative_to(folder).as_posix(), path)
    return files


def _content(path: Path) -> bytes:
    """Return what a file holds; raises TemplateError if it is a template and not UTF-8."""
    data = path.read_bytes()
    if path.suffix == ".typ":
        try:
            data.decode()
        except UnicodeDecodeError as error:
            sentence = "is not UTF-8; save it as UTF-8"
            raise TemplateError(Fault(path.as_posix(), 0, sentence)) from error
    return data


def made_with(templates: Sequence[Path], fonts: Path | None) -> str:
    """Cache key of all that goes into a PDF besides its data: program, templates and fonts."""
    return key(program(), *STANDARDS, *_sources(templates, _font_folders(fonts)))


def _with_path(diagnostic: str, name: str, path: Path) -> str:
    """Name a template in a diagnostic by its path; Typst looks for all of them in one folder."""
    place = rf"(?<=┌─ )(\S*[/\\])?{re.escape(name)}(?=:\d)"
    return re.sub(place, lambda _: path.as_posix(), diagnostic)


def _is_unprintable(character: str) -> bool:
    """Is the character invisible, or does it change text direction?"""
    category = unicodedata.category(character)
    turns = invisible.DIRECTIONS.fullmatch(character) is not None
    return category in _UNPRINTABLE or turns or character == "\ufeff"


def _named(diagnostic: str) -> set[str]:
    """Return the characters, or clusters of them, that Typst's error names."""
    return {_ESCAPE.sub(_unescaped, found) for found in _NAMED.findall(diagnostic)}


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2])


def _without(value: Any, lacking: Iterable[str]) -> Any:
    """Return a copy of JSON data with every string of `lacking` replaced by a white square."""
    if not lacking:
        return value
    longest_first = sorted(lacking, key=lambda text: (-len(text), text))
    return _replaced(value, re.compile("|".join(map(re.escape, longest_first))))


def _replaced(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(REPLACEMENT, value)
    if isinstance(value, dict):
        return {name: _replaced(member, pattern) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(member, pattern) for member in value]
    return value


def _font_folders(further: Path | None) -> list[Path]:
    """Return the folders of all installed fonts, sorted, and the further one."""
    folders = {file.path.parent for family in fontpkg.families().values() for file in family.files}
    for package in _OTHER_FONTS:
        if found := importlib.util.find_spec(package):
            folders.update(map(Path, found.submodule_search_locations or ()))
    return [*sorted(folders), *([further] if further else [])]


def _sources(templates: Sequence[Path], fonts: Sequence[Path]) -> Iterator[bytes]:
    """Yield name and content of every file that a PDF may depend on."""
    for name, path in sorted(_files_below(templates).items()):
        yield name.encode()
        yield path.read_bytes()
    for folder in fonts:
        for name, path in _files_below([folder]).items():
            if path.suffix.lower() in _FONTS:
                yield name.encode()
                yield path.read_bytes()
