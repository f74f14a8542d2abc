"""Stage 8: every PDF of a library: a summary of each briefing, a digest of each theme's year."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path

from dossier.briefings.library import digest_years
from dossier.build.imprint import PRINTED
from dossier.errors import ProofError
from dossier.model import Library, Theme, ThemeEntry
from dossier.pdf import prints, typst
from dossier.pdf.phrases import Press, Printed
from dossier.pdf.typst import Pdf, Typesetter
from dossier.runtime import parallel
from dossier.runtime.cache import Cache, key
from dossier.runtime.kept import Kept
from dossier.runtime.ledger import Site
from dossier.settings import Means
from dossier.web import urls

SHARE = 5
"""Documents that are set together by one process."""

FEW = 20
"""Documents that are set sooner than processes are started for them."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What documents are set with."""

    templates: Path
    fonts: Path | None
    """Folder of further fonts."""

    made_with: str
    """Tells what is printed with this from what is printed otherwise."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document that is proved, and ready to be set."""

    path: str
    """Where on the site."""

    template: str
    digest: str
    """Of what it says."""

    read: Callable[[], str]
    """Returns what it says, as JSON."""


def workshop(templates: Path, fonts: Path | None) -> Workshop:
    """Return what documents are set with; raises InputError if the fonts are at fault."""
    typst.demand_fonts(fonts)
    return Workshop(templates, fonts, typst.made_with(templates, fonts))


def write(
    site: Site,
    folders: Sequence[Kept],
    library: Library,
    press: Press,
    workshop: Workshop,
    means: Means,
) -> Printed:
    """Write below `site` the summary of each of `folders`, and the digests of the library.

    Raises ProofError, and TemplateError for a template that is at fault.
    """
    summaries = [_summary(kept) for kept in folders]
    digests = list(_digests(library, press))
    lacking: Counter[str] = Counter()
    means.progress.begin("Printing", len(summaries) + len(digests))
    keys = {
        sheet.path: key("pdf", workshop.made_with, sheet.template, sheet.digest)
        for sheet in (*summaries, *digests)
    }
    rest = []
    for sheet in (*summaries, *digests):
        known = _lacking(means.cache, keys[sheet.path])
        if known is not None and site.link([sheet.path], keys[sheet.path]):
            lacking.update(known)
            means.progress.step()
        else:
            rest.append(sheet)
    for sheet, made in _made(rest, keys, workshop, means):
        site.write(sheet.path, made.data, keys[sheet.path])
        lacking.update(made.lacking)
        means.progress.step()
    often = sorted(lacking, key=lambda character: (-lacking[character], character))
    return Printed(len(summaries), len(digests), tuple(often))


def _summary(kept: Kept) -> Sheet:
    path = urls.pdf(kept.note.record.slug)
    return Sheet(path, typst.SUMMARY, kept.note.printed, partial(_said, kept))


def _said(kept: Kept) -> str:
    return kept.files()[PRINTED].decode()


def _digests(library: Library, press: Press) -> Iterator[Sheet]:
    house = key(*map(repr, (press.publication, press.words.phrases, press.paper)))
    for theme in press.themes:
        for year, members in digest_years(library.histories[theme.id]).items():
            told = [_shown(entry) for entry in members]
            path = urls.digest(theme.id, year)
            read = partial(_told, theme, year, members, press)
            yield Sheet(path, typst.DIGEST, key(house, repr(theme), year, repr(told)), read)


def _shown(entry: ThemeEntry) -> tuple[object, ...]:
    """Return all of a briefing that a digest is made of."""
    record = entry.record
    named = (record.slug, record.title, record.date, record.language, record.front.publish)
    return *named, entry.sentence, entry.paragraphs


def _told(theme: Theme, year: str, members: Sequence[ThemeEntry], press: Press) -> str:
    job = prints.of_year(theme, year, members, press)
    if job.faults:
        raise ProofError(*job.faults)
    return json.dumps(asdict(job.printed))


def _made(
    sheets: Sequence[Sheet], keys: Mapping[str, str], workshop: Workshop, means: Means
) -> Iterator[tuple[Sheet, Pdf]]:
    """Yield each document, in order; `keys` has the key of each by its path.

    Those that were printed before are not printed again.
    """
    cache = means.cache
    known = [cache is not None and cache.has(keys[sheet.path]) for sheet in sheets]
    new = [sheet for sheet, found in zip(sheets, known, strict=True) if not found]
    # Typst works in threads of its own, which a copy of this process would wait for in vain.
    few = FEW if not _typesetter.cache_info().currsize else len(new) + 1
    made = parallel.map_shares(_typeset, new, workshop, few=few, share=SHARE)
    for sheet, found in zip(sheets, known, strict=True):
        done = _kept(cache, keys[sheet.path]) if cache and found else None
        if done is None:
            # What was there, but is damaged, is made here.
            done = _typeset([sheet], workshop)[0] if found else next(made)
            means.anew["printed"] += 1
            _keep(cache, keys[sheet.path], done)
        yield sheet, done


def _keep(cache: Cache | None, name: str, made: Pdf) -> None:
    if cache:
        cache.put(name, made.data)
        cache.put(key("lacking", name), json.dumps(made.lacking).encode())


def _kept(cache: Cache, name: str) -> Pdf | None:
    data, lacking = cache.get(name), _lacking(cache, name)
    return Pdf(data, lacking) if data is not None and lacking is not None else None


def _lacking(cache: Cache | None, name: str) -> tuple[str, ...] | None:
    """Return which characters of a print no font has; None if it was not printed before."""
    if cache is None or (known := cache.get(key("lacking", name))) is None:
        return None
    cache.touch(name)  # its print may be linked from the site that stands, and so not be asked for
    return tuple(json.loads(known))


def _typeset(share: Sequence[Sheet], workshop: Workshop) -> list[Pdf]:
    typesetter = _typesetter(workshop)
    return [typesetter.typeset_json(sheet.template, sheet.read()) for sheet in share]


@lru_cache(maxsize=1)
def _typesetter(workshop: Workshop) -> Typesetter:
    return Typesetter(workshop.templates, workshop.fonts)
