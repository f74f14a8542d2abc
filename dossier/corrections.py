"""Write into a text what its editor decides: corrections, a review, or what it says of itself.

A file is read once, changed in its front matter alone (`sources/front/editing`), and replaced whole
or not at all.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dossier.errors import Fault, Faults, InputError
from dossier.filing.assign import check_corrections
from dossier.filing.themes import read as read_themes
from dossier.model import Correction, Source
from dossier.runtime import writing
from dossier.settings import Settings
from dossier.sources.document import parse
from dossier.sources.encoding import encoding_of
from dossier.sources.files import parse_source, receive
from dossier.sources.front.editing import (
    Statement,
    stated_in,
    with_correction,
    with_review,
    with_values,
)
from dossier.sources.front.removing import without_corrections
from dossier.text import invisible


@dataclass(frozen=True, slots=True)
class _Read:
    """A text of the site as it was read."""

    target: Path
    """The file itself, where `path` is a link."""

    data: bytes
    source: Source

    @property
    def content(self) -> str:
        """Its characters, byte order mark included."""
        return self.data.decode(encoding_of(self.data))

    def encode(self, content: str) -> bytes:
        """Return changed content in the encoding of the file."""
        return content.encode(encoding_of(self.data))


def write(path: Path, number: int, correction: Correction, settings: Settings) -> tuple[int, ...]:
    """Write a correction into the file at `path`, which is replaced whole or not at all.

    It takes the place of an earlier one of the same paragraph or list. Returns the numbers of all
    paragraphs that it files. Raises InputError if there is no such text, paragraph or theme.
    """
    text = _read(path, settings)
    source = text.source
    scheme = read_themes(settings.themes)
    document = parse(source, settings.language, settings.limits)
    members = next((one for one in document.lists if number in one), (number,))
    entry = next((n for n in (number, *members) if n in source.front.filed), number)
    filed = {**source.front.filed, entry: correction}
    changed = replace(source, front=replace(source.front, filed=filed))
    check_corrections(replace(document, source=changed), scheme.themes)
    content = with_correction(text.content, source, entry, correction)
    _replace(text, text.encode(content))
    return members


def take_back(path: Path, number: int, settings: Settings) -> tuple[int, ...]:
    """Take the correction of a paragraph, or of its list, out of the file at `path`.

    The file is replaced whole or not at all. Returns the numbers of all paragraphs that it filed.
    Raises InputError if there is no such text or correction.
    """
    text = _read(path, settings)
    source = text.source
    document = parse(source, settings.language, settings.limits)
    members = next((one for one in document.lists if number in one), (number,))
    filed = source.front.filed
    entries = [one for one in filed if one in members]
    if not entries:
        others = " and ".join(f"¶{one}" for one in sorted(filed)) or "no paragraph of it"
        sentence = f"¶{number} is not filed by an editor; {others} "
        sentence += "are" if len(filed) > 1 else "is"
        raise InputError(Fault(source.path, 0, sentence))
    _replace(text, text.encode(without_corrections(text.content, source, entries)))
    return members


def review(
    path: Path, sha256: str, decisions: Mapping[int, str], reviewed: date | None, settings: Settings
) -> None:
    """Write what an editor decided on a text into its file, which is replaced once or not at all.

    `decisions` has the place of each paragraph, by its number; `sha256` is of the bytes of the file
    that the editor was shown. `reviewed` is the day of the review, None if it is not complete.
    Raises InputError if the file is another one by now, or cannot be added to.
    """
    text = _read(path, settings)
    if hashlib.sha256(text.data).hexdigest() != sha256:
        raise _changed(text)
    source = text.source
    filed = {number: Correction(place, None, 0) for number, place in decisions.items()}
    changed = replace(source, front=replace(source.front, filed={**source.front.filed, **filed}))
    document = parse(source, settings.language, settings.limits)
    check_corrections(replace(document, source=changed), read_themes(settings.themes).themes)
    _replace(text, text.encode(with_review(text.content, source, decisions, reviewed)))


def state(path: Path, values: Mapping[str, Statement], settings: Settings) -> tuple[str, ...]:
    """Write keys and values into the file at `path`, which is replaced whole or not at all.

    Keys that the text states already, under whichever name, stay as they are. Returns those that
    were written. Raises InputError if there is no such text, or a value is not what its key takes.
    """
    text = _read(path, settings)
    stated = stated_in(text.source.path, text.content)
    new = {key: value for key, value in values.items() if key not in stated}
    if new:
        _replace(text, text.encode(with_values(text.content, text.source, new)))
    return tuple(new)


def accept(
    paths: Iterable[Path], settings: Settings
) -> Iterator[tuple[Path, Mapping[str, Statement]]]:
    """Write what each text says of its author and date into its front matter.

    Yields each path with what was written. Raises InputError with the faults of all texts, and then
    nothing was written.
    """
    faults = Faults()
    accepted = [(path, faults.attempt(_accepted, path, settings)) for path in paths]
    faults.raise_any()
    written: list[str] = []
    for path, found in accepted:
        if found:
            text, values, data = found
            if values:
                try:
                    _replace(text, data)
                except (InputError, OSError) as error:
                    if written:
                        error.add_note(f"changed {', '.join(written)}")
                    raise
                written.append(invisible.one_line(path.as_posix()))
            yield path, values


def _accepted(path: Path, settings: Settings) -> tuple[_Read, dict[str, Statement], bytes]:
    """Return a text, what it says of itself, and its bytes with that stated."""
    text = _read(path, settings)
    document = parse(text.source, settings.language, settings.limits)
    values: dict[str, Statement] = {
        one.key: date.fromisoformat(one.value) if one.key == "date" else one.value
        for one in document.proposals
    }
    content = with_values(text.content, text.source, values) if values else text.content
    return text, values, text.encode(content)


def _read(path: Path, settings: Settings) -> _Read:
    """Read a text; raises InputError also for a file that is none of the site's texts."""
    check_inside(path, settings)
    received = receive(path, settings.limits)
    return _Read(Path(os.path.realpath(path)), received.data, parse_source(received))


def check_inside(path: Path, settings: Settings) -> None:
    """Raise InputError for a file that is none of the site's texts."""
    folder = os.path.realpath(settings.seeds)
    if not Path(os.path.realpath(path)).is_relative_to(folder):
        sentence = f"is not in {settings.seeds.as_posix()}; only the texts there are written to"
        raise InputError(Fault(path.as_posix(), 0, sentence))


def _changed(text: _Read) -> InputError:
    sentence = "was changed meanwhile, and stays as it is; try again"
    return InputError(Fault(text.source.path, 0, sentence))


def _replace(text: _Read, data: bytes) -> None:
    """Put `data` in the place of a text; raises InputError if it is no longer as it was read."""

    def check() -> None:
        if text.target.read_bytes() != text.data:
            raise _changed(text)

    writing.replace(text.target, data, check)
