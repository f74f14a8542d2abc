"""The golden site as a proof sees it: finished files, the texts that they are of, their records."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dossier import pipeline
from dossier.briefings import library
from dossier.build import outputs
from dossier.build.outputs import Outputs, Recipe
from dossier.errors import Fault
from dossier.filing import themes
from dossier.model import Beside, Record, Scheme
from dossier.pages import list_pages, neighbours
from dossier.proof import (
    Listed,
    Part,
    Proved,
    Read,
    check_library,
    check_pictures,
    check_styles,
    check_text,
    feed_parts,
    list_parts,
    week_parts,
)
from dossier.proof.markup import Chain
from dossier.search import entry
from dossier.settings import FilingRules
from dossier.sources import files
from dossier.sources.files import LIMITS, Received
from dossier.web.site import SiteContext, environment_of
from dossier.web.templates import render
from tests.factories import make_received, make_site, site_templates
from tests.site import REPOSITORY, tree

Change = Callable[[str], str]
"""What is done to a finished file."""

GOLDEN = REPOSITORY / "tests" / "golden"

READOUT = "briefings/harbour-readout/index.html"
READOUT_PUBLISHED = "briefings/harbour-readout/as-published/index.html"
READOUT_JSON = "briefings/harbour-readout/briefing.json"
NOTE = "briefings/river-note/index.html"
NOTE_PUBLISHED = "briefings/river-note/as-published/index.html"
SEARCHED = "search entry of harbour-readout"
STYLES = "assets/dossier.css"


@dataclass(frozen=True)
class Finished:
    """A built site."""

    files: Mapping[str, bytes]
    """By path from the site's root, and what is searched by `SEARCHED` and the like."""

    texts: Mapping[str, Received]
    records: Mapping[str, Record]
    lists: Mapping[str, Sequence[Listed]]
    context: SiteContext = field(repr=False)
    rules: FilingRules = field(repr=False)

    def having(self, path: str, content: str) -> "Finished":
        """Return the site with one other file."""
        return replace(self, files={**self.files, path: content.encode()})

    def lacking(self, path: str) -> "Finished":
        """Return the site without a file."""
        return replace(self, files={p: data for p, data in self.files.items() if p != path})

    def claiming(self, record: Record) -> "Finished":
        """Return the site with another record."""
        return replace(self, records={**self.records, record.slug: record})

    def faults(self) -> list[str]:
        """Prove all of it, as a build does."""
        return [str(fault) for fault in self._faults()]

    def proved(self) -> Iterator[Proved]:
        """Prove the files of the texts alone."""
        for slug, received in self.texts.items():
            record, read = self.records[slug], self.files.__getitem__
            yield check_text(received, record, read, self.context, self.rules)

    def text_faults(self) -> list[str]:
        """Return what is wrong with the files of the texts alone."""
        return [str(fault) for one in self.proved() for fault in one.faults]

    def _faults(self) -> Iterator[Fault]:
        shapes: set[Chain] = set()
        styles = {p: d.decode() for p, d in self.files.items() if p.endswith(".css")}
        texts = [*self.proved()]
        for proved in texts:
            yield from proved.faults
            shapes |= proved.shapes
            styles |= proved.styles
        yield from check_pictures((p for p in self.files if "/pictures/" in p), texts)
        records, read = [*self.records.values()], self.files.__getitem__
        yield from found(list_parts(self.lists, records, self.context), read)
        yield from check_library(self.lists, records, read, self.context)
        yield from found(feed_parts(records, self.context), read)
        yield from found(week_parts(self.lists, records, self.context), read)
        yield from _styled(frozenset(styles.items()), frozenset(shapes))


def found(parts: Iterable[Part], read: Read) -> list[Fault]:
    """Return the faults of some parts of a proof."""
    return [fault for part in parts for fault in part.check(read).faults]


@cache
def _styled(styles: frozenset[tuple[str, str]], shapes: frozenset[Chain]) -> tuple[Fault, ...]:
    return tuple(check_styles(dict(styles), shapes))


def swap(old: str, new: str) -> Change:
    """Return a change of one place, and of no other."""

    def change(text: str) -> str:
        assert old in text, f"{old} is not there"
        return text.replace(old, new, 1)

    return change


@cache
def golden() -> Finished:
    """Return the golden site."""
    scheme = themes.read(GOLDEN / "themes.yml")
    rules = FilingRules(scheme, "en", LIMITS, second_reading="off")
    context = make_site(
        scheme.themes, name="Golden", url="https://briefings.test/golden/", pdfs=True
    )
    filer = pipeline.filer_of(rules)
    site, texts, records = tree(GOLDEN / "site"), {}, {}
    for path in files.find(GOLDEN / "seeds"):
        received = replace(files.receive(path), path=Path("seeds", path.name).as_posix())
        briefing = pipeline.brief(received, filer)
        texts[received.slug] = received
        records[received.slug] = library.record_of(briefing)
        searched = entry.write(entry.entry(briefing, context))
        site[f"search entry of {received.slug}"] = searched.encode()
    pages = list_pages(library.gather(records.values(), scheme.themes), context)
    lists = {f"{page.path}index.html": page.listed for page in pages}
    return Finished(site, texts, records, lists, context, rules)


def finish(
    text: str,
    file_name: str = "note.txt",
    beside: tuple[Beside, ...] = (),
    /,
    **changes: tuple[str, str],
) -> Finished:
    """Return the files of one text, front matter included, as the themes of this site file it.

    `beside` is what its relative addresses lead to; the bytes of a picture are its name.

    `changes` are made to templates first: what is replaced, and by what, by the template's name
    with `_` for `/`, `-` and `.`.
    """
    received = replace(make_received(text, file_name), beside=beside)
    templates = dict(site_templates())
    for name, (old, new) in changes.items():
        (path,) = (path for path in templates if re.sub(r"\W", "_", path) == name)
        source, origin = templates[path]
        assert old in source, f"{old} is not in {path}"
        templates[path] = source.replace(old, new), origin
    scheme = _scheme()
    rules = FilingRules(scheme, "en", LIMITS, second_reading="off")
    context = make_site(scheme.themes, templates=templates)
    (made,) = outputs.make([received], Recipe(rules, context))
    assert isinstance(made, Outputs), made
    site = {path: content.encode() for path, content in made.files(context.urls)}
    for picture in made.pictures:
        site[context.urls.picture(received.slug, picture.to)] = picture.origin.encode()
    alone = library.gather([made.record], scheme.themes)
    arounds = iter(neighbours.write(tuple(neighbours.neighbours(alone, context)), context))
    for page in made.pages:
        whole = page is made.themed
        head, view = page.head, neighbours.fill(page, next(arounds)) if whole else page
        shell = render(
            environment_of(context), "shell.html", head.path, site=context, page=head, view=view
        )
        site[f"{head.path}index.html"] = shell.encode()
    site[f"search entry of {received.slug}"] = made.searched.encode()
    texts, records = {received.slug: received}, {received.slug: made.record}
    return Finished(site, texts, records, {}, context, rules)


@cache
def _scheme() -> Scheme:
    return themes.read(REPOSITORY / "themes.yml")
