"""For programs: JSON, citations, feeds and metadata."""
