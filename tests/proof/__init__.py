"""The proof: finished files held against their sources."""
