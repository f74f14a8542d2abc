"""Learning from filed paragraphs; not needed to build a site."""
