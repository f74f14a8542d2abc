"""Correct: an editor's filing is written into the front matter, and nothing else changes."""

from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dossier.corrections import state, take_back, write
from dossier.errors import InputError
from dossier.model import Correction, FrontMatter, Source
from dossier.settings import Settings
from dossier.sources.encoding import normalized
from dossier.sources.files import read
from dossier.sources.front.editing import with_correction
from dossier.sources.front.removing import without_corrections
from tests.factories import cases, outcome, plain_texts
from tests.site import run, tree

WHY = Correction("regional", 'why: "so"', 0)
REFUSED = "its front matter cannot be added to; write the correction under filed by hand"

THEMES = """\
themes:
  - {id: economy, name: Economy, definition: Wealth.}
  - {id: regional, name: Regional, definition: Neighbours.}
"""


def _read(folder: Path, content: str) -> Source:
    path = folder / "note.txt"
    path.write_bytes(content.encode())
    return read(path)


def _added(folder: Path, content: str, correction: Correction = WHY) -> str:
    """Return `content` with a correction of ¶2."""
    return with_correction(content, _read(folder, content), 2, correction)


def _said(front: FrontMatter) -> dict[int, tuple[str, str | None]]:
    return {number: (c.place, c.because) for number, c in front.filed.items()}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize(("content", "expected"), cases("correct/added.txt"))
def test_a_correction_is_written_where_it_belongs(
    tmp_path: Path, content: str, expected: str, mark: str, newline: str
) -> None:
    """Whatever form the front matter has, one entry is added or replaced, in the file's own way."""
    content, expected = (mark + text.replace("\n", newline) for text in (content, expected))
    assert _added(tmp_path, content) == expected
    source = read(tmp_path / "note.txt")
    assert _said(_read(tmp_path, expected).front) == _said(source.front) | {
        2: ("regional", 'why: "so"')
    }


@pytest.mark.parametrize(("content", "expected"), cases("correct/refused.txt"))
def test_what_cannot_be_added_to_is_refused(tmp_path: Path, content: str, expected: str) -> None:
    """Front matter in a form that would come out otherwise than meant is left to the editor."""
    assert expected == ""
    with pytest.raises(InputError) as caught:
        _added(tmp_path, content)
    assert str(caught.value) == f"{tmp_path.as_posix()}/note.txt:1: {REFUSED}"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize(("content", "expected"), cases("correct/taken-back.txt"))
def test_a_correction_is_taken_back_whatever_stands_around(
    tmp_path: Path, content: str, expected: str, mark: str, newline: str
) -> None:
    """The entry goes, the key and the front matter with the last; comments and all else stay."""
    content, expected = (mark + text.replace("\n", newline) for text in (content, expected))
    source = _read(tmp_path, content)
    assert without_corrections(content, source, [2]) == expected
    assert _said(_read(tmp_path, expected).front) == {
        number: said for number, said in _said(source.front).items() if number != 2
    }


