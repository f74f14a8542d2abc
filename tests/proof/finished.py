"""The golden site as a proof sees it: finished files, the texts that they are of, their records."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dossier import pipeline
from dossier.briefings import library
from dossier.build import imprint, outputs
from dossier.errors import Fault
from dossier.export.json_export import GENERATOR
from dossier.filing import themes
from dossier.model import Record, Scheme
from dossier.proof import Listed, Proved, SiteFacts, check_lists, check_styles, check_text
from dossier.proof.shapes import Chain
from dossier.search import index
from dossier.settings import Rules
from dossier.sources import files
from dossier.sources.files import LIMITS, Received
from dossier.web import urls
from tests.factories import PUBLICATION, SITE, make_received, phrases, site_templates
from tests.site import REPOSITORY, tree

GOLDEN = REPOSITORY / "tests" / "golden"

READOUT = "briefings/harbour-readout/index.html"
READOUT_PUBLISHED = "briefings/harbour-readout/as-published/index.html"
READOUT_JSON = "briefings/harbour-readout/briefing.json"
NOTE = "briefings/river-note/index.html"
NOTE_PUBLISHED = "briefings/river-note/as-published/index.html"
SEARCHED = "search page of harbour-readout"
STYLES = "assets/dossier.css"


@dataclass(frozen=True)
class Finished:
    """A built site."""

    files: Mapping[str, bytes]
    """By path from the site's root, and the pages that are searched by `SEARCHED` and the like."""

    texts: Mapping[str, Received]
    records: Mapping[str, Record]
    lists: Mapping[str, list[Listed]]
    facts: SiteFacts = field(repr=False)

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
            searched = self.files[f"search page of {slug}"].decode() or None
            record, read = self.records[slug], self.files.__getitem__
            yield check_text(received, record, read, self.facts, searched)

    def _faults(self) -> Iterator[Fault]:
        shapes: set[Chain] = set()
        styles = {p: d.decode() for p, d in self.files.items() if p.endswith(".css")}
        for proved in self.proved():
            yield from proved.faults
            shapes |= proved.shapes
            styles |= proved.styles
        yield from check_lists(
            self.lists, self.records.values(), self.files.__getitem__, self.facts
        )
        yield from _styled(frozenset(styles.items()), frozenset(shapes))


@cache
def _styled(styles: frozenset[tuple[str, str]], shapes: frozenset[Chain]) -> tuple[Fault, ...]:
    return tuple(check_styles(dict(styles), shapes))


@cache
def golden() -> Finished:
    """Return the golden site."""
    scheme = themes.read(GOLDEN / "themes.yml")
    rules = Rules(scheme, "en", LIMITS)
    classifier = pipeline.classifier_of(rules)
    site, texts, records = tree(GOLDEN / "site"), {}, {}
    for path in files.find(GOLDEN / "seeds"):
        received = replace(files.receive(path), path=Path("seeds", path.name).as_posix())
        briefing = pipeline.brief(received, rules, classifier)
        texts[received.slug] = received
        records[received.slug] = library.record(briefing)
        page = index.page(briefing, scheme.themes, "en-GB")
        site[f"search page of {received.slug}"] = page.encode()
    facts = SiteFacts(
        name="Golden",
        url="https://example.org/golden/",
        phrases=phrases(),
        themes=scheme.themes,
        generator=GENERATOR,
    )
    return Finished(site, texts, records, dict(_lists(records)), facts)


def _lists(records: Mapping[str, Record]) -> Iterator[tuple[str, list[Listed]]]:
    """Yield the lists of a library that is smaller than a page."""
    newest = [records["harbour-readout"], records["river-note"]]
    yield "index.html", [Listed(one.slug, one.lead) for one in newest]
    for name, one in zip(("2025", "undated"), newest, strict=True):
        yield f"archive/{name}/index.html", [Listed(one.slug, one.lead)]
    for place, theme in enumerate(("economy", "guard")):
        points = [(one.slug, one.sections[place].key_points[0]) for one in newest]
        yield f"themes/{theme}/index.html", [Listed(slug, point) for slug, point in points]


def finish(text: str, file_name: str = "note.txt", **changes: tuple[str, str]) -> Finished:
    """Return the files of one text, front matter included, as the themes of this site file it.

    `changes` are made to templates first: what is replaced, and by what, by the template's name
    with `_` for `/`, `-` and `.`.
    """
    received = make_received(text, file_name)
    templates = dict(site_templates())
    for name, (old, new) in changes.items():
        (path,) = (path for path in templates if re.sub(r"\W", "_", path) == name)
        source, origin = templates[path]
        assert old in source, f"{old} is not in {path}"
        templates[path] = source.replace(old, new), origin
    rules = Rules(_scheme(), "en", LIMITS)
    site = imprint.gather(rules, SITE, PUBLICATION, phrases(), templates, None)
    (folder,) = outputs.make([received], site)
    assert isinstance(folder, imprint.Folder), folder
    home = urls.briefing(received.slug)
    made = {f"{home}{name}": data for name, data in folder.files.items()}
    searched = made.pop(f"{home}{imprint.SEARCHED}", b"")
    made[f"search page of {received.slug}"] = searched
    facts = SiteFacts("Name", PUBLICATION.url, phrases(), rules.scheme.themes, generator=GENERATOR)
    texts, records = {received.slug: received}, {received.slug: folder.record}
    return Finished(made, texts, records, {}, facts)


@cache
def _scheme() -> Scheme:
    return themes.read(REPOSITORY / "themes.yml")
