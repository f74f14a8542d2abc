"""Tests of dossier/plugin."""
