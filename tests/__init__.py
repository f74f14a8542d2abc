"""Tests: one module per stage, and whole sites really built."""
