"""The search index: what is searched of each briefing, and one run of Pagefind over all of it.

Pagefind gets leaner pages than readers do: the title and the paragraphs of a briefing, each under
its anchor, so that what is found leads to the paragraph.

Run over a folder, Pagefind numbers pages as the file system lists them, so the bytes of an index,
and the order of what is found equally well, would differ from disk to disk. Its service takes
pages one by one instead (`pagefind/src/service/` in https://github.com/Pagefind/pagefind): each
request and each answer is JSON in base64, ended by a comma. The package's own client for it,
`pagefind.index`, sleeps for 0.1 s before every answer, 100 s for 1,000 pages.
"""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import chain, islice
from pathlib import Path, PureWindowsPath
from typing import Any

from dossier.briefings.library import UNDATED
from dossier.errors import Fault, TemplateError
from dossier.model import Briefing
from dossier.search import canonical
from dossier.search.unspaced import UNSPACED, divide_page
from dossier.web import urls
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render

MOST = 2_500
"""Pages in one index: Pagefind needs some 0.4 MB of memory for each."""

PARTS = "parts.json"
"""Names the folders of further indexes; the browser merges them with the first."""

_INDEX = ("pagefind-entry.json", "*.pf_*")
"""Files of an index."""

_SCRIPTS = ("pagefind.js", "pagefind-worker.js")
_PROGRAM = (*_SCRIPTS, "wasm.*")
"""Files that run in the browser; of ready-made forms, which Pagefind adds, there is no need."""

_FILE = re.compile(r"(?:[\w-]+/){0,2}[\w-]+(?:\.[\w-]+)+")
"""Name of a file of an index: none that leads elsewhere."""


@dataclass(frozen=True, slots=True)
class PagefindView:
    """`pagefind.html`: what Pagefind reads of a briefing."""

    title: str
    language: str
    bottom_line: str | None
    """In the editor's words; it is searched as well, and shown first of what is found."""

    facets: Mapping[str, tuple[str, ...]]
    """Values by the names that the search page has for them: of an entity, its id."""

    paragraphs: tuple[tuple[int, str], ...]
    """Number and text of each paragraph, or of each extract where only these are published."""


