"""What GitHub Actions does: as little as it may, from actions that stay the same, and it works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from dossier.runtime.site_folder import MARK
from tests.site import REPOSITORY, Page

WORKFLOW = ".github/workflows/site.yml"
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
SITE_URL = "https://octocat.test/briefing-site"
"""As actions/configure-pages gives it: without a slash at the end."""

PERMISSIONS = {
    ("audit", "audit"): {"contents": "read"},
    ("release", "build"): {"contents": "read"},
    ("release", "publish"): {"actions": "read", "contents": "write"},
    ("site", "build"): {"contents": "read", "pages": "read"},
    ("site", "deploy"): {"pages": "write", "id-token": "write"},
    ("tests", "test"): {"contents": "read"},
}


def _read(path: Path) -> dict[Any, Any]:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def _jobs() -> dict[tuple[str, str], dict[str, Any]]:
    """Return every job by the names of its file and of itself."""
    return {
        (path.stem, name): job for path in WORKFLOWS for name, job in _read(path)["jobs"].items()
    }


def _steps() -> list[dict[str, Any]]:
    return [step for job in _jobs().values() for step in job["steps"]]


def _events(path: Path) -> dict[str, Any]:
    """Return what starts a workflow; YAML reads the word `on` as True."""
    events = _read(path)[True]
    assert isinstance(events, dict)
    return events


def test_every_action_is_pinned_by_commit_with_its_version() -> None:
    """An action cannot change under us: a full commit, and a comment that names its version."""
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    uses = re.findall(r"^ +uses: (.*)$", text, re.MULTILINE)
    assert len(uses) == len([step for step in _steps() if "uses" in step]) > 5
    pinned = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [action for action in uses if not pinned.fullmatch(action)] == []
    assert len(set(uses)) == len({action.split("@")[0] for action in uses}), "two versions of one"


def test_a_job_may_do_what_it_must_and_no_more() -> None:
    """A workflow grants nothing, each job what it needs; only publishing jobs may write."""
    assert {path.stem: _read(path)["permissions"] for path in WORKFLOWS} == {
        "audit": {},
        "release": {},
        "site": {},
        "tests": {},
    }
    assert {where: job["permissions"] for where, job in _jobs().items()} == PERMISSIONS


def test_no_job_runs_for_ever_and_none_keeps_the_token() -> None:
    """Every job has a time limit, every checkout forgets the token it was fetched with."""
    assert [where for where, job in _jobs().items() if not job["timeout-minutes"] <= 30] == []
    checkouts = [s for s in _steps() if s.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False] * 4


def test_no_shell_script_holds_an_expression() -> None:
    """What others may name (a branch, a title) reaches a shell by its environment alone."""
    scripts = [step["run"] for step in _steps() if "run" in step]
    assert len(scripts) > 5
    assert [script for script in scripts if "${{" in script] == []


def test_only_main_is_deployed_and_a_deployment_is_not_cut_off() -> None:
    """Pull requests build and cancel each other; only what is on main reaches the public."""
    path = REPOSITORY / ".github" / "workflows" / "site.yml"
    events, site = _events(path), _read(path)
    assert set(events) == {"push", "pull_request", "workflow_dispatch", "schedule"}
    assert events["push"] == {"branches": ["main"]}
    assert "refs/heads/main" in site["jobs"]["deploy"]["if"]
    assert "github.event_name != 'pull_request'" in site["jobs"]["deploy"]["if"]
    cancel = site["concurrency"]["cancel-in-progress"]
    assert cancel == "${{ github.event_name == 'pull_request' }}"


def test_the_locked_packages_are_audited_every_week() -> None:
    """By a program that is locked itself, and for what the site and the tests are run with."""
    path = REPOSITORY / ".github" / "workflows" / "audit.yml"
    assert set(_events(path)) == {"workflow_dispatch", "schedule"}
    assert _jobs()["audit", "audit"]["steps"][-1]["run"] == "make audit"
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\naudit:")[2].partition("\n\n")[0]
    assert re.findall(r"-r (\S+)", recipe) == ["requirements.lock", "requirements-dev.lock"]
    assert "--require-hashes" in recipe


def test_the_tests_run_on_every_supported_python_with_a_browser() -> None:
    """The matrix is what the Makefile lets pass, and the browser is demanded."""
    job = _jobs()["tests", "test"]
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    allowed = re.search(r"\(3, (\d+)\) <= sys\.version_info\[:2\] <= \(3, (\d+)\)", makefile)
    assert allowed
    first, last = (int(minor) for minor in allowed.groups())
    assert job["strategy"]["matrix"]["python"] == [f"3.{n}" for n in range(first, last + 1)]
    assert {"DOSSIER_BROWSER": "demanded"} in [step.get("env") for step in job["steps"]]


def test_what_was_installed_is_kept_under_all_that_it_comes_from() -> None:
    """Under the system, the Python and every file that `make` installs by; never once a week."""
    (kept,) = (step for step in _steps() if step.get("with", {}).get("path") == ".venv")
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    made_from = re.search(r"^\$\(VENV\)/site: (.*) \|", makefile, re.MULTILINE)
    assert made_from
    key = kept["with"]["key"]
    for part in (*made_from[1].split(), "runner.os", "runner.arch", "outputs.python-version"):
        assert part in key
    assert "restore-keys" not in kept["with"], "an environment of other packages would do"
    assert kept["if"] == "github.event_name != 'schedule'"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone what is committed; of its `.venv` there is only a python, the one that runs this.

    So installing from the lock file is not tried here, and `make` finds it done.
    """
    if not (REPOSITORY / ".git").exists():
        pytest.skip("this is no clone: nothing was tried in a clean one")
    folder = tmp_path_factory.mktemp("actions") / "clone"
    command = ["git", "clone", "--quiet", "--no-hardlinks", str(REPOSITORY), str(folder)]
    subprocess.run(command, check=True, timeout=60)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (folder / ".venv" / "site").touch()
    return folder


