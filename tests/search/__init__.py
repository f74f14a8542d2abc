"""Tests of dossier.search."""
