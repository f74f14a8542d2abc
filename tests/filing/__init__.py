"""Tests of dossier/filing."""
