"""What of Pagefind runs in the browser: no more than is used, and it asks for no more."""

from pathlib import Path

import pytest

from dossier.errors import TemplateError
from dossier.search import engine

ASKED = "let index_array=filter_only?[]:JSON.parse(index_resp);"


def test_only_what_is_used_is_written(tmp_path: Path) -> None:
    """Two scripts and the searching itself; no ready-made form, and nothing of an index."""
    entry = engine.write(tmp_path, "en-GB")
    assert {path.name for path in tmp_path.iterdir()} == {
        *("pagefind.js", "pagefind-worker.js", "pagefind-entry.json"),
        *("wasm.en.pagefind", "wasm.unknown.pagefind"),
    }
    assert list(entry["languages"]) == ["en"]


def test_a_language_without_stems_has_an_engine(tmp_path: Path) -> None:
    """Pagefind searches in any language."""
    assert list(engine.write(tmp_path, "xx")["languages"]) == ["xx"]


@pytest.mark.parametrize("name", ["pagefind.js", "pagefind-worker.js"])
def test_a_facet_alone_asks_for_no_words(tmp_path: Path, name: str) -> None:
    """In both scripts, and where it is known whether there is a query."""
    engine.write(tmp_path, "en")
    script = (tmp_path / name).read_text("utf-8")
    assert script.count(ASKED) == 1
    assert script.count("let index_array") == 1
    assert 0 < script.index("let filter_only=term===null") < script.index(ASKED)


@pytest.mark.parametrize("script", ["", "let index_array=JSON.parse(index_resp);" * 2])
def test_another_pagefind_is_noticed(script: str) -> None:
    """Where the place is not found once, a sentence says so, and nothing is guessed."""
    with pytest.raises(TemplateError, match=r"pagefind\.js: .*it has it [02] times"):
        engine.ask_for_no_words("pagefind.js", script)
