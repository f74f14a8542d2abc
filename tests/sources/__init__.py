"""Tests of dossier/sources."""
