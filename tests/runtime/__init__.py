"""Tests of dossier/runtime."""
