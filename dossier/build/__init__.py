"""All outputs of one text, and all outputs of a site."""
