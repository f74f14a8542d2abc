"""The proof of a whole site: what was proved is not proved again, and what changed is."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dossier.build import finish
from dossier.build import site as site_stage
from dossier.build.finish import Proof, Standing
from dossier.build.outputs import Recipe
from dossier.build.site import Site
from dossier.errors import Faults, ProofError
from dossier.model import Beside
from dossier.proof import data
from dossier.proof import text as text_proof
from dossier.runtime.cache import Cache
from dossier.runtime.resources import Resources
from dossier.sources.files import Received
from dossier.web.site import environment_of
from dossier.web.templates import render
from tests.factories import make_received, make_recipe, make_themes
from tests.proof.finished import Change, swap
from tests.site import tree

FERRY = """\
---
title: The ferry
date: 2026-05-26
bottom_line: It pays.
aliases: [pier]
---
The ferry sails at noon. ![The pier](pier.png)

Trade grew by a fifth.
"""

TOLL = """\
---
title: The toll
date: 2026-05-27
publish: extracts
---
Tolls rose.

Then they fell.
"""

OF_FERRY = "briefings/ferry"
STYLES = "assets/dossier.css"


@dataclass(frozen=True)
class Built:
    """A site that waits for its proof."""

    site: Site
    texts: tuple[Received, ...]
    recipe: Recipe
    folder: Path

    @property
    def standing(self) -> Standing:
        return Standing(self.folder / "site", self.folder / "searched")

    def prove(self) -> Proof:
        """Prove the site as a build does."""
        resources = Resources(Cache(self.folder / "cache"))
        return finish.prove(self.site, self.texts, self.recipe, self.standing, resources, {})

    def faults(self) -> list[str]:
        """Return why the proof refuses the site."""
        with pytest.raises(ProofError) as refused:
            self.prove()
        return [str(fault) for fault in refused.value.faults]

    @property
    def kept(self) -> frozenset[str]:
        """What is kept of proofs."""
        return frozenset(tree(self.folder / "cache"))

    def change(self, path: str, change: Change) -> None:
        """Change a finished file, or an entry of the search."""
        file = self.standing.folder / path
        if path.endswith("search.json"):
            file = self.standing.searched / path
        file.write_bytes(change(file.read_bytes().decode("latin-1")).encode("latin-1"))


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Return a site of two texts, one of which is published in extracts, with all its files."""
    picture = tmp_path / "pier.png"
    picture.write_bytes(b"a pier")
    sha256 = hashlib.sha256(b"a pier").hexdigest()
    beside = Beside("pier.png", "picture", "pier.png", 1, 1, str(picture), sha256)
    ferry = replace(make_received(FERRY, "ferry.md"), beside=(beside,))
    texts = (ferry, make_received(TOLL, "toll.txt"))
    recipe = make_recipe(make_themes("economy security"))
    folder, searched = tmp_path / "site", tmp_path / "searched"
    resources, context = Resources(Cache(tmp_path / "other-cache")), recipe.site
    site = site_stage.make(texts, recipe, resources, Faults(), folder, searched)
    files = {STYLES: ".filed { color: #222 }", **dict(site.redirects)}
    for page in site.pages:
        head = page.head
        files[f"{head.path}index.html"] = render(
            environment_of(context), "shell.html", head.path, site=context, page=head, view=page
        )
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    one = Built(site, texts, recipe, tmp_path)
    assert one.prove() == Proof(2, 4)
    return one