@pytest.mark.parametrize(("content", "expected"), cases("correct/stays.txt"))
def test_what_cannot_be_taken_out_safely_is_left_to_the_editor(
    tmp_path: Path, content: str, expected: str
) -> None:
    """It is said what to delete."""
    assert expected == ""
    with pytest.raises(InputError) as caught:
        without_corrections(content, _read(tmp_path, content), [2])
    sentence = "its front matter cannot be changed; delete ¶2 under filed by hand"
    assert str(caught.value) == f"{tmp_path.as_posix()}/note.txt:1: {sentence}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "---\nfiled:\n  1: economy\n---\nOne.\r\n\r\nTwo.\r\n",
            "---\nfiled:\n  1: economy\n  2: outlook\n---\nOne.\r\n\r\nTwo.\r\n",
            id="CRLF below LF",
        ),
        pytest.param(
            "---\r\nfiled:\r\n  1: economy\r\n---\r\nOne.\n\nTwo.\n",
            "---\r\nfiled:\r\n  1: economy\r\n  2: outlook\r\n---\r\nOne.\n\nTwo.\n",
            id="LF below CRLF",
        ),
        pytest.param(
            "---\ntitle: Cafe\u0301\n---\nCafe\u0301.\n\nTwo.\n",
            "---\ntitle: Cafe\u0301\nfiled: {2: outlook}\n---\nCafe\u0301.\n\nTwo.\n",
            id="letters and accents apart",
        ),
        pytest.param(
            "Cafe\u0301.\r\n\r\nTwo.\r\n",
            "---\r\nfiled: {2: outlook}\r\n---\r\nCafe\u0301.\r\n\r\nTwo.\r\n",
            id="letters and accents apart, no front matter",
        ),
        pytest.param(
            "---\ntitle: A\n---\nOne.\r\rTwo.\r\n",
            "---\ntitle: A\nfiled: {2: outlook}\n---\nOne.\r\rTwo.\r\n",
            id="all kinds below LF",
        ),
    ],
)
def test_the_front_matter_keeps_its_own_line_ends(
    tmp_path: Path, content: str, expected: str
) -> None:
    """Where the text below ends its lines otherwise, the front matter goes on as it began."""
    assert _added(tmp_path, content, Correction("outlook", None, 0)) == expected


@pytest.mark.parametrize(
    ("because", "written"),
    [
        ("it is a toll", '"it is a toll"'),
        ("größer: #1, {a}", '"größer: #1, {a}"'),
        ('"so" \\ it is', '"\\"so\\" \\\\ it is"'),
        ("no", '"no"'),
        ("😀 د 和平", '"😀 د 和平"'),
    ],
)
def test_a_reason_is_written_so_that_it_is_read_again(
    tmp_path: Path, because: str, written: str
) -> None:
    """Quotes, marks of YAML and any script come back as they were."""
    content = _added(tmp_path, "One.\n", Correction("regional", because, 0))
    assert content == f"---\nfiled: {{2: {{theme: regional, because: {written}}}}}\n---\nOne.\n"
    assert _said(_read(tmp_path, content).front) == {2: ("regional", because)}


@pytest.mark.parametrize("because", ["two  blanks", " around ", "two\nlines", "a\ttab"])
def test_white_space_in_a_reason_is_folded(tmp_path: Path, because: str) -> None:
    """A reason that was pasted is written as it would be read."""
    content = _added(tmp_path, "One.\n", Correction("regional", because, 0))
    assert _said(_read(tmp_path, content).front) == {2: ("regional", " ".join(because.split()))}


