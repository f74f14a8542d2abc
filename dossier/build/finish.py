"""What follows when the pages stand: PDFs, the search index, and the proof of it all."""

import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dossier.build.outputs import Recipe
from dossier.build.site import Site
from dossier.errors import ProofError
from dossier.proof import (
    Chain,
    Lists,
    Part,
    Proved,
    aimed,
    check_library,
    check_pictures,
    check_styles,
    feed_parts,
    list_parts,
    redirect_parts,
    text_parts,
    week_parts,
    with_imported,
)
from dossier.runtime import parallel, writing
from dossier.runtime.cache import Cache, encode, key
from dossier.runtime.resources import Resources
from dossier.sources.files import Received
from dossier.web.site import SiteContext

if TYPE_CHECKING:  # most builds print and index little or nothing
    from dossier.pdf.batch import Printed, Workshop
    from dossier.search.searched import Searched


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved."""

    briefings: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Finished files, as they will be published."""

    folder: Path
    searched: Path
    """Where the entries of the search stand."""

    def read(self, path: str) -> bytes:
        """Return a file by its path from the site's root; raises OSError."""
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            sentence = "it is not there, perhaps since another plugin leaves it out"
            raise FileNotFoundError(sentence) from None


def print_all(
    site: Site,
    context: SiteContext,
    workshop: "Workshop",
    folder: Path,
    resources: Resources,
    before: Path | None = None,
) -> "Printed":
    """Write every PDF below `folder`; raises ProofError and TemplateError."""
    from dossier.pdf import batch

    prints = list(batch.documents(site.print_data, site.library, context))
    return batch.write(folder, prints, workshop, resources, before)


def index(
    site: Site,
    context: SiteContext,
    standing: Standing,
    resources: Resources,
    before: Path | None = None,
) -> None:
    """Write the search index."""
    from dossier.search.index import Index, build
    from dossier.search.searched import Searched

    paths = [context.urls.searched(record.slug) for record in site.library.records]
    name = key("search", context.program, site.search_key)
    resources.progress.begin("Indexing", 1)
    made = resources.cache.get(name, Index)
    if made is None:
        known = ((standing.searched / path).read_bytes() for path in paths)
        keys = [key("searched", context.program, data) for data in known]
        texts = resources.cached_map(
            "Indexing", _searched, paths, keys, standing.searched, Searched
        )
        made = build(text for text, _ in texts)
        resources.cache.put(name, made)
        resources.rebuilt["indexes"] += 1
    made.write(standing.folder / context.urls.index, before and before / context.urls.index)


def keep_index(context: SiteContext, standing: Standing, before: Path) -> bool:
    """Take the index of the site that stands at `before`, if it has one: making it takes long."""
    folder = context.urls.index
    if not (before / folder).is_dir():
        return False
    shutil.copytree(before / folder, standing.folder / folder, copy_function=writing.link)
    return True


def _searched(paths: Sequence[str], folder: Path) -> "list[Searched]":
    """Return the texts whose entries stand at some paths as the search index needs them."""
    from dossier.search import entry, searched

    return [searched.searched(entry.read((folder / path).read_bytes())) for path in paths]


def prove(
    site: Site,
    texts: Sequence[Received],
    recipe: Recipe,
    standing: Standing,
    resources: Resources,
    listed: Lists,
    owners: Collection[str] = (),
) -> Proof:
    """Hold the finished files against the sources and records; raises ProofError.

    `listed` are the briefings that hand-written pages list, `owners` the paths of the stylesheets
    that the site's owner adds to a host's theme.
    The files are on this machine, and so are the processes that read them.
    """
    context, records = recipe.site, site.records
    lists = {f"{page.path}index.html": page.listed for page in site.lists}
    parts = (
        *text_parts(texts, records, context, recipe.rules, standing.searched),
        *list_parts({**lists, **listed}, records, context),
        *feed_parts(records, context),
        *week_parts(lists, records, context),
        *redirect_parts(records, context),
    )
    proved = list(_proved(parts, recipe, standing, resources))
    faults = [fault for one in proved for fault in one.faults]
    faults += check_library(lists, records, standing.read, context)
    faults += check_pictures(_files(standing.folder, context.urls.picture("*", "**/*")), proved)
    styles = _style_parts(proved, owners, standing, context)
    faults += (f for one in _proved(styles, recipe, standing, resources) for f in one.faults)
    if faults:
        raise ProofError(*faults)
    texts_proved = zip(proved, records, strict=False)  # they come first
    paragraphs = sum(one.paragraphs for one, r in texts_proved if r.front.publish.is_shown)
    return Proof(len(site.library.records), paragraphs)


