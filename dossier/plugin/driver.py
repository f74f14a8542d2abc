"""What the command line asks of MkDocs: settings, a build, a preview."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands import build as build_command
from mkdocs.commands import serve as serve_command
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from dossier import prints
from dossier.errors import Fault, InputError
from dossier.model import Briefing, Themes
from dossier.pdf import Pdf
from dossier.pipeline import Means, Settings, brief_files
from dossier.plugin.config import cache, interface, named, printing, settings
from dossier.plugin.hooks import DossierPlugin
from dossier.plugin.preview import known_cause
from dossier.prints import Prints
from dossier.progress import Progress
from dossier.verify import Proof


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    site: Path
    themes: Themes
    briefings: tuple[Briefing, ...]
    """Those withheld from the site among them."""

    prints: Prints | None
    """None: no PDFs were wanted."""

    proof: Proof
    anew: Counter[str]
    """How many texts were filed, briefings rendered, documents printed and indexes made."""

    seconds: float


def read_settings(config_file: Path) -> Settings:
    """Return what mkdocs.yml says; raises InputError if it cannot be used."""
    with _complaints_as_faults(config_file):
        config = load_config(str(config_file))
        return settings(config, _plugin(config, config_file).config)


def build(config_file: Path, progress: Progress, executor: Executor | None = None) -> Report:
    """Build, prove and publish the site; MkDocs' warnings are faults here.

    `executor` works on the texts; without one this machine does.

    Raises DossierError, and then the site stands as it stood before.
    """
    start = time.monotonic()
    with _complaints_as_faults(config_file):
        config = load_config(str(config_file), strict=True)
        plugin = _plugin(config, config_file)
        plugin.progress, plugin.executor = progress, executor
        site = Path(config.site_dir)
        try:
            build_command.build(config)
        except MkDocsException as error:
            raise known_cause(error) or error from None
        made = plugin.build
        assert made.proof is not None  # noqa: S101 - on_post_build has run
        seconds = time.monotonic() - start
        anew = made.means.anew
        return Report(
            named(site), made.themes, made.briefings, made.prints, made.proof, anew, seconds
        )


def print_one(config_file: Path, seed: Path) -> tuple[str, Pdf]:
    """Return the slug and the PDF of one text, without a site.

    Raises DossierError.
    """
    with _complaints_as_faults(config_file):
        config = load_config(str(config_file))
        plugin = _plugin(config, config_file)
        themes, (briefing,) = brief_files([seed], settings(config, plugin.config), Means())
        press, typesetter = printing(
            config, plugin.config, interface(config), themes, cache(config)
        )
    return briefing.slug, prints.make(prints.of_briefing(briefing, press), typesetter)


def serve(config_file: Path, address: str | None) -> None:
    """Serve a preview that follows every change, until it is interrupted.

    Raises InputError if mkdocs.yml cannot be used.
    """
    read_settings(config_file)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler())
    serve_command.serve(str(config_file), dev_addr=address)


def _plugin(config: MkDocsConfig, config_file: Path) -> DossierPlugin:
    plugin = config.plugins.get("dossier")
    if not isinstance(plugin, DossierPlugin):
        sentence = "the list of plugins does not name dossier"
        raise InputError(Fault(config_file.as_posix(), 0, sentence))
    return plugin


class _Complaints(logging.Handler):
    """Keeps what MkDocs would have printed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(record.getMessage())


@contextmanager
def _complaints_as_faults(config_file: Path) -> Iterator[None]:
    """Raise what MkDocs complains of as InputError."""
    logger = logging.getLogger("mkdocs")
    complaints = _Complaints()
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        yield
    except MkDocsException as error:
        said = complaints.sentences or [error.format_message()]
        where = config_file.as_posix()
        raise InputError(*(Fault(where, 0, sentence) for sentence in said)) from error
    finally:
        logger.removeHandler(complaints)
        logger.propagate = True
