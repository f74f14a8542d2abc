"""Summaries and digests for print, set by Typst."""
