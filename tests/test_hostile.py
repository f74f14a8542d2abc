"""Hostile and broken input: whole sites built from it, and nothing of it comes alive or is lost.

What is checked here is checked by other means than the package's own.
"""

import json
import os
import re
import unicodedata
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import Fault, InputError
from dossier.model import FrontMatter
from dossier.sources.document import parse
from dossier.sources.encoding import decode
from dossier.sources.files import Limits, check_inside, find, read
from dossier.sources.front import frontmatter
from dossier.text import invisible
from tests.factories import make_source, outcome, texts
from tests.hostile import corpus
from tests.hostile.corpus import Case, is_sign
from tests.site import Page, folded, furnish, run, tree

ACCEPTED, REFUSED = corpus.accepted(), corpus.refused()


def site_of(folder: Path, written: list[Case]) -> Path:
    """Return `folder` as the workshop of a site with the given seeds."""
    furnish(folder)
    for case in written:
        path = folder / "seeds" / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.data)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one site of all that is accepted, without PDFs, for they take long."""
    folder = site_of(tmp_path_factory.mktemp("hostile"), ACCEPTED)
    config = folder / "mkdocs.yml"
    unprinted = config.read_text(encoding="utf-8").replace(
        "dossier:\n", "dossier:\n    pdf: false\n"
    )
    config.write_text(unprinted, encoding="utf-8")
    before = {path.name for path in folder.iterdir()}
    around = {path.name for path in folder.parent.iterdir()}
    done = run(folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name for path in folder.iterdir()} - before == {"site", ".dossier-cache"}
    assert {path.name for path in folder.parent.iterdir()} == around
    return folder


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Page]:
    """Read every page."""
    site = built / "site"
    return {path.relative_to(site).as_posix(): Page(path) for path in sorted(site.rglob("*.html"))}


def test_there_are_hundreds_of_inputs_each_by_its_own_name() -> None:
    """The corpus is large, and no case hides another."""
    assert len(ACCEPTED) + len(REFUSED) >= 300
    for cases in (ACCEPTED, REFUSED):
        names = [case.name for case in cases]
        assert [name for name in names if names.count(name) > 1] == []
    assert len([case for case in REFUSED if case.fault]) >= 100


# --- what is accepted -----------------------------------------------------------------


def test_every_accepted_text_is_a_briefing(built: Path) -> None:
    """There is a page and a twin for each."""
    homes = list((built / "site" / "briefings").iterdir())
    assert len(homes) == len(ACCEPTED)
    for ending in ("index.html", "briefing.json", "*.bib", "*.ris", "*.csl.json"):
        assert [home.name for home in homes if len(list(home.glob(ending))) != 1] == []


def test_no_word_of_a_plain_text_is_lost(built: Path) -> None:
    """Every plain text in UTF-8 stands on its page as in its file, sign by sign."""
    proved = 0
    for case in ACCEPTED:
        prefix = re.match(r"(plain|sign|bidi|shape|ends)-.*\.txt$", case.name)
        if not prefix:
            continue
        text = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", case.text))
        expected = [folded(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
        slug = case.name.removesuffix(".txt").lower()
        page = Page(built / "site" / "briefings" / slug / "as-published" / "index.html")
        assert [e.words for e in page.having("data-paragraph")] == expected, case.name
        proved += len(expected)
    assert proved > 400


LIVE = {
    *("iframe", "img", "object", "embed", "base", "style", "video", "audio", "source", "math"),
    *("marquee", "animate", "textarea", "frame", "frameset", "applet", "template"),
}


def test_nothing_of_a_text_comes_alive(pages: dict[str, Page]) -> None:
    """No element that runs or loads, no handler, no style, and no address that runs.

    A mail has its styles in attributes, since it has no other place for them.
    """
    wrong: list[tuple[str, str]] = []
    policy = "Content-Security-Policy"
    for path, page in pages.items():
        for element in page.elements:
            attributes = element.attributes
            wrong += [(path, element.tag)] * (element.tag in LIVE)
            wrong += [(path, name) for name in attributes if name.startswith("on")]
            styled = ("srcdoc",) if path.endswith("/mail.html") else ("srcdoc", "style")
            wrong += [(path, name) for name in attributes if name in styled]
            if attributes.get("http-equiv", policy) != policy:
                wrong.append((path, "http-equiv"))
            for name in ("href", "src", "action", "formaction", "data", "xlink:href", "srcset"):
                address = attributes.get(name, "")
                scheme = re.match(r"[\x00-\x20]*([^/?#]*?):", address)
                if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
                    wrong.append((path, address))
    assert wrong == []


def test_no_page_asks_another_host_for_anything(pages: dict[str, Page]) -> None:
    """Scripts, styles and icons are the site's own, and the only other scripts are data."""
    named = {"canonical", "schema.DC", "alternate"}
    for path, page in pages.items():
        scripts = [e.attributes for e in page.elements if e.tag == "script"]
        run_here = [a["src"] for a in scripts if "src" in a]
        assert [src for src in run_here if "//" in src] == [], path
        rest = [a for a in scripts if "src" not in a]
        assert [a for a in rest if a != {"type": "application/ld+json"}] == [], path
        links = [e.attributes for e in page.elements if e.tag == "link"]
        loaded = [a["href"] for a in links if a["rel"] not in named]
        assert [href for href in loaded if "//" in href] == [], path


