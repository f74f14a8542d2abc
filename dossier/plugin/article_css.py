"""The stylesheet of articles, joined from its parts: one file for each kind of page."""

from mkdocs.config.defaults import MkDocsConfig

from dossier.plugin.folders import template_folders
from dossier.web.templates import read_text

NAME = "article.css"

FOLDER = "article"
"""Below assets/; nothing in it is published by itself."""

PARTS = (
    "elements",
    "briefing",
    "lists",
    "stories",
    "charts",
    "search",
    "sharing",
    "print",
)
"""In the order in which they are joined: a rule behind another wins."""


def article_css(config: MkDocsConfig) -> str:
    """Return the stylesheet; each part is the site's own file, or else the packaged one."""
    folders = [one / "site" / "assets" / FOLDER for one in template_folders(config)]
    names = (f"{part}.css" for part in PARTS)
    files = (next(path for one in folders if (path := one / name).is_file()) for name in names)
    return "\n".join(read_text(path) for path in files)