def _shared(a: str, b: str) -> int:
    """Return how many characters two texts begin with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))))


# --- whatever the file ----------------------------------------------------------------

_KEYS = st.lists(
    st.sampled_from(
        (
            *("title: A  # c", 'author: "B: #"', "date: 2026-02-03", "# a comment", "", "#"),
            *("watch:\n- one\n- two # c", "rights: |\n  All\n\n  rights", "url: https://a.b"),
            *("bottom_line: >+\n  so\n\n", "source: a\n  folded"),
        )
    ),
    unique_by=lambda line: line.partition(":")[0] if ":" in line else line,
    max_size=4,
)
_REASON = "\n    theme: outlook\n    because: {}"
_FILED = st.sampled_from(
    (
        None,
        *("{}", "{ }", "{1: economy}", "{1: economy,}", "{\n  1: economy, # c\n  3: outlook\n }"),
        *("{2: economy}", "{3: outlook, 2: {theme: economy, because: x}, }  # c"),
        *("\n  1: economy", "\n  1: economy # c\n\n  # d", "\n 2: economy\n 3: outlook  "),
        *(f"\n  {number}:{_REASON.format(why)}" for number in (2, 3) for why in ("x", "|\n     x")),
        "\n  2:" + _REASON.format(">-\n     x\n     y\n") + "\n  3: economy",
    )
)
_BODIES = plain_texts.filter(lambda text: not text.startswith("\ufeff"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=_KEYS,
    filed=_FILED,
    after=st.sampled_from((None, "language: en", "# the end", "publish: full # c")),
    body=_BODIES,
    newline=st.sampled_from(("\n", "\r\n", "\r")),
    mark=st.sampled_from(("", "\ufeff")),
    number=st.sampled_from((1, 2, 17)),
    because=st.sampled_from((None, "so", "a: 'b' # {c}")),
)
@example([], None, None, "One.\r\n", "\n", "", 2, None)
def test_nothing_but_the_entry_changes(
    tmp_path: Path,
    before: list[str],
    filed: str | None,
    after: str | None,
    body: str,
    newline: str,
    mark: str,
    number: int,
    because: str | None,
) -> None:
    """The text below is the same to the byte, and above only the one entry differs."""
    lines = [*before, *([] if filed is None else [f"filed: {filed}"]), *([after] if after else [])]
    head = "".join(f"{line}\n" for line in lines).replace("\n", newline)
    old = f"{mark}---{newline}{head}---{newline}{body}"
    source = _read(tmp_path, old)
    new = with_correction(old, source, number, Correction("regional", because, 0))
    shared = _shared(old, new)
    removed = old[shared : len(old) - _shared(old[shared:][::-1], new[shared:][::-1])]
    assert new.endswith(newline + "---" + newline + body)
    assert not removed.strip() or number in source.front.filed  # "{ }" loses its space
    assert [kept for kept in ("#", *before) if kept and kept in removed] == []
    found = _read(tmp_path, new)
    assert found.text == source.text
    assert _said(found.front) == _said(source.front) | {number: ("regional", because)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=_KEYS,
    filed=_FILED.filter(lambda filed: filed is not None and any(n in filed for n in "123")),
    after=st.sampled_from((None, "language: en", "# the end", "publish: full # c")),
    body=_BODIES,
    newline=st.sampled_from(("\n", "\r\n", "\r")),
    mark=st.sampled_from(("", "\ufeff")),
)
def test_nothing_but_what_is_taken_back_changes(
    tmp_path: Path,
    before: list[str],
    filed: str,
    after: str | None,
    body: str,
    newline: str,
    mark: str,
) -> None:
    """Whichever correction goes, the text, the other keys and all comments are as they were."""
    lines = [*before, f"filed: {filed}", *([after] if after else [])]
    head = "".join(f"{line}\n" for line in lines).replace("\n", newline)
    old = f"{mark}---{newline}{head}---{newline}{body}"
    source = _read(tmp_path, old)
    for number in source.front.filed:
        new = without_corrections(old, source, [number])
        assert new.endswith(body)
        assert new.count("#") == old.count("#")
        kept = [line.replace("\n", newline) for line in (*before, after or "")]
        assert [line for line in kept if line not in new] == []
        found = _read(tmp_path, new)
        said = _said(source.front)
        del said[number]
        assert (found.text, _said(found.front)) == (source.text, said)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_BODIES.filter(lambda text: not text.startswith("---")))
def test_what_is_filed_and_taken_back_leaves_no_trace(tmp_path: Path, body: str) -> None:
    """A file without front matter is the same to the byte."""
    filed = _added(tmp_path, body)
    assert without_corrections(filed, _read(tmp_path, filed), [2]) == body


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_BODIES.filter(lambda text: not text.startswith("---")))
def test_a_file_without_front_matter_follows_whole(tmp_path: Path, body: str) -> None:
    """The front matter is put before the file, which follows byte for byte."""
    new = _added(tmp_path, body)
    assert new.endswith(body)
    written = ["---", 'filed: {2: {theme: regional, because: "why: \\"so\\""}}', "---"]
    assert new.removesuffix(body).split(new[3 : new.index("filed")]) == [*written, ""]
    assert _said(_read(tmp_path, new).front) == {2: ("regional", 'why: "so"')}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_reason_is_written_or_refused(tmp_path: Path, because: str) -> None:
    """Whatever an editor's reason is made of, it is read back as it was, or is a sentence."""
    new, faults = outcome(_added, tmp_path, "One.\n", Correction("regional", because, 0))
    assert bool(new) != bool(faults)
    if new:
        reason = normalized(" ".join(because.split()))
        assert _said(_read(tmp_path, new).front) == {2: ("regional", reason)}


