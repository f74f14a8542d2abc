"""A site of one's own: begun, built, and worked on with every command."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from dossier import __version__
from tests.site import REPOSITORY, Page, run, tree

SEED = "seeds/2026-01-15-a-train-over-the-andes.txt"
WORKFLOW = ".github/workflows/site.yml"
FILES = [WORKFLOW, ".gitignore", "docs/about.md", "mkdocs.yml", SEED]
SITE_URL = "https://octocat.test/desk"
PROGRAMS = Path(sys.executable).parent


def dossier(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program in `folder`, as people outside of this repository do."""
    return subprocess.run(
        [sys.executable, "-m", "dossier", *args],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def settings(folder: Path) -> dict[str, Any]:
    """Return what mkdocs.yml says, but for the address, which MkDocs alone can read."""
    lines = (folder / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    read = yaml.safe_load("\n".join(line for line in lines if not line.startswith("site_url")))
    assert isinstance(read, dict)
    return read


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new site, as it was written."""
    folder = tmp_path_factory.mktemp("new")
    made = dossier(folder, "new", "corridor-desk")
    assert made.returncode == 0, made.stderr
    return folder / "corridor-desk"


@pytest.fixture
def desk(new: Path, tmp_path: Path) -> Path:
    """Return a new site that a test may change."""
    return shutil.copytree(new, tmp_path / "desk")


@pytest.fixture(scope="module")
def built(new: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new site after `dossier build`."""
    folder = shutil.copytree(new, tmp_path_factory.mktemp("built") / "desk")
    made = dossier(folder, "build")
    assert made.returncode == 0, made.stderr
    (note,) = made.stderr.splitlines()
    assert note.startswith("mkdocs.yml: site_url is still an example, https://example.org/")
    assert [line.split()[0] for line in made.stdout.splitlines()] == [
        *("Read", "Filed", "Printed", "Proved", "Built"),
    ]
    return folder


# --- what is written ------------------------------------------------------------------


def test_what_to_do_next_is_said_in_three_lines(tmp_path: Path) -> None:
    """Go there, look at it, and where texts go; with quotes where a shell needs them."""
    said = dossier(tmp_path, "new", "corridor desk").stdout.splitlines()
    assert said == [
        "Corridor Desk is ready. What to do next:",
        "  cd 'corridor desk'",
        "  python -m dossier serve --open",
        "Put your texts into the folder seeds, in place of the example there.",
    ]


def test_in_the_repository_a_new_site_is_told_the_installed_command(tmp_path: Path) -> None:
    """There is no build.py in it."""
    shutil.copy(REPOSITORY / "build.py", tmp_path)
    assert "  dossier serve --open" in run(tmp_path, "new", "desk").stdout.splitlines()


def test_all_files_are_there_and_no_others(new: Path) -> None:
    """In UTF-8, with the line ends of every system but Windows, and with all filled in."""
    files = tree(new)
    assert sorted(files) == sorted(FILES)
    for name, data in files.items():
        text = data.decode("utf-8")
        assert "\r" not in text
        assert text.endswith("\n")
        assert "SITE_NAME" not in text, name
        assert "VERSION" not in text, name


def test_nothing_of_this_repository_is_in_it(new: Path) -> None:
    """No make, no build.py, no method page, none of our texts, and not our site's name."""
    text = b"".join(tree(new).values()).decode("utf-8")
    ours = ("make ", "build.py", "requirements", "method.md", "pakistan", "site_name: Dossier")
    assert [word for word in ours if word in text] == []


def test_the_release_that_wrote_it_is_the_one_that_is_installed(new: Path) -> None:
    """The workflow pins it."""
    steps = yaml.safe_load((new / WORKFLOW).read_text("utf-8"))["jobs"]["build"]["steps"]
    installed = [step["run"] for step in steps if "pip install" in step.get("run", "")]
    assert installed == [f"python -m pip install mkdocs-dossier=={__version__}"]


def test_the_workflow_runs_what_ours_runs_and_passes_the_same_checks(new: Path) -> None:
    """The same actions by the same commits; zizmor and the schema of workflows find nothing."""
    ours = (REPOSITORY / WORKFLOW).read_text("utf-8").splitlines()
    theirs = (new / WORKFLOW).read_text("utf-8").splitlines()
    uses = [line for line in theirs if " uses: " in line]
    assert len(uses) == 7
    assert [line for line in uses if line not in ours] == []
    for command in (
        ["zizmor", "--offline", "--no-progress", "--persona", "pedantic", WORKFLOW],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW],
    ):
        done = subprocess.run(
            [PROGRAMS / command[0], *command[1:]], cwd=new, capture_output=True, check=False
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode()


NAMES = [
    ("corridor-desk", "Corridor Desk"),
    ("the_corridor_desk", "The Corridor Desk"),
    ("My desk", "My desk"),
    ("ISSI-readouts", "ISSI readouts"),
    ("восточный пост", "Восточный Пост"),
    ("میز خبر", "میز خبر"),
    ("e\u0301tudes", "Études"),
    ("2026", "2026"),
    ("no", "No"),
    ("trade: a 'desk' #1", "Trade: A 'desk' #1"),
]


@pytest.mark.parametrize(("folder", "name"), NAMES)
def test_the_site_is_named_after_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    """Whatever the letters, YAML reads it as a text."""
    made = dossier(tmp_path, "new", folder)
    assert made.returncode == 0, made.stderr
    assert settings(tmp_path / folder)["site_name"] == name
    assert made.stdout.startswith(f"{name} is ready.")


# --- where it is written --------------------------------------------------------------


def test_the_folder_that_one_is_in_will_do(tmp_path: Path) -> None:
    """With Git and an environment in it, as people make them first; there is nowhere to go."""
    folder = tmp_path / "desk"
    (folder / ".git").mkdir(parents=True)
    for environment in (".venv", "env"):
        (folder / environment).mkdir()
        (folder / environment / "pyvenv.cfg").touch()
    made = dossier(folder, "new", ".")
    assert made.returncode == 0, made.stderr
    assert made.stdout.splitlines()[1] == "  python -m dossier serve --open"
    assert sorted(name for name in tree(folder) if "env" not in name) == sorted(FILES)


def test_folders_above_are_made_too(tmp_path: Path) -> None:
    """The way there is said with the rest."""
    said = dossier(tmp_path, "new", "sites/desk").stdout
    assert "  cd sites/desk\n" in said
    assert (tmp_path / "sites" / "desk" / "mkdocs.yml").is_file()


REFUSED = [
    ("notes.txt", ".", "is not empty (notes.txt is in it); name a folder that is not there yet"),
    ("desk", "desk", "desk: is a file; name a folder that is not there yet, or an empty one"),
    ("desk/mkdocs.yml", "desk", "desk: has a mkdocs.yml, so there is a site already; to have "),
    ("desk/.gitignore", "desk", "desk: is not empty (.gitignore is in it)"),
    ("desk/a/b.txt", "desk", "desk: is not empty (a is in it)"),
    ("desk", "desk/site", "desk: is a file; name a folder that is not there yet, or an empty one"),
    ("notes.txt", "des\nk", "des⟦U+000A⟧k: has a character that cannot be seen or typed; choose"),
    ("notes.txt", "\u202edesk", "⟦U+202E⟧desk: has a character that cannot be seen or typed; ch"),
    ("notes.txt", "d" * 300, "File name too long; nothing was changed."),
]


@pytest.mark.parametrize(("there", "folder", "sentence"), REFUSED)
def test_what_is_there_is_never_written_over(
    tmp_path: Path, there: str, folder: str, sentence: str
) -> None:
    """One sentence, exit code 1, and everything stays."""
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Mine.\n", encoding="utf-8")
    made = dossier(tmp_path, "new", folder)
    assert made.returncode == 1
    assert sentence in made.stderr
    assert "Traceback" not in made.stderr
    assert tree(tmp_path) == {there: b"Mine.\n"}


@pytest.mark.parametrize("target", ["nowhere", "desk"])
def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path, target: str) -> None:
    """Not to what is not there, and not to itself."""
    (tmp_path / "desk").symlink_to(target)
    made = dossier(tmp_path, "new", "desk")
    assert made.returncode == 1
    assert made.stderr.startswith("desk: is a link that leads nowhere; name a folder")
    assert tree(tmp_path) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="cmd takes a dash for a letter")
