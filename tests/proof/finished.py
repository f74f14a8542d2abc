"""The golden site as a proof sees it: finished files, the texts that they are of, their records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dossier import pipeline
from dossier.briefings import library
from dossier.errors import Fault
from dossier.filing import themes
from dossier.model import Record
from dossier.pages import list_pages
from dossier.proof import Listed, check_lists, check_styles, check_text
from dossier.proof.shapes import Chain
from dossier.search import index
from dossier.settings import FilingRules
from dossier.sources import files
from dossier.sources.files import LIMITS, Received
from dossier.web.site import SiteContext
from tests.factories import make_site
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

    def _faults(self) -> Iterator[Fault]:
        shapes: set[Chain] = set()
        styles = {p: d.decode() for p, d in self.files.items() if p.endswith(".css")}
        for slug, received in self.texts.items():
            searched = self.files[f"search page of {slug}"].decode()
            record, read = self.records[slug], self.files.__getitem__
            proved = check_text(received, record, read, self.context, self.rules, searched)
            yield from proved.faults
            shapes |= proved.shapes
            styles |= proved.styles
        yield from check_lists(
            self.lists, self.records.values(), self.files.__getitem__, self.context
        )
        yield from _styled(frozenset(styles.items()), frozenset(shapes))


@cache
def _styled(styles: frozenset[tuple[str, str]], shapes: frozenset[Chain]) -> tuple[Fault, ...]:
    return tuple(check_styles(dict(styles), shapes))


@cache
def golden() -> Finished:
    """Return the golden site."""
    scheme = themes.read(GOLDEN / "themes.yml")
    rules = FilingRules(scheme, "en", LIMITS)
    context = make_site(scheme.themes, name="Golden", url="https://example.org/golden/", pdfs=True)
    classifier = pipeline.classifier_of(rules)
    site, texts, records = tree(GOLDEN / "site"), {}, {}
    for path in files.find(GOLDEN / "seeds"):
        received = replace(files.receive(path), path=Path("seeds", path.name).as_posix())
        briefing = pipeline.brief(received, rules, classifier)
        texts[received.slug] = received
        records[received.slug] = library.record_of(briefing)
        site[f"search page of {received.slug}"] = index.page(briefing, context).encode()
    pages = list_pages(library.gather(records.values(), scheme.themes), context)
    lists = {f"{page.path}index.html": page.listed for page in pages}
    return Finished(site, texts, records, lists, context, rules)
