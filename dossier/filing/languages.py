"""Read themes.fr.yml and its like: words of the themes of themes.yml in other languages.

Ids, names and colours are those of themes.yml; a list has nothing but words. It stands beside
themes.yml, under its name with the language before the ending.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.errors import Fault, Faults
from dossier.fields import FieldChecker
from dossier.filing.themes import NO_THEME_KEYS, term
from dossier.model import Scheme, Term
from dossier.runtime.cache import Cache, key
from dossier.runtime.program import program
from dossier.text.nearest import nearest
from dossier.yaml_lines import YamlValue, load_file

_KEYS = ("language", "themes", "no_theme")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a list says, as it is kept."""

    scheme: Scheme | None
    notes: list[Fault]


def find(themes: Path, own: Path | None = None) -> dict[str, Path]:
    """Return the lists beside the file of themes, each by the language in its name, in order.

    Where the themes come with Dossier, `own` is where a site's own would stand: the lists beside it
    win, one by one.
    """
    lists = _beside(themes) | (_beside(own) if own else {})
    return dict(sorted(lists.items()))


def _beside(themes: Path) -> dict[str, Path]:
    name = re.compile(rf"{re.escape(themes.stem)}\.([a-z]{{2,3}}){re.escape(themes.suffix)}")
    matches = {path: name.fullmatch(path.name) for path in sorted(themes.parent.glob("*.*"))}
    return {match[1]: path for path, match in matches.items() if match}


def _misnamed(themes: Path) -> Iterator[Fault]:
    """Yield a note on each file that is named nearly as a list, and so is not read."""
    tag = r"([a-z]{2,3})([-_]([a-z]{2}|[a-z]{4}|\d{3}))?"  # with a region or a script, or without
    name = re.compile(rf"{re.escape(themes.stem)}\.{tag}\.ya?ml", re.IGNORECASE)
    lists = set(_beside(themes).values())
    for path in sorted(themes.parent.glob("*.*")):
        if (match := name.fullmatch(path.name)) and path not in lists:
            wanted = f"{themes.stem}.{match[1].lower()}{themes.suffix}"
            yield Fault(path.as_posix(), 0, f"is not read; a list of words is called {wanted}")


def read_all(
    themes: Path,
    scheme: Scheme,
    faults: Faults,
    own: Path | None = None,
    cache: Cache | None = None,
) -> tuple[tuple[Scheme, ...], list[Fault]]:
    """Return the themes of `scheme` with the words of each list, and notes.

    Which lists these are, `find` says. The faults of all lists are gathered in `faults`; what lists
    without a fault say is kept in `cache`.
    """
    schemes, notes = [], [*_misnamed(own or themes)]
    for language, path in find(themes, own).items():
        if result := faults.attempt(_kept, path, language, scheme, themes.name, cache):
            found, noted = result
            schemes += [found] if found else []
            notes += noted
    return tuple(schemes), notes


def _kept(
    path: Path, language: str, scheme: Scheme, themes_name: str, cache: Cache | None
) -> tuple[Scheme | None, list[Fault]]:
    """Read a list as `read` does, unless that was done before."""
    data = _data(path) if cache else None
    if cache is None or data is None:  # `read` says what is wrong
        return read(path, language, scheme, themes_name)
    name = key("words", program(), data, path.as_posix(), language, repr(scheme), themes_name)
    words = cache.get(name, _Words)
    if words is None:
        words = _Words(*read(path, language, scheme, themes_name))
        if _data(path) == data:  # nobody has saved it meanwhile
            cache.put(name, words)
    return words.scheme, words.notes


def _data(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def read(
    path: Path, language: str, scheme: Scheme, themes_name: str = "themes.yml"
) -> tuple[Scheme | None, list[Fault]]:
    """Read a list of words for the themes of `scheme`, and what an editor should look at in it.

    None for a list that has no theme of the scheme: it was written for other ones. Raises
    InputError with every fault in it.
    """
    root = load_file(path)
    check = FieldChecker(path.as_posix())
    entries = check.entries(root, _KEYS)
    no_theme = check.entries(entries.get("no_theme"), NO_THEME_KEYS)
    _check_language(check, entries.get("language"), root.line, language, scheme, themes_name)
    lists = entries.get("themes")
    if lists is None or not isinstance(lists.value, dict):
        sentence = "themes must have the id of each theme with its words: economy: [...]"
        check.fault(lists.line if lists else root.line, sentence)
    ids = [theme.id for theme in scheme.themes]
    words = {
        str(key): (check.each(str(key), value, term), value.line)
        for key, value in (lists.items() if lists else ())
    }
    strange = {key: line for key, (_, line) in words.items() if key not in ids}
    for theme, line in strange.items():
        if near := nearest(theme, ids):
            sentence = f"there is no theme '{theme}' in {themes_name}. Did you mean '{near}'?"
            check.fault(line, sentence)
    framing = check.each("framing", no_theme.get("framing"), term)
    subjects = check.each("subjects", no_theme.get("subjects"), term)
    check.faults.raise_any()
    vocabularies = {key: terms for key, (terms, _) in words.items() if key in ids and terms}
    if not vocabularies:
        return None, []
    notes = [
        Fault(path.as_posix(), *said) for said in _notes(vocabularies, strange, ids, themes_name)
    ]
    return _translated(scheme, language, vocabularies, framing, subjects), notes


def _check_language(
    check: FieldChecker,
    value: YamlValue | None,
    first_line: int,
    language: str,
    scheme: Scheme,
    themes_name: str,
) -> None:
    stated = check.text("language", value)
    if stated != language and (stated or value is None):
        sentence = f"language must be {language}, as in the name of the file"
        check.fault(value.line if value else first_line, sentence)
    elif stated == scheme.language:
        sentence = f"{themes_name} itself is in this language; put the words there"
        check.fault(value.line if value else first_line, sentence)


def _notes(
    vocabularies: Mapping[str, object], strange: Mapping[str, int], ids: list[str], themes: str
) -> Iterator[tuple[int, str]]:
    if strange:
        names = ", ".join(f"'{key}'" for key in strange)
        yield min(strange.values()), f"{themes} has no theme {names}; these words are passed over"
    if missing := [theme for theme in ids if theme not in vocabularies]:
        yield 0, f"has no words for {', '.join(missing)}, so nothing is filed there in its language"


def _translated(
    scheme: Scheme,
    language: str,
    vocabularies: Mapping[str, tuple[Term, ...]],
    framing: tuple[Term, ...],
    subjects: tuple[Term, ...],
) -> Scheme:
    themes = tuple(
        replace(theme, vocabulary=vocabularies.get(theme.id, ()), examples=())
        for theme in scheme.themes
    )
    return Scheme(themes, language, framing, subjects)