# --- the file on disk -----------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with themes and a text of two paragraphs."""
    (tmp_path / "themes.yml").write_text(THEMES, encoding="utf-8")
    (tmp_path / "note.txt").write_bytes(b"One.\r\n\r\nTwo.\r\n")
    return tmp_path


def _settings(desk: Path) -> Settings:
    return Settings(desk, desk / "themes.yml", "en", desk / ".dossier-cache")


def _write(desk: Path, number: int, place: str) -> tuple[int, ...]:
    settings = _settings(desk)
    return write(desk / "note.txt", number, Correction(place, None, 0), settings)


def test_a_file_is_replaced_at_once(desk: Path) -> None:
    """The file has the correction and its rights, and nothing is left beside it."""
    (desk / "note.txt").chmod(0o640)
    _write(desk, 2, "regional")
    assert tree(desk) == {
        "note.txt": b"---\r\nfiled: {2: regional}\r\n---\r\nOne.\r\n\r\nTwo.\r\n",
        "themes.yml": THEMES.encode(),
    }
    assert (desk / "note.txt").stat().st_mode & 0o777 == 0o640


def test_a_correction_may_be_corrected(desk: Path) -> None:
    """Writing again replaces what was written, and another paragraph's stays."""
    for number, place in ((2, "regional"), (1, "overview"), (2, "economy")):
        _write(desk, number, place)
    assert (desk / "note.txt").read_bytes().startswith(b"---\r\nfiled: {2: economy, 1: overview}\r")


@pytest.mark.parametrize(
    ("number", "place", "sentence"),
    [
        (3, "economy", "filed names ¶3, but the text has 2 paragraphs"),
        (1, "sport", "there is no theme 'sport' for ¶1; there are economy, regional,"),
    ],
)
def test_what_cannot_be_followed_is_not_written(
    desk: Path, number: int, place: str, sentence: str
) -> None:
    """A paragraph or theme that is not there is said, and the file is as it was."""
    before = tree(desk)
    with pytest.raises(InputError, match=sentence):
        _write(desk, number, place)
    assert tree(desk) == before


LIST = b"They agreed to:\n\n- trade;\n\n- talk.\n\nSo it was.\n"


def test_another_correction_of_a_list_replaces_the_first(desk: Path) -> None:
    """A list is filed as one, so its second correction is one of the same thing."""
    (desk / "note.txt").write_bytes(LIST)
    assert _write(desk, 2, "regional") == (1, 2, 3)
    assert _write(desk, 3, "economy") == (1, 2, 3)
    assert _write(desk, 4, "overview") == (4,)
    filed = b"---\nfiled: {2: economy, 4: overview}\n---\n"
    assert (desk / "note.txt").read_bytes() == filed + LIST


def test_a_list_that_was_filed_twice_is_not_torn_apart(desk: Path) -> None:
    """Of two corrections that agreed one alone cannot be changed, and the file stays as it was."""
    written = b"---\nfiled: {2: economy, 3: economy}\n---\n" + LIST
    (desk / "note.txt").write_bytes(written)
    with pytest.raises(InputError, match="¶1 to ¶3 are a list, which stays together"):
        _write(desk, 3, "regional")
    assert (desk / "note.txt").read_bytes() == written


def _take_back(desk: Path, number: int) -> tuple[int, ...]:
    settings = _settings(desk)
    return take_back(desk / "note.txt", number, settings)


