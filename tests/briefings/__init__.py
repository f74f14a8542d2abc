"""Tests of dossier/briefings."""
