"""From a Document to one Filing for each paragraph."""
