"""Read mkdocs.yml by MkDocs, and say what it would stumble over: circles, odd types, addresses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from mkdocs.config.base import ValidationError, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from dossier.errors import Fault, InputError
from dossier.plugin.folders import named

_ADDRESSES = ("site_url", "repo_url")
"""Settings that MkDocs takes apart as addresses."""

_LINKED = ("extra_css", "extra_javascript")
"""Settings that list addresses or files of the site, to which every page links."""

_RIGHT = "write it as https://example.org/"

_INHERIT = "INHERIT"


def load(config_file: Path, **options: Any) -> MkDocsConfig:
    """Return the settings of a site, checked by MkDocs; `options` overrule them.

    Raises InputError for what MkDocs would fail on, and MkDocsException for what it refuses.
    """
    _check_chain(config_file)
    try:
        config = load_config(str(config_file), **options)
    except ValidationError as error:  # of a setting that nobody may set
        raise InputError(Fault(config_file.as_posix(), 0, str(error))) from error
    except ValueError as error:
        faults = list(_bad_addresses(config_file))
        if not faults:
            raise
        raise InputError(*faults) from error
    if "\0" in config.site_dir:
        sentence = "site_dir has a NUL character, which no path can hold; remove it"
        raise InputError(Fault(config_file.as_posix(), 0, sentence))
    return config


def check_links(config: MkDocsConfig) -> None:
    """Raise InputError if a stylesheet or script of `extra_css` or so is no address."""
    where = named(Path(config.config_file_path)).as_posix()
    faults = [
        Fault(where, 0, f"{key}: {entry} is no address or path; {_RIGHT}, or css/own.css")
        for key in _LINKED
        for entry in config[key]
        if not _is_address(entry if isinstance(entry, str) else getattr(entry, "path", entry))
    ]
    if faults:
        raise InputError(*faults)


def _check_chain(config_file: Path) -> None:
    """Raise InputError if a file of settings is no mapping, or inherits from itself."""
    chain: list[Path] = []
    path: Path | None = config_file
    while path is not None:
        chain.append(path)
        line, parent = _inherited(path)
        if parent and any(parent.samefile(one) for one in chain):
            way = " and ".join(named(one.absolute()).as_posix() for one in chain)
            sentence = f"{_INHERIT} leads from {way} back to {named(parent.absolute()).as_posix()}"
            raise InputError(Fault(path.as_posix(), line, f"{sentence}; remove the line"))
        path = parent


def _inherited(path: Path) -> tuple[int, Path | None]:
    """Return the line on which a file names the one that it inherits from, and that file."""
    where = path.as_posix()
    if not path.is_file():  # a device may have no end
        raise InputError(Fault(where, 0, "this is no file; name the settings of a site"))
    try:
        root = yaml.compose(path.read_bytes(), Loader=yaml.SafeLoader)
    except OSError as error:
        raise InputError(Fault(where, 0, f"cannot be read: {error.strerror}")) from error
    except RecursionError as error:
        sentence = "brackets or lists are nested too deeply to be read"
        raise InputError(Fault(where, 1, sentence)) from error
    except (yaml.YAMLError, ValueError):  # MkDocs says it; ValueError: it is in no encoding
        return 0, None
    if root is None:
        return 0, None
    if not isinstance(root, yaml.MappingNode):
        sentence = "must be lines of key: value, such as site_name: Briefings"
        raise InputError(Fault(where, root.start_mark.line + 1, sentence))
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode) and key.value == _INHERIT:
            line = key.start_mark.line + 1
            return line, _file(value, path, line)
    return 0, None


def _file(value: yaml.Node, path: Path, line: int) -> Path:
    where = path.as_posix()
    if not isinstance(value, yaml.ScalarNode) or not value.value.strip("\0"):
        raise InputError(Fault(where, line, f"{_INHERIT} must be the name of one file"))
    found = path.parent / str(value.value)
    try:
        is_file = found.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        sentence = f"{_INHERIT}: there is no file {value.value}; correct it, or remove the line"
        raise InputError(Fault(where, line, sentence))
    return found


def _bad_addresses(config_file: Path) -> Iterator[Fault]:
    with config_file.open("rb") as file:
        values = yaml_load(file)
    for key in _ADDRESSES:
        value = values.get(key)
        if isinstance(value, str) and not _is_address(value):
            sentence = f"{key}: {value} is no address; {_RIGHT}"
            yield Fault(config_file.as_posix(), _line(config_file, key), sentence)


def _is_address(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        urlsplit(value)
    except ValueError:
        return False
    return True


def _line(config_file: Path, key: str) -> int:
    lines = config_file.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if line.startswith(f"{key}:")), 0)
