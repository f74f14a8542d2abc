"""What is kept: found again by all it depends on, whole, and never able to run."""

import dataclasses
import io
import pickle
from pathlib import Path

import pytest
from hypothesis import given

from dossier import kept
from dossier.cache import Cache
from dossier.kept import Briefings, Rules, pack, unpack
from dossier.source import LIMITS
from tests.factories import (
    make_briefing,
    make_document,
    make_scheme,
    make_source,
    make_themes,
    plain_texts,
)

THEMES = make_themes("economy security")
RULES = Rules(make_scheme(THEMES), "en", LIMITS)


@given(plain_texts)
def test_a_briefing_comes_back_as_it_was(text: str) -> None:
    """Every paragraph, filing and share is the same, and the themes are the very ones."""
    places = ["economy"] * len(make_document(text).paragraphs)
    briefing = make_briefing(text, " ".join(places), themes=THEMES)
    again = unpack(pack(briefing), THEMES)
    assert again.document == briefing.document
    assert again.extracts == briefing.extracts
    for one, other in zip(again.sections, briefing.sections, strict=True):
        assert one.theme is other.theme
    for mine, theirs in zip(again.filed, briefing.filed, strict=True):
        assert mine.filing.ranked == theirs.filing.ranked
        if theirs.filing.scores:
            assert mine.filing.scores
            assert (mine.filing.scores.words == theirs.filing.scores.words).all()


def test_a_briefing_is_found_by_all_that_decides_it(tmp_path: Path) -> None:
    """Another text, front matter, theme, language or limit is another briefing."""
    source = make_source("Trade grew.")
    cache = Cache(tmp_path)
    Briefings(cache, RULES).put(source, b"packed")
    assert Briefings(cache, RULES).get(source) == b"packed"
    assert Briefings(None, RULES).get(source) is None
    for other in (
        make_source("Trade fell."),
        make_source("Trade grew.", "other.txt"),
        make_source("Trade grew.", title="Trade"),
        make_source("Trade grew.", filed={1: "security"}),
    ):
        assert Briefings(cache, RULES).get(other) is None
    for rules in (
        dataclasses.replace(RULES, language="fr"),
        dataclasses.replace(RULES, scheme=make_scheme(make_themes("economy"))),
        dataclasses.replace(RULES, limits=dataclasses.replace(LIMITS, paragraphs=5)),
    ):
        assert Briefings(cache, rules).get(source) is None


def test_another_program_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update all is made anew."""
    source = make_source("Trade grew.")
    Briefings(Cache(tmp_path), RULES).put(source, b"packed")
    monkeypatch.setattr(kept, "program", lambda: "another")
    assert Briefings(Cache(tmp_path), RULES).get(source) is None


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return print, ("it ran",)


def test_what_could_run_is_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    """A cache that somebody else has written cannot do anything here."""
    file = io.BytesIO()
    pickle.Pickler(file).dump(_Bomb())
    with pytest.raises(pickle.UnpicklingError, match="not expected"):
        unpack(file.getvalue(), THEMES)
    assert capsys.readouterr().out == ""
