"""The second reading: what is doubtful is read again, and every share stays part of a sum."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import ProgramError
from dossier.filing import reader, rereading
from dossier.filing.assign import file_paragraphs
from dossier.filing.evidence import explain
from dossier.filing.reader import LABELS, Passage
from dossier.filing.rereading import SecondReading, reread
from dossier.model import Document, Scores
from dossier.runtime.cache import Cache, encode
from dossier.text.tokens import tokenize
from tests.factories import REPOSITORY, cases, make_document, make_scheme, make_theme
from tests.filed import classifier, make_classifier, scheme

MARGINS = """\
The finance ministry published the figures for exports, tariffs and the trade deficit this morning.

He spoke of patrols and of prices, of old friends and of the road ahead.

- The first point is about ships.
- The second is about the sailors, their wages, and the flag that they salute.
- The third is left to the ambassadors.

The army closed the border after the attack, and soldiers searched the villages for weapons.

It was a long evening, and nobody wanted to be the first to leave.
"""


def _read(
    document: Document, mode: SecondReading = "doubtful", kept: Cache | None = None
) -> tuple[Scores | None, ...]:
    return reread(document, classifier().scores(document), mode, kept)


def _same(one: Scores | None, other: Scores | None) -> bool:
    """Tell whether two paragraphs have the same shares, to the last bit."""
    if one is None or other is None:
        return one is other
    parts = ("words", "rest", "context", "standing")
    return all(np.array_equal(getattr(one, part), getattr(other, part)) for part in parts)


def _margin(scores: Scores) -> float:
    values = sorted((0.0, *(value for _, value in scores.ranked())), reverse=True)
    return values[0] - values[1]


@pytest.fixture(scope="module")
def text() -> Document:
    """Return a text that has clear paragraphs and doubtful ones."""
    return make_document(MARGINS, "note.md")


def test_what_is_doubtful_is_read_twice_and_nothing_else(text: Document) -> None:
    """The margin of the first reading decides."""
    first, twice = classifier().scores(text), _read(text)
    again = [two.is_twice for two in twice if two]
    assert any(again)
    assert not all(again)
    for one, two in zip(first, twice, strict=True):
        assert one
        assert two
        if not one.rest.any():  # it belongs to no list
            assert two.is_twice == (_margin(one) < rereading.DOUBTFUL)
        assert two.is_twice or _same(one, two)


def test_at_most_half_of_a_text_is_read_twice() -> None:
    """However doubtful it is, so that no text takes longer than it is worth."""
    document = make_document("\n\n".join(f"Trade and troops were on page {n}." for n in range(10)))
    first, twice = classifier().scores(document), _read(document)
    assert all(one and _margin(one) < rereading.DOUBTFUL for one in first)
    assert [one is not None and one.is_twice for one in twice].count(True) == 5


def test_it_can_be_switched_off_or_take_in_everything(text: Document) -> None:
    """`second_reading` is off, doubtful or all."""
    first = classifier().scores(text)
    assert all(map(_same, first, _read(text, "off")))
    assert all(two and two.is_twice for two in _read(text, "all"))


def test_the_shares_add_up_to_the_score(text: Document) -> None:
    """Of what was read twice too."""
    filings = file_paragraphs(text, _read(text, "all"), scheme().themes)
    for paragraph, filing in zip(text.paragraphs, filings, strict=True):
        found = explain(filing, paragraph.text)
        assert found
        assert found.is_twice
        words = sum(word.share for word in found.shown) + found.others
        parts = words + found.rest + found.context + found.standing
        assert parts == pytest.approx(found.score)


def test_a_list_is_read_as_one_paragraph(text: Document) -> None:
    """Its parts have one score, as in the first reading."""
    (members,) = text.lists
    scores = [_read(text, "all")[number - 1] for number in members]
    ranked = [one.ranked() for one in scores if one]
    assert len(ranked) == len(members)
    for other in ranked[1:]:
        assert [theme for theme, _ in other] == [theme for theme, _ in ranked[0]]
        assert [v for _, v in other] == pytest.approx([v for _, v in ranked[0]])


def test_a_word_behind_the_part_that_is_read_has_a_share_of_the_first_reading_alone() -> None:
    """So no word is lost from the sum."""
    document = make_document("The harbour was rebuilt. " * 200 + "Tariffs fell.")
    (first,), (twice,) = classifier().scores(document), _read(document, "all")
    assert first
    assert twice
    assert np.allclose(twice.words[-1], rereading.FIRST_WEIGHT * first.words[-1])
    assert not np.allclose(twice.words[0], rereading.FIRST_WEIGHT * first.words[0])


def test_other_languages_and_other_themes_are_read_once() -> None:
    """The model knows neither, nor a theme that has the name of no theme."""
    french = make_document("Le ministre parle des douanes et des soldats.", language="fr")
    assert _read(french, "all") == classifier().scores(french)
    document = make_document("The match was lost, and so was the money.")
    for theme in ("sport", LABELS[-1]):
        own = make_scheme((make_theme("economy"), make_theme(theme)))
        scores = make_classifier(own).scores(document)
        assert all(map(_same, scores, reread(document, scores, "all")))


@pytest.mark.parametrize(("sentence", "theme"), cases("doubtful.txt"))
def test_what_words_alone_cannot_tell_is_told_by_reading(sentence: str, theme: str) -> None:
    """Add a sentence of yours to fixtures/doubtful.txt."""
    (scores,) = _read(make_document(sentence.strip()), "all")
    assert scores
    best, value = scores.ranked()[0]
    assert (best if value > 0 else LABELS[-1]) == theme.strip()


# --- what is kept --------------------------------------------------------------------------


def test_what_was_read_is_not_read_again(
    text: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build takes it from the cache."""
    kept = Cache(tmp_path)
    fresh = _read(text, kept=kept)
    monkeypatch.setattr(rereading, "load", lambda: pytest.fail("it was read again"))
    assert all(map(_same, fresh, _read(text, kept=kept)))