def test_a_list_is_taken_back_as_a_whole(desk: Path) -> None:
    """Whichever part is named, and however many of its parts were filed."""
    for filed, number in (("2: economy", 3), ("2: economy, 3: economy", 1)):
        head = f"---\nfiled: {{{filed}, 4: overview}}\n---\n".encode()
        (desk / "note.txt").write_bytes(head + LIST)
        assert _take_back(desk, number) == (1, 2, 3)
        assert (desk / "note.txt").read_bytes() == b"---\nfiled: {4: overview}\n---\n" + LIST


def test_a_file_is_replaced_at_once_when_something_is_taken_back(desk: Path) -> None:
    """It has its rights, its encoding and its line ends, and nothing is left beside it."""
    plain = "Eins über.\r\n\r\nZwei.\r\n"
    text = "---\r\nfiled: {2: regional}\r\ntitle: Ä\r\n---\r\n" + plain
    (desk / "note.txt").write_bytes(text.encode("utf-16"))
    (desk / "note.txt").chmod(0o640)
    assert _take_back(desk, 2) == (2,)
    left = text.replace("filed: {2: regional}\r\n", "")
    assert tree(desk) == {"note.txt": left.encode("utf-16"), "themes.yml": THEMES.encode()}
    assert (desk / "note.txt").stat().st_mode & 0o777 == 0o640


def test_a_correction_of_what_is_not_there_can_be_taken_back(desk: Path) -> None:
    """Of a paragraph that is gone, or to a theme that is gone, though other things are wrong."""
    head = b"---\nfiled: {9: economy, 2: sport, 1: sport}\n---\n"
    (desk / "note.txt").write_bytes(head + b"One.\n\nTwo.\n")
    assert (_take_back(desk, 9), _take_back(desk, 2)) == ((9,), (2,))
    assert (desk / "note.txt").read_bytes() == b"---\nfiled: {1: sport}\n---\nOne.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("filed", "sentence"),
    [
        ("{}", "¶2 is not filed by an editor; no paragraph of it is"),
        ("{1: economy}", "¶2 is not filed by an editor; ¶1 is"),
        ("{4: economy, 1: overview}", "¶2 is not filed by an editor; ¶1 and ¶4 are"),
    ],
)
def test_what_was_not_filed_cannot_be_taken_back(desk: Path, filed: str, sentence: str) -> None:
    """It is said which paragraphs were, and the file is as it was."""
    (desk / "note.txt").write_text(f"---\nfiled: {filed}\n---\nOne.\n\nTwo.\n", "utf-8")
    before = tree(desk)
    with pytest.raises(InputError, match=sentence):
        _take_back(desk, 2)
    assert tree(desk) == before


# --- what is known of a text ----------------------------------------------------------


def _state(desk: Path, **values: str | date | tuple[str, ...]) -> tuple[str, ...]:
    return state(desk / "note.txt", values, _settings(desk))


def test_what_is_known_is_stated_above_a_text(desk: Path) -> None:
    """Front matter is added in the file's own line ends, with quotes only where they are needed."""
    (desk / "note.txt").chmod(0o640)
    values: dict[str, str | date | tuple[str, ...]] = {
        "author": "Ana Ruiz",
        "date": date(2026, 2, 3),
        "source": "Post: #1",
    }
    assert _state(desk, **values) == ("author", "date", "source")
    written = b'---\r\nauthor: Ana Ruiz\r\ndate: 2026-02-03\r\nsource: "Post: #1"\r\n---\r\n'
    assert (desk / "note.txt").read_bytes() == written + b"One.\r\n\r\nTwo.\r\n"
    assert (desk / "note.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(tree(desk)) == ["note.txt", "themes.yml"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("head", "added", "written"),
    [
        ("---\ntitle: A # c\n---\n", ("author",), "---\ntitle: A # c\nauthor: Bo Li\n---\n"),
        ("---\nwatch:\n- one\n---\n", ("author",), "---\nwatch:\n- one\nauthor: Bo Li\n---\n"),
        ("---\nmood: calm\n...\n", ("author",), "---\nmood: calm\nauthor: Bo Li\n...\n"),
        ("---\nAuthor: Ana\n---\n", (), "---\nAuthor: Ana\n---\n"),
        ("---\nauthors: [Ana]\n---\n", (), "---\nauthors: [Ana]\n---\n"),
        (
            "---\nfiled: {1: economy}\n---\n",
            ("author",),
            "---\nfiled: {1: economy}\nauthor: Bo Li\n---\n",
        ),
    ],
)
def test_what_is_stated_already_stays(
    desk: Path, head: str, added: tuple[str, ...], written: str, newline: str, encoding: str
) -> None:
    """A key that is there is never written again, and no other byte of the file changes."""
    body = "One.\n\nTwo.\n"
    path = desk / "note.txt"
    path.write_bytes((head + body).replace("\n", newline).encode(encoding))
    assert _state(desk, author="Bo Li") == added
    assert path.read_bytes() == (written + body).replace("\n", newline).encode(encoding)