def _act(folder: Path, summary: Path) -> list[int]:
    """Do what the site workflow's build job says in `run:`; return the exit codes.

    Each script runs in a new shell with the options that Actions gives it, and with nothing from
    this environment but the path and the home folder. Of `uses:` nothing runs: Python, caches and
    artifacts are Actions' own affair, and the address of Pages is given.
    """
    given = {"${{ steps.pages.outputs.base_url }}": SITE_URL}
    workflow = _read(folder / ".github" / "workflows" / "site.yml")
    assert workflow["defaults"]["run"]["shell"] == "bash"
    codes: list[int] = []
    for step in workflow["jobs"]["build"]["steps"]:
        if "run" not in step or (any(codes) and "!cancelled()" not in step.get("if", "")):
            continue
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={
                "CI": "true",
                "GITHUB_STEP_SUMMARY": str(summary),
                "HOME": os.environ["HOME"],
                "PATH": os.environ["PATH"],
                **{name: given[value] for name, value in step.get("env", {}).items()},
            },
            check=False,
            timeout=120,
        )
        codes.append(done.returncode)
    return codes


@pytest.fixture(scope="module")
def acted(clone: Path) -> Path:
    """Return the clone after the build job, with what it posted in `summary.md` beside it."""
    assert _act(clone, clone.parent / "summary.md") == [0, 0]
    return clone


