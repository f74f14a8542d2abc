"""How texts are called on the command line: by file, name, slug or address; what was meant."""

from pathlib import Path

import pytest

from dossier.errors import InputError
from dossier.sources import lookup

TEXTS = {
    "2026-07-visit.txt": "One.\n",
    "archive/2025-03-01 The Old Harbour.md": "Two.\n",
    "archive/toll.txt": "---\ntitle: A bridge that nobody pays for\n---\nThree.\n",
    "2026-01-talks.txt": "Four.\n",
    "2026-02-talks.txt": "Five.\n",
    "flag.txt": "Six.\n",
    "notes/flag.md": "Seven.\n",
    "bundle/index.md": "Eight.\n",
    "貿易協定.txt": "Nine.\n",
}

VISIT = "seeds/2026-07-visit.txt"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of some texts, named from the working folder."""
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        path = tmp_path / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "draft.txt").write_text("Ten.\n", "utf-8")
    (tmp_path / "letter.docx").write_bytes(b"PK")
    return Path("seeds")


def _found(*typed: str) -> list[str]:
    return [path.as_posix() for path in lookup.find(map(Path, typed), Path("seeds"))]


@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize(
    ("typed", "file"),
    [
        (VISIT, VISIT),
        ("./seeds/2026-07-visit.txt", VISIT),
        ("seeds/../seeds/2026-07-visit.txt", VISIT),
        ("seeds/2026-07-visit", VISIT),
        ("2026-07-visit.txt", VISIT),
        ("2026-07-visit", VISIT),
        ("visit", VISIT),
        ("VISIT", VISIT),
        ("briefings/visit/", VISIT),
        ("/briefings/visit", VISIT),
        ("https://example.org/desk/briefings/visit/", VISIT),
        ("http://127.0.0.1:8000/briefings/visit/as-published/#p3", VISIT),
        ("https://example.org/library/visit/?x=1#p3", VISIT),
        ("the-old-harbour", "seeds/archive/2025-03-01 The Old Harbour.md"),
        ("2025-03-01-the-old-harbour", "seeds/archive/2025-03-01 The Old Harbour.md"),
        ("archive/toll", "seeds/archive/toll.txt"),
        ("toll", "seeds/archive/toll.txt"),
        ("2026-01-talks", "seeds/2026-01-talks.txt"),
        ("flag.md", "seeds/notes/flag.md"),
        ("notes/flag", "seeds/notes/flag.md"),
        ("bundle", "seeds/bundle/index.md"),
        ("seeds/bundle", "seeds/bundle/index.md"),
        ("貿易協定", "seeds/貿易協定.txt"),
        (
            "http://127.0.0.1:8000/briefings/%E8%B2%BF%E6%98%93%E5%8D%94%E5%AE%9A/",
            "seeds/貿易協定.txt",
        ),
        ("draft.txt", "draft.txt"),
        ("letter.docx", "letter.docx"),
    ],
)
def test_a_text_is_called_as_people_know_it(typed: str, file: str) -> None:
    """By its file, from where it lies or not, and by what its page is called."""
    assert _found(typed) == [file]


@pytest.mark.usefixtures("seeds")
def test_a_text_that_is_called_twice_is_meant_once() -> None:
    """In the order in which they were first called."""
    assert _found("toll", VISIT, "visit", "seeds/../seeds/2026-07-visit.txt") == [
        "seeds/archive/toll.txt",
        VISIT,
    ]


@pytest.mark.parametrize("typed", ["../2026-07-visit.txt", "2026-07-visit.txt", "visit"])
def test_names_hold_in_a_folder_below(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """Paths are those of the working folder, names are those of the site."""
    folder = seeds.absolute()
    monkeypatch.chdir(folder / "archive")
    (found,) = lookup.find([Path(typed)], folder)
    assert found.resolve() == folder / "2026-07-visit.txt"


@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("seeds/2026-07-vist.txt", f"there is no such file. Did you mean {VISIT}?"),
        ("2026-07-vist", f"there is no such file. Did you mean {VISIT}?"),
        ("vists", f"there is no such file. Did you mean {VISIT}?"),
        (
            "old-harbour",
            "there is no such file. Did you mean seeds/archive/2025-03-01 The Old Harbour.md?",
        ),
        (
            "harbour",
            "there is no such file. Did you mean seeds/archive/2025-03-01 The Old Harbour.md?",
        ),
        (
            "a bridge that no one pays for",
            "there is no such file. Did you mean seeds/archive/toll.txt?",
        ),
        (
            "zzzz.txt",
            "there is no such file, nor a text of that name in seeds; "
            "dossier check lists all texts",
        ),
        ("talks", "may be seeds/2026-01-talks.txt or seeds/2026-02-talks.txt; name the file"),
        ("flag", "may be seeds/flag.txt or seeds/notes/flag.md; name the file"),
        ("seeds/archive", "is a folder; name the texts in it, such as seeds/archive/2025-03-01 "),
        ("seeds/archive/visit/none.txt", "there is no such file"),
    ],
)
def test_what_is_no_text_is_a_sentence(typed: str, sentence: str) -> None:
    """With the text that may have been meant, by file name, slug or title."""
    with pytest.raises(InputError) as caught:
        _found(typed)
    assert f"{caught.value}".startswith(f"{typed}: {sentence}")


@pytest.mark.usefixtures("seeds")
def test_all_that_is_missing_is_said_together() -> None:
    """One sentence each, beside what is there."""
    with pytest.raises(InputError) as caught:
        _found("none.txt", "visit", "seeds/zzz.md")
    assert [fault.path for fault in caught.value.faults] == ["none.txt", "seeds/zzz.md"]


@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("seeds/2026-0", (f"seeds/2026-0{n}.txt" for n in ("1-talks", "2-talks", "7-visit"))),
        ("2026-0", ("2026-01-talks", "2026-02-talks", "2026-07-visit")),
        ("vi", ("visit",)),
        ("zz", ()),
    ],
)
def test_a_shell_completes_paths_and_names(typed: str, names: tuple[str, ...]) -> None:
    """Paths where one begins so, else names and slugs."""
    assert lookup.beginning(typed, Path("seeds")) == tuple(names)
