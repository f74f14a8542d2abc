"""Tests of dossier/web."""
