"""Tests of turning other formats into texts."""
