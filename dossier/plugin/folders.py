"""The folders of a site, and of its templates: a project's own file wins over the packaged one."""

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from dossier.runtime import packaged

CACHE = ".dossier-cache"
"""Folder beside mkdocs.yml of what need not be made again."""


def named(path: Path) -> Path:
    """Return `path` as the user would name it: from the working folder, if it is below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def project(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path).parent


def own_theme(config: MkDocsConfig) -> bool:
    """Is the theme of the site Dossier's own, or made of it?

    A theme that has a name may be changed by templates of any name in a `custom_dir`.
    """
    folders = config.theme.dirs
    if config.theme.name and config.theme.custom_dir:
        folders = [one for one in folders if one != config.theme.custom_dir]
    return any((Path(folder) / "shell.html").is_file() for folder in folders)


def project_templates(config: MkDocsConfig) -> tuple[Path, ...]:
    """Return the project's folders of templates and words.yml, the first wins.

    In them are site/, feeds/, mail/ and pdf/. They stand in templates/ beside mkdocs.yml,
    or beside a `custom_dir` that is such a site/.
    """
    folders = [named(project(config) / "templates")]
    custom = named(Path(config.theme.custom_dir or ""))
    if custom.name == "site" and own_theme(config):
        folders.insert(0, custom.parent)
    return distinct(folders)


def template_folders(config: MkDocsConfig) -> tuple[Path, ...]:
    """Return the folders of templates, the project's own before those that come with Dossier."""
    return distinct((*project_templates(config), packaged.TEMPLATES))


def site_folders(config: MkDocsConfig) -> tuple[Path, ...]:
    """Return the folders in which templates and assets of pages are looked up, the first wins.

    In Dossier's own theme these are the folders of MkDocs' theme, too.
    """
    folders = [folder / "site" for folder in template_folders(config)]
    if not own_theme(config):
        return tuple(folders)
    *theme, mkdocs = map(Path, config.theme.dirs)  # MkDocs' own sitemap.xml comes last
    custom = theme[:1] if config.theme.custom_dir else []
    return distinct((*custom, *folders[:-1], *theme, folders[-1], mkdocs))


def distinct(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return each folder once, whatever ways lead there."""
    found: dict[Path, Path] = {}
    for folder in folders:
        found.setdefault(Path(os.path.realpath(folder)), folder)
    return tuple(found.values())


def cache_folder(config: MkDocsConfig) -> Path:
    """Return the folder of the cache, which stands beside mkdocs.yml."""
    return project(config) / CACHE
