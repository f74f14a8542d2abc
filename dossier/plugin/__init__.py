"""Dossier in MkDocs; the only folder that imports it."""
