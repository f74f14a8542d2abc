"""Who and where: which countries a text mentions."""
