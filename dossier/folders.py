"""Stage 8: the folders of all briefings, made by whoever works, and written as they come."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dossier import folder, kept, work
from dossier.cache import key
from dossier.errors import Fault, ProofError
from dossier.folder import Folder, Imprint, Placed
from dossier.pipeline import Means


def write(site: Path, placed: Iterable[Placed], imprint: Imprint, means: Means) -> None:
    """Write the files of all briefings below `site`.

    Raises TemplateError, and ProofError with all that the proof found.
    """
    everything = tuple(placed)
    means.progress.begin("Briefings", len(everything))
    faults: list[Fault] = []
    folders: set[Path] = set()
    for found in _folders(everything, imprint, means):
        faults += found.faults
        for path, text in kept.unpack_files(found.packed).items():
            target = site / path
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            target.write_bytes(text.encode())
        means.progress.step()
    if faults:
        raise ProofError(*faults)


def _folders(placed: Sequence[Placed], imprint: Imprint, means: Means) -> Iterator[Folder]:
    """Yield the folder of each briefing, in order; what is sound is kept."""
    keys = [_key(one, imprint) for one in placed]
    known = [means.cache is not None and means.cache.has(name) for name in keys]
    new = [one for one, found in zip(placed, known, strict=True) if not found]
    means.anew["rendered"] += len(new)
    with work.crew(len(new), means.executor) as executor:
        made = work.spread(folder.make, map(folder.pack, new), imprint, executor)
        for name, one, found in zip(keys, placed, known, strict=True):
            packed = means.cache.get(name) if found and means.cache else None
            if packed is not None:
                yield Folder(packed)
                continue
            # What was there, but is damaged, is made here.
            fresh = folder.make([folder.pack(one)], imprint)[0] if found else next(made)
            if means.cache and not fresh.faults:
                means.cache.put(name, fresh.packed)
            yield fresh


def _key(placed: Placed, imprint: Imprint) -> str:
    known = kept.identity(placed.briefing.document.source)
    return key("folder", imprint.key, known, repr(placed.around))
