"""Dossier's own theme, by the entry point through which `theme: dossier` is found."""

from dossier.runtime.packaged import TEMPLATES


class _Files:
    """What MkDocs takes for the theme's module: it asks for `__file__`, whose folder it uses."""

    __file__ = str(TEMPLATES / "site" / "mkdocs_theme.yml")


files = _Files()