def test_a_folder_that_looks_like_an_option_can_be_gone_to(tmp_path: Path) -> None:
    """As it is said."""
    said = dossier(tmp_path, "new", "--", "-desk").stdout.splitlines()
    gone = subprocess.run(said[1].strip(), shell=True, cwd=tmp_path, check=False)  # noqa: S602
    assert gone.returncode == 0, said[1]


# --- what it is -----------------------------------------------------------------------


def test_the_example_stands_under_every_theme_and_says_what_it_is(built: Path) -> None:
    """So that a newcomer sees all that a briefing shows, and takes nobody's words for real."""
    page = Page(built / "site" / "briefings" / "a-train-over-the-andes" / "index.html")
    sections = {element.attributes["data-theme"] for element in page.having("data-theme")}
    assert {"economy", "security", "regional", "symbolism"} <= sections
    words = " ".join(element.words for element in page.elements if element.tag == "main")
    assert "(an example)" in words
    assert "made up to show what Dossier makes of yours" in words
    assert "Jane Doe" in words
    assert "15 January 2026" in words


def test_every_page_of_the_menu_is_there(built: Path) -> None:
    """And the site bears its own name."""
    paths = [next(iter(entry.values())) for entry in settings(built)["nav"]]
    assert len(paths) == 7
    addresses = [path.removesuffix("index.md").removesuffix(".md") for path in paths]
    assert [a for a in addresses if not (built / "site" / a / "index.html").is_file()] == []
    home = (built / "site" / "index.html").read_text("utf-8")
    assert "<title>Corridor Desk" in home


