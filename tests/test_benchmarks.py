"""Measurements: their texts are dealt alike everywhere, and their figures are reckoned rightly."""

import json
import re
import sys
from pathlib import Path, PurePath

import numpy as np
import pytest

from benchmarks import contenders, desk, languages, measure, own_themes, pages, tables, texts
from benchmarks.measure import Usage
from benchmarks.splice import splice
from dossier.filing import themes
from dossier.sources import document, files
from tests.factories import FIXTURES
from training.labelled import read

COLD, WARM = contenders.COLD, contenders.WARM

# --- the texts


def test_a_library_is_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    """The same number gives the same text, whatever the size."""
    for size in (3, 5):
        texts.write(tmp_path / str(size), size)
    for path in (tmp_path / "3").iterdir():
        assert path.read_bytes() == (tmp_path / "5" / path.name).read_bytes()
    assert len(list((tmp_path / "5").iterdir())) == 5


def test_texts_are_distinct_and_accepted(tmp_path: Path) -> None:
    """Every text is read without a fault, as English prose; hardly a paragraph stands twice."""
    texts.write(tmp_path / "seeds", 200)
    found = [document.parse(files.read(path)) for path in files.find(tmp_path / "seeds")]
    assert len({parsed.source.sha256 for parsed in found}) == 200
    assert len({parsed.source.slug for parsed in found}) == 200
    assert len({parsed.date.year for parsed in found if parsed.date}) > 15
    for parsed in found:
        front = parsed.source.front
        assert front.title
        assert front.author
        assert front.source
        assert 8 <= len(parsed.paragraphs) <= 12
        assert {paragraph.kind for paragraph in parsed.paragraphs} == {"prose"}
    paragraphs = [paragraph.text for parsed in found for paragraph in parsed.paragraphs]
    assert len(set(paragraphs)) > 0.98 * len(paragraphs)


# --- the contenders


def test_dossier_is_there_in_four_extents_and_peers_as_asked(tmp_path: Path) -> None:
    """Without peers Dossier is measured alone."""
    texts.write(tmp_path / contenders.TEXTS, 1)
    alone = contenders.prepare(tmp_path, [])
    assert [contender.name for contender in alone] == [
        *("Dossier, HTML", "Dossier, with search", "Dossier, with PDFs", "Dossier, all"),
    ]
    settings = [json.loads((c.output.parent / "mkdocs.yml").read_text("utf-8")) for c in alone]
    options = [one["plugins"]["dossier"] for one in settings]
    assert [one.get("second_reading") for one in options] == ["off", "off", "off", None]
    assert [one.get("search", True) for one in options] == [False, True, True, True]
    assert [one.get("pdf", True) for one in options] == [False, False, True, True]
    assert all(contender.is_dossier and WARM in contender.states for contender in alone)


# --- the figures


def _usage(wall: float, said: str = "", memory: float = 1.0) -> Usage:
    return Usage(wall=wall, cpu=wall, memory=memory, output=1, files=1, said=said)


def _cells(rows: object) -> list[list[str]]:
    return [list(row) for row in rows]  # type: ignore[attr-defined]


def test_a_ratio_is_the_median_of_the_ratios_within_a_round() -> None:
    """A round that was slow for all does not count more than another."""
    runs, base = [_usage(2), _usage(40), _usage(9)], [_usage(1), _usage(10), _usage(3)]
    assert tables.ratio(runs, base, lambda usage: usage.wall) == 3


def test_dossier_is_set_against_the_like_build_of_a_peer() -> None:
    """Warm against warm; a peer without a cache is always cold."""
    runs = {
        ("Dossier, HTML", COLD): [_usage(6)],
        ("Dossier, HTML", WARM): [_usage(2)],
        ("Quick", COLD): [_usage(3)],
        ("Keen", COLD): [_usage(2)],
        ("Keen", WARM): [_usage(1)],
    }
    own = [("Dossier, HTML", COLD), ("Dossier, HTML", WARM)]
    assert _cells(tables.against(runs, own, ["Quick", "Keen"], COLD))[1:] == [
        ["Dossier, HTML, cold", "2.00", "3.00"],
        ["Dossier, HTML, nothing changed", "0.67", "2.00"],
    ]
    rows = _cells(tables.ratios(runs, ("Dossier, HTML", COLD)))
    assert rows[2][:2] == ["Dossier, HTML, nothing changed", "0.33"]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_growth_is_told_per_text() -> None:
    """Ten times the time for five times the texts is twice the time for each."""
    small, large = {("A", COLD): [_usage(1)]}, {("A", COLD): [_usage(10, memory=3.0)]}
    assert _cells(tables.growth(small, large, 5))[1] == ["A, cold", "10.00", "2.00", "3.00"]


def test_stretches_are_shares_of_what_was_printed() -> None:
    """Each is a median over the rounds."""
    said = [f"Reading     1.00 s\nProving     {seconds:.2f} s" for seconds in (3, 3, 9)]
    runs = {("Dossier, HTML", COLD): [_usage(9, text) for text in said]}
    assert _cells(tables.stretch_table(runs, list(runs))) == [
        ["share of the build", "Reading", "Proving"],
        ["Dossier, HTML, cold", "25%", "75%"],
    ]


