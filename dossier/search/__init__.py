"""The search: what is searched of each text, and the index of its words."""