def test_what_was_proved_is_not_proved_again(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is checked of a site that is the same, and nothing more is kept."""
    kept = built.kept
    monkeypatch.delattr(text_proof, "parse")
    assert (built.prove(), built.kept) == (Proof(2, 4), kept)


CHANGES: dict[str, Change] = {
    f"{OF_FERRY}/index.html": swap("fifth", "sixth"),
    f"{OF_FERRY}/as-published/index.html": swap("fifth", "sixth"),
    f"{OF_FERRY}/briefing.json": swap("fifth", "sixth"),
    f"{OF_FERRY}/source.txt": swap("fifth", "sixth"),
    f"{OF_FERRY}/ferry.bib": swap("The ferry", "The fairy"),
    f"{OF_FERRY}/ferry.ris": swap("The ferry", "The fairy"),
    f"{OF_FERRY}/ferry.csl.json": swap("The ferry", "The fairy"),
    f"{OF_FERRY}/pictures/pier.png": swap("a pier", "a peer"),
    f"{OF_FERRY}/search.json": swap("fifth", "sixth"),
    "briefings/toll/index.html": swap(">Tolls rose.<", ">Tolls rise.<"),
    "briefings/pier/index.html": swap('href="../../briefings/ferry/"', 'href="../toll/"'),
    "index.html": swap("It pays.", "It costs."),
    "archive/2026/index.html": swap('data-briefing="ferry"', 'data-briefing="toll"'),
    "themes/economy/index.html": swap("<main", '<p data-briefing="ferry"></p><main'),
    "weekly/2026-W22/index.html": swap("It pays.", "It costs."),
    "weekly/2026-W22/mail.html": swap("It pays.", "It costs."),
    "weekly/2026-W22/mail.txt": swap("It pays.", "It costs."),
    "feed.xml": swap("It pays.", "It costs."),
    "feed.json": swap("It pays.", "It costs."),
    "briefings.json": swap("The ferry", "The fairy"),
    STYLES: swap("color: #222", "display: none"),
}


@pytest.mark.parametrize("path", CHANGES)
def test_a_file_that_changed_is_proved_anew(built: Built, path: str) -> None:
    """Though nothing else did; what is refused is refused each time, until it is as it was."""
    before = tree(built.folder)
    built.change(path, CHANGES[path])
    (fault, *_) = faults = built.faults()
    assert path in fault or (path.endswith("search.json") and "search entry of ferry" in fault)
    assert built.faults() == faults
    for name, content in before.items():
        (built.folder / name).write_bytes(content)
    assert built.prove() == Proof(2, 4)


@pytest.mark.parametrize("path", [path for path in CHANGES if path != STYLES])
def test_a_file_that_is_gone_is_missed(built: Built, path: str) -> None:
    """Of an unchanged text, or across texts."""
    standing = built.standing
    folder = standing.searched if path.endswith("search.json") else standing.folder
    (folder / path).unlink()
    assert "cannot be read back" in built.faults()[0]


@pytest.mark.parametrize("name", ["as-published/index.html", "source.txt"])
def test_a_file_that_appears_is_proved(built: Built, name: str) -> None:
    """The rights of a text that was proved do not allow it."""
    file = built.standing.folder / "briefings" / "toll" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("Then they fell.", encoding="utf-8")
    assert built.faults() == [
        f"briefings/toll/{name}: the rights of this text do not allow this file"
    ]


OTHERS: dict[str, Callable[[Built], Built]] = {
    "source": lambda built: replace(
        built,
        texts=(
            replace(built.texts[0], data=built.texts[0].data.replace(b"noon", b"nine")),
            built.texts[1],
        ),
    ),
    "record": lambda built: replace(
        built,
        site=replace(
            built.site,
            records=tuple(replace(record, minutes=99) for record in built.site.records),
        ),
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_same_files_are_held_against_what_changed(built: Built, name: str) -> None:
    """Against another source, or another record."""
    assert OTHERS[name](built).faults()


def test_another_program_or_setting_proves_anew(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was proved by another release, or for another site, is not believed."""
    monkeypatch.delattr(text_proof, "parse")
    recipe = built.recipe
    for other in (
        replace(recipe, site=replace(recipe.site, program="another")),
        replace(recipe, site=replace(recipe.site, name="Another")),
        replace(recipe, rules=replace(recipe.rules, language="fr")),
    ):
        with pytest.raises(NameError):
            replace(built, recipe=other).prove()


def test_a_damaged_entry_is_proved_anew(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of a proof is believed only as it was written."""
    for path in (built.folder / "cache").glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert built.prove() == Proof(2, 4)
    for path in (built.folder / "cache").glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    monkeypatch.delattr(text_proof, "parse")
    with pytest.raises(NameError):
        built.prove()


def test_no_file_is_read_that_is_not_named(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or else a proof could be kept that depends on it."""
    monkeypatch.setattr(data, "paths", lambda slug, site: iter(()))
    with pytest.raises(AssertionError):
        built.prove()
