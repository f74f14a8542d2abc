"""Stage 8: every PDF of a library: a summary of each briefing, a digest of each theme's year."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, repeat
from pathlib import Path

from dossier import addresses, digest, proofread, summary
from dossier.errors import Fault, ProofError
from dossier.library import digest_years
from dossier.model import Briefing, Library
from dossier.pdf import Pdf, Typesetter
from dossier.pipeline import Means
from dossier.press import Press
from dossier.printed import Digest, Point, Summary

_AT_ONCE = 64
"""Documents gathered before any more are: what is in memory must not grow with the library."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is to be printed."""

    path: str
    """Where on the site."""

    printed: Summary | Digest
    points: tuple[tuple[Point, Briefing], ...]
    """The sentences it shows, with the briefing that each is said to be from."""


@dataclass(frozen=True, slots=True)
class Prints:
    """What was printed."""

    summaries: int = 0
    digests: int = 0
    lacking: tuple[str, ...] = ()
    """Characters that no font has, most frequent first."""


def of_briefing(briefing: Briefing, press: Press) -> Job:
    """Return the summary of a briefing."""
    printed = summary.summarise(briefing, press)
    points = tuple((point, briefing) for point in summary.points(printed))
    return Job(addresses.pdf(briefing.slug), printed, points)


def of_library(library: Library, press: Press) -> Iterator[Job]:
    """Yield a summary of each briefing, then the digests of each theme."""
    for briefing in library.briefings:
        yield of_briefing(briefing, press)
    by_slug = {briefing.slug: briefing for briefing in library.briefings}
    for theme in press.themes:
        for year, printed in digest.digests(library.histories[theme.id], theme, press):
            points = tuple((p, by_slug[slug]) for slug, p in digest.points(printed))
            yield Job(addresses.digest(theme.id, year), printed, points)


def make(job: Job, typesetter: Typesetter) -> Pdf:
    """Prove a document, print it and prove the print.

    Raises ProofError, and TemplateError for a template that is at fault.
    """
    faults = [
        Fault(job.path, 0, said)
        for point, briefing in job.points
        for said in proofread.check_points([point], briefing)
    ]
    if faults:
        raise ProofError(*faults)
    return typesetter.typeset(job.printed)


def write(
    site: Path, library: Library, press: Press, typesetter: Typesetter, means: Means
) -> Prints:
    """Write all PDFs below `site`, two at a time where there are two cores.

    Raises as `make` does.
    """
    jobs = of_library(library, press)
    summaries = len(library.briefings)
    digests = sum(len(digest_years(entries)) for entries in library.histories.values())
    lacking: Counter[str] = Counter()
    means.progress.begin("Printing", summaries + digests)
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as threads:
        while batch := list(islice(jobs, _AT_ONCE)):
            made = threads.map(make, batch, repeat(typesetter))
            for job, pdf in zip(batch, made, strict=True):
                path = site / job.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(pdf.data)
                lacking.update(pdf.lacking)
                means.anew["printed"] += pdf.new
                means.progress.step()
    often = sorted(lacking, key=lambda character: (-lacking[character], character))
    return Prints(summaries, digests, tuple(often))
