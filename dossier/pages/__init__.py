"""For readers: one module for each kind of page."""