def test_other_themes_change_nothing_of_what_was_read(
    text: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readings depend on text and model alone."""
    kept = Cache(tmp_path)
    _read(text, "all", kept)
    monkeypatch.setattr(rereading, "load", lambda: pytest.fail("it was read again"))
    three = make_classifier(make_scheme(scheme().themes[:3]))
    assert reread(text, three.scores(text), "all", kept)


def test_what_is_kept_of_a_part_is_completed(text: Document, tmp_path: Path) -> None:
    """Only what is missing is read."""
    kept = Cache(tmp_path)
    _read(text, "doubtful", kept)
    assert all(map(_same, _read(text, "all", kept), _read(text, "all")))


def test_a_changed_text_is_read_anew(text: Document, tmp_path: Path) -> None:
    """Nothing stale is taken."""
    kept = Cache(tmp_path)
    _read(text, "all", kept)
    other = make_document(MARGINS.replace("evening", "meeting on customs"), "note.md")
    assert all(map(_same, _read(other, "all", kept), _read(other, "all")))


def test_what_is_kept_and_damaged_is_read_again(text: Document, tmp_path: Path) -> None:
    """As whatever is kept."""
    kept = Cache(tmp_path)
    fresh = _read(text, kept=kept)
    for path in tmp_path.glob("??/*"):
        path.write_bytes(path.read_bytes()[:-3] + b"abc")
    assert all(map(_same, fresh, _read(text, kept=kept)))


def test_a_heading_above_a_text_that_was_read_changes_no_reading(tmp_path: Path) -> None:
    """It is not read, but counts in the numbers of paragraphs."""
    kept = Cache(tmp_path)
    _read(make_document(MARGINS, "note.md"), "all", kept)
    headed = make_document(f"# From the harbour\n\n{MARGINS}", "note.md")
    assert all(map(_same, _read(headed, "all", kept), _read(headed, "all")))


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("words", []),
        ("words", [b""]),
        ("words", [bytes(20)]),
        ("words", [bytes(3)]),
        ("words", [bytes(20), bytes(20)]),
        ("around", b""),
        ("around", bytes(24)),
        ("standing", b""),
        ("standing", bytes(21)),
    ],
)
def test_what_is_kept_of_another_shape_is_read_again(
    text: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, entry: object
) -> None:
    """Even if its checksum is right."""
    fresh = _read(text, "all")

    def put(cache: Cache, key: str, value: Any) -> None:
        passages = {
            place: (entry, around) if field == "words" else (words, entry)
            for place, (words, around) in value.passages.items()
        }
        standing = entry if field == "standing" else value.standing
        passages = value.passages if field == "standing" else passages
        cache.put_encoded(key, encode({"standing": standing, "passages": passages}))

    with monkeypatch.context() as patch:
        patch.setattr(Cache, "put", put)
        _read(text, "all", Cache(tmp_path))
    assert any(tmp_path.glob("??/*"))
    assert all(map(_same, fresh, _read(text, "all", Cache(tmp_path))))


# --- the model ------------------------------------------------------------------------------


def test_the_model_knows_the_labels_that_the_program_expects() -> None:
    """In their order."""
    about = reader.load().about
    assert json.loads(about["labels"]) == list(LABELS)
    assert {theme.id for theme in scheme().themes} == set(LABELS[:-1])


def test_model_and_vocabulary_are_small_enough_to_come_with_the_program() -> None:
    """23 MB at most."""
    size = reader.MODEL.stat().st_size + reader.PIECES.stat().st_size
    assert size <= 23_000_000
    assert reader.MODEL.is_relative_to(REPOSITORY / "dossier")


@pytest.mark.parametrize("part", ["MODEL", "PIECES"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"no model"])
def test_a_part_that_is_missing_or_damaged_is_told(
    text: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    content: bytes | None,
) -> None:
    """With what to do about it."""
    damaged = tmp_path / "part"
    if content is not None:
        damaged.write_bytes(content)
    monkeypatch.setattr(reader, part, damaged)
    _is_told_what_is_missing(text, monkeypatch)


def test_a_runtime_that_cannot_be_loaded_is_told(
    text: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a machine for which there is none."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    _is_told_what_is_missing(text, monkeypatch)


def _is_told_what_is_missing(text: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("load", "digest"):
        fresh = cache(getattr(reader, name).__wrapped__)
        monkeypatch.setattr(rereading, name, fresh)
    with pytest.raises(ProgramError, match=r"install Dossier again .* or set second_reading: off"):
        _read(text)
    assert all(map(_same, _read(text, "off"), classifier().scores(text)))


def test_a_passage_is_read_alike_whatever_was_read_before() -> None:
    """To the last bit."""
    passage = Passage(("The envoy left.",), "The talks began.", "Both sides spoke.", "It rained.")
    first = reader.load().read(passage)
    reader.load().read(Passage(("Exports grew by a third, and so did the debt.",)))
    again = reader.load().read(passage)
    assert np.array_equal(first.words[0], again.words[0])
    assert np.array_equal(first.around, again.around)


def test_what_stands_around_has_its_share() -> None:
    """It is the share of the context."""
    alone = reader.load().read(Passage(("They agreed.",)))
    around = reader.load().read(Passage(("They agreed.",), before="Tariffs on steel fell."))
    assert not np.allclose(alone.around, around.around)


TEXTS = st.text(max_size=60).filter(lambda text: len(tokenize(text)) > 0)


@settings(deadline=None, max_examples=40)
@given(TEXTS, TEXTS, st.booleans())
def test_any_text_can_be_read_and_each_word_has_its_share(
    one: str, other: str, is_first: bool
) -> None:
    """One row a word, as the first reading has them."""
    reading = reader.load().read(Passage((one, other), "" if is_first else other, one, other))
    for text, shares in zip((one, other), reading.words, strict=True):
        assert shares.shape == (len(tokenize(text)), len(LABELS))
        assert np.isfinite(shares).all()
    assert np.isfinite(reading.around).all()


@pytest.mark.parametrize("text", ["x" * 300_000, "a " * 200_000, "\u0645" * 5000, "🙂 a", "a\x00b"])
def test_a_monster_is_read_in_a_moment(text: str) -> None:
    """However long a word or a text is."""
    (shares,) = reader.load().read(Passage((text,), text, text, text)).words
    assert len(shares) == len(tokenize(text))


def test_the_reader_reports_to_nobody(tmp_path: Path) -> None:
    """Its runtime would write a number of this machine and what it did, and send both."""
    program = "from dossier.filing import reader; reader.load()"
    env = os.environ | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "ORT_DISABLE_TELEMETRY"):
        env.pop(name, None)
    subprocess.run([sys.executable, "-c", program], env=env, check=True)
    assert list(tmp_path.rglob("*")) == []