def test_mkdocs_builds_it_without_a_warning(desk: Path) -> None:
    """As every other MkDocs site."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "INFO    -  mkdocs.yml: site_url is still an example" in done.stderr


@pytest.mark.parametrize("text", [None, "Words were said about nothing.\n"])
def test_the_example_can_be_deleted(desk: Path, text: str | None) -> None:
    """Without any text, and with one that names no country, all pages of the menu stand."""
    (desk / SEED).unlink()
    if text:
        (desk / "seeds" / "note.txt").write_text(text, encoding="utf-8")
    made = dossier(desk, "build", "--quiet")
    assert made.returncode == 0, made.stderr
    assert (desk / "site" / "countries" / "index.html").is_file()


def test_every_command_works_in_it(desk: Path, tmp_path: Path) -> None:
    """Without themes and templates of its own."""
    mail = tmp_path / "mail.eml"
    mail.write_text(
        "From: Ana Ruiz <ana@example.org>\nSubject: The pass\nContent-Type: text/plain\n\n"
        "The pass is open.\n\nBy Ana Ruiz\n\nExporters of copper asked for a second berth.\n",
        encoding="utf-8",
    )
    commands = {
        "add": (str(mail),),
        "check": (),
        "explain": (SEED,),
        "accept": (SEED,),
        "file": (SEED, "6", "economy", "--because", "about the ports"),
        "review": ("--list",),
        "learn": ("--dry-run",),
        "build": ("--quiet",),
        "pdf": (SEED,),
    }
    for command, args in commands.items():
        done = dossier(desk, command, *args)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert "build.py" not in done.stdout + done.stderr
        if command == "check":
            assert "waits for review: python -m dossier review" in done.stdout
    assert 'because: "about the ports"' in (desk / SEED).read_text("utf-8")
    assert (desk / "seeds" / "the-pass.txt").is_file()
    assert (desk / "a-train-over-the-andes.pdf").read_bytes().startswith(b"%PDF")
    assert not (desk / "themes.yml").exists()
    assert not (desk / "templates").exists()


def test_the_workflow_builds_the_site_and_posts_how_it_is_filed(desk: Path) -> None:
    """Its scripts run here as GitHub runs them, but for the installation."""
    shims = desk.parent / "bin"
    shims.mkdir()
    shim = shims / "dossier"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dossier "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    summary = desk.parent / "summary.md"
    workflow = yaml.safe_load((desk / WORKFLOW).read_text("utf-8"))
    steps = [step for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert len(steps) == 3
    for step in steps[1:]:
        given = {"${{ steps.pages.outputs.base_url }}": SITE_URL}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=desk,
            env={
                **os.environ,
                "GITHUB_STEP_SUMMARY": str(summary),
                "PATH": f"{shims}:{os.environ['PATH']}",
                **{name: given[value] for name, value in step.get("env", {}).items()},
            },
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
    assert f'href="{SITE_URL}/"' in (desk / "site" / "index.html").read_text("utf-8")
    heading, table = summary.read_text("utf-8").split("\n\n", 1)
    assert heading == "## How each text is filed"
    assert f"\n    {SEED}" in table


# --- what stands around it ------------------------------------------------------------


def test_the_preview_opens_in_the_browser_and_ends_without_a_trace(desk: Path) -> None:
    """The page is there when the browser asks for it; Ctrl-C leaves no traceback."""
    opened = desk.parent / "opened"
    browser = desk.parent / "browser.py"
    browser.write_text(
        "import pathlib, sys, urllib.request\n"
        "page = urllib.request.urlopen(sys.argv[1]).read()\n"
        f"pathlib.Path({str(opened)!r}).write_bytes(page)\n",
        encoding="utf-8",
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "dossier", "serve", "--open", "-a", address],
        cwd=desk,
        env={**os.environ, "BROWSER": f"{sys.executable} {browser} %s"},
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 120
    while not (opened.exists() and opened.stat().st_size) and time.monotonic() < end:
        time.sleep(0.1)
    second = dossier(desk, "serve", "-a", address)
    server.send_signal(signal.SIGINT)
    said = server.communicate(timeout=120)[1]
    assert "<title>Corridor Desk" in opened.read_text("utf-8")
    assert server.returncode == 0
    assert "Traceback" not in said
    assert second.returncode == 1
    assert f"--address: port {address.rpartition(':')[2]} is in use" in second.stderr


def test_without_settings_it_is_said_what_to_do(tmp_path: Path) -> None:
    """In a folder that is no site, whatever the command, the ways to one are named."""
    for args in ([], ["check"], ["serve"]):
        done = dossier(tmp_path, *args)
        assert done.returncode == 1
        assert done.stderr == (
            "mkdocs.yml: is not in this folder; begin a site with python -m dossier new FOLDER, "
            "go to the folder of your site (cd), or name its mkdocs.yml with -f\n"
            f"1 fault{'' if args else '; nothing was changed'}.\n"
        )
    other = dossier(tmp_path, "check", "-f", "desk.yml")
    assert other.stderr.startswith("desk.yml: there is no such file\n")


PLUGINS = [
    ("", 'there is no list of plugins; add the line "plugins: [search, dossier]"'),
    ("plugins: [search]\n", 'does not name dossier; add the line "- dossier" to it'),
    ("plugins: {search: {}}\n", 'does not name dossier; add the line "dossier: {}" to it'),
]


@pytest.mark.parametrize(("plugins", "sentence"), PLUGINS)
def test_a_site_without_the_plugin_is_told_the_line_to_add(
    tmp_path: Path, plugins: str, sentence: str
) -> None:
    """As its list of plugins is written."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Host\n{plugins}", encoding="utf-8")
    done = dossier(tmp_path, "check")
    assert done.returncode == 1
    assert sentence in done.stderr


def test_the_other_name_of_the_settings_is_known(desk: Path) -> None:
    """MkDocs takes mkdocs.yaml as well."""
    (desk / "mkdocs.yml").rename(desk / "mkdocs.yaml")
    assert dossier(desk, "copy").returncode == 0


def test_help_lists_the_commands_in_the_order_of_use(tmp_path: Path) -> None:
    """From the first to the last; -h is --help, and neither needs a site."""
    printed = dossier(tmp_path, "--help").stdout
    assert dossier(tmp_path, "-h").stdout == printed
    listed = printed.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == [
        *("new", "add", "serve", "check", "explain", "accept"),
        *("file", "unfile", "review", "learn", "build", "pdf", "copy"),
    ]
    assert dossier(tmp_path, "--version").stdout == f"Dossier, version {__version__}\n"
