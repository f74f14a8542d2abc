"""The report on filing: its figures, reckoned by hand on a few paragraphs, and a whole run."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import filing, filing_constants, filing_tables
from benchmarks.filing_runs import Filed, choose, margins
from tests.factories import FIXTURES, REPOSITORY
from training.labelled import Labelled, read

FILE = FIXTURES / "training" / "labelled.jsonl"
IDS = ("harvest", "sailing")


def _labelled(folder: Path, *rows: str) -> Labelled:
    """Read paragraphs, each as `text | labels | also`."""
    texts: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        doc, labels, also = (part.strip() for part in row.split("|"))
        paragraph = {"text": "One.", "labels": labels.split(), "also": also.split(), "sure": True}
        texts.setdefault(doc, []).append(paragraph)
    lines = [json.dumps({"doc": doc, "paragraphs": rows}) for doc, rows in texts.items()]
    (folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    return read([folder / "a.jsonl"], IDS)


def _filed(
    *scores: tuple[float, float], also: int | None = None, close: int | None = None
) -> Filed:
    """File paragraphs by their scores; one of them also under the theme that comes second."""
    count = len(scores)
    values = np.array(scores)
    places = np.where(values.max(axis=1) > 0, values.argmax(axis=1), 2)
    further = np.zeros((count, 2), dtype=np.bool_)
    if also is not None:
        further[also, values[also].argmin()] = True
    return Filed(values, places, further, np.arange(count) == close)


@pytest.fixture
def labelled(tmp_path: Path) -> Labelled:
    """Four paragraphs of two texts; editors differ on the last."""
    rows = ("a | harvest | ", "a | sailing | harvest", "b | general | ", "b | sailing harvest | ")
    return _labelled(tmp_path, *rows)


FILED = _filed((2.0, -1.0), (1.0, 0.5), (-1.0, -2.0), (3.0, 1.0), also=1, close=1)
"""The first and the third are right, the second is wrong, doubtful, and named right besides."""


def test_accuracy_is_over_paragraphs_whose_editors_agree(labelled: Labelled) -> None:
    """Two of three are right; each label is found as often as its row and column say."""
    counts = filing_tables.confusion(labelled, FILED.places)
    assert counts.shape == (2, 3, 3)
    total = counts.sum(axis=0)
    assert total.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]
    assert filing_tables.accuracy(total) == pytest.approx(2 / 3)
    assert filing_tables.f1(total).tolist() == pytest.approx([2 / 3, 0, 1])
    assert filing_tables.macro_f1(total) == pytest.approx(5 / 9)


def test_an_interval_is_by_text(labelled: Labelled) -> None:
    """Of two texts, one half right and one wholly, resamples have one, the other, or both."""
    counts = filing_tables.confusion(labelled, FILED.places)
    said = filing_tables.with_interval(counts, filing_tables.accuracy)
    assert said == "0.667 (0.500 to 1.000)"


def test_no_theme_is_chosen_where_no_score_is_above_0() -> None:
    """The column behind the last stands for no theme; it is also what a theme is ahead of."""
    scores = np.array([[1.0, 2.0], [0.5, -1.0], [0.0, -1.0], [-3.0, -2.0]])
    assert choose(scores).tolist() == [1, 0, 2, 2]
    assert margins(scores).tolist() == [1.0, 0.5, 0.0, 2.0]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("doubt_table", "| reading | 33.3% | 100.0% | 0.0% | 100.0% |"),
        ("also_table", "| reading | 1.00 | 0.50 | 0.00 | 0.00 |"),
        (
            "minute_table",
            "| reading | 0.667 (0.500 to 1.000) | 1.000 (1.000 to 1.000) | "
            "1.000 (1.000 to 1.000) | 1.000 | 1.000 |",
        ),
    ],
)
def test_doubt_is_counted(labelled: Labelled, table: str, row: str) -> None:
    """The one error is the one close call; the editor who reviews it sets it right."""
    *_, last = getattr(filing_tables, table)(labelled, {"reading": FILED})
    assert last == row


def test_the_constants_are_read_off_the_margins(labelled: Labelled) -> None:
    """The margin that marks two of five paragraphs catches the one error."""
    *_, forty = filing_constants.close_margins(labelled, FILED)
    assert forty == "| 40% | 0.90 | 100.0% |"
    rows = list(filing_constants.also_shares(labelled, FILED))
    assert rows[2] == "| 0.30 | 1.00 | 1.00 | 0.00 | 0.00 |"
    assert rows[-1] == "| 0.70 | 0.00 | 0.00 | 0.00 | 0.00 |"


@pytest.mark.parametrize("options", [[], ["--held", str(FILE)], ["--constants"]])
def test_the_report_is_printed(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It files whole texts by weights that were learned without them, by every reading."""
    monkeypatch.chdir(FIXTURES / "training")
    monkeypatch.setattr(sys, "argv", ["filing", str(FILE), *options])
    filing.main()
    said = capsys.readouterr().out
    assert "themes.yml alone" in said
    assert "first reading" in said
    assert ("CLOSE_MARGIN" in said) == ("--constants" in options)


def test_the_report_is_written_between_its_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of the page stays as it is."""
    page = tmp_path / "method.md"
    page.write_text(f"before\n{filing.BEGIN}\nold\n{filing.END}\nafter\n", "utf-8")
    monkeypatch.chdir(FIXTURES / "training")
    monkeypatch.setattr(
        sys, "argv", ["filing", str(FILE), "--held", str(FILE), "--write", str(page)]
    )
    filing.main()
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{filing.BEGIN}\nMeasured on ")
    assert text.endswith(f"\n{filing.END}\nafter\n")
    assert "old" not in text


def test_the_method_page_has_the_marks() -> None:
    """There the report has its place."""
    page = (REPOSITORY / "templates" / "site" / "figures" / "measured.md").read_text(
        encoding="utf-8"
    )
    assert page.count(filing.BEGIN) == page.count(filing.END) == 1
