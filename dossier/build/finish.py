"""What follows when the pages stand: PDFs, the search index, and the proof of it all."""

import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.build.outputs import Recipe
from dossier.build.site import Site
from dossier.errors import Fault, ProofError
from dossier.model import Record
from dossier.proof import (
    Listed,
    Lists,
    Proved,
    aimed,
    check_library,
    check_lists,
    check_pictures,
    check_redirects,
    check_styles,
    check_text,
    check_weekly,
    with_imported,
)
from dossier.runtime import parallel, writing
from dossier.runtime.cache import key
from dossier.runtime.resources import Resources
from dossier.sources.files import Received
from dossier.web.site import SiteContext

if TYPE_CHECKING:  # most builds print and index little or nothing
    from dossier.pdf.batch import Printed, Workshop
    from dossier.search.index import Index


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
    """Write the search index; raises TemplateError."""
    from dossier.search.index import Index

    paths = [context.urls.searched(record.slug) for record in site.library.records]
    name = key("search", context.program, site.search_key)
    made = resources.cached_map("Indexing", _index, [paths], [name], standing.searched, Index)
    for found, is_new in made:
        found.write(standing.folder / context.urls.index, before and before / context.urls.index)
        resources.rebuilt["indexes"] += is_new


def keep_index(context: SiteContext, standing: Standing, before: Path) -> bool:
    """Take the index of the site that stands at `before`, if it has one: making it takes long."""
    folder = context.urls.index
    if not (before / folder).is_dir():
        return False
    shutil.copytree(before / folder, standing.folder / folder, copy_function=writing.link)
    return True


def _index(share: Sequence[Sequence[str]], folder: Path) -> "list[Index]":
    """Return the search index of the entries at each list of paths."""
    from dossier.search import entry, index

    return [
        index.build(entry.read((folder / path).read_bytes()) for path in paths) for paths in share
    ]


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
    by_slug = {text.slug: text for text in texts}
    pairs = [(by_slug[record.slug], record) for record in site.records]
    lists = {f"{page.path}index.html": page.listed for page in site.lists}
    resources.progress.begin(
        "Proving", (len(pairs) + len(lists) + len(listed)) // parallel.SHARE + 2
    )
    proved: list[Proved] = []
    for one in parallel.map_shares(_prove_texts, pairs, (recipe, standing)):
        proved.append(one)
        resources.progress.step()
    faults = [fault for one in proved for fault in one.faults]
    task = (site.records, recipe.site, standing)
    for found in parallel.map_shares(_prove_lists, [*lists.items(), *listed.items()], task):
        faults += found
        resources.progress.step()
    faults += check_library(lists, site.records, standing.read, recipe.site)
    faults += check_weekly(lists, site.records, standing.read, recipe.site)
    faults += check_redirects(site.records, standing.read, recipe.site)
    faults += check_pictures(_files(standing.folder, recipe.site.urls.picture("*", "**/*")), proved)
    faults += _style_faults(proved, owners, standing, recipe.site)
    if faults:
        raise ProofError(*faults)
    return Proof(len(site.library.records), sum(one.paragraphs for one in proved))


def _style_faults(
    proved: Sequence[Proved], owners: Collection[str], standing: Standing, site: SiteContext
) -> Iterator[Fault]:
    """Yield what is wrong with the stylesheets that the pages load or hold.

    Of those that are neither Dossier's nor the owner's, the rules that do not mean a text are left
    alone.
    """
    shapes = {shape for one in proved for shape in one.shapes}
    linked = {path for one in proved for path in one.linked}
    judged = {path for path in linked if path in owners or _is_ours(path, site)}
    within = {page: text for one in proved for page, text in one.styles.items()}
    yield from check_styles(with_imported(judged, standing.read, within), shapes)
    names = aimed(shapes)
    others = with_imported(linked - judged, standing.read)
    meant = {path: text for path, text in others.items() if names.search(text)}
    if meant:
        yield from check_styles(meant, shapes, only=names)


def _is_ours(path: str, site: SiteContext) -> bool:
    """Is a stylesheet Dossier's own? In its theme each counts as such.

    Of a host's others only the rules that mean a text are checked: the rest do not reach into an
    article (assets/host.css), which a selector alone does not say.
    """
    return site.own_theme or Path(path).parent == Path(site.urls.asset(""))


def _prove_texts(
    pairs: Sequence[tuple[Received, Record]], common: tuple[Recipe, Standing]
) -> list[Proved]:
    """Prove the files of some texts; return what was found in all of them together."""
    recipe, standing = common
    site, rules = recipe.site, recipe.rules
    proved = [
        check_text(text, record, standing.read, site, rules, _searched(standing, record, site))
        for text, record in pairs
    ]
    return [
        Proved(
            faults=tuple(fault for one in proved for fault in one.faults),
            paragraphs=sum(
                one.paragraphs
                for one, (_, record) in zip(proved, pairs, strict=True)
                if record.front.publish.is_shown
            ),
            shapes=frozenset(shape for one in proved for shape in one.shapes),
            pictures=frozenset(path for one in proved for path in one.pictures),
            styles={path: css for one in proved for path, css in one.styles.items()},
            linked=frozenset(path for one in proved for path in one.linked),
        )
    ]


def _prove_lists(
    lists: Sequence[tuple[str, Sequence[Listed]]],
    common: tuple[Sequence[Record], SiteContext, Standing],
) -> list[list[Fault]]:
    """Prove some pages across texts; return what was found in all of them together."""
    records, site, standing = common
    return [[*check_lists(dict(lists), records, standing.read, site)]]


def _searched(standing: Standing, record: Record, site: SiteContext) -> str | None:
    path = standing.searched / site.urls.searched(record.slug)
    shown = record.front.publish.is_shown
    return path.read_text("utf-8") if site.search and shown else None


def _files(folder: Path, pattern: str) -> list[str]:
    paths = (path for path in folder.glob(pattern) if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)