def test_the_build_job_gives_a_site_that_works_below_its_address(acted: Path) -> None:
    """Full addresses begin with the one of Pages, and no link leaves /<repo>/."""
    pages = {path: Page(path) for path in sorted((acted / "site").rglob("*.html"))}
    assert len(pages) > 10
    canonical = [
        element.attributes["href"]
        for page in pages.values()
        for element in page.having("rel")
        if element.attributes["rel"] == "canonical"
    ]
    assert f"{SITE_URL}/" in canonical
    assert [address for address in canonical if not address.startswith(f"{SITE_URL}/")] == []
    links = [
        (path.name, element.attributes[name])
        for path, page in pages.items()
        for name in ("href", "src")
        for element in page.having(name)
    ]
    rooted = [(name, link) for name, link in links if link.startswith("/")]
    assert {name for name, _ in rooted} == {"404.html"}, "it alone is shown at any depth"
    assert [link for _, link in rooted if not link.startswith("/briefing-site/")] == []
    robots = (acted / "site" / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {SITE_URL}/sitemap.xml" in robots


def test_nothing_of_the_site_would_stay_behind(acted: Path) -> None:
    """The artifact of Pages leaves hidden files and links out; but for the mark, there are none."""
    files = list((acted / "site").rglob("*"))
    left_out = [path for path in files if path.name.startswith(".") or path.is_symlink()]
    assert [path.name for path in left_out] == [MARK]


def test_the_build_job_posts_how_each_text_is_filed(acted: Path) -> None:
    """The summary has a heading and, set as it is printed, the table of `build.py check`."""
    summary = (acted.parent / "summary.md").read_text(encoding="utf-8")
    heading, code = MarkdownIt("commonmark").parse(summary)[1:4:2]
    assert heading.content == "How each text is filed"
    check = [sys.executable, "build.py", "check"]
    done = subprocess.run(check, cwd=acted, capture_output=True, text=True, check=True, timeout=60)
    assert code.type == "code_block"
    assert code.content == done.stdout
    assert "seeds/pakistan-iran-partnership.txt" in code.content


def test_the_summary_of_a_failed_build_says_what_is_wrong(acted: Path) -> None:
    """A faulty text fails the job, and its sentence stands in the summary for the reviewer."""
    copy = acted.parent / "faulty"
    shutil.copytree(acted, copy, symlinks=True)
    (copy / "seeds" / "key.txt").write_text("---\ntitel: A\n---\nText.\n", encoding="utf-8")
    assert [bool(code) for code in _act(copy, copy / "summary.md")] == [True, True]
    summary = (copy / "summary.md").read_text(encoding="utf-8")
    assert "\n    seeds/key.txt:2: there is no key 'titel'" in summary


HOSTILE = [
    *("~~~~", "`````", "    </pre></code>", "<img src=https://evil.example/x>", "# Title", "- a"),
    *("\r<h1>x</h1>", "a\r\r# b", "| a |", "[a](//b)", "\t> quote", "", "", "[x]: //evil.example"),
    *("::error::x", "::add-mask::a", "##[group]x", "::stop-commands::x", "::x::", "Last, \ud83d"),
]
"""Lines that would be more than text in a summary or in a log."""


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize(
    "path",
    [REPOSITORY / WORKFLOW, REPOSITORY / "templates" / "starter" / WORKFLOW],
    ids=["ours", "starter"],
)
def test_no_printed_line_leaves_its_place(path: Path, fails: bool, tmp_path: Path) -> None:
    """In the summary all lines are one block of code; in the log commands are stopped before."""
    printed = tmp_path / "printed"
    printed.write_bytes("".join(f"{line}\n" for line in HOSTILE).encode(errors="surrogatepass"))
    for name in ("make", "dossier"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\ncat '{printed}'\nexit {int(fails)}\n", encoding="utf-8")
        program.chmod(0o755)
    summary = tmp_path / "summary.md"
    scripts = [
        step["run"]
        for step in _read(path)["jobs"]["build"]["steps"]
        if "run" in step and "pip install" not in step["run"]
    ]
    tokens: list[str] = []
    for script in scripts * 2:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=tmp_path,
            env={
                "GITHUB_STEP_SUMMARY": str(summary),
                "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            },
            capture_output=True,
            check=False,
        )
        assert bool(done.returncode) is fails
        first, _, rest = done.stdout.partition(b"\n")
        assert rest == printed.read_bytes()
        stopped = re.fullmatch(rb"::stop-commands::([0-9a-f]{32})", first)
        assert stopped
        tokens.append(stopped[1].decode())
    assert len(scripts) == 2
    assert len(set(tokens)) == 4, "the words that let commands pass again can be known before"
    said = MarkdownIt("commonmark").parse(summary.read_bytes().decode(errors="replace"))
    heading = ["heading_open", "inline", "heading_close"]
    assert [token.type for token in said] == [*heading, "code_block"] * 2
    assert [said[n].content.count("\n") for n in (3, 7)] == [len(HOSTILE) + 3] * 2
