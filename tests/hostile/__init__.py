"""Texts and front matter that attack, mislead or are broken, and what is to happen to each."""
