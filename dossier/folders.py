"""Stage 8: the folders of all briefings, made by whoever works, and written as they come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier import folder, kept, work
from dossier.cache import key
from dossier.errors import Fault, ProofError
from dossier.folder import Folder, Imprint, Placed
from dossier.pipeline import Means


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    briefings: int
    made: int
    """Those that were not kept from before."""


def write(site: Path, placed: Iterable[Placed], imprint: Imprint, means: Means) -> Written:
    """Write the files of all briefings below `site`.

    Raises TemplateError, and ProofError with all that the proof found.
    """
    everything = tuple(placed)
    means.progress.begin("Pages", len(everything))
    faults: list[Fault] = []
    made = 0
    for found, new in _folders(everything, imprint, means):
        made += new
        faults += found.faults
        for path, text in found.files.items():
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        means.progress.step()
    if faults:
        raise ProofError(*faults)
    return Written(len(everything), made)


def _folders(
    placed: tuple[Placed, ...], imprint: Imprint, means: Means
) -> Iterator[tuple[Folder, bool]]:
    """Yield each folder, and whether it had to be made."""
    keys = [_key(one, imprint) for one in placed]
    known = [means.cache is not None and means.cache.sound(name) for name in keys]
    new = [one for one, found in zip(placed, known, strict=True) if not found]
    with work.crew(len(new), means.executor) as executor:
        made = work.spread(folder.make, map(folder.pack, new), imprint, executor)
        for name, found in zip(keys, known, strict=True):
            files = kept.get_files(means.cache, name) if found else None
            if files is not None:
                yield Folder(files), False
                continue
            fresh = next(made)
            if not fresh.faults:
                kept.put_files(means.cache, name, fresh.files)
            yield fresh, True


def _key(placed: Placed, imprint: Imprint) -> str:
    known = kept.identity(placed.briefing.document.source)
    return key("folder", imprint.key, known, repr(placed.around))
