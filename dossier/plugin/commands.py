"""What the command line asks of MkDocs: settings, a build, a preview."""

import errno
import logging
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build as build_command
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from dossier.build.finish import Proof
from dossier.errors import Fault, InputError
from dossier.model import Record, Themes
from dossier.plugin import config as settings
from dossier.plugin.config import DossierConfig
from dossier.plugin.folders import named
from dossier.plugin.originals import Original
from dossier.plugin.originals import originals as originals_of
from dossier.plugin.plugin import DossierPlugin
from dossier.plugin.serve import known_cause
from dossier.runtime.parallel import FEW
from dossier.runtime.progress import Progress
from dossier.settings import Settings
from dossier.web.i18n import Phrases

if TYPE_CHECKING:  # they set PDFs, which not every command does
    from dossier.pdf.batch import Printed
    from dossier.pdf.typst import Pdf


PUBLISHED = "the new site is published"
"""Note on an error that came after the old site was replaced."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    site: Path
    themes: Themes
    records: tuple[Record, ...]
    """Of all texts, those withheld from the site among them."""

    printed: "Printed | None"
    """None: no PDFs were wanted."""

    notes: tuple[Fault, ...]
    """What an editor should look at, by file and line."""

    proof: Proof
    rebuilt: Counter[str]
    """How many texts, pages, PDFs and indexes were made anew."""

    seconds: float


def read_settings(config_file: Path) -> Settings:
    """Return what mkdocs.yml says; raises InputError if it cannot be used."""
    with _complaints_as_faults(config_file):
        return settings.settings(*_loaded(config_file))


def read_phrases(config_file: Path) -> Phrases:
    """Return the words of the site, in its language; raises as `read_settings`."""
    with _complaints_as_faults(config_file):
        return settings.phrases(*_loaded(config_file))


def originals(config_file: Path) -> Mapping[str, Original]:
    """Return Dossier's own files that the site may have copies of; raises as `read_settings`."""
    with _complaints_as_faults(config_file):
        return originals_of(*_loaded(config_file))


def build(
    config_file: Path, progress: Progress, executor: Executor | None = None, few: int = FEW
) -> Report:
    """Build, prove and publish the site; MkDocs' warnings are faults here.

    `executor` works on the texts; without one this machine does, from `few` on in processes.

    Raises DossierError, and then the site stands as it stood before, unless `PUBLISHED` is among
    the notes of the error: a plugin that comes after this one has raised it.
    """
    start = time.monotonic()
    with _complaints_as_faults(config_file):
        config = load_config(str(config_file), strict=True)
        plugin = _plugin(config, config_file)
    plugin.progress, plugin.executor, plugin.few = progress, executor, few
    site = Path(config.site_dir)
    with _noted_if_published(plugin), _complaints_as_faults(config_file):
        try:
            build_command.build(config)
        except MkDocsException as error:
            raise known_cause(error) or error from None
    done = plugin.build
    assert done.proof is not None  # noqa: S101 - on_post_build has run
    return Report(
        site=named(site),
        themes=done.context.themes,
        records=done.site.records,
        printed=done.printed,
        notes=done.notes,
        proof=done.proof,
        rebuilt=done.resources.rebuilt,
        seconds=time.monotonic() - start,
    )


def print_one(config_file: Path, seed: Path) -> tuple[str, "Pdf"]:
    """Return the slug and the PDF of one text, without a site.

    Raises DossierError.
    """
    with _complaints_as_faults(config_file):
        config, options = _loaded(config_file)
        from dossier.export import citation
        from dossier.pdf import summary, typst
        from dossier.pipeline import brief_files
        from dossier.sources import lookup

        chosen = settings.settings(config, options)
        themes, (briefing,) = brief_files(lookup.find([seed], chosen.seeds), chosen)
        context = settings.site_context(config, options, themes)
        data = summary.print_data(briefing, citation.reference(briefing, context), context)
        workshop = settings.workshop(config, options)
        typesetter = typst.Typesetter(workshop.templates, workshop.fonts)
        return briefing.slug, typesetter.typeset_json(typst.SUMMARY, data)


def serve(config_file: Path, address: str | None, in_browser: bool = False) -> None:
    """Serve a preview that follows every change, until it is interrupted.

    With `in_browser`, it is opened there as soon as it is served.

    Raises InputError if mkdocs.yml cannot be used, or the address cannot.
    """
    from mkdocs.commands import serve as serve_command  # it loads a web server

    read_settings(config_file)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler())
    try:
        serve_command.serve(str(config_file), dev_addr=address, open_in_browser=in_browser)
    except OverflowError:
        sentence = "its port must be a number from 1 to 65535, such as 127.0.0.1:8001"
        raise InputError(Fault("--address", 0, sentence)) from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sentence = "another program is served there, perhaps a preview that you began before; "
        sentence += "end it, or name another address, such as --address 127.0.0.1:8001"
        raise InputError(Fault("--address", 0, sentence)) from None


def _loaded(config_file: Path) -> tuple[MkDocsConfig, DossierConfig]:
    """Return the settings of the site, and the options of this plugin in them."""
    config = load_config(str(config_file))
    return config, _plugin(config, config_file).config


def _plugin(config: MkDocsConfig, config_file: Path) -> DossierPlugin:
    plugin = config.plugins.get("dossier")
    if not isinstance(plugin, DossierPlugin):
        raise InputError(Fault(config_file.as_posix(), 0, _line_to_add(config)))
    return plugin


def _line_to_add(config: MkDocsConfig) -> str:
    """Return what to write into mkdocs.yml, which does not name this plugin."""
    listed = next((own["plugins"] for own in config.user_configs if own.get("plugins")), None)
    if not listed:
        return 'there is no list of plugins; add the line "plugins: [search, dossier]"'
    line = "dossier: {}" if isinstance(listed, dict) else "- dossier"
    return f'the list of plugins does not name dossier; add the line "{line}" to it'


@contextmanager
def _noted_if_published(plugin: DossierPlugin) -> Iterator[None]:
    """Note on an error that it came when the new site stood already."""
    try:
        yield
    except Exception as error:
        if hasattr(plugin, "build") and plugin.build.staging.published:
            error.add_note(PUBLISHED)
        raise


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
