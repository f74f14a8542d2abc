"""Headings, furniture, and what a text says of its author and date."""
