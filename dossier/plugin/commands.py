"""What the command line asks of MkDocs: settings, a build, a preview."""

import errno
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build as build_command
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from dossier.build.finish import Proof
from dossier.errors import Fault, InputError
from dossier.model import Record, Themes
from dossier.plugin import config as settings
from dossier.plugin import site_config, stages
from dossier.plugin.complaints import complaints_as_faults
from dossier.plugin.config import DossierConfig
from dossier.plugin.folders import named
from dossier.plugin.originals import Original
from dossier.plugin.originals import originals as originals_of
from dossier.plugin.plugin import DossierPlugin
from dossier.plugin.serve import known_cause
from dossier.runtime.parallel import FEW
from dossier.runtime.progress import Progress
from dossier.runtime.writing import naming
from dossier.settings import Settings
from dossier.sources import files
from dossier.web.i18n import Phrases

if TYPE_CHECKING:  # they set PDFs, or serve, which not every command does
    from dossier.pdf.batch import Printed
    from dossier.pdf.typst import Pdf
    from dossier.plugin.preview import Audience


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
    with complaints_as_faults(config_file):
        return settings.settings(*_loaded(config_file))


def read_site(config_file: Path, *, strict: bool = False) -> tuple[Settings, Phrases]:
    """Return what mkdocs.yml says, and the words of the site in its language.

    Raises InputError if one cannot be used, and if `strict` also for what no build passes over.
    """
    with complaints_as_faults(config_file):
        config, options = _loaded(config_file, strict=strict)
        return settings.settings(config, options), settings.phrases(config, options)


def originals(config_file: Path) -> Mapping[str, Original]:
    """Return Dossier's own files that the site may have copies of; raises as `read_settings`."""
    with complaints_as_faults(config_file):
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
    with complaints_as_faults(config_file):
        config = site_config.load(config_file, strict=True)
        plugin = plugin_of(config, config_file)
    plugin.progress, plugin.executor, plugin.few = progress, executor, few
    site = Path(config.site_dir)
    with _noted_if_published(plugin), complaints_as_faults(config_file) as complaints:
        complaints.docs = named(Path(config.docs_dir))
        try:
            with naming(site):  # MkDocs writes all else that is in it
                build_command.build(config)
        except MkDocsException as error:
            raise known_cause(error) or error from None
        finally:  # Ctrl-C, too: of what is no Exception MkDocs tells no plugin
            if hasattr(plugin, "build"):
                stages.discard(plugin.build)
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
    with complaints_as_faults(config_file):
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


def serve(
    config_file: Path, address: str | None, audience: "Audience", *, in_browser: bool = False
) -> None:
    """Serve a preview that follows every change, until it is interrupted.

    With `in_browser`, it is opened there as soon as it is served.

    Raises InputError, before anything is built, if mkdocs.yml, the address or the
    folder of the texts cannot be used.
    """
    from dossier.plugin import listening, preview  # they load a web server

    with complaints_as_faults(config_file):
        config, options = _loaded(config_file)
        files.find(settings.settings(config, options).seeds)  # what is not there cannot be followed
    is_said = any("dev_addr" in own for own in config.user_configs)
    said_by = "--address" if address else config_file.as_posix() if is_said else "serve"
    place = listening.free_place(address or str(config.dev_addr), said_by)
    try:
        preview.run(config, config_file, place, audience, in_browser=in_browser)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise listening.refused(place.name, place.port, error, said_by) from None  # meanwhile


def _loaded(config_file: Path, *, strict: bool = False) -> tuple[MkDocsConfig, DossierConfig]:
    """Return the settings of the site, and the options of this plugin in them."""
    config = site_config.load(config_file, strict=strict)
    return config, plugin_of(config, config_file).config


def plugin_of(config: MkDocsConfig, config_file: Path) -> DossierPlugin:
    """Return this plugin of a site; raises InputError if mkdocs.yml does not name it."""
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
