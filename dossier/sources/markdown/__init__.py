"""Markdown as it is written, into blocks."""