def _proved(
    parts: Sequence[Part], recipe: Recipe, standing: Standing, resources: Resources
) -> Iterator[Proved]:
    """Yield what the proof of each part finds, in order."""
    resources.progress.begin("Proving", len(parts))
    common = key("proof", recipe.site.key, repr(recipe.rules))
    for one in parallel.map_shares(_prove, parts, (common, standing, resources.cache)):
        resources.progress.step()
        yield one


def _prove(parts: Sequence[Part], task: tuple[str, Standing, Cache]) -> list[Proved]:
    """Prove some parts."""
    return [_prove_part(part, *task) for part in parts]


def _prove_part(part: Part, common: str, standing: Standing, cache: Cache) -> Proved:
    """Read every file of a part, and prove it, unless that was done before.

    Before means: with the same bytes in every file, and with the same of all else that the proof
    depends on; then it would find the same. A part with faults is proved each time.
    """
    files = {path: _attempt(standing.read, path) for path in part.paths}
    files |= {name: _attempt(Path.read_bytes, path) for name, path in part.unpublished.items()}
    known = {name: data for name, data in files.items() if isinstance(data, bytes)}
    name = key(common, part.kind, encode((part.against, known)))
    proved = cache.get(name, Proved)
    if proved is None:
        proved = part.check(partial(_read, files))
        if not proved.faults:
            cache.put(name, proved)
    return proved


def _attempt(read: Callable[[T], bytes], path: T) -> bytes | OSError:
    """Return the bytes of a file, or why it cannot be read."""
    try:
        return read(path)
    except OSError as error:
        return error


def _read(files: Mapping[str, bytes | OSError], name: str) -> bytes:
    """Return one of the files that a part names; raises OSError."""
    assert name in files  # noqa: S101 - or else what is kept would not depend on it
    if isinstance(data := files[name], OSError):
        raise data
    return data


def _style_parts(
    proved: Sequence[Proved], owners: Collection[str], standing: Standing, site: SiteContext
) -> list[Part]:
    """Return the proof of the stylesheets that the pages load or hold.

    Of those that are neither Dossier's nor the owner's, the rules that do not mean a text are left
    alone.
    """
    shapes = sorted({shape for one in proved for shape in one.shapes})
    linked = {path for one in proved for path in one.linked}
    judged = {path for path in linked if path in owners or _is_ours(path, site)}
    within = {page: text for one in proved for page, text in one.styles.items()}
    names = aimed(shapes)
    others = with_imported(linked - judged, standing.read)
    meant = {path: text for path, text in others.items() if names.search(text)}
    return [
        _style_part(with_imported(judged, standing.read, within), shapes),
        _style_part(meant, shapes, names),
    ]


def _style_part(
    styles: Mapping[str, str], shapes: Sequence[Chain], only: re.Pattern[str] | None = None
) -> Part:
    """Return the proof of some stylesheets, whose text it is held against; it reads no file."""
    against = styles, shapes, only and only.pattern
    return Part("styles", against, (), lambda _: Proved((*check_styles(styles, shapes, only),)))


def _is_ours(path: str, site: SiteContext) -> bool:
    """Is a stylesheet Dossier's own? In its theme each counts as such.

    Of a host's others only the rules that mean a text are checked: the rest do not reach into an
    article (assets/host.css), which a selector alone does not say.
    """
    return site.own_theme or Path(path).parent == Path(site.urls.asset(""))


def _files(folder: Path, pattern: str) -> list[str]:
    paths = (path for path in folder.glob(pattern) if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)
