"""Measurements; nothing here is needed to build a site."""
