"""Training: the same labelled paragraphs teach the same weights, to the byte."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.filing_runs import FOLDS, folds
from dossier.briefings import judge
from dossier.filing import embedding
from dossier.filing import weights as learned
from dossier.filing.classifier import Classifier
from dossier.filing.themes import read as read_themes
from tests.factories import FIXTURES, make_document
from tests.filed import scheme
from training import features, labelled, marked, regression, sentences
from training.__main__ import main as train
from training.labelled import ALSO_SHARE, NO_THEME, Labelled

IDS = ("harvest", "sailing")
FILE = FIXTURES / "training" / "labelled.jsonl"
SCHEME = read_themes(FIXTURES / "training" / "themes.yml")
RECORDS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _learn() -> learned.Weights:
    paragraphs = labelled.read([FILE], IDS)
    return regression.learn(features.extract(paragraphs, SCHEME, embedding.load()), paragraphs, IDS)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data file that the labelled paragraphs teach."""
    path = tmp_path_factory.mktemp("trained") / "learned.safetensors"
    learned.write(_learn(), path)
    return path


def test_learning_twice_gives_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    """Nothing hangs on chance, order of a set, or the time."""
    learned.write(_learn(), tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == trained.read_bytes()


@pytest.mark.parametrize("record", RECORDS, ids=[record["doc"] for record in RECORDS])
def test_what_was_learned_separates_what_it_was_learned_from(
    trained: Path, record: dict[str, Any]
) -> None:
    """Filed by the weights in the data file, each paragraph goes where its editor filed it."""
    classifier = Classifier(SCHEME, learned.load(trained), embedding.load())
    text = "\n\n".join(row["text"] for row in record["paragraphs"])
    ranked = [s.ranked()[0] for s in classifier.scores(make_document(text)) if s]
    found = [theme if value > 0 else NO_THEME for theme, value in ranked]
    assert found == [row["labels"][0] for row in record["paragraphs"]]


def test_classifying_is_what_was_trained(trained: Path) -> None:
    """The sum of shares that a page shows is the score that training saw, theme by theme."""
    paragraphs = labelled.read([FILE], IDS)
    seen = features.extract(paragraphs, SCHEME, embedding.load())
    rows = np.arange(len(paragraphs.forms))
    generic = regression.learn_generic(seen, paragraphs, rows, range(len(IDS)))
    start = seen.evidence @ generic
    expected = start + regression.learn_corrections(seen, paragraphs, rows, start).scores(seen)
    classifier = Classifier(SCHEME, learned.load(trained), embedding.load())
    texts = [[row["text"] for row in record["paragraphs"]] for record in RECORDS]
    scores = [dict(s.ranked()) for text in texts for s in classifier.score(text)]
    found = np.array([[values[theme] for theme in IDS] for values in scores])
    assert found == pytest.approx(expected, abs=5e-3)


def test_the_data_file_is_read_as_it_was_written(trained: Path, tmp_path: Path) -> None:
    """Ids, words and numbers come back, and give the same bytes when they are written again."""
    found = learned.load(trained)
    assert found.themes == IDS
    assert {"apples", "boat", "report"} <= found.words.keys()
    assert [len(weights) for weights in found.words.values()] == [2] * len(found.words)
    assert found.own.shape == found.near.shape == (embedding.load().dimensions, 2)
    assert found.lists.shape == found.near_lists.shape == (4, 2)
    assert (found.standing.shape, found.centre.shape) == ((2,), (embedding.load().dimensions,))
    learned.write(found, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == trained.read_bytes()


def test_the_data_file_of_the_repository_is_written_as_it_is_read(tmp_path: Path) -> None:
    """What is delivered comes out to the byte when it is written again."""
    learned.write(learned.load(), tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == learned.FILE.read_bytes()


def test_the_data_file_of_the_repository_fits_its_themes() -> None:
    """It knows the themes of themes.yml by their ids, and every number in it is one."""
    known = learned.load()
    assert known.themes == tuple(theme.id for theme in scheme().themes)
    parts = (known.own, known.near, known.lists, known.near_lists, known.standing, known.centre)
    assert np.isfinite(np.concatenate([part.ravel() for part in parts])).all()
    assert np.isfinite(np.stack(list(known.words.values()))).all()
    assert len(known.words) > 1000


# --- labelled paragraphs --------------------------------------------------------------


def _row(labels: str, also: str = "", sure: bool = True, text: str = "One.") -> dict[str, Any]:
    return {"text": text, "labels": labels.split(), "also": also.split(), "sure": sure}


def _read(folder: Path, *texts: list[dict[str, Any]]) -> Labelled:
    """Read texts whose paragraphs are given; the first stand in one file, the last in another."""
    lines = [json.dumps({"doc": f"d{n}", "paragraphs": rows}) for n, rows in enumerate(texts)]
    (folder / "a.jsonl").write_text("".join(f"{line}\n" for line in lines[:-1]), "utf-8")
    (folder / "b.jsonl").write_text(lines[-1], "utf-8")
    return labelled.read([folder / "a.jsonl", folder / "b.jsonl"], IDS)


def test_labelled_paragraphs_are_read_in_order(tmp_path: Path) -> None:
    """Each has its text's name, its words, and what its editors said of it."""
    found = _read(
        tmp_path,
        [_row("harvest", text="Ten crates."), _row("general", sure=False)],
        [_row("sailing sailing", "harvest"), _row("sailing general"), _row("harvest", "harvest")],
    )
    assert found.documents.tolist() == ["d0", "d0", "d1", "d1", "d1"]
    assert found.forms == [["ten", "crates"], ["one"], ["one"], ["one"], ["one"]]
    assert found.gold.tolist() == [0, 2, 1, 1, 0]
    assert found.agreed.tolist() == [True, True, True, False, True]
    assert found.double.tolist() == [False, False, True, True, False]
    assert found.sure.tolist() == [True, False, True, True, True]
    assert found.also.tolist() == [
        [False] * 2,
        [False] * 2,
        [True, False],
        [False] * 2,
        [False] * 2,
    ]


@pytest.mark.parametrize(
    ("row", "target"),
    [
        (_row("harvest"), [1, 0, 0]),
        (_row("general"), [0, 0, 1]),
        (_row("harvest sailing"), [0.5, 0.5, 0]),
        (_row("harvest general general"), [1 / 3, 0, 2 / 3]),
        (_row("harvest", "sailing"), [1 - ALSO_SHARE, ALSO_SHARE, 0]),
        (_row("general", "harvest sailing"), [ALSO_SHARE / 2, ALSO_SHARE / 2, 1 - ALSO_SHARE]),
        (_row("harvest", "harvest"), [1, 0, 0]),
        (_row("harvest general", "general"), [0.5, 0, 0.5]),
    ],
)
def test_a_target_is_one_unit_spread_over_what_editors_said(
    tmp_path: Path, row: dict[str, Any], target: list[float]
) -> None:
    """Each editor has an equal part; further themes share a fixed part among them."""
    found = _read(tmp_path, [], [row])
    assert found.targets.tolist() == [pytest.approx(target)]


@pytest.mark.parametrize(
    ("row", "weight"),
    [
        (_row("harvest"), 1.0),
        (_row("harvest", sure=False), 0.7),
        (_row("harvest sailing"), 2.0),
        (_row("general"), 2.0),
        (_row("general general", sure=False), 2.8),
        (_row("harvest general"), 2.0),
    ],
)
def test_some_paragraphs_count_for_more(tmp_path: Path, row: dict[str, Any], weight: float) -> None:
    """Two editors and no theme count double, doubt counts for less."""
    assert _read(tmp_path, [], [row]).weights.tolist() == [pytest.approx(weight)]


# --- measuring ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_a_text_is_never_divided_between_folds(seed: int) -> None:
    """All paragraphs of a text are held out together, and every fold holds out some."""
    paragraphs = labelled.read([FILE], IDS)
    fold = folds(paragraphs, seed)
    pairs = set(zip(paragraphs.documents.tolist(), fold.tolist(), strict=True))
    assert len(pairs) == len(RECORDS)
    assert {number for _, number in pairs} == set(range(FOLDS))


MARKED = FIXTURES / "training" / "marked.jsonl"


def test_learning_from_marked_texts_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing hangs on chance, order of a set, or the time."""
    for name in ("once", "again"):
        seen = sentences.look(marked.read([MARKED]))
        judge.write(sentences.learn(seen), tmp_path / name)
    assert (tmp_path / "once").read_bytes() == (tmp_path / "again").read_bytes()


def test_what_was_learned_tells_the_marked_sentences_apart(tmp_path: Path) -> None:
    """Judged by the data file, all good sentences of a text stand before all that are never."""
    texts = marked.read([MARKED])
    judge.write(sentences.learn(sentences.look(texts)), tmp_path / "extracts.safetensors")
    weights = judge.load(tmp_path / "extracts.safetensors")
    assert len(texts) == 10
    mixed = []
    for text in texts:
        scores = [one.key for one in judge.judge(text.document, weights)]
        good = [s for s, mark in zip(scores, text.marks, strict=True) if mark.is_key]
        never = [s for s, mark in zip(scores, text.marks, strict=True) if mark.is_never]
        if not min(good) > max(never):
            mixed.append(text.document.source.path)
    assert mixed == []


def test_judging_is_what_was_trained() -> None:
    """The score of a sentence is the sum that training saw, word by word."""
    texts = marked.read([MARKED])
    seen = sentences.look(texts)
    learned = sentences.learn(seen)
    sums = seen.words @ learned.word_weights[1:] - learned.word_mean + learned.standing
    sums += (seen.form - learned.mean) @ learned.form
    judged = [one.key for text in texts for one in judge.judge(text.document, learned)]
    assert judged == pytest.approx(sums[:, judge.KEY].tolist())


def test_a_text_that_cannot_be_read_teaches_nothing(tmp_path: Path) -> None:
    """Nor does one without words; the others do."""
    row = {"name": "a.md", "text": "\n", "leads": [], "key": [], "never": []}
    path = tmp_path / "marked.jsonl"
    path.write_text(json.dumps(row) + "\n" + MARKED.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(marked.read([path])) == 10


def test_one_command_learns_from_both_kinds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file teaches the data file of its kind."""
    monkeypatch.setattr(judge, "FILE", tmp_path / "extracts.safetensors")
    monkeypatch.setattr(learned, "FILE", tmp_path / "weights.safetensors")
    monkeypatch.chdir(FILE.parent)
    train(str(FILE), str(MARKED))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "extracts.safetensors",
        "weights.safetensors",
    ]
    assert "56 sentences" in capsys.readouterr().out
