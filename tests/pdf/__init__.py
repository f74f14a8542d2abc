"""Tests of dossier/pdf."""