def test_tables_stand_in_columns() -> None:
    """Names to the left, figures to the right."""
    assert tables.laid_out([("run", "x"), ("a", "10.5")]) == "run     x\na    10.5\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("themes/index.html", "themes"),
        ("themes/economy/2/index.html", "themes/*"),
        ("briefings/a/index.html", "briefings/*"),
        ("briefings/a/as-published/index.html", "briefings/*/as-published"),
        ("briefings/a/cite.bib", "*.bib"),
        ("feed.xml", "feed.xml"),
    ],
)
def test_pages_are_of_kinds(path: str, kind: str) -> None:
    """A kind is what a page is of, not which."""
    assert pages.kind(PurePath(path)) == kind


# --- measuring


def test_what_a_command_costs_is_measured(tmp_path: Path) -> None:
    """Memory and processor time are those of the command, its output is counted and kept."""
    program = "import pathlib; print('done'); pathlib.Path('out/a').write_text('abc')"
    (tmp_path / "out").mkdir()
    used = measure.run([sys.executable, "-c", program], tmp_path, tmp_path / "out")
    assert (used.said.strip(), used.files, used.output) == ("done", 1, 3)
    assert used.memory > 1_000_000
    assert used.wall > 0 < used.cpu


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    """A contender that fails is no fast one."""
    with pytest.raises(RuntimeError, match="no such thing"):
        measure.run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


# --- a list of themes of one's own


def test_a_list_of_themes_is_measured_with_intervals() -> None:
    """Texts and paragraphs are counted, and each figure stands between the ends of its interval."""
    folder = FIXTURES / "training"
    scheme = themes.read(folder / "themes.yml")
    labelled = read([folder / "labelled.jsonl"], [theme.id for theme in scheme.themes])
    lines = list(own_themes.report(scheme, labelled))
    records = (folder / "labelled.jsonl").read_text("utf-8").splitlines()
    count = sum(len(json.loads(record)["paragraphs"]) for record in records)
    assert lines[0] == f"{len(records)} texts with {count} paragraphs."
    figures = re.findall(r"(\d\.\d{3}) \((\d\.\d{3}) to (\d\.\d{3})\)", "\n".join(lines))
    assert len(figures) == 6
    for value, low, high in figures:
        assert float(low) <= float(value) <= float(high)


# --- word lists of other languages


def test_each_language_is_filed_by_its_own_words(tmp_path: Path) -> None:
    """A row a language; a paragraph on which editors differ is not counted."""
    rows = {
        "fr": [("Le commerce et les exportations.", "economy"), ("Des soldats.", "security")],
        "es": [("El comercio y las exportaciones.", "security"), ("Comercio.", "economy general")],
    }
    lines = [
        json.dumps(
            {
                "doc": language,
                "language": language,
                "paragraphs": [
                    {"text": text, "labels": labels.split(), "also": [], "sure": True}
                    for text, labels in paragraphs
                ],
            }
        )
        for language, paragraphs in rows.items()
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ids = [theme.id for theme in themes.read(languages.THEMES).themes]
    labelled = read([tmp_path / "a.jsonl"], ids)
    scores = languages.score_all(labelled)
    french, spanish = [*languages.table(labelled, scores, [*ids, "general"])][2:]
    assert french.startswith("| fr | 2 | 1.00 | ")
    assert spanish.startswith("| es | 1 | 0.00 | ")
    (error,) = languages.errors(labelled, scores, [*ids, "general"])
    assert error.strip() == "es: security, filed under economy\nEl comercio y las exportaciones."


# --- reports in pages


def test_a_page_without_the_marks_is_left_alone(tmp_path: Path) -> None:
    """Then there is no place for the figures, and that is said."""
    page = tmp_path / "page.md"
    page.write_text("before <!-- a --> after", encoding="utf-8")
    with pytest.raises(ValueError, match="has no place for the figures"):
        splice(page, "<!-- a -->", "<!-- end of a -->", "figures")
    assert page.read_text("utf-8") == "before <!-- a --> after"


# --- the desk's line


def test_a_line_is_counted_by_what_it_concerns() -> None:
    """The half that nobody corrected is filed by the line, and all else as before."""
    rows = [(n, "sanctions bite" if n % 4 == 0 else f"grain word{n}") for n in range(400)]
    filed = desk.Filed(
        themes=("economy", "security"),
        texts=[f"{n // 5}.txt" for n, _ in rows],
        words=[frozenset(words.split()) for _, words in rows],
        scores=np.tile([2.0, 0.0], (400, 1)),
        gold=np.where(np.arange(400) % 4 == 0, 0, np.arange(400) % 2),
    )
    view = desk.opinion(filed, desk.Line(("sanction",), "security"))
    before, after, rest_before, rest_after, words = desk.measure(filed, view, 60, seed=0)
    assert (before, after) == (0.0, 1.0)
    assert 0 < rest_before == rest_after < 1
    assert words >= 1


def test_corrections_without_a_line_are_drawn_for_a_desk_without_one() -> None:
    """Then nothing is concerned, and each is a place at random."""
    filed = desk.Filed(
        themes=("economy",),
        texts=[f"{n}.txt" for n in range(40)],
        words=[frozenset(("grain",))] * 40,
        scores=np.ones((40, 1)),
        gold=np.zeros(40, dtype=np.int64),
    )
    view = desk.opinion(filed, None)
    rows, places = desk.corrections(filed, view, np.arange(40) < 30, 20, seed=1)
    assert not view.concerned.any()
    assert len(set(rows.tolist())) == 20
    assert rows.max() < 30
    assert set(places.tolist()) == {0, 1}
