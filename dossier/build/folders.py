"""Stage 8: the folders of all briefings: made by whoever works, kept, and put on the site."""

from collections.abc import Iterator, Mapping, Sequence

from dossier.build.imprint import (
    ASIDE,
    PAGE,
    PRINTED,
    SEARCHED,
    Folder,
    Imprint,
    environment_of,
    key_of,
)
from dossier.errors import Fault, Faults, ProofError
from dossier.pages.contexts import AroundView
from dossier.pages.neighbours import fill
from dossier.runtime import parallel
from dossier.runtime.cache import key
from dossier.runtime.kept import Kept, Shelf
from dossier.runtime.ledger import Site
from dossier.settings import Means
from dossier.sources.files import Received
from dossier.web import urls


def make(
    texts: Sequence[Received],
    imprint: Imprint,
    shelf: Shelf,
    site: Site,
    means: Means,
    faults: Faults,
) -> list[Kept]:
    """Put on the site the files of each text but its page, and return what they are made from.

    What was made before is not made again. Gathers the faults of texts; raises TemplateError, and
    ProofError with all that the proof found.
    """
    means.progress.begin("Briefings", len(texts))
    keys = [key_of(text, imprint) for text in texts]
    known = [shelf.get(name) for name in keys]
    new = [text for text, found in zip(texts, known, strict=True) if found is None]
    kept: list[Kept] = []
    unproved: list[Fault] = []
    made = parallel.map_shares(_make, new, imprint, means.executor, few=means.few)
    for name, found in zip(keys, known, strict=True):
        means.progress.step()
        if found is not None:
            if not site.link(paths(found), found.key):
                _write(site, found, found.files())
            kept.append(found)
            continue
        fresh = next(made)
        means.anew["filed"] += 1
        if not isinstance(fresh, Folder):
            faults.add(fresh)
        elif fresh.faults:
            unproved += fresh.faults
        else:
            means.anew["rendered"] += sum(file.endswith(PAGE) for file in fresh.files)
            digests = (key(fresh.files.get(file, b"")) for file in (PRINTED, SEARCHED))
            one = shelf.put(name, fresh.files, fresh.record, *digests)
            _write(site, one, fresh.files)
            kept.append(one)
    if unproved:
        raise ProofError(*unproved)
    return kept


def place(
    site: Site, kept: Sequence[Kept], around: Iterator[AroundView], imprint: Imprint, means: Means
) -> None:
    """Put on the site the page of each of `kept`, with what stands around it.

    Raises TemplateError and ProofError as `around.fill` does, and InputError for what was damaged
    meanwhile.
    """
    means.progress.begin("Placing", len(kept))
    env = environment_of(imprint)
    for one, view in zip(kept, around, strict=True):
        path = urls.briefing(one.note.record.slug)
        made_of = key(one.key, repr(view))
        if not site.link([path + PAGE], made_of):
            page = one.files()[PAGE].decode()
            page = fill(page, env, path, imprint.site, view)
            site.write(path + PAGE, page.encode(), made_of)
            means.anew["placed"] += 1
        means.progress.step()


def _make(share: Sequence[Received], imprint: Imprint) -> list[Folder | tuple[Fault, ...]]:
    from dossier.build import (
        outputs,  # it loads all that files and renders, and most builds file little
    )

    return outputs.make(share, imprint)


def _write(site: Site, kept: Kept, files: Mapping[str, bytes]) -> None:
    home = urls.briefing(kept.note.record.slug)
    for path in paths(kept):
        site.write(path, files[path.removeprefix(home)], kept.key)


def taken(kept: Kept) -> Iterator[str]:
    """Yield where all files of a text stand that is shown."""
    yield urls.briefing(kept.note.record.slug) + PAGE
    yield from paths(kept)


def paths(kept: Kept) -> Iterator[str]:
    """Yield where the files stand that are for the site as they are."""
    home = urls.briefing(kept.note.record.slug)
    return (home + name for name in kept.note.lengths if name not in ASIDE)
