"""Tests of dossier/export."""