@dataclass(frozen=True, slots=True)
class Index:
    """The files of a search index by their names, below its folder."""

    files: Mapping[str, bytes]

    def __post_init__(self) -> None:
        for name in self.files:
            if not _FILE.fullmatch(name):
                raise ValueError(f"{name} is no name of a file of an index")

    def write(self, folder: Path) -> None:
        """Write the files below `folder`."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def view(briefing: Briefing, site: SiteContext) -> PagefindView:
    """Gather what is searched of a briefing."""
    day = briefing.date
    themes = {section.id for section in briefing.sections}
    entities = {
        kind: tuple(one.id for one in briefing.mentions if one.kind == kind and one.id)
        for kind in urls.ENTITIES
    }
    paragraphs = ((one.number, one.numbered_text) for one in briefing.document.paragraphs)
    extracts = ((one.paragraph, one.text) for one in briefing.extracts)
    return PagefindView(
        title=briefing.title,
        language=briefing.language,
        bottom_line=briefing.front.bottom_line,
        facets={
            "theme": tuple(theme.name for theme in site.themes if theme.id in themes),
            **entities,
            "year": (str(day.year) if day else UNDATED,),
        },
        paragraphs=tuple(paragraphs if briefing.is_full else extracts),
    )


def page(briefing: Briefing, site: SiteContext) -> str:
    """Return the page that Pagefind reads of a briefing, from `templates/search/pagefind.html`."""
    return render(environment_of(site), "pagefind.html", "", view=view(briefing, site))


def build(pages: Iterable[tuple[str, str]], language: str) -> Index:
    """Return the index of `pages`, each an address (`/briefings/x/`) and its HTML.

    What is found equally well is shown in the order of `pages`. All go into one index, whose words
    are cut to stems by the rules of `language`; beyond MOST there are further ones, in folders of
    their own. Raises TemplateError with what Pagefind says if it fails.
    """
    rest = iter(pages)
    index: dict[str, bytes] = {}
    parts: list[str] = []
    for first in rest:
        parts.append(str(len(parts) + 1))
        part = chain((first,), islice(rest, MOST - 1))
        files = canonical.ordered(_run(part, language))
        if len(parts) == 1:
            index |= _matching(files, (*_INDEX, *_PROGRAM))
            index |= {name: ask_for_no_words(name, files[name]) for name in _SCRIPTS}
        else:
            found = _matching(files, _INDEX)
            index |= {f"{parts[-1]}/{name}": data for name, data in found.items()}
    if parts:
        index[PARTS] = json.dumps(parts[1:]).encode()
    return Index(index)


def _matching(files: Mapping[str, bytes], patterns: Iterable[str]) -> dict[str, bytes]:
    """Return those of `files` whose names match one of `patterns`."""
    return {n: data for n, data in files.items() if any(fnmatch(n, one) for one in patterns)}


# --- Pagefind as a service ---


def _run(pages: Iterable[tuple[str, str]], language: str) -> dict[str, bytes]:
    """Have Pagefind index `pages`, which it numbers in this order; all files by name.

    They are asked for, not left to Pagefind to write: 1.5.2 says that it is done before they are
    whole on the disk.
    """
    command = [sys.executable, "-m", "pagefind", "--service"]
    pipe = subprocess.PIPE
    with tempfile.TemporaryFile() as log:
        try:
            with subprocess.Popen(  # noqa: S603 - our own arguments
                command, stdin=pipe, stdout=pipe, stderr=log
            ) as service:
                _ask(service, "NewIndex", config={"force_language": _rules(language)})
                for address, html in pages:
                    divided = divide_page(html)
                    _ask(service, "AddFile", index_id=0, url=address, file_contents=divided)
                files = _ask(service, "GetFiles", index_id=0)["files"]
        except (BrokenPipeError, EOFError) as error:
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()
            raise _failure(said[-1] if said else "Pagefind ended without a word") from error
    return {
        PureWindowsPath(file["path"]).as_posix(): base64.b64decode(file["content"])
        for file in files
    }


def _rules(language: str) -> str:
    """Return the language whose rules hold for words: none where words are divided already."""
    tag = language.split("-")[0]
    return "und" if tag in UNSPACED else tag


def _ask(service: subprocess.Popen[bytes], request: str, **arguments: object) -> dict[str, Any]:
    """Send a request; the answer. Raises EOFError if the service has ended."""
    assert service.stdin is not None  # noqa: S101 - a pipe
    assert service.stdout is not None  # noqa: S101 - a pipe
    message = {"message_id": 1, "payload": {"type": request, **arguments}}
    service.stdin.write(base64.b64encode(json.dumps(message).encode()) + b",")
    service.stdin.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        if not (some := os.read(service.stdout.fileno(), 1 << 16)):
            raise EOFError
        answer += some
    payload: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if payload["type"] == "Error":
        raise _failure(payload["message"])
    return payload


def _failure(said: str) -> TemplateError:
    return TemplateError(Fault("pagefind", 0, f"the search index failed: {said}"))


# --- what runs in the browser ---

_ASKS = b"let index_array=JSON.parse(index_resp);"
_ASKS_LESS = b"let index_array=filter_only?[]:JSON.parse(index_resp);"


def ask_for_no_words(name: str, script: bytes) -> bytes:
    """The script `name` of Pagefind, told to fetch no words where only facets are chosen.

    Pagefind 1.5.2 answers a search without a query, which it knows as `filter_only`, with every
    chunk of words there is, 10 MB for 5,000 texts, and then uses none. Later releases ask for none
    (https://github.com/Pagefind/pagefind/pull/1317); with the first of them, this goes. Raises
    TemplateError if the place is not found exactly once.
    """
    if (found := script.count(_ASKS)) != 1:
        place = _ASKS.decode()
        sentence = f"must have {place!r} once, to be told to ask for less; it has it {found} times"
        raise TemplateError(Fault(name, 0, sentence))
    return script.replace(_ASKS, _ASKS_LESS)
