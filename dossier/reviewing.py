"""Find the close calls that wait for an editor, in all texts or in some."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dossier import pipeline
from dossier.errors import Faults
from dossier.filing import doubtful
from dossier.filing.doubtful import Waiting
from dossier.model import Themes
from dossier.pipeline import Filer
from dossier.runtime.progress import Progress
from dossier.settings import Settings
from dossier.sources import lookup
from dossier.sources.files import Received


def waiting(
    paths: Sequence[Path], settings: Settings, progress: Progress
) -> tuple[Themes, tuple[Waiting, ...]]:
    """Return the themes, and what an editor has to decide on each of `paths`, in their order.

    Without paths: on each text of the site that waits for its review, newest first. Raises
    InputError with all faults of themes, texts and corrections together.
    """
    faults = Faults()
    if paths:
        others = lookup.texts_of(settings.seeds)
        texts = pipeline.receive(paths, others, settings, faults)
    else:
        texts = pipeline.receive_folder(settings, faults)
    rules = pipeline.read_rules(settings, texts, faults)
    progress.begin("Filing", len(texts))
    found = pipeline.for_each(_waiting, texts, rules, settings, progress, faults)
    faults.raise_any()
    if not paths:
        due = (one for is_due, one in found if is_due and one.doubtful)
        ordered = sorted(due, key=lambda one: one.date or date.min, reverse=True)
        return rules.scheme.themes, tuple(ordered)
    return rules.scheme.themes, tuple(one for _, one in found)


def _waiting(text: Received, filer: Filer) -> tuple[bool, Waiting]:
    """Return what is to be decided on a text, and whether that waits for its editor."""
    briefing = pipeline.brief(text, filer)
    filings = [filed.filing for filed in briefing.filed]
    sha256 = hashlib.sha256(text.data).hexdigest()
    found = doubtful.waiting(briefing.document, filings, sha256)
    return briefing.front.awaits_review, found
