"""Tests of dossier/pages."""