def test_a_date_may_be_stated_beside_the_one_in_the_name(desk: Path) -> None:
    """The date of a file's name is not stated in it."""
    (desk / "note.txt").rename(desk / "2026-02-03-note.txt")
    path, settings = desk / "2026-02-03-note.txt", _settings(desk)
    assert state(path, {"date": date(2026, 2, 4)}, settings) == ("date",)
    assert read(path).front.date == date(2026, 2, 4)
    assert state(path, {"date": date(2026, 2, 5)}, settings) == ()


def test_several_authors_are_stated_as_a_list(desk: Path) -> None:
    """So that a semicolon in a name divides nothing."""
    _state(desk, author=("Ana Ruiz", 'Ministry "A"; B'))
    assert read(desk / "note.txt").front.author == ("Ana Ruiz", 'Ministry "A"; B')


@pytest.mark.parametrize(
    ("head", "values", "sentence"),
    [
        ("", {"url": "example.org"}, "url must be a web address"),
        ("", {"title": "  "}, "title is empty"),
        ("---\n{title: A}\n---\n", {"author": "Bo"}, "write author: Bo by hand"),
        ("---\ntitel: A\n---\n", {"author": "Bo"}, "Did you mean 'title'"),
    ],
)
def test_what_cannot_be_stated_changes_nothing(
    desk: Path, head: str, values: dict[str, str], sentence: str
) -> None:
    """A value that its key does not take, and front matter that cannot be added to, are said."""
    (desk / "note.txt").write_text(head + "One.\n", encoding="utf-8")
    before = tree(desk)
    with pytest.raises(InputError, match=sentence):
        _state(desk, **values)
    assert tree(desk) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=20))
@example("- a")
@example("a: b #c")
@example("“a”")
def test_any_title_is_stated_or_refused(desk: Path, title: str) -> None:
    """Whatever it is made of, it is read back as it was, or is a sentence."""
    (desk / "note.txt").write_bytes(b"One.\n")
    _, faults = outcome(lambda: _state(desk, title=title))
    assert bool(faults) != (read(desk / "note.txt").front.title == " ".join(title.split()) != "")


def test_only_texts_of_the_site_are_written_to(workshop: Path) -> None:
    """Whatever lies outside of seeds/ stays as it is."""
    outside = workshop / "README.txt"
    outside.write_text("By Ana Ruiz\n\nThe corridor opens in May.\n", "utf-8")
    for command in (["file", "README.txt", "1", "economy"], ["accept", "README.txt"]):
        done = run(workshop, *command)
        assert (done.returncode, done.stderr.splitlines()[0]) == (
            1,
            "README.txt: is not in seeds; only the texts there are written to",
        )
    assert outside.read_text("utf-8").startswith("By Ana Ruiz")


