"""Which texts are meant by what was typed: a file, its name or slug, or the address of its page."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dossier import invocation
from dossier.errors import Fault, Faults, InputError
from dossier.sources import files, names, strays
from dossier.sources.readers import READERS
from dossier.text.nearest import nearest
from dossier.text.slugs import slug_of

_PAGES = "briefings"
"""The folder of the pages of all briefings, unless the owner names another."""


def texts_of(folder: Path) -> Sequence[Path]:
    """Return the texts in the folder of seeds, if there is one."""
    others = files.find(folder) if folder.is_dir() else []
    return strays.sort_out(others, folder)[0]


def find(typed: Iterable[Path], folder: Path) -> tuple[Path, ...]:
    """Return the file of each text that was typed, in their order and each once.

    A text of `folder`, that of the seeds, may be called by its file, with or without folder and
    ending, by its slug, with or without the date, or by the address of its page. Raises InputError
    with a sentence for each that is none, or may be several.
    """
    faults = Faults()
    index = _Index(folder)
    found = [faults.attempt(_find, path, index) for path in typed]
    faults.raise_any()
    once: dict[Path, Path] = {}
    for path in found:
        if path:
            once.setdefault(_absolute(path), path)
    return tuple(once.values())


def beginning(typed: str, folder: Path) -> tuple[str, ...]:
    """Return what texts are called that begin so: their paths, or else their names and slugs."""
    index = _Index(folder)
    paths = tuple(path.as_posix() for path in index.texts)
    found = tuple(path for path in paths if path.startswith(typed))
    if found:
        return found
    called = {name for tier in index.tiers for name in tier if "." not in name and "/" not in name}
    return tuple(sorted(name for name in called if name.startswith(_fold(typed))))


class _Index:
    """The texts of a folder by their names, looked up when the first is asked for by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def texts(self) -> Sequence[Path]:
        """All texts."""
        return texts_of(self.folder)

    @cached_property
    def tiers(self) -> tuple[Mapping[str, Sequence[Path]], ...]:
        """The texts by names that are a text's own as a rule, and by looser ones."""
        read = {}
        for path in self.texts:
            with suppress(InputError):  # it is said when the text is read
                read[path] = names.name_of(path, self.folder)
        addresses = names.slugs(read)
        own = (
            (name, path)
            for path in self.texts
            for name in (*_file_names(path, self.folder), addresses.get(path, ""))
        )
        loose = ((name, path) for path, one in read.items() for name in (one.slug, one.dated))
        return _by(own), _by(loose)


def _by(pairs: Iterable[tuple[str, Path]]) -> Mapping[str, Sequence[Path]]:
    texts: dict[str, dict[Path, None]] = defaultdict(dict)
    for name, path in pairs:
        if name:
            texts[_fold(name)][path] = None
    return {name: tuple(paths) for name, paths in texts.items()}


def _file_names(path: Path, folder: Path) -> Iterator[str]:
    """Yield the names of a file: with its folders and without, with its ending and without."""
    for one in (path.relative_to(folder), Path(path.name)):
        yield one.as_posix()
        yield one.with_suffix("").as_posix()


def _absolute(path: Path) -> Path:
    """Return the path from the root on; links are not followed, as they may lead in circles."""
    return Path(os.path.normpath(path.absolute()))


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _find(path: Path, index: _Index) -> Path:
    is_there = os.path.lexists(path) and not path.is_dir()
    if is_there and path.suffix.lower() in READERS:
        return _plain(path, index.folder)
    words = list(_spellings(path, index.folder))
    for tier in index.tiers:
        for word in words:
            if found := tier.get(_fold(word)):
                return _only(path, found)
    if is_there:
        return path  # why it is no text is said when it is read
    raise InputError(Fault(path.as_posix(), 0, _absent(path, words, index)))


def _plain(path: Path, folder: Path) -> Path:
    """Return the path of a text of `folder` without detours by `..`, else `path`."""
    inside, top = _absolute(path), _absolute(folder)
    if ".." in path.parts and top in inside.parents:
        plain = folder / inside.relative_to(top)
        if plain.exists() and plain.samefile(path):  # no link leads elsewhere
            return plain
    return path


def _spellings(path: Path, folder: Path) -> Iterator[str]:
    """Yield what a text may be looked up by: as typed, from the folder, by parts of an address."""
    typed = path.as_posix()
    yield typed
    inside, top = _absolute(path), _absolute(folder)
    if top in inside.parents:
        yield inside.relative_to(top).as_posix()
    is_web = typed.lower().startswith(("https:/", "http:/"))
    parts = [one for one in unquote(urlsplit(typed).path).split("/") if one] if is_web else []
    if _PAGES in path.parts and not is_web and path.suffix.lower() not in READERS:
        parts = typed.partition(_PAGES)[2].strip("/").split("/")
    yield from reversed(parts)


def _only(typed: Path, found: Sequence[Path]) -> Path:
    """Return the one text that was found; raises InputError if they are several."""
    if len(found) == 1:
        return found[0]
    *others, last = (path.as_posix() for path in found)
    sentence = f"may be {', '.join(others)} or {last}; name the file"
    raise InputError(Fault(typed.as_posix(), 0, sentence))


# --- what is not there ----------------------------------------------------------------


def _absent(path: Path, words: Sequence[str], index: _Index) -> str:
    if path.is_dir():
        inside = [one for one in index.texts if _absolute(path) in _absolute(one).parents]
        such = f", such as {inside[0].as_posix()}" if inside else ""
        return f"is a folder; name the texts in it{such}"
    meant = _meant(words, index)
    if meant:
        return f"there is no such file. Did you mean {meant.as_posix()}?"
    sentence = f"there is no such file, nor a text of that name in {index.folder.as_posix()}; "
    return f"{sentence}{invocation.typed('check')} lists all texts"


def _meant(words: Sequence[str], index: _Index) -> Path | None:
    """Return the text whose name or title is most like one of `words`, if any is."""
    known = {name: paths[0] for tier in index.tiers for name, paths in tier.items()}
    for word in words:
        if name := nearest(_fold(word), known):
            return known[name]
    parts = set(slug_of(Path(words[-1]).stem).split("-"))
    slugs = {slug_of(path.stem): path for path in index.texts}
    within = (path for slug, path in slugs.items() if parts <= set(slug.split("-")))
    return next(within, None) or _titled(words, index)


def _titled(words: Sequence[str], index: _Index) -> Path | None:
    """Return the text whose title, if it states one, is most like one of `words`."""
    titles: dict[str, Path] = {}
    for path in index.texts:
        with suppress(InputError):
            titles.setdefault(_fold(files.read(path).front.title or ""), path)
    near = next((name for word in words if (name := nearest(_fold(word), titles))), None)
    return titles[near] if near else None
