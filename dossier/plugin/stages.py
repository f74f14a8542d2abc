"""The stages of a build, from its begin until it is published or thrown away.

All but `publish` and `discard` raise DossierError.
"""

import logging
from dataclasses import replace
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from dossier import pipeline
from dossier.briefings import notes
from dossier.build import finish
from dossier.build import site as site_stage
from dossier.build.finish import Standing
from dossier.build.outputs import Recipe
from dossier.errors import Faults, InputError
from dossier.pages import fragments
from dossier.plugin import branding, docs_folder, other_plugins, pages, site_config
from dossier.plugin import config as settings
from dossier.plugin.config import DossierConfig
from dossier.plugin.folders import named, own_theme
from dossier.plugin.host_theme import HostTheme, stylesheets
from dossier.plugin.own_theme import OwnTheme
from dossier.plugin.state import Build
from dossier.runtime import clock, staging
from dossier.runtime.resources import Resources
from dossier.runtime.site_folder import check_site_folder
from dossier.web.site import environment_of
from dossier.web.templates import render

_mkdocs = logging.getLogger(mkdocs.__name__)
"""Where MkDocs complains; run by ProperDocs, which answers for `mkdocs`, it is ProperDocs' own."""

_log = logging.getLogger("mkdocs.plugins.dossier")


def begin(
    config: MkDocsConfig, options: DossierConfig, resources: Resources, *, preview: bool
) -> Build:
    """Begin a build that MkDocs writes beside the site."""
    site, config_file = Path(config.site_dir), named(Path(config.config_file_path))
    other_plugins.check_none_in_the_way(config, config_file)
    site_config.check_links(config)
    docs_folder.check_circles(Path(config.docs_dir))
    own = settings.own_paths(config, options)
    if faults := check_site_folder(named(site), own, config_file):
        raise InputError(*faults)
    context = settings.site_context(config, options, preview=preview)
    warnings = CountHandler()
    warnings.setLevel(logging.WARNING)
    _mkdocs.addHandler(warnings)
    look = OwnTheme(config) if own_theme(config) else HostTheme()
    build = Build(staging.stage(site), warnings, context, resources, look)
    config.site_dir = str(build.staging.folder)
    is_alone = config.plugins.keys() == {"dossier"}  # another might change files in their place
    build.unchanged = build.staging.site if is_alone else None
    return build


def take_in(build: Build, files: Files, config: MkDocsConfig, options: DossierConfig) -> None:
    """Take in all texts, make everything that depends on them, and add their pages."""
    chosen = replace(settings.settings(config, options), drafts=build.context.preview)
    faults = Faults()
    pages.check_unpublished(chosen.seeds, files, named(Path(config.docs_dir)))
    docs_folder.check_files(files, faults)
    build.texts = pipeline.receive_folder(chosen, faults)
    rules = pipeline.read_rules(chosen, build.texts, faults)
    rules = replace(rules, shown=build.context.phrases.themes(rules.scheme.themes))
    context = replace(build.context, themes=rules.themes)
    wanted = settings.share_images(options, len(build.texts))
    # Only a full address leads to a picture; a preview is linked to by nobody.
    is_linked = bool(context.url) and not context.preview
    build.context = replace(context, share_images=wanted and is_linked)
    is_elsewhere = build.resources.executor is not None  # such workers have no folder of a cache
    build.recipe = Recipe(rules, build.context, None if is_elsewhere else chosen.cache)
    build.site = site_stage.make(
        build.texts,
        build.recipe,
        build.resources,
        faults,
        build.staging.folder,
        build.staging.searched,
        build.unchanged,
    )
    build.notes = notes.all_notes(build.site.records, faults, clock.today(), chosen.strict)
    _add_files(build, files, config)


def _add_files(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Add the pages, and what else MkDocs is to write, to the files of the site."""
    context, site = build.context, build.site
    redirects = dict(site.redirects)
    written = (f"{page.head.path}index.html" for page in site.pages)
    pages.check_free([*written, *redirects, *site.paths], files, named(Path(config.docs_dir)))
    pages.add(site.pages, files, config, context, build.look.page)
    other_plugins.describe(files, site.library.records, context.urls)
    build.look.add_assets(files, config, context)
    colours = render(environment_of(context), "colours.html", "", themes=context.themes)
    for path, content in (*redirects.items(), (context.urls.asset("themes.css"), colours)):
        files.append(File.generated(config, path, content=content))


def fill(build: Build, html: str, page: Page, config: MkDocsConfig) -> str:
    """Return a hand-written page with the fragments that it asks for."""
    if not fragments.are_in(html):
        return html
    written = pages.handwritten(page, config)
    filled = build.faults.attempt(fragments.fill, html, written, build.site.library, build.context)
    if filled and filled.listed:
        build.listed[page.file.dest_uri] = filled.listed
    return filled.html if filled else html


def prove(build: Build, config: MkDocsConfig, options: DossierConfig) -> None:
    """Print, index and prove what was written."""
    site, context, resources = build.site, build.context, build.resources
    standing = Standing(build.staging.folder, build.staging.searched)
    if context.pdfs or context.share_images:
        workshop = settings.workshop(config, options)
        build.printed = finish.print_all(
            site, context, workshop, build.staging.folder, resources, build.unchanged
        )
    is_kept = context.preview and finish.keep_index(context, standing, build.staging.site)
    if options.search and site.library.records and not is_kept:
        finish.index(site, context, standing, resources, build.unchanged)
    assert build.recipe is not None  # noqa: S101 - `take_in` has run
    build.proof = finish.prove(
        site, build.texts, build.recipe, standing, resources, build.listed, stylesheets(config)
    )


def publish(build: Build, config: MkDocsConfig) -> None:
    """Let a proved build take the site's place, unless MkDocs is about to refuse it."""
    for sentence in branding.missing(build.context.branding, build.staging.folder):
        _log.warning("%s", sentence)
    config.site_dir = str(build.staging.site)
    progress = build.resources.progress
    if config.strict and build.warnings.get_counts():
        progress.end()
        return  # the build then is discarded
    progress.begin("Publishing", 1)
    build.resources.cache.evict()
    build.staging.publish()
    progress.end()
    _mkdocs.removeHandler(build.warnings)
    for note in build.notes:
        _log.info("%s", note)
    assert build.proof is not None  # noqa: S101 - `prove` has run
    _log.info("Proved %d paragraphs verbatim and exactly once", build.proof.paragraphs)


def discard(build: Build) -> None:
    """Throw away what was built so far."""
    build.resources.progress.end()
    build.staging.discard()
    _mkdocs.removeHandler(build.warnings)
