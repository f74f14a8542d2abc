"""Tests of dossier/build."""
