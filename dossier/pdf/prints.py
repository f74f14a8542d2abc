"""Stage 8: one document that is to be printed, and the proof of what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.briefings.library import digest_years
from dossier.errors import Fault, ProofError
from dossier.model import Briefing, Library, Theme, ThemeEntry
from dossier.pdf import check, digest, summary
from dossier.pdf.data import Digest, Summary
from dossier.pdf.phrases import Press
from dossier.pdf.typst import Pdf, Typesetter
from dossier.web import urls


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is to be printed."""

    path: str
    """Where on the site."""

    printed: Summary | Digest
    faults: tuple[Fault, ...]
    """What is wrong with what it says; not to be printed unless there are none."""


def of_briefing(briefing: Briefing, press: Press) -> Job:
    """Return the summary of a briefing."""
    printed = summary.summarise(briefing, press)
    found = check.check_points(summary.points(printed), briefing)
    return _job(urls.pdf(briefing.slug), printed, found)


def of_themes(library: Library, press: Press) -> Iterator[Job]:
    """Yield the digests of each theme's years."""
    for theme in press.themes:
        for year, members in digest_years(library.histories[theme.id]).items():
            yield of_year(theme, year, members, press)


def of_year(theme: Theme, year: str, members: Sequence[ThemeEntry], press: Press) -> Job:
    """Return the digest of a theme's year; `members` are its entries there."""
    printed = digest.digest(year, members, theme, press)
    records = {entry.record.slug: entry.record for entry in members}
    found = (
        sentence
        for slug, point in digest.points(printed)
        for sentence in check.check_extracts([point], records[slug])
    )
    return _job(urls.digest(theme.id, year), printed, found)


def make(job: Job, typesetter: Typesetter) -> Pdf:
    """Print a document and prove the print.

    Raises ProofError, and TemplateError for a template that is at fault.
    """
    if job.faults:
        raise ProofError(*job.faults)
    return typesetter.typeset(job.printed)


def _job(path: str, printed: Summary | Digest, found: Iterator[str]) -> Job:
    return Job(path, printed, tuple(Fault(path, 0, sentence) for sentence in found))
