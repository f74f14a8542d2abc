"""The usual keys of mkdocs.yml for what stands around a page, as Dossier's own theme honours them.

These are `theme.logo`, `theme.favicon`, `extra.homepage`, `extra.social`, `copyright`, `extra_css`
and `extra_javascript`. In another theme they are that theme's. Pages load nothing but files of the
site (their Content-Security-Policy says so): what leads elsewhere is left out, and a note says it.
"""

import mimetypes
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser

from dossier.errors import Fault, InputError
from dossier.plugin.folders import named
from dossier.plugin.policy import BLOCKED
from dossier.text.nearest import nearest
from dossier.web.branding import Branding, LinkedFile, Script, SocialLink

_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""Where a link of the owner may lead."""


@dataclass(slots=True)
class _Remarks:
    """What is to be said of the settings."""

    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read(config: MkDocsConfig) -> tuple[Branding, list[Fault]]:
    """Return what the settings put around every page, and notes on what of it is left out.

    Other plugins may add to the settings until templates are loaded. Raises InputError with all
    settings that have a wrong form.
    """
    where = named(Path(config.config_file_path)).as_posix()
    remarks = _Remarks()
    branding = _branding(config, remarks)
    if remarks.faults:
        raise InputError(*(Fault(where, 0, sentence) for sentence in remarks.faults))
    return branding, [Fault(where, 0, sentence) for sentence in remarks.notes]


def _branding(config: MkDocsConfig, remarks: _Remarks) -> Branding:
    favicon = _picture("theme.favicon", config.theme.get("favicon"), remarks)
    return Branding(
        logo=_picture("theme.logo", config.theme.get("logo"), remarks),
        favicon=favicon,
        favicon_type=(favicon and mimetypes.guess_type(favicon.path)[0]) or "",
        homepage=_homepage(config.extra.get("homepage"), remarks),
        social=tuple(_social(config.extra.get("social"), remarks)),
        copyright=_copyright(config.copyright or "", remarks),
        stylesheets=tuple(_stylesheets(config, remarks)),
        scripts=tuple(_scripts(config, remarks)),
    )


def missing(branding: Branding, site: Path) -> Iterator[str]:
    """Yield a sentence on each file that pages load and that is not there; `site` is finished.

    Only then is it known, for other plugins may write theirs to the last.
    """
    files = {
        "theme.logo": [branding.logo],
        "theme.favicon": [branding.favicon],
        "extra_css": branding.stylesheets,
        "extra_javascript": [script.file for script in branding.scripts],
    }
    for key, linked in files.items():
        for file in linked:
            if file and not (site / file.path).is_file():
                yield f"{key} names {file.path}, and there is no such file{_meant(file, site)}"


def _meant(file: LinkedFile, site: Path) -> str:
    """Return the end of a sentence on a missing file: the one that was probably meant."""
    suffix = PurePosixPath(file.path).suffix
    paths = (path.relative_to(site).as_posix() for path in site.rglob(f"*{suffix}"))
    near = nearest(file.path, paths)
    return f"; did you mean {near}?" if near else " in docs/"


def _linked(key: str, entry: str, remarks: _Remarks) -> LinkedFile | None:
    """Return the file of the site that an entry names; None and a note if it names none."""
    parts = split(entry)
    path = posixpath.normpath(unquote(parts.path))
    if parts.path and not (parts.scheme or parts.netloc or path.startswith(("/", "../"))):
        return LinkedFile(path, f"?{parts.query}" if parts.query else "")
    sentence = f"{key} names {entry}, which is left out: pages load nothing but files of this site"
    remarks.notes.append(f"{sentence}; save it in docs/ and name its path there")
    return None


def _picture(key: str, entry: object, remarks: _Remarks) -> LinkedFile | None:
    if entry is None or entry is False:
        return None
    if not isinstance(entry, str) or not entry:
        remarks.faults.append(f"{key} must be the path of a picture in docs/, not {entry!r}")
        return None
    return _linked(key, entry, remarks)


def _stylesheets(config: MkDocsConfig, remarks: _Remarks) -> Iterator[LinkedFile]:
    for entry in config.extra_css:
        if file := _linked("extra_css", str(entry), remarks):
            yield file


def _scripts(config: MkDocsConfig, remarks: _Remarks) -> Iterator[Script]:
    for entry in config.extra_javascript:
        if file := _linked("extra_javascript", str(entry), remarks):
            if isinstance(entry, ExtraScriptValue):
                yield Script(file, entry.type, is_async=entry.async_, defer=entry.defer)
            else:
                yield Script(file)


def _homepage(entry: object, remarks: _Remarks) -> str | None:
    if entry is None:
        return None
    if isinstance(entry, str) and split(entry).scheme in ("http", "https"):
        return entry
    remarks.faults.append(f"extra.homepage must be an address such as https://..., not {entry!r}")
    return None


def _social(entries: object, remarks: _Remarks) -> Iterator[SocialLink]:
    if entries is None:
        return
    if not isinstance(entries, list):
        form = "a list, one entry a line: - {name: Mastodon, link: https://...}"
        remarks.faults.append(f"extra.social must be {form}")
        return
    for number, entry in enumerate(entries, start=1):
        url = entry.get("link") if isinstance(entry, dict) else None
        if not isinstance(url, str) or split(url).scheme not in _SCHEMES:
            form = "a link that begins with https:// or mailto:"
            remarks.faults.append(f"entry {number} of extra.social must have {form}, not {url!r}")
            continue
        yield SocialLink(str(entry.get("name") or _host(url)), url)


def split(address: str) -> SplitResult:
    """Return the parts of an address; of one that is none, such as https://[, they are empty."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _host(url: str) -> str:
    """Return what a reader knows an address by: its host, or else whom it reaches."""
    parts = urlsplit(url)
    return (parts.hostname or parts.path).removeprefix("www.")


def _copyright(text: str, remarks: _Remarks) -> str:
    """Return the HTML of the footer without what the policy blocks, every element closed.

    It is the owner's own file, so all else stands as it is written.
    """
    tree = LexborHTMLParser(text)
    for node in tree.css(BLOCKED):
        remarks.notes.append(
            f"copyright holds <{node.tag}>, which is left out: the policy of the pages blocks it; "
            "words, links and pictures of this site may stand there"
        )
        node.decompose()
    for node in tree.css("a[href^='http']"):
        node.attrs["rel"] = node.attributes.get("rel") or "noopener"
    return (tree.body and tree.body.inner_html) or ""