class _Seen(HTMLParser):
    """Gathers what can be seen or read aloud of a page: text that is not hidden, and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag == "script" or (tag == "span" and ("hidden", None) in attrs)
        self.parts += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def test_no_sign_does_its_work_on_a_page(built: Path) -> None:
    """Controls, overrides and fillers stand hidden, and every direction opened is closed."""
    unseen = set(corpus.UNSEEN) - {"\ufe0f"}  # it belongs to an emoji of the snippets
    for path in sorted((built / "site").rglob("*.html")):
        for part in _Seen(path.read_text(encoding="utf-8")).parts:
            found = [c for c in part if (is_sign(c) and not c.isspace()) or c in unseen]
            assert found == [], (path, part[:80])
    page = (built / "site/briefings/bidi-trojan/index.html").read_text(encoding="utf-8")
    assert '<bdi class="sign" data-code="U+202E"><span hidden>\u202e</span></bdi>' in page


def test_feeds_and_twins_can_be_read(built: Path) -> None:
    """Atom is XML and all twins are JSON, whatever the texts hold."""
    for path in (built / "site").rglob("*"):
        if path.name in ("atom.xml", "sitemap.xml"):
            ET.parse(path)  # noqa: S314 - our own
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))


def test_explaining_never_sends_a_sign_to_the_terminal(built: Path) -> None:
    """Neither the table nor the JSON of `explain` holds a character that a terminal obeys."""
    wanted = ("sign-00", "bidi-", "reference-", "esc", "tab", "line", "\u202e")
    names = [f"seeds/{c.name}" for c in ACCEPTED if c.name.startswith(wanted)]
    for options in ([], ["--json"]):
        said = run(built, "explain", *options, "--", *names)
        assert said.returncode == 0, said.stderr
        assert {c for c in said.stdout if is_sign(c)} == set()
    records = [json.loads(line) for line in said.stdout.splitlines()]
    assert [record["file"] for record in records] == names


def test_what_is_hostile_is_printed_as_it_is(tmp_path: Path) -> None:
    """Typst code, markup and odd characters come back from the PDFs of a site; none is carried out.

    The proof reads every print back, and a build that prints anything else fails.
    """
    wanted = ("2026-01-02-stated-", "sign-00", "bidi-")
    cases = [case for case in ACCEPTED if case.name.startswith(wanted)]
    folder = site_of(tmp_path, cases[::2])
    done = run(folder)
    assert done.returncode == 0, done.stderr
    assert f"Printed {len(cases[::2])} summaries" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} >= {"site", "seeds"}


# --- what is refused ------------------------------------------------------------------


def test_every_refused_text_is_a_sentence(tmp_path: Path) -> None:
    """One run names all that is wrong, each in a line of its own, and shows no sign raw."""
    folder = site_of(tmp_path, REFUSED)
    done = run(folder)
    assert done.returncode == 1
    missing = [
        (case.name, line)
        for case in REFUSED
        for line in (case.fault or "").splitlines()
        if line not in done.stderr
    ]
    assert missing == []
    assert {c for c in done.stderr if is_sign(c)} == set()
    *faults, last = done.stderr.splitlines()
    assert [line for line in faults if not line.startswith("seeds/")] == []
    assert last == f"{len(faults)} faults; nothing was changed."
    assert not (folder / "site").exists()


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of seeds below the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    return Path("seeds")


def test_a_link_out_of_the_seeds_is_refused(seeds: Path) -> None:
    """Links to files and folders elsewhere, to nothing and to themselves are said, not followed."""
    Path("secret.txt").write_text("Secret.\n", encoding="utf-8")
    Path("elsewhere").mkdir()
    (seeds / "real.txt").write_text("Text.\n", encoding="utf-8")
    for name, target in {
        "file.txt": "../secret.txt",
        "folder": "../elsewhere",
        "nothing.txt": "none.txt",
        "itself.txt": "itself.txt",
        "up": "..",
        "here.txt": "real.txt",
    }.items():
        (seeds / name).symlink_to(target)
    found = {path.name: outcome(check_inside, path, seeds)[1] for path in find(seeds)}
    elsewhere = "this link leads to what is no text in seeds; put the text itself there"
    nowhere = "this link leads nowhere; remove it, or put the text in its place"
    assert {name: [f.sentence for f in faults] for name, faults in found.items()} == {
        "file.txt": [elsewhere],
        "folder": [elsewhere],
        "up": [elsewhere],
        "nothing.txt": [nowhere],
        "itself.txt": [nowhere],
        "here.txt": [],
        "real.txt": [],
    }


def test_what_is_no_file_is_refused_without_waiting(seeds: Path) -> None:
    """A pipe that nobody writes to, and a folder, are said to be no file."""
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt"):
        with pytest.raises(InputError, match=f"^seeds/{name}: this is no file; move it elsewhere"):
            read(seeds / name)


def test_a_file_that_may_not_be_read_or_vanishes_is_said(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the disk refuses between finding and reading is a sentence."""
    path = seeds / "a.txt"
    path.write_text("Text.\n", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(InputError, match=r"^seeds/a\.txt: cannot be read: Permission denied$"):
            read(path)
    path.unlink()
    with pytest.raises(InputError, match=r"^seeds/a\.txt: cannot be read: No such file"):
        read(path)


def test_a_name_in_another_encoding_is_said_and_shown(seeds: Path) -> None:
    """A file name that is not UTF-8 is a sentence that can be printed."""
    path = Path(os.fsdecode(os.fsencode(seeds) + b"/caf\xe9.txt"))
    path.write_text("Text.\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(find(seeds)[0])
    said = str(caught.value)
    assert said == "seeds/caf⟦U+DCE9⟧.txt: the file name is not UTF-8; rename it"


def test_a_page_that_stands_where_dossier_writes_is_refused(workshop: Path) -> None:
    """A hand-written page never replaces a briefing, nor a briefing it."""
    (workshop / "docs" / "briefings").mkdir()
    (workshop / "docs" / "briefings" / "pakistan-iran-partnership.md").write_text("# Mine\n")
    done = run(workshop)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "docs/briefings/pakistan-iran-partnership.md: Dossier itself writes "
        "briefings/pakistan-iran-partnership/index.html there; rename this page or move it\n"
    )


@pytest.mark.parametrize("name", ["briefing.json", "source.txt", "as-published/index.html"])
def test_a_file_that_stands_where_dossier_writes_replaces_nothing(
    workshop: Path, name: str
) -> None:
    """What was proved is published, or nothing is: a file of docs/ never stands in its place."""
    assert run(workshop, "-q").returncode == 0
    path = Path("briefings", "pakistan-iran-partnership", name)
    proved = (workshop / "site" / path).read_bytes()
    (workshop / "docs" / path).parent.mkdir(parents=True)
    (workshop / "docs" / path).write_text("mine", "utf-8")
    run(workshop, "-q")
    assert (workshop / "site" / path).read_bytes() == proved


# --- limits ---------------------------------------------------------------------------


def test_a_large_file_is_refused_before_it_is_read(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size is looked at first; nothing is opened."""
    path = seeds / "a.txt"
    path.write_bytes(b"x" * 20_001)
    monkeypatch.setattr(Path, "open", None)
    with pytest.raises(InputError) as caught:
        read(path, Limits(megabytes=0.02))
    assert str(caught.value) == (
        "seeds/a.txt: has 0.0 MB, and a text may have 0.02; divide it, or set largest in mkdocs.yml"
    )


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_too_many_paragraphs_are_refused(name: str) -> None:
    """A text may have just as many paragraphs as the limit says."""
    source = make_source("One.\n\n" * 30, name)
    assert len(parse(source, "en", Limits(paragraphs=30)).paragraphs) == 30
    with pytest.raises(InputError, match=r"has more than 29 paragraphs; divide it"):
        parse(source, "en", Limits(paragraphs=29))


def test_the_limits_are_settings(workshop: Path) -> None:
    """What mkdocs.yml says holds for a build."""
    path = workshop / "mkdocs.yml"
    limits = "    language: en\n    largest: 0.001\n    paragraphs: 3\n"
    path.write_text(path.read_text(encoding="utf-8").replace("    language: en\n", limits), "utf-8")
    (workshop / "seeds" / "four.txt").write_text("One.\n\n" * 4, encoding="utf-8")
    done = run(workshop, "check")
    assert "seeds/four.txt: has more than 3 paragraphs" in done.stderr
    assert "seeds/pakistan-iran-partnership.txt: has 0.0 MB, and a text may" in done.stderr


@pytest.mark.parametrize("limit", ["0", "-1", ".inf", ".nan", "true"])
def test_a_limit_is_a_number(workshop: Path, limit: str) -> None:
    """What is none is said with the option's name."""
    path = workshop / "mkdocs.yml"
    option = f"    language: en\n    largest: {limit}\n"
    path.write_text(path.read_text("utf-8").replace("    language: en\n", option), "utf-8")
    done = run(workshop, "check")
    assert done.returncode == 1
    assert "option 'largest'" in done.stderr
    assert "must be a number above 0" in done.stderr


# --- properties -----------------------------------------------------------------------

turning = st.sampled_from([*corpus.BIDI, *corpus.MARKS, *corpus.CONTROLS, *corpus.ODD, "\ud800"])
signed = st.lists(st.one_of(turning, texts), max_size=12).map("".join)
"""Any text with signs of all kinds, lone surrogates among them."""

_KEYS = st.sampled_from([*FrontMatter.__dataclass_fields__, "titel", "<<", "7", "? [a]", "&a b"])
_VALUES = st.one_of(
    signed.map(json.dumps),
    texts,
    st.sampled_from(corpus.SCALARS),
)
front_matters = st.lists(st.tuples(_KEYS, _VALUES), max_size=6).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
"""Front matter of known and unknown keys with values of every kind, most of them wrong."""


@given(front_matters)
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    """The outcome is front matter without a sign, or faults that can be printed."""
    parts = frontmatter.Split(text, 2, "", 1)
    found, faults = outcome(frontmatter.read, parts, "a.txt")
    assert bool(found) != bool(faults)
    if found:
        front, notes = found
        stated = (front.title, front.source, front.url, *front.author, *front.watch)
        assert [note for note in notes if note.line < 0 or len(note.sentence.split()) < 3] == []
        assert [value for value in stated if value and invisible.positions(value)] == []
    assert [c for fault in faults for c in str(fault) if is_sign(c)] == []


@given(signed)
def test_shown_signs_are_hidden_and_nothing_else_changes(text: str) -> None:
    """The text content stays; what is not hidden is free of signs, and so is what is spelled."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    markup = invisible.show_codes(escaped)
    hidden = re.compile('<bdi class="sign" data-code="U[+][0-9A-F]+"><span hidden>(.)</span></bdi>')
    assert hidden.sub(r"\1", markup) == escaped
    assert invisible.positions(hidden.sub("", markup)) == frozenset()
    assert invisible.positions(invisible.spell_out(text)) == frozenset()
    assert [c for c in invisible.one_line(text) if is_sign(c) or c == "\n"] == []
    assert json.loads(invisible.escape_json(json.dumps(text, ensure_ascii=False))) == text


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")),
    st.sampled_from(("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")),
)
def test_whatever_names_itself_by_a_mark_is_decoded(text: str, codec: str) -> None:
    """A byte order mark makes every Unicode encoding certain."""
    expected = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text))
    assert decode(f"\ufeff{text}".encode(codec), "a.txt") == expected


@given(st.binary(max_size=40))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """Whatever the bytes, there is text without NUL, or a fault with its line or of the whole."""
    text, faults = outcome(decode, data, "a.txt")
    assert (text is not None) != bool(faults)
    assert "\0" not in (text or "")
    whole = "under the name of a text"
    assert [f for f in faults if f.line < 1 and whole not in f.sentence] == []


def test_a_fault_cannot_write_on_the_terminal() -> None:
    """Neither the path nor the sentence of a fault carries a control character out."""
    fault = Fault("a\x1b[31m\n.txt", 3, "has \x1b]0;x\x07 and \u202e in it")
    expected = "a⟦U+001B⟧[31m⟦U+000A⟧.txt:3: has ⟦U+001B⟧]0;x⟦U+0007⟧ and ⟦U+202E⟧ in it"
    assert str(fault) == expected


def test_nothing_of_the_site_depends_on_the_order_of_the_disk(built: Path) -> None:
    """The corpus, built as it is, leaves no file of a build behind."""
    names = {path.name for path in built.iterdir()}
    assert [name for name in names if name.startswith(".site")] == []
    assert tree(built / "site")
