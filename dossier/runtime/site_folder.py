"""The folder that a site is published to: which one a build may replace, and what it keeps there.

A build replaces the whole folder. So it must be none in which an editor keeps anything: every site
carries a mark, and a folder without the mark is replaced only if it is empty, or if MkDocs built
it, which would itself replace it.
"""

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path

from dossier.errors import Fault
from dossier.runtime import writing

MARK = ".dossier-site"
"""A file in every site that Dossier made. It is hidden, so that nobody takes it for a page, and its
name is one that no other program uses."""

_MARK_TEXT = b"Dossier built this folder and replaces it at every build: keep nothing here.\n"


def check_site_folder(site: Path, own: Mapping[str, Path], config_file: Path) -> list[Fault]:
    """Say why a build must not replace `site`; the list is empty if it may.

    `own` has the editor's files and folders, each by a name such as "your texts". A site that is
    one of them, holds one or lies in one is refused; so is a folder that Dossier did not make.
    """
    for name, path in own.items():
        if _lies_in(path, site):
            relation = "holds"
        elif _lies_in(site, path):
            relation = "lies in the folder of"
        else:
            continue
        sentence = f"site_dir: {site} {relation} {name}; choose a folder of its own, such as site"
        return [Fault(config_file.as_posix(), 0, sentence)]
    return check_contents(site)


def check_contents(site: Path) -> list[Fault]:
    """Say what in `site` is no site of Dossier; the list is empty if all of it may be replaced."""
    if not site.exists():
        return []
    if not site.is_dir():
        return [Fault(site.as_posix(), 0, "is no folder; move it away")]
    names = sorted(path.name for path in site.iterdir() if not _is_kept(path.name))
    if not names or (site / MARK).is_file() or _is_site_without_mark(site):
        return []
    if _is_built_by_mkdocs(site):
        return []
    sentence = (
        f"holds files that Dossier did not make, such as {names[0]}; move them away, delete them "
        "if another program built them, or choose another site_dir"
    )
    return [Fault(site.as_posix(), 0, sentence)]


def write_mark(site: Path) -> None:
    """Mark a folder as one that the next build may replace."""
    writing.write(site / MARK, _MARK_TEXT)


def keep_host_files(old: Path, new: Path) -> None:
    """Put what a host or git left in the old site into the new one; what is there already wins.

    Links where the file system knows links: a history in .git may be larger than the site. Raises
    OSError.
    """

    def left_out(folder: str, names: list[str]) -> set[str]:
        there = new / Path(folder).relative_to(old)
        return {
            name
            for name in names
            if (there == new and not _is_kept(name)) or os.path.lexists(there / name)
        }

    shutil.copytree(
        old, new, symlinks=True, ignore=left_out, copy_function=writing.link, dirs_exist_ok=True
    )


def _is_kept(name: str) -> bool:
    """Is this a file by which a host or git knows the site (.git, .nojekyll, .well-known, CNAME)?

    MkDocs too leaves hidden files in a site alone.
    """
    return name == "CNAME" or (name.startswith(".") and name != MARK)


def _is_site_without_mark(folder: Path) -> bool:
    """Is this a site of Dossier 0.1, which wrote no mark?"""
    record = folder / "briefings.json"
    try:
        found = json.loads(record.read_bytes()) if record.is_file() else None
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and str(found.get("generator")).startswith("Dossier")


def _is_built_by_mkdocs(folder: Path) -> bool:
    """Is this a site that MkDocs built without Dossier?

    MkDocs alone compresses its sitemap and nothing else, and leaves the two side by side.
    """
    compressed = [path.name for path in folder.glob("*.gz")]
    names = ("sitemap.xml", "sitemap.xml.gz", "404.html")
    if compressed != ["sitemap.xml.gz"] or not all((folder / name).is_file() for name in names):
        return False
    try:
        plain = (folder / "sitemap.xml").read_bytes()
        with gzip.open(folder / "sitemap.xml.gz") as packed:
            return packed.read(len(plain) + 1) == plain
    except (OSError, EOFError, zlib.error):
        return False


def _lies_in(inner: Path, outer: Path) -> bool:
    """Is `inner` the same as `outer`, or below it, symbolic links followed?"""
    inner, outer = (Path(os.path.realpath(path)) for path in (inner, outer))
    return any(_is_same(folder, outer) for folder in (inner, *inner.parents))


def _is_same(one: Path, other: Path) -> bool:
    """Are these one file? The file system is asked: in some, Seeds and seeds are one."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return str(one).casefold() == str(other).casefold()
