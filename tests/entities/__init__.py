"""Tests of dossier/entities."""
