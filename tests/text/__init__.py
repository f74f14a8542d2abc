"""Tests of dossier/text."""
