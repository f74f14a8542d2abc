"""Prints: which PDFs a library has, and that none is written which was not proved."""

from pathlib import Path

import pytest

from dossier import addresses, prints
from dossier.errors import ProofError
from dossier.library import gather
from dossier.model import Briefing, Extract, Library, Publish
from dossier.pipeline import Means
from dossier.progress import Progress
from tests import pdfs
from tests.factories import make_briefing, make_press, make_themes, print_out, typesetter
from tests.site import tree

THEMES = make_themes("economy security")
PRESS = make_press(THEMES)


def _briefing(name: str, places: str = "economy", text: str = "Trade grew.") -> Briefing:
    return make_briefing(text, places, f"{name}.txt", THEMES)


def _library(*briefings: Briefing) -> Library:
    return gather(briefings, THEMES)


LIBRARY = _library(
    _briefing("2025-01-02-first"),
    _briefing("2025-03-04-second", "economy security", "Trade grew.\n\nTroops marched."),
    _briefing("2026-01-02-third"),
    _briefing("undated"),
)


class _Steps(Progress):
    """Counts what was begun and what was done."""

    def __init__(self) -> None:
        self.total = self.done = 0

    def begin(self, label: str, total: int) -> None:
        self.total = total

    def step(self) -> None:
        self.done += 1


def test_every_briefing_and_every_year_of_several_is_written(tmp_path: Path) -> None:
    """Each file stands at its address, and is what a single print gives."""
    written = prints.write(tmp_path, LIBRARY, PRESS, typesetter(), Means())
    expected = {addresses.pdf(b.slug): print_out(b, PRESS).data for b in LIBRARY.briefings}
    files = tree(tmp_path)
    digest = files.pop(addresses.digest("economy", "2025"))
    assert files == expected
    assert "Economy, 2025" in pdfs.text(digest)
    assert (written.summaries, written.digests, written.lacking) == (4, 1, ())


def test_progress_ends_where_it_was_said_to(tmp_path: Path) -> None:
    """As many steps are taken as were announced, digests among them."""
    steps = _Steps()
    prints.write(tmp_path, LIBRARY, PRESS, typesetter(), Means(steps))
    assert steps.done == steps.total == 5


def test_a_library_of_many_is_written_in_order(tmp_path: Path) -> None:
    """More than are gathered at once are all written, each from its own text."""
    library = _library(*(_briefing(f"note-{n}", text=f"Trade of {n} grew.") for n in range(70)))
    assert prints.write(tmp_path, library, PRESS, typesetter(), Means()).summaries == 70
    for number in (0, 63, 64, 69):
        data = (tmp_path / addresses.pdf(f"note-{number}")).read_bytes()
        assert f"Trade of {number} grew." in pdfs.text(data)


def test_withheld_texts_are_not_printed(tmp_path: Path) -> None:
    """What may not be published has no PDF."""
    withheld = make_briefing("Trade grew.", "", "secret.txt", THEMES, publish=Publish.WITHHELD)
    written = prints.write(tmp_path, _library(withheld), PRESS, typesetter(), Means())
    assert (written, tree(tmp_path)) == (prints.Prints(), {})


def test_lacking_characters_are_told_the_most_frequent_first(tmp_path: Path) -> None:
    """They are counted by document; among equals the order is that of their numbers."""
    texts = ("🚆 and 🚢 and 🚆 and 🚆.", "Only 🚢.", "🛶 again.")
    library = _library(*(_briefing(f"note-{n}", text=text) for n, text in enumerate(texts)))
    written = prints.write(tmp_path, library, PRESS, typesetter(), Means())
    assert written.lacking == ("🚢", "🚆", "🛶")


def test_the_points_of_a_digest_are_proved_against_their_own_briefings() -> None:
    """Each sentence is handed over with the briefing that it is from."""
    (job,) = [job for job in prints.of_library(LIBRARY, PRESS) if job.path.startswith("themes/")]
    assert job.path == "themes/economy/economy-2025.pdf"
    assert [briefing.slug for _, briefing in job.points] == ["second", "first"]


def test_a_false_extract_stops_everything(tmp_path: Path) -> None:
    """A sentence that is not in its paragraph is named with its document and its ¶."""
    sound = _briefing("note")
    false = Briefing(sound.document, Extract("Trade shrank.", 1), sound.sections, sound.mentions)
    with pytest.raises(ProofError) as raised:
        prints.write(tmp_path, _library(false), PRESS, typesetter(), Means())
    assert "briefings/note/note.pdf: prints what is no sentence of ¶1" in str(raised.value)
    assert tree(tmp_path) == {}


def test_all_false_extracts_of_a_document_are_named_together() -> None:
    """One run shows everything that is wrong with it."""
    job = prints.of_briefing(_briefing("note"), PRESS)
    other = _briefing("note", text="Ports opened.")
    false = prints.Job(job.path, job.printed, tuple((point, other) for point, _ in job.points))
    with pytest.raises(ProofError) as raised:
        prints.make(false, typesetter())
    assert len(raised.value.faults) == len(job.points) == 2