def test_what_a_text_says_of_itself_is_written_on_request(workshop: Path) -> None:
    """Author and date are found, published only when they are accepted, and written once."""
    text = (
        "The corridor reopens\r\nBy Ana Ruiz\r\n5 March 2024\r\n\r\nIt opens in May, they said.\r\n"
    )
    seed = workshop / "seeds" / "my note.txt"
    seed.write_bytes(text.encode())
    checked = run(workshop, "check").stdout
    assert "  seeds/my note.txt: author Ana Ruiz (line 2), date 2024-03-05 (line 3)\n" in checked
    assert "python build.py accept 'seeds/my note.txt'" in checked
    accepted = run(workshop, "accept", "seeds/my note.txt")
    assert accepted.stdout == "seeds/my note.txt: author: Ana Ruiz, date: 2024-03-05\n"
    head = "---\r\nauthor: Ana Ruiz\r\ndate: 2024-03-05\r\n---\r\n"
    assert seed.read_bytes() == (head + text).encode()
    again = run(workshop, "accept", "seeds/my note.txt")
    assert again.stdout == "seeds/my note.txt: nothing to confirm\n"
    assert seed.read_bytes() == (head + text).encode()


def test_a_day_that_may_be_two_is_not_proposed(workshop: Path) -> None:
    """3/5/2024 is in March or in May; only the editor knows."""
    (workshop / "seeds" / "note.txt").write_text(
        "3/5/2024\n\nIt opens in May, they said.\n", "utf-8"
    )
    assert "note.txt: date" not in run(workshop, "check").stdout


@pytest.mark.parametrize("key", ["author:", "Author: # to be filled in", "date:", "filed:"])
def test_a_key_that_a_template_left_empty_is_filled(workshop: Path, key: str) -> None:
    """The line without a value gives way to the one with it."""
    seed = workshop / "seeds" / "note.txt"
    text = (
        f"---\n{key}\ntitle: A\n---\nBy Ana Ruiz\n\n5 March 2024\n\nIt opens in May, they said.\n"
    )
    seed.write_text(text, "utf-8")
    command = (
        ["file", "seeds/note.txt", "3", "economy"]
        if key == "filed:"
        else ["accept", "seeds/note.txt"]
    )
    assert run(workshop, *command).returncode == 0
    lines = seed.read_text("utf-8").splitlines()
    name = key.split(":")[0].lower()
    assert len([line for line in lines if line.lower().startswith(f"{name}:")]) == 1
    assert key not in lines


def test_a_link_stays_a_link(workshop: Path) -> None:
    """What is written goes into the file that it leads to."""
    real = workshop / "seeds" / "real.txt"
    real.write_text("By Ana Ruiz\n\nIt opens in May, they said.\n", "utf-8")
    link = workshop / "seeds" / "link.txt"
    link.symlink_to("real.txt")
    assert run(workshop, "accept", "seeds/link.txt").returncode == 0
    assert link.is_symlink()
    assert real.read_text("utf-8").startswith("---\nauthor: Ana Ruiz\n---\n")


def test_one_text_that_cannot_be_written_keeps_all_as_they_are(workshop: Path) -> None:
    """A fault in the second leaves the first untouched."""
    first, second = workshop / "seeds" / "a.txt", workshop / "seeds" / "b.txt"
    first.write_text("By Ana Ruiz\n\nIt opens in May, they said.\n", "utf-8")
    second.write_text("---\n{title: X}\n---\nBy Bo Li\n\nIt opens in May, they said.\n", "utf-8")
    before = tree(workshop)
    done = run(workshop, "accept", "seeds/a.txt", "seeds/b.txt")
    assert done.returncode == 1
    assert done.stderr.startswith("seeds/b.txt:1: its front matter cannot be added to; ")
    assert tree(workshop) == before


def test_line_ends_of_two_kinds_are_kept(workshop: Path) -> None:
    """A file that two systems have written keeps each line end."""
    seed = workshop / "seeds" / "note.txt"
    seed.write_bytes(b"---\r\nfiled:\n  2: overview\n---\nA river.\n\nTariffs end.\n\nMore ends.\n")
    assert run(workshop, "file", "seeds/note.txt", "3", "economy").returncode == 0
    assert seed.read_bytes().startswith(b"---\r\nfiled:\n  2: overview")
    assert b"  3: economy" in seed.read_bytes()
