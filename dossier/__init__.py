"""Dossier: from prose to a themed, provable briefing site."""

__version__ = "0.1.0"
